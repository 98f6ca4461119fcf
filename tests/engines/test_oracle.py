"""The oracle is itself on trial: it must agree with the core, and must notice a wrong way of counting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from regroup.core import Core
from tests.engines.random_cores import PRIMITIVES, plain_points, plainly_allowed, random_core, truth

SEEDS = range(400)
Planted = Callable[[Core], Core]


def _doubled(name: str) -> Planted:
    return lambda core: replace(core, **{name: 2 * getattr(core, name)})


def _raised(name: str) -> Planted:
    return lambda core: replace(core, **{name: getattr(core, name) + 1})


def _emptied(name: str) -> Planted:
    return lambda core: replace(core, **{name: getattr(core, name)[:0]})


SCORING_ERRORS: dict[str, Planted] = {
    "pairs counted twice": _doubled("pair_points"),
    "pulls counted twice": _doubled("pull"),
    "hinge one off": _raised("hinge_at"),
    "shortfall counted as excess": lambda core: replace(core, hinge_below=core.hinge_above),
    "excess counted as shortfall": lambda core: replace(core, hinge_above=core.hinge_below),
    "labels free": lambda core: replace(core, label_cost=0 * core.label_cost),
    "label one dearer": _raised("label_cost"),
    "opening free": lambda core: replace(core, open_cost=0 * core.open_cost),
    "constant one off": lambda core: replace(core, constant=core.constant + 1),
    "areas that must be used forgotten": lambda core: replace(core, must_use=np.zeros(core.k, dtype=np.bool_)),
}
RULE_ERRORS: dict[str, Planted] = {
    "least one off": _raised("window_least"),
    "most one off": lambda core: replace(core, window_most=core.window_most - 1),
    "all areas counted": lambda core: replace(core, counted=np.ones(core.k, dtype=np.bool_)),
    "count one off": lambda core: replace(core, count_most=core.count_most - 1),
    "guards one off": lambda core: replace(core, guard_most=core.guard_most - 1),
    "apart forgotten": _emptied("apart"),
    "together forgotten": _emptied("together"),
    "permission forgotten": lambda core: replace(core, allowed=np.ones_like(core.allowed)),
}


def _plans(core: Core, seed: int) -> list[tuple[int, ...]]:
    every = list(product(range(core.k), repeat=core.n))
    chosen = np.random.default_rng(seed).permutation(len(every))[:40]
    return [every[index] for index in chosen.tolist()]


def test_the_core_counts_as_the_oracle_does():
    for seed in SEEDS:
        core = random_core(seed)
        for plan in _plans(core, seed):
            assignment = np.array(plan)
            assert core.points(assignment) == plain_points(core, plan), (seed, plan)
            assert core.allows(assignment) == plainly_allowed(core, plan), (seed, plan)


@pytest.mark.parametrize("error", SCORING_ERRORS)
def test_a_planted_error_of_scoring_changes_the_truth(error: str):
    cores = [random_core(seed) for seed in SEEDS]
    wrong = [SCORING_ERRORS[error](core) for core in cores]
    assert any(truth(core).points != truth(other).points for core, other in zip(cores, wrong, strict=True))


@pytest.mark.parametrize("error", RULE_ERRORS)
def test_a_planted_error_in_a_rule_changes_what_is_possible(error: str):
    cores = [random_core(seed) for seed in SEEDS]
    wrong = [RULE_ERRORS[error](core) for core in cores]
    pairs = list(zip(cores, wrong, strict=True))
    assert any((truth(core).points is None) != (truth(other).points is None) for core, other in pairs)


def test_every_primitive_stands_alone_somewhere():
    for index, name in enumerate(PRIMITIVES):
        alone = [random_core(4 * (index + len(PRIMITIVES) * turn)) for turn in range(5)]
        assert any(name in _present(core) for core in alone), name
        assert all(_present(core) <= {name} for core in alone), name


def _present(core: Core) -> set[str]:
    full = core.sizes.sum(axis=1, keepdims=True)
    parts = {
        "pairs": len(core.pair_i),
        "pulls": core.pull.any(),
        "windows": ((core.window_least > 0) | (core.window_most < full)).any(),
        "hinges": len(core.hinge_area),
        "labels": len(core.label_members),
        "open_costs": core.open_cost.any(),
        "count": core.count_least > 0 or core.count_most < core.k,
        "must_use": core.must_use.any(),
        "guards": len(core.guard_node),
        "apart": len(core.apart),
        "together": len(core.together),
        "allowed": not core.allowed.all(),
    }
    return {name for name, there in parts.items() if there}
