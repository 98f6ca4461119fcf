"""Certificates made for tests: from every column by brute force, and with something in them changed at random."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np

from regroup.certificate import Certificate, Kind, Part
from regroup.certificate.base import WHOLE_SHARE
from regroup.certificate.plain import plain
from regroup.core import Core


def classes(core: Core) -> list[tuple[int, ...]]:
    """The nodes that must be together, in order of their first."""
    groups = [{node} for node in range(core.n)]
    for i, j in core.together.tolist():
        one, other = (next(group for group in groups if node in group) for node in (i, j))
        if one is not other:
            groups.remove(other)
            one |= other
    return sorted(tuple(sorted(group)) for group in groups)


def worth(core: Core, area: int, members: tuple[int, ...]) -> int | None:
    """What some nodes bring as the members of an area, from the words of the core; None where they may not be."""
    inside = set(members)
    if not all(core.allowed[node][area] for node in members):
        return None
    if any(i in inside and j in inside for i, j in core.apart.tolist()):
        return None
    totals = [sum(int(sizes[node]) for node in members) for sizes in core.sizes]
    windows = zip(totals, core.window_least[:, area].tolist(), core.window_most[:, area].tolist(), strict=True)
    if not all(least <= total <= most for total, least, most in windows):
        return None
    guards = zip(core.guard_node.tolist(), core.guard_weight.tolist(), core.guard_most.tolist(), strict=True)
    if any(node in inside and sum(weights[other] for other in members) > most for node, weights, most in guards):
        return None
    pairs = zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True)
    points = sum(each for i, j, each in pairs if i in inside and j in inside)
    points += sum(int(core.pull[node][area]) for node in members) - int(core.open_cost[area])
    for carries, cost in zip(core.label_members.tolist(), core.label_cost[:, area].tolist(), strict=True):
        points -= cost if any(carries[node] for node in members) else 0
    for h in np.flatnonzero(core.hinge_area == area).tolist():
        above = totals[int(core.hinge_measure[h])] - int(core.hinge_at[h])
        points -= int(core.hinge_above[h]) * max(above, 0) + int(core.hinge_below[h]) * max(-above, 0)
    return points


def all_columns(core: Core, area: int) -> dict[tuple[int, ...], int]:
    """Every allowed set of classes in an area with its points; those inside classes are constant."""
    groups, found = classes(core), dict[tuple[int, ...], int]()
    inside = {c: pair_points(core, set(group)) for c, group in enumerate(groups)}
    for size in range(1, len(groups) + 1):
        for chosen in itertools.combinations(range(len(groups)), size):
            points = worth(core, area, tuple(node for c in chosen for node in groups[c]))
            if points is not None:
                found[chosen] = points - sum(inside[c] for c in chosen)
    return found


def pair_points(core: Core, nodes: set[int]) -> int:
    pairs = zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True)
    return sum(points for i, j, points in pairs if i in nodes and j in nodes)


def invented(core: Core, random: np.random.Generator) -> Certificate:
    """A certificate at any prices: the true greatest values, and every column."""
    made = plain(core)
    scale = int(random.integers(1, 5))
    prices = tuple(random.integers(-30, 31, made.n).tolist())
    shared = sum(points > 0 for points in made.pairs.values())
    kinds = []
    for area in range(core.k):
        found = all_columns(core, area)
        values = [scale * points - sum(prices[c] for c in chosen) for chosen, points in found.items()]
        shares = tuple(random.integers(0, WHOLE_SHARE + 1, shared).tolist())
        kinds.append(Kind((area,), max(values, default=-(10**6)), shares, tuple(sorted(found))))
    return Certificate(scale, (Part(core.count_least, core.count_most, prices, tuple(kinds)),))


def corrupted(certificate: Certificate, random: np.random.Generator) -> Certificate:
    """One thing changed at random, anywhere."""
    if not certificate.parts or random.random() < 0.05:
        return replace(certificate, scale=int(random.integers(0, 2 * certificate.scale + 2)))
    at = int(random.integers(len(certificate.parts)))
    parts = list(certificate.parts)
    if random.random() < 0.05:
        del parts[at]
    else:
        parts[at] = _corrupted_part(parts[at], certificate.scale, random)
    return replace(certificate, parts=tuple(parts))


def _corrupted_part(part: Part, scale: int, random: np.random.Generator) -> Part:
    prices, what = list(part.prices), random.integers(6)
    by = int(random.integers(1, 20 * scale + 1)) * int(random.choice([-1, 1]))
    if what == 0 and prices:
        prices[int(random.integers(len(prices)))] += by
    elif what == 1 and prices:
        i, j = random.integers(len(prices), size=2).tolist()
        prices[i], prices[j] = prices[j], prices[i]
    elif what == 2:
        return replace(part, **{str(random.choice(["least", "most"])): int(random.integers(0, 4))})
    elif part.kinds:
        at, kinds = int(random.integers(len(part.kinds))), list(part.kinds)
        kinds[at] = _corrupted_kind(kinds[at], by, random)
        return replace(part, kinds=tuple(kinds))
    return replace(part, prices=tuple(prices))


def _corrupted_kind(kind: Kind, by: int, random: np.random.Generator) -> Kind:
    what = random.integers(4)
    if what == 0 and kind.columns:
        dropped = int(random.integers(len(kind.columns)))
        return replace(kind, columns=kind.columns[:dropped] + kind.columns[dropped + 1 :])
    if what == 1 and kind.shares:
        shares = list(kind.shares)
        shares[int(random.integers(len(shares)))] = int(random.integers(-5, WHOLE_SHARE + 6))
        return replace(kind, shares=tuple(shares))
    if what == 2:
        return replace(kind, areas=kind.areas[1:])
    return replace(kind, value=kind.value + by)
