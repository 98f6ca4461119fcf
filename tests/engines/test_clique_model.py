"""What the clique bound's model says of a plan is what the core says of it, up to rounding in the bound's favour."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from regroup.core import Core, Ints
from regroup.engines.base import settled
from regroup.engines.clique_model import Model, model
from regroup.engines.clique_prices import NoCompany, Prices, most_used, worth
from regroup.preprocess import area_types, reduce
from tests.engines.random_cores import random_core

SEEDS = range(200)


@cache
def cases() -> list[tuple[Core, Model, list[Ints]]]:
    """Cores that are not settled at once, their models, and some plans."""
    random = np.random.default_rng(6)
    found = [reduce(random_core(seed)).core for seed in SEEDS]
    return [
        (core, model(core), list(random.integers(0, core.k, (100, core.n)))) for core in found if settled(core) is None
    ]


def paid(of: Model, kind: int, members: Ints) -> int:
    """What the members of an area pay for it."""
    sizes = of.grains.sizes[members]
    return int((sizes * of.rate[kind, int(of.grains.rounded[members].sum())] // of.unit).sum())


def told(core: Core, of: Model, plan: Ints) -> int:
    """The points of a plan as the model reckons them."""
    sharing = plan[:, None] == plan[None, :]
    total = of.constant + int((np.triu(of.points, 1)[: of.n, : of.n] * sharing).sum())
    for kind, areas in enumerate(area_types(core)):
        for area in areas:
            members = np.flatnonzero(plan == area)
            if len(members):
                own = of.points[members, of.node_of[kind]] if of.node_of[kind] >= 0 else of.pull[members, kind]
                total += int(own.sum()) - paid(of, kind, members)
    return total


def test_a_plan_is_worth_what_the_core_says():
    seen = 0
    for core, of, plans in cases():
        main = [bool((core.sizes[m] == of.grains.sizes).all()) for m in core.hinge_measure]
        if not all(main) or core.label_cost.any() or not len(core.sizes):
            continue
        for plan in plans:
            if core.allows(plan) and all(of.grains.sizes[plan == area].sum() for area in set(plan.tolist())):
                seen += 1
                gained = told(core, of, plan) - core.points(plan) * of.scale
                assert 0 <= gained <= 2 * (core.n + int(of.grains.sizes.sum()))
    assert seen > 500


def test_allowed_plans_are_allowed_in_the_model():
    for core, of, plans in cases():
        of_type = {area: kind for kind, areas in enumerate(area_types(core)) for area in areas}
        for plan in plans:
            if not core.allows(plan):
                continue
            used = np.zeros(len(of.fewest), dtype=np.int64)
            for area in set(plan.tolist()):
                kind, inside = of_type[area], plan == area
                used[kind] += 1
                assert of.first[kind] <= of.grains.rounded[inside].sum() <= of.last[kind]
                assert of.fits[inside, kind].all()
                if of.node_of[kind] >= 0:
                    assert of.may[of.node_of[kind], : of.n][inside].all()
                    assert of.may[: of.n, of.node_of[kind]][inside].all()
            assert ((of.fewest <= used) & (used <= of.most)).all()
            assert of.count_least <= used[of.counted].sum() <= of.count_most
            assert len(set(plan.tolist())) <= of.areas
            sharing = (plan[:, None] == plan[None, :]) & ~np.eye(core.n, dtype=np.bool_)
            assert not (sharing & ~of.may[: of.n, : of.n]).any()
            for node, weight, most in zip(of.row_node, of.row_weight, of.row_most, strict=True):
                assert weight[: of.n] @ sharing[node] <= most


def test_guards_are_rows():
    broken = 0
    for core, of, plans in cases():
        guards = len(core.guard_node)
        for plan in plans:
            sharing = (plan[:, None] == plan[None, :]) & ~np.eye(core.n, dtype=np.bool_)
            for g in range(guards):
                node = core.guard_node[g]
                total = int(core.guard_weight[g][plan == plan[node]].sum())
                kept = of.row_weight[g, : of.n] @ sharing[node] <= of.row_most[g]
                assert kept == (total <= core.guard_most[g])
                broken += not kept
    assert broken > 100


def test_windows_of_other_measures_are_rows():
    broken = 0
    for seed in SEEDS:
        core = random_core(seed)
        least, most = core.window_least[:, :1], core.window_most[:, :1]
        if len(core.sizes) < 2 or len(core.together) or settled(core) is not None:
            continue
        core = replace(core, window_least=np.repeat(least, core.k, axis=1), window_most=np.repeat(most, core.k, axis=1))
        of, random = model(core), np.random.default_rng(seed)
        other = int((core.sizes[0] == of.grains.sizes).all())
        for plan in random.integers(0, core.k, (40, core.n)):
            sharing = (plan[:, None] == plan[None, :]) & ~np.eye(core.n, dtype=np.bool_)
            rows = list(zip(of.row_node, of.row_weight, of.row_most, strict=True))[len(core.guard_node) :]
            kept = all(weight[: of.n] @ sharing[node] <= limit for node, weight, limit in rows)
            totals = [int(core.sizes[other][plan == area].sum()) for area in set(plan.tolist())]
            assert kept == all(least[other, 0] <= total <= most[other, 0] for total in totals)
            broken += not kept
    assert broken > 100


def test_labels_and_opening_are_what_the_core_says():
    for core, of, _ in cases():
        for kind, areas in enumerate(area_types(core)):
            assert of.opening[kind] == core.open_cost[areas[0]] * of.scale
            for node in range(core.n):
                cost = core.label_cost[core.label_members[:, node], areas[0]].sum() * of.scale
                assert of.extra[node, kind] == cost


def test_the_most_that_areas_bring():
    random = np.random.default_rng(1)
    for _, of, _ in cases():
        price = random.integers(-9, 10, len(of.fewest))
        found = []
        for used in np.ndindex(*(of.most + 1).tolist()):
            number = sum(n for n, counts in zip(used, of.counted, strict=True) if counts)
            if (np.array(used) >= of.fewest).all() and of.count_least <= number <= of.count_most:
                found.append(int(np.array(used) @ price))
        if found:
            used = most_used(of, price)
            assert int(used @ price) == max(found)
            assert ((of.fewest <= used) & (used <= of.most)).all()
        else:
            with pytest.raises(NoCompany):
                most_used(of, price)


def none_of(of: Model) -> Prices:
    """Multipliers of nothing."""
    every = of.every
    return Prices(
        split=np.zeros((every, every), dtype=np.int64),
        triangles=np.zeros((0, 3), dtype=np.int64),
        triangle_price=np.zeros(0, dtype=np.int64),
        vectors=np.zeros((0, every), dtype=np.int64),
        fine=1,
        used=np.zeros(len(of.node_of), dtype=np.int64),
        rows=np.zeros(len(of.row_node), dtype=np.int64),
    )


def test_one_node_is_worth_what_it_brings():
    """With one node nothing is relaxed but for the price of using an area, which cancels out."""
    for seed in range(200):
        random = np.random.default_rng(seed)
        core = random_core(seed)
        if core.n != 1 or not core.sizes[:, 0].all() or settled(core) is not None:
            continue
        of = model(core)
        plans = [np.array([area]) for area in range(core.k) if core.allows(np.array([area]))]
        if plans and not len(core.hinge_at):
            best = max(core.points(plan) for plan in plans) * of.scale
            assert worth(of, none_of(of)).bound >= best
            prices = replace(none_of(of), used=random.integers(-9, 10, len(of.node_of)) * of.scale)
            assert worth(of, prices).bound >= best
