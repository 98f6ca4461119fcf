"""`reduce`, `area_types` and the canonical form against the truth by trying every plan."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np

from regroup.engines.symmetry import canonical
from regroup.preprocess import area_types, reduce
from tests.engines.random_cores import plain_points, plainly_allowed, random_core, truth

SEEDS = range(600)


def test_reduce_keeps_the_truth():
    for seed in SEEDS:
        core = random_core(seed)
        small = reduce(core)
        assert not len(small.core.together)
        assert truth(small.core).points == truth(core).points, seed


def test_reduce_keeps_every_allowed_plan_and_its_points():
    for seed in SEEDS[::5]:
        core = random_core(seed)
        small = reduce(core)
        whole = {plan for plan in product(range(core.k), repeat=core.n) if plainly_allowed(core, plan)}
        found = set()
        for plan in product(range(core.k), repeat=small.core.n):
            if plainly_allowed(small.core, plan):
                wide = tuple(small.expand(np.array(plan)).tolist())
                assert plain_points(core, wide) == plain_points(small.core, plan)
                found.add(wide)
        assert found == whole


def test_areas_of_one_type_can_change_places():
    seen = 0
    for seed in SEEDS:
        core = random_core(seed)
        random = np.random.default_rng(seed)
        for areas in area_types(core):
            for order in list(permutations(areas))[1:]:
                seen += 1
                renamed = np.arange(core.k)
                renamed[list(areas)] = order
                for _ in range(5):
                    plan = random.integers(0, core.k, core.n)
                    other = renamed[plan]
                    assert core.points(plan) == core.points(other)
                    assert core.allows(plan) == core.allows(other)
    assert seen > 100


def test_types_are_as_large_as_they_can_be():
    core = random_core(1)
    assert sorted(area for areas in area_types(core) for area in areas) == list(range(core.k))


def test_the_canonical_form_is_one_for_all_and_costs_nothing():
    for seed in SEEDS[::3]:
        core = random_core(seed)
        random = np.random.default_rng(seed)
        plan = random.integers(0, core.k, core.n)
        chosen = canonical(core, plan)
        assert core.points(chosen) == core.points(plan)
        assert core.allows(chosen) == core.allows(plan)
        for areas in area_types(core):
            renamed = np.arange(core.k)
            renamed[list(areas)] = random.permutation(areas)
            assert canonical(core, renamed[plan]).tolist() == chosen.tolist()
            firsts = [min((node for node in range(core.n) if chosen[node] == area), default=core.n) for area in areas]
            assert firsts == sorted(firsts)
