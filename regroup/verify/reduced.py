"""What follows from a case before anybody searches: nodes that must be together are one, bounds move inwards.

Every step has its reason beside it and keeps exactly the allowed plans, so that what is proven of the reduced case is
proven of the case as stated. The steps are those that engines take, written anew; a test holds both equal.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

from regroup.certificate.plain import Guard
from regroup.verify.case import Case, Pair
from regroup.verify.shares import can_share, possible_places
from regroup.verify.totals import areas_in_use, to_reachable_totals, within_what_others_leave

MOST_ROUNDS = 20
MOST_NODES = 60
"""All pairs are looked at up to here."""
MOST_CELLS = 10**7
MOST_GUARDED = 10**6


def reduced(case: Case) -> Case:
    """The case reduced until nothing changes, with the way of its classes forgotten."""
    small = merged(case)
    for _ in range(MOST_ROUNDS):
        before = small
        for step in (areas_in_use, within_what_others_leave, to_reachable_totals, possible_places, _pairs_apart):
            small = step(small)
        small = merged(_held_together(small))
        stuck = not all(map(any, small.allowed)) or small.count_least > small.count_most
        if _bounds(small) == _bounds(before) or stuck:
            break
    return _without_impossible_pairs(_without_idle_guards(small))


def _bounds(case: Case) -> tuple[object, ...]:
    return (case.allowed, case.least, case.most, case.must_use, case.apart, case.count_least, case.count_most)


def merged(case: Case) -> Case:
    """One node for each class of nodes that must be together: what they bring adds up, what they may not unites."""
    of = _classes(case)
    n = max(of, default=-1) + 1
    groups = [[node for node in range(case.n) if of[node] == one] for one in range(n)]
    pairs, inside = dict[Pair, int](), 0
    for (i, j), points in case.pairs.items():
        pair = _ordered(of[i], of[j])
        if pair[0] == pair[1]:
            inside += points
        else:
            pairs[pair] = pairs.get(pair, 0) + points
    return replace(
        case,
        n=n,
        constant=case.constant + inside,
        pairs={pair: points for pair, points in sorted(pairs.items()) if points},
        pull=[[sum(case.pull[i][a] for i in group) for a in range(case.k)] for group in groups],
        sizes=[[sum(row[i] for i in group) for group in groups] for row in case.sizes],
        labels=[(frozenset(of[i] for i in who), costs) for who, costs in case.labels],
        guards=[
            Guard(of[guard.one], tuple(sum(guard.weights[i] for i in group) for group in groups), guard.most)
            for guard in case.guards
        ],
        apart={_ordered(of[i], of[j]) for i, j in case.apart},
        together=set(),
        allowed=[[all(case.allowed[i][a] for i in group) for a in range(case.k)] for group in groups],
    )


def _classes(case: Case) -> list[int]:
    first = list(range(case.n))
    for i, j in case.together:
        low, high = _ordered(first[i], first[j])
        first = [low if one == high else one for one in first]
    number = {one: index for index, one in enumerate(sorted(set(first)))}
    return [number[one] for one in first]


def _ordered(i: int, j: int) -> Pair:
    return (i, j) if i < j else (j, i)


def _held_together(case: Case) -> Case:
    """Nodes that only the same area is open to are together."""
    holds = case.holds()
    rows = {pair for a in range(case.k) for pair in pairwise(i for i in range(case.n) if holds[i][a])}
    return replace(case, together=rows)


def _pairs_apart(case: Case) -> Case:
    """Nodes that can share no area are apart; those that no area is open to both of need not be told so."""
    rows = set(case.apart)
    if case.n <= MOST_NODES:
        share = can_share(case)
        rows |= {pair for pair in combinations(range(case.n), 2) if not share(*pair)}
    meet = {(i, j) for i, j in rows if any(map(min, case.allowed[i], case.allowed[j]))}
    return replace(case, apart=meet)


def _without_impossible_pairs(case: Case) -> Case:
    """Points of nodes that can share no area are nobody's."""
    if len(case.pairs) * case.k * len(case.sizes) > MOST_CELLS:
        return case
    share = can_share(case)
    kept = {pair: points for pair, points in case.pairs.items() if pair not in case.apart and share(*pair)}
    return replace(case, pairs=kept)


def _without_idle_guards(case: Case) -> Case:
    """Guards that hold in every area open to their node, even with all that weigh anything, say nothing."""
    if len(case.guards) * case.n * case.k > MOST_GUARDED:
        return case
    return replace(case, guards=[guard for guard in case.guards if _can_break(case, guard)])


def _can_break(case: Case, guard: Guard) -> bool:
    for a in range(case.k):
        heaviest = sum(max(0, weight) for weight, row in zip(guard.weights, case.allowed, strict=True) if row[a])
        if case.allowed[guard.one][a] and heaviest > guard.most:
            return True
    return False
