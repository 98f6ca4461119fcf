"""What checks certificates, piece by piece, against brute force: no engine here."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from regroup.certificate import Certificate, Kind, Part, check, from_json
from regroup.certificate.base import WHOLE_SHARE
from regroup.certificate.cover import Choice, Item, Sort, coverable
from regroup.certificate.knapsack import Losses
from regroup.certificate.members import Search
from regroup.certificate.plain import Hinge, plain
from regroup.certificate.steps import OutOfSteps, Steps
from tests.benchmarks import generator
from tests.certificates import all_columns, corrupted, invented
from tests.engines.random_cores import empty_core, random_core, truth

MANY = 10_000


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
        core = random_core(seed)
        core = replace(core, count_least=0, count_most=core.k)
        certificate = invented(core, np.random.default_rng([seed, 8]))
        part = certificate.parts[0]
        assert check(core, certificate, 10**6) == []
        for at, kind in enumerate(part.kinds):
            kinds = (*part.kinds[:at], replace(kind, value=kind.value - 1), *part.kinds[at + 1 :])
            reasons = check(core, replace(certificate, parts=(replace(part, kinds=kinds),)), 10**6)
            assert len(reasons) == bool(kind.columns)
            assert all(f"has the value {kind.value}, above {kind.value - 1}" in reason for reason in reasons)


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


def test_covers_take_steps():
    items = [Item(0, frozenset({one}), 0) for one in range(3)]
    choice = Choice((Sort(0, 0, 3, True),), 3)
    assert coverable(3, items, choice, 0, Steps(4))
    with pytest.raises(OutOfSteps):
        coverable(3, items, choice, 0, Steps(3))
    more = [*items, *(Item(0, frozenset({0, 1}), -each) for each in range(27))]
    with pytest.raises(OutOfSteps):
        coverable(3, more, choice, 0, Steps(3))


def test_covers_begin_where_there_is_least_choice():
    items = [Item(0, frozenset({0, one}), 0) for one in range(1, 5)]
    assert not coverable(6, items, Choice((Sort(0, 0, 6, True),), 3), 0, Steps(1))


def test_covers_that_fall_short_end_early():
    items = [Item(0, frozenset({one}), -each) for one in range(4) for each in (3, 4)]
    assert not coverable(4, items, Choice((Sort(0, 0, 4, True),), 4), -11, Steps(1))
    assert coverable(4, items, Choice((Sort(0, 0, 4, True),), 4), -12, Steps(5))


def test_the_search_without_a_measure():
    core = plain(replace(empty_core(3, 1), pair_i=np.array([0]), pair_j=np.array([2]), pair_points=np.array([5])))
    found = dict(Search(core, core.areas[0], 2, (3, 4, 5), (1000,), -4, Steps(MANY)).run())
    assert found == {(0,): -3, (0, 2): 2, (0, 1, 2): -2}


def test_the_search_ends_where_a_window_is_out_of_reach():
    core = replace(empty_core(4, 1, 2), sizes=np.ones((2, 4), dtype=np.int64), window_least=np.array([[0], [5]]))
    made = plain(core)
    assert list(Search(made, made.areas[0], 1, (-9,) * 4, (), 0, Steps(1)).run()) == []


def test_what_is_misshapen_is_said():
    core = replace(empty_core(3, 2), pair_i=np.array([0, 1]), pair_j=np.array([1, 2]), pair_points=np.array([5, -5]))
    kind = Kind((0, 1), 5, (0,), ())
    part = Part(0, 2, (0, 0, 0), (kind,))

    def reasons(one: Part) -> list[str]:
        return check(core, Certificate(1, (one,)), 10)

    assert reasons(part) == []
    assert reasons(replace(part, prices=(0, 0))) == ["part 0: 2 prices for 3 classes"]
    assert reasons(replace(part, prices=(0, 0, 0, 0))) == ["part 0: 4 prices for 3 classes"]
    for areas in ((0,), (0, 0, 1), (0, 2), ()):
        kinds = (replace(kind, areas=areas),)
        assert reasons(replace(part, kinds=kinds)) == ["part 0: its kinds do not name every area once"]
    for shares in ((), (0, 0)):
        kinds = (replace(kind, shares=shares),)
        assert reasons(replace(part, kinds=kinds)) == ["part 0: not a share for each of 1 pairs"]


def test_the_size_of_a_certificate():
    kinds = (Kind((0, 2), 5, (1, 2, 3), ((0,), (1, 2))), Kind((1,), 5, (1, 2, 3)))
    assert Certificate(2, (Part(0, 1, (7, 7, 7), kinds), Part(2, 2, (), ()))).size() == 1 + (2 + 3) + 2 + 9 + 5


@pytest.mark.parametrize(
    ("named", "soft", "above", "found", "most"),
    [
        (0, 0, 0, 0, 82),
        (0, 0, 200, 0, 40),
        (0, 1, 0, 0, 82),
        (0, 1, 200, 0, 26),
        (1, 0, 0, 22, 345),
        (1, 0, 200, 0, 92),
        (1, 1, 0, 0, 163),
    ],
)
def test_the_search_is_no_longer_than_it_was(named: int, soft: int, above: int, found: int, most: int):
    core = generator.municipal(20, 4, 3, named=bool(named), soft=bool(soft))
    core = replace(
        core,
        sizes=np.vstack([np.ones(20, dtype=np.int64), core.sizes]),
        window_least=np.vstack([[3] * 4, core.window_least]),
        window_most=np.vstack([[9] * 4, core.window_most]),
        hinge_measure=np.append(core.hinge_measure + 1, [0, 0]),
        hinge_area=np.append(core.hinge_area, [0, 0]),
        hinge_at=np.append(core.hinge_at, [4, 6]),
        hinge_below=np.append(core.hinge_below, [15, 0]),
        hinge_above=np.append(core.hinge_above, [0, 12]),
        label_members=np.arange(20)[None, :] % 3 == np.arange(2)[:, None],
        label_cost=np.array([[30] * 4, [20] * 4]),
        apart=np.array([[0, 5], [3, 17]]),
    )
    made = plain(core)
    prices = [4 * pull for pull in made.areas[0].pull]
    for (i, j), points in made.pairs.items():
        prices[i], prices[j] = prices[i] + 2 * max(0, points), prices[j] + 2 * max(0, points)
    prices = [price * 3 // 4 for price in prices]
    shares = [WHOLE_SHARE // 2] * sum(points > 0 for points in made.pairs.values())
    assert len(list(Search(made, made.areas[0], 4, prices, shares, above, Steps(most)).run())) == found


@pytest.mark.parametrize("name", ["sizes", "hinge_below", "hinge_above", "label_cost"])
def test_a_core_that_is_none_is_refused(name: str):
    core = replace(
        empty_core(2, 1, 1),
        hinge_measure=np.array([0]),
        hinge_area=np.array([0]),
        hinge_at=np.array([1]),
        hinge_below=np.array([1]),
        hinge_above=np.array([1]),
        sizes=np.array([[1, 1]]),
        label_members=np.array([[True, False]]),
        label_cost=np.array([[1]]),
    )
    certificate = Certificate(1, (Part(0, 1, (0, 0), (Kind((0,), 0, ()),)),))
    assert check(core, certificate, 5) == []
    reasons = check(replace(core, **{name: -getattr(core, name)}), certificate, 5)
    assert reasons == ["not a core: a size, a rate or a label's cost is negative"]


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
