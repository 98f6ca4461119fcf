"""The record of what is known to go wrong with CP-SAT, and what stands against each.

Each entry is either the tests that hold the remedy in place, as ``file::test``, or the reason why it cannot
occur here. The numbers are those of the project's list of pitfalls.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Pitfall:
    """What goes wrong, what is done, and the tests; without tests, ``remedy`` is the reason it cannot occur."""

    what: str
    remedy: str
    tests: tuple[str, ...] = ()


PITFALLS = {
    "P1": Pitfall(
        "a wrong OPTIMAL",
        "brute force by every road; the plan is checked and scored by the core; a bound below a known plan is refused",
        (
            "test_against_brute_force::test_cpsat_by_every_road",
            "test_cpsat::test_a_bound_below_an_allowed_start_is_not_believed",
            "test_milp::test_agrees_with_cpsat_on_larger_cores",
        ),
    ),
    "P2": Pitfall(
        "a false INFEASIBLE",
        "refused where a plan is known; a second engine on another road, with at most 8 workers, must agree",
        (
            "test_cpsat::test_impossible_with_an_allowed_start_is_not_believed",
            "test_cpsat::test_the_two_roads_differ",
            "test_against_brute_force::test_feasibility",
        ),
    ),
    "P3": Pitfall(
        "interchangeable areas keep the symmetry code busy",
        "the model orders them itself and CP-SAT's own search for symmetry is off",
        (
            "test_cpsat::test_with_ordered_areas_each_plan_is_there_once",
            "test_cpsat::test_a_wholly_symmetric_core_is_settled",
            "test_reduction::test_areas_of_one_type_can_change_places",
        ),
    ),
    "P4": Pitfall(
        "not repeatable",
        "one worker, a seed and a limit on deterministic work",
        (
            "test_determinism::test_twice_the_same",
            "test_determinism::test_the_order_of_hashes_plays_no_part",
        ),
    ),
    "P5": Pitfall(
        "limits are overrun, or end too early",
        "the time to build the model counts; the process is killed soon after the limit; the start is never lost",
        (
            "test_process::test_the_time_limit_is_kept_and_a_plan_in_hand_is_kept",
            "test_process::test_a_hang_ends_at_the_limit_with_what_was_found",
            "test_cpsat::test_the_time_limit_covers_the_building_of_the_model",
        ),
    ),
    "P6": Pitfall(
        "interleaved search is slow, and differs by number of workers",
        "it is off",
        ("test_cpsat::test_every_setting_that_matters_is_ours",),
    ),
    "P7": Pitfall(
        "UNKNOWN in spite of a hint",
        "the start is checked by the core and handed back if nothing better comes",
        (
            "test_cpsat::test_without_an_answer_the_start_is_kept",
            "test_cpsat::test_a_hint_is_whole_and_agrees_with_the_model",
        ),
    ),
    "P8": Pitfall(
        "zeros read where there is no solution",
        "values are read only after OPTIMAL or FEASIBLE; impossible has no assignment",
        ("test_against_brute_force::test_cpsat",),
    ),
    "P9": Pitfall(
        "objective values in floating point",
        "points come from the core and the bound from the integer objective",
        (
            "test_cpsat::test_points_near_the_limit_are_exact",
            "test_cpsat::test_bounds_reported_on_the_way_hold_and_fall",
        ),
    ),
    "P10": Pitfall(
        "weights in floating point are scaled inside",
        "cannot occur: a core holds 64-bit integers only, and every coefficient of the model is made an int",
    ),
    "P11": Pitfall(
        "overflow",
        "sums below 2**50 are proved before a core is made; variables are bounded by the data",
        (
            "test_cpsat::test_points_near_the_limit_are_exact",
            "test_cpsat::test_sizes_near_the_limit_are_exact",
        ),
    ),
    "P12": Pitfall(
        "stages as huge weights",
        "cannot occur: there is one objective, in the points of the model, and no weight is made up here",
    ),
    "P13": Pitfall(
        "a gap limit ends with the status OPTIMAL",
        "best is claimed only where the bound equals the points; the gap limit is set only when asked for",
        (
            "test_cpsat::test_within_the_gap_is_good_and_not_best",
            "test_cpsat::test_every_setting_that_matters_is_ours",
        ),
    ),
    "P14": Pitfall(
        "infeasibility cores that are not minimal, or wrong",
        "cannot occur: assumptions are not used; conflicts come from leaving out one rule at a time",
    ),
    "P15": Pitfall(
        "Ctrl-C aborts the process, or is heard too late",
        "CP-SAT does not catch it, the child ignores it, and the parent stops the child",
        (
            "test_process::test_ctrl_c_keeps_the_best_so_far",
            "test_cpsat::test_every_setting_that_matters_is_ours",
        ),
    ),
    "P16": Pitfall(
        "exceptions in callbacks",
        "callbacks read, count and report; a listener's error is raised in the parent",
        ("test_process::test_an_error_in_the_listener_is_passed_on_and_ends_the_process",),
    ),
    "P17": Pitfall(
        "crashes",
        "a process of its own, one more attempt with the other setting, then a failure with the last words",
        (
            "test_process::test_a_crash_is_tried_again_with_the_other_setting",
            "test_process::test_a_second_crash_is_a_failure_with_the_last_words",
            "test_process::test_killed_once_it_is_tried_again",
        ),
    ),
    "P18": Pitfall(
        "memory",
        "an estimate before the model is built, and a limit on the process",
        (
            "test_cpsat::test_what_does_not_fit_in_memory_is_refused_with_numbers",
            "test_process::test_memory_is_bounded",
        ),
    ),
    "P19": Pitfall(
        "as many workers as there are cores",
        "the number is always set",
        ("test_cpsat::test_every_setting_that_matters_is_ours",),
    ),
    "P20": Pitfall(
        "names that break the model",
        "there are none in it",
        ("test_cpsat::test_no_name_enters_the_model",),
    ),
    "P21": Pitfall(
        "a float in a constraint raises TypeError",
        "cannot occur: as P10; were it to, the engine would fail by name and nothing be published",
    ),
    "P22": Pitfall(
        "limits of zero, below zero or not a number",
        "refused when the budget is made",
        (
            "test_budget::test_limits_are_positive_and_finite",
            "test_budget::test_workers_are_few_and_at_least_one",
            "test_budget::test_seeds_fit",
        ),
    ),
}


def test_none_is_left_out():
    assert list(PITFALLS) == [f"P{number}" for number in range(1, 23)]


@pytest.mark.parametrize("number", PITFALLS)
def test_each_has_its_tests_or_its_reason(number: str):
    pitfall = PITFALLS[number]
    assert bool(pitfall.tests) != pitfall.remedy.startswith("cannot occur: ")
    for name in pitfall.tests:
        file, test = name.split("::")
        assert callable(getattr(importlib.import_module(f"tests.engines.{file}"), test))
