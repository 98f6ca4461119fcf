"""Certificates: every claim of the column generation holds up, and nothing false ever does."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from regroup.certificate import Certificate, Kind, Part, check, from_json, to_json
from regroup.certificate.base import WHOLE_SHARE
from regroup.certificate.cover import Choice, Item, Sort, coverable
from regroup.certificate.knapsack import Losses
from regroup.certificate.members import Search
from regroup.certificate.plain import Hinge, plain
from regroup.certificate.steps import OutOfSteps, Steps
from regroup.core import Core
from regroup.engines import columns
from regroup.engines.base import Budget, Claim, Outcome
from regroup.engines.columns_pricing import Pricing
from tests.benchmarks import generator
from tests.engines.random_cores import empty_core, random_core, truth

WORK = Budget(work=50)
MANY = 10**7


@cache
def solved(seed: int, pricing: Pricing = Pricing.BRANCH) -> tuple[Core, Outcome]:
    core = random_core(seed)
    return core, columns.solve(core, WORK, pricing=pricing)


@cache
def municipal(n: int, k: int, named: bool, soft: bool, seed: int = 1) -> tuple[Core, Outcome]:
    core = generator.municipal(n, k, seed, named=named, soft=soft)
    return core, columns.solve(core, WORK)


MUNICIPAL = [(n, k, named, soft) for n, k in ((15, 3), (18, 4), (20, 4)) for named in (0, 1) for soft in (0, 1)]


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


def first_kind(certificate: Certificate, **changes: object) -> Certificate:
    part = certificate.parts[0]
    kinds = (replace(part.kinds[0], **changes), *part.kinds[1:])
    return replace(certificate, parts=(replace(part, kinds=kinds), *certificate.parts[1:]))


def first_prices(certificate: Certificate, prices: list[int]) -> Certificate:
    return replace(certificate, parts=(replace(certificate.parts[0], prices=tuple(prices)), *certificate.parts[1:]))


@pytest.mark.parametrize("first", range(0, 500, 50))
@pytest.mark.parametrize("pricing", [Pricing.BRANCH, Pricing.TABLE])
def test_every_claim_on_a_tiny_core_holds_and_no_stronger_one(first: int, pricing: Pricing):
    for seed in range(first, first + 50):
        core, outcome = solved(seed, pricing)
        assert outcome.claim in (Claim.BEST, Claim.IMPOSSIBLE)
        assert check(core, outcome.certificate, outcome.bound) == []
        if outcome.bound is not None:
            assert check(core, outcome.certificate, outcome.bound + 1) == []
            assert check(core, outcome.certificate, outcome.bound - 1)
            assert check(core, outcome.certificate, None)


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_no_corruption_makes_it_prove_what_is_false(first: int):
    for seed in range(first, first + 50):
        core, outcome = solved(seed)
        if outcome.bound is None:
            continue
        random = np.random.default_rng(seed)
        bad = outcome.certificate
        for _ in range(20):
            bad = corrupted(bad if random.random() < 0.5 else outcome.certificate, random)
            assert check(core, bad, outcome.bound - 1)


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_any_prices_prove_what_is_true_and_nothing_else(first: int):
    for seed in range(first, first + 50):
        core, random = random_core(seed), np.random.default_rng([seed, 7])
        certificate, true = invented(core, random), truth(core).points
        assert check(core, certificate, true) == []
        if true is not None:
            assert check(core, certificate, true + int(random.integers(40))) == []
            assert check(core, certificate, true - 1)
            for _ in range(5):
                assert check(core, corrupted(certificate, random), true - 1)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_a_value_that_a_column_exceeds_is_found_out(first: int):
    for seed in range(first, first + 50):
        core, random = random_core(seed), np.random.default_rng([seed, 8])
        certificate, true = invented(core, random), truth(core).points
        part = certificate.parts[0]
        for at, kind in enumerate(part.kinds):
            low = replace(kind, value=kind.value - 1)
            kinds = (*part.kinds[:at], low, *part.kinds[at + 1 :])
            reasons = check(core, Certificate(certificate.scale, (replace(part, kinds=kinds),)), true)
            usable = kind.columns and core.count_most >= core.counted[at] + core.must_use[core.counted].sum()
            if usable and len(plain(core).numbers()) > 0 and true is not None and core.count_most == core.k:
                assert any("above" in reason for reason in reasons)


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_the_search_finds_every_column_above_a_value(first: int):
    for seed in range(first, first + 50):
        core, random = random_core(seed), np.random.default_rng([seed, 9])
        made, scale = plain(core), int(random.integers(1, 4))
        prices = random.integers(-30, 31, made.n).tolist()
        shares = random.integers(0, WHOLE_SHARE + 1, sum(points > 0 for points in made.pairs.values())).tolist()
        for area in range(core.k):
            worths = {
                chosen: scale * points - sum(prices[c] for c in chosen)
                for chosen, points in all_columns(core, area).items()
            }
            for above in (
                -(10**6),
                int(random.integers(-60, 60)),
                *random.permutation([*worths.values()])[:3].tolist(),
            ):
                found = list(Search(made, made.areas[area], scale, prices, shares, above, Steps(MANY)).run())
                assert len(found) == len(dict(found))
                assert dict(found) == {chosen: value for chosen, value in worths.items() if value > above}


@pytest.mark.parametrize("seed", range(200))
def test_covers_are_found_where_there_are_any(seed: int):
    random = np.random.default_rng([seed, 10])
    n, kinds = int(random.integers(1, 6)), int(random.integers(1, 3))
    sorts = []
    for _ in range(kinds):
        least, most = sorted(random.integers(0, 4, 2).tolist())
        sorts.append(Sort(int(random.integers(0, 10)), least, most, bool(random.random() < 0.7)))
    items = list(
        {
            Item(
                sort := int(random.integers(kinds)),
                frozenset(random.choice(n, int(random.integers(1, n + 1)), replace=False).tolist()),
                sorts[sort].value - int(random.integers(0, 8)),
            )
            for _ in range(int(random.integers(1, 11)))
        }
    )
    choice = Choice(tuple(sorts), int(random.integers(0, 4)))
    best = best_cover(n, items, choice)
    for wanted in (-100, *((best, best + 1) if best is not None else ())):
        assert coverable(n, items, choice, wanted, Steps(MANY)) is (best is not None and wanted <= best)


def best_cover(n: int, items: list[Item], choice: Choice) -> int | None:
    """The greatest value of a cover, by trying every set of items."""
    values = []
    for chosen in itertools.chain.from_iterable(itertools.combinations(items, size) for size in range(n + 1)):
        used = [sum(item.sort == at for item in chosen) for at in range(len(choice.sorts))]
        pairs = list(zip(choice.sorts, used, strict=True))
        if (
            sorted(one for item in chosen for one in item.members) == list(range(n))
            and all(sort.least <= many <= sort.most for sort, many in pairs)
            and sum(many for sort, many in pairs if sort.counted) == choice.number
        ):
            values.append(sum(item.value for item in chosen))
    return max(values, default=None)


@pytest.mark.parametrize("seed", range(100))
def test_the_best_choice_of_areas(seed: int):
    random = np.random.default_rng([seed, 11])
    sorts = []
    for _ in range(int(random.integers(0, 4))):
        least, most = sorted(random.integers(0, 4, 2).tolist())
        sorts.append(Sort(int(random.integers(-9, 10)), least, most, bool(random.random() < 0.6)))
    used = [int(random.integers(0, sort.most + 2)) for sort in sorts]
    choice = Choice(tuple(sorts), int(random.integers(0, 6)))
    totals = [
        sum(sort.value * (many - already) for sort, many, already in zip(sorts, numbers, used, strict=True))
        for numbers in itertools.product(
            *(range(max(s.least, u), s.most + 1) for s, u in zip(sorts, used, strict=True))
        )
        if sum(many for sort, many in zip(sorts, numbers, strict=True) if sort.counted) == choice.number
    ]
    assert choice.best(used) == max(totals, default=None)


@pytest.mark.parametrize("seed", range(100))
def test_losses_and_the_best_total(seed: int):
    random = np.random.default_rng([seed, 12])
    hinges = [
        Hinge(0, *random.integers(-5, 15, 1).tolist(), *random.integers(0, 4, 2).tolist()) for _ in range(seed % 4)
    ]
    losses = Losses(hinges, 3)
    low, high = sorted(random.integers(0, 20, 2).tolist())
    for price in range(-20, 21):
        best = max(price * total - losses.at(total) for total in range(low, high + 1))
        total = losses.best_total(price, low, high)
        assert low <= total <= high
        assert price * total - losses.at(total) == best


def test_plain_by_hand():
    core = replace(
        empty_core(4, 2, 1),
        sizes=np.array([[1, 2, 3, 4]]),
        pair_i=np.array([0, 0, 1, 2]),
        pair_j=np.array([1, 3, 3, 3]),
        pair_points=np.array([10, -20, 40, 20]),
        together=np.array([[3, 0]]),
        apart=np.array([[2, 1]]),
        open_cost=np.array([60, -30]),
        hinge_measure=np.array([0]),
        hinge_area=np.array([1]),
        hinge_at=np.array([4]),
        hinge_below=np.array([10]),
        hinge_above=np.array([20]),
        label_members=np.array([[True, False, False, True]]),
        label_cost=np.array([[50, 0]]),
        pull=np.array([[0, 10], [0, 0], [-10, 0], [20, -50]]),
        must_use=np.array([True, False]),
        counted=np.array([True, False]),
        constant=7,
    )
    made = plain(core)
    assert made.class_of == (0, 1, 2, 0)
    assert made.pairs == {(0, 1): 50, (0, 2): 20}
    assert made.constant == 7 - 20
    assert made.sizes == ((5, 2, 3),)
    assert made.carriers == (frozenset({0}),)
    assert made.apart == {(1, 2)}
    assert made.step() == 10
    assert made.lowest() == (-40 - 10) - 60 - 50 - 20 * (10 - 4)
    assert list(made.numbers()) == [1]
    assert [area.pull for area in made.areas] == [(20, 0, -10), (-40, 0, 0)]


@pytest.mark.parametrize("seed", range(100))
def test_no_assignment_is_below_the_lowest_or_between_steps(seed: int):
    core = replace(random_core(seed), together=np.zeros((0, 2), dtype=np.int64))
    made, random = plain(core), np.random.default_rng(seed)
    for _ in range(20):
        points = core.points(random.integers(0, core.k, core.n)) - core.constant
        assert points >= made.lowest()
        assert points % made.step() == 0 if made.step() else points == 0


@pytest.mark.parametrize("shape", MUNICIPAL)
def test_claims_on_municipal_cores_hold_and_are_checked_quickly(shape: tuple[int, int, bool, bool]):
    core, outcome = municipal(*shape)
    assert outcome.claim is Claim.BEST
    assert check(core, outcome.certificate, outcome.bound, 5_000) == []


@pytest.mark.parametrize("shape", MUNICIPAL)
def test_corrupted_municipal_certificates_are_refused(shape: tuple[int, int, bool, bool]):
    core, outcome = municipal(*shape)
    certificate, points = outcome.certificate, outcome.bound
    prices, kind = list(certificate.parts[0].prices), certificate.parts[0].kinds[0]
    far, step = 1000 * certificate.scale, plain(core).step()
    low, high = prices.index(min(prices)), prices.index(max(prices))
    swapped = prices.copy()
    swapped[low], swapped[high] = prices[high], prices[low]
    bad = {
        "dearer": first_prices(certificate, [prices[0] + far, *prices[1:]]),
        "cheaper": first_prices(certificate, [prices[0] - far, *prices[1:]]),
        "swapped": first_prices(certificate, swapped),
        "too few prices": first_prices(certificate, prices[1:]),
        "lower value": first_kind(certificate, value=kind.value - far),
        "higher value": first_kind(certificate, value=kind.value + far),
        "finer": replace(certificate, scale=2 * certificate.scale),
        "coarser": replace(certificate, scale=certificate.scale // 2),
        "no part": replace(certificate, parts=()),
        "no area": first_kind(certificate, areas=kind.areas[1:]),
        "no shares": first_kind(certificate, shares=()),
    }
    for name, one in bad.items():
        reasons = check(core, one, points, 20_000)
        assert reasons, name
        assert "not checked" not in reasons[0], name
    assert check(core, certificate, points - 1, 20_000)
    assert check(core, certificate, points - step, 20_000)


def listings() -> list[tuple[Core, Outcome]]:
    """Claims on municipal cores that needed a listing."""
    wide = [municipal(16, 3, named, soft, seed) for named in (0, 1) for soft in (0, 1) for seed in range(6)]
    return [(c, o) for c, o in wide if any(kind.columns for part in o.certificate.parts for kind in part.kinds)]


def test_a_listed_column_that_is_dropped_is_missed():
    found = listings()
    assert len(found) >= 2
    for core, outcome in found:
        assert check(core, outcome.certificate, outcome.bound) == []
        for p, part in enumerate(outcome.certificate.parts):
            for at, kind in enumerate(part.kinds):
                for drop in range(len(kind.columns)):
                    less = replace(kind, columns=kind.columns[:drop] + kind.columns[drop + 1 :])
                    kinds = (*part.kinds[:at], less, *part.kinds[at + 1 :])
                    parts = list(outcome.certificate.parts)
                    parts[p] = replace(part, kinds=kinds)
                    reasons = check(core, replace(outcome.certificate, parts=tuple(parts)), outcome.bound)
                    assert any("is missing" in reason for reason in reasons)


@pytest.mark.parametrize("seed", range(60))
def test_each_part_is_needed(seed: int):
    core, outcome = solved(seed)
    parts = outcome.certificate.parts
    for at, part in enumerate(parts):
        left = replace(outcome.certificate, parts=parts[:at] + parts[at + 1 :])
        spoken = set(range(part.least, part.most + 1)).intersection(plain(core).numbers())
        reasons = check(core, left, outcome.bound)
        assert sum("no part speaks of" in reason for reason in reasons) == len(spoken)


def test_shares_are_only_hints():
    core, outcome = municipal(15, 3, False, False)
    many = len(outcome.certificate.parts[0].kinds[0].shares)
    for share in (0, WHOLE_SHARE // 2, WHOLE_SHARE):
        assert check(core, first_kind(outcome.certificate, shares=(share,) * many), outcome.bound) == []
    for share in (-1, WHOLE_SHARE + 1):
        reasons = check(core, first_kind(outcome.certificate, shares=(share,) * many), outcome.bound)
        assert reasons == ["part 0: a share is not part of a whole"]


def test_out_of_steps_is_a_reason():
    core, outcome = municipal(15, 3, False, False)
    assert check(core, outcome.certificate, outcome.bound, 10) == ["not checked within 10 steps"]
    steps = Steps(3)
    steps.take(2)
    steps.take()
    with pytest.raises(OutOfSteps):
        steps.take()


def test_covers_take_steps():
    items = [Item(0, frozenset({one}), 0) for one in range(3)]
    choice = Choice((Sort(0, 0, 3, True),), 3)
    assert coverable(3, items, choice, 0, Steps(4))
    with pytest.raises(OutOfSteps):
        coverable(3, items, choice, 0, Steps(3))
    with pytest.raises(OutOfSteps):
        coverable(3, [*items, *(Item(0, frozenset({0, 1}), -each) for each in range(7))], choice, 0, Steps(1))


def test_a_scale_below_one_is_refused():
    core, outcome = municipal(15, 3, False, False)
    assert check(core, replace(outcome.certificate, scale=0), outcome.bound) == ["the scale is 0"]


def test_a_core_that_is_none_is_refused():
    core, outcome = municipal(15, 3, False, False)
    reasons = check(replace(core, sizes=-core.sizes), outcome.certificate, outcome.bound)
    assert reasons == ["not a core: a size, a rate or a label's cost is negative"]


def test_json_and_back():
    for seed in range(100):
        certificate = solved(seed)[1].certificate
        text = json.dumps(to_json(certificate))
        assert from_json(json.loads(text)) == certificate
        assert from_json(json.loads(text), certificate.size()) == certificate
        with pytest.raises(ValueError, match="too large"):
            from_json(json.loads(text), certificate.size() - 1)


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        {"scale": 1},
        {"scale": 1, "parts": [], "more": 0},
        {"scale": True, "parts": []},
        {"scale": 1.0, "parts": []},
        {"scale": 2**200, "parts": []},
        {"scale": -(2**200), "parts": []},
        {"scale": 1, "parts": {}},
        {"scale": 1, "parts": [[]]},
        {"scale": 1, "parts": [{"least": 0, "most": 0, "prices": ["1"], "kinds": []}]},
        {"scale": 1, "parts": [{"least": 0, "most": 0, "prices": [], "kinds": [{}]}]},
    ],
)
def test_json_of_something_else_is_refused(content: object):
    with pytest.raises(ValueError, match=r"not|too large"):
        from_json(content)
