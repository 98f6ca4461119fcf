"""Status, bound, gap and record of a result, each at odds with the rest by itself."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from regroup.verify.base import Check, Outcome
from regroup.verify.status import status_checks

BEST: dict[str, Any] = {
    "points": 10,
    "bound": 10,
    "gap": 0.0,
    "status": "best",
    "plan": {"a": "x"},
    "conflict": [],
    "interrupted": False,
    "assurance": ["checked"],
    "provenance": {
        "seed": 1,
        "settings": {"seed": 1},
        "checks": ["rules", "points"],
        "engines": [{"engine": "columns", "claim": "best", "bound": 10}, {"engine": "local", "claim": "plan"}],
    },
    "proof": {"by": "columns", "second": None, "checked": False, "kind": "claimed"},
}
NO_PLAN = {"points": None, "bound": None, "gap": None, "plan": None, "assurance": []}
REFUSED = [{"engine": "cpsat", "claim": "impossible"}, {"engine": "columns", "claim": "plan", "bound": None}]


def result(*, claimed: Any = None, told: Any = None, **changes: Any) -> dict[str, Any]:
    """The best plan's result with other parts; of proof and provenance, only those that are given are others."""
    made = copy.deepcopy(BEST) | changes
    if claimed is not None:
        made["proof"] |= claimed
    made["provenance"] |= told or {}
    return made


def impossible(**changes: Any) -> dict[str, Any]:
    parts = {"status": "impossible", "conflict": [["r"]], **NO_PLAN, "claimed": {"by": "cpsat"}}
    return result(**{**parts, "told": {"checks": [], "engines": REFUSED}, **changes})


def unknown(**changes: Any) -> dict[str, Any]:
    return result(**{"status": "unknown", **NO_PLAN, "proof": None, "told": {"checks": []}, **changes})


def failing(made: dict[str, Any]) -> dict[str, Check]:
    return {check.name: check for check in status_checks(made) if check.outcome is Outcome.FAIL}


def test_all_is_looked_at_and_passes() -> None:
    found = list(status_checks(BEST))
    assert [(check.name, check.about) for check in found] == [
        ("bound", ""),
        ("gap", ""),
        ("status", ""),
        ("record", ""),
        ("claim", "claimed"),
    ]
    assert not failing(BEST)


def test_no_plan_and_no_bound_are_genuine_too() -> None:
    assert [check.name for check in status_checks(impossible())] == ["gap", "status", "record", "claim"]
    assert not failing(impossible())
    assert [check.name for check in status_checks(unknown())] == ["gap", "status", "record"]
    assert not failing(unknown())
    assert not failing(result(bound=None, gap=None, status="good", proof=None))
    assert not failing(
        unknown(
            bound=12,
            proof=BEST["proof"],
            told={"checks": [], "engines": [{"engine": "columns", "claim": "plan", "bound": 12}]},
        )
    )


@pytest.mark.parametrize(("bound", "too_low"), [(9, True), (10, False), (11, False)])
def test_a_bound_is_no_lower_than_the_points(bound: int, too_low: bool) -> None:
    assert ("bound" in failing(result(bound=bound))) is too_low


@pytest.mark.parametrize(
    ("points", "bound", "gap"),
    [
        (10, 12, 0.2),
        (0, 3, 3.0),
        (1, 3, 2.0),
        (-4, -3, 0.25),
        (-1, 0, 1.0),
        (8, 8, 0.0),
        (2, None, None),
        (None, 2, None),
    ],
)
def test_the_gap_is_a_part_of_the_points_or_of_one(points: int | None, bound: int | None, gap: float | None) -> None:
    assert "gap" not in failing(result(points=points, bound=bound, gap=gap))
    assert failing(result(points=points, bound=bound, gap=7.5))["gap"].values["found"] == str(gap)


ALLOWED = [
    ({}, "best"),
    ({"bound": 11}, "good"),
    ({"bound": None}, "good"),
    ({"points": None}, "–"),
    ({"plan": None}, "–"),
    ({"conflict": [["r"]]}, "–"),
    (NO_PLAN, "unknown"),
    (NO_PLAN | {"conflict": [["r"]]}, "impossible"),
    (NO_PLAN | {"conflict": [["r"]], "bound": 3}, "unknown"),
    (NO_PLAN | {"bound": 3}, "unknown"),
]


@pytest.mark.parametrize(("parts", "allowed"), ALLOWED)
@pytest.mark.parametrize("status", ["best", "good", "impossible", "unknown"])
def test_only_one_status_is_what_plan_points_and_bound_allow(parts: dict[str, Any], allowed: str, status: str) -> None:
    found = failing(result(**parts, status=status)).get("status")
    assert (found is None) is (status == allowed)
    assert found is None or (found.values["stored"], found.values["found"]) == (status, allowed)


CHECKED = {"checks": ["rules", "points", "certificate"]}
AGREED = {"checks": ["rules", "points", "second_engine"]}
SECOND = {"second": "cpsat", "kind": "corroborated"}


@pytest.mark.parametrize(
    ("made", "story"),
    [
        (result(told={"seed": 2}), "seed"),
        (result(assurance=[], told={"checks": []}), "assurance"),
        (impossible(assurance=["checked"], told={"checks": ["rules"], "engines": REFUSED}), "assurance"),
        (result(assurance=["checked", "corroborated"]), "second_engine, corroborated"),
        (result(told=AGREED), "second_engine"),
        (result(assurance=["checked", "corroborated"], told=AGREED), "corroborated"),
        (result(assurance=["checked", "corroborated"], told=AGREED, claimed=SECOND), None),
        (result(claimed=SECOND), None),
        (result(claimed={"second": "cpsat"}), "kind"),
        (result(claimed={"kind": "corroborated"}), "kind"),
        (result(claimed={"kind": "proven"}), "kind"),
        (result(claimed=SECOND | {"second": "columns"}), "second"),
        (result(told={"checks": []}), "rules"),
        (impossible(told={"checks": ["rules"], "engines": REFUSED}), "rules"),
        (result(told=CHECKED), "certificate"),
        (result(claimed={"checked": True}), "certificate, kind"),
        (result(claimed={"checked": True}, told=CHECKED), "kind"),
        (result(claimed={"checked": True, "kind": "proven"}, told=CHECKED), None),
        (result(claimed=SECOND | {"checked": True}, told=CHECKED), "kind"),
        (result(claimed=SECOND | {"checked": True, "kind": "proven"}, told=CHECKED), None),
        (result(proof=None, assurance=["checked", "corroborated"], told=AGREED), "proof, corroborated"),
        (result(proof=None, told=CHECKED), "certificate, proof"),
        (result(proof=None), "proof"),
        (unknown(proof=BEST["proof"]), "proof"),
        (impossible(proof=None, claimed=None), "proof"),
        (result(told={"seed": 2, "checks": []}), "seed, rules"),
    ],
)
def test_the_record_tells_one_story(made: dict[str, Any], story: str | None) -> None:
    found = failing(made).get("record")
    assert (found and found.values["found"]) == story


ENGINES = {
    "engines": [{"engine": "columns", "claim": "best", "bound": 10}, {"engine": "cpsat", "claim": "best", "bound": 11}]
}


@pytest.mark.parametrize(
    ("made", "silent"),
    [
        (result(claimed={"by": "cpsat"}, told=ENGINES), "cpsat"),
        (result(claimed={"second": "cpsat"}, told=ENGINES), "cpsat"),
        (result(claimed={"by": "highs", "second": "cpsat"}, told=ENGINES), "highs, cpsat"),
        (result(claimed={"second": "columns"}, told=ENGINES), None),
        (result(claimed={"by": "local"}), "local"),  # it told no bound
        (result(claimed={"by": "arithmetic"}), "arithmetic"),  # which knows of no plans
        (result(claimed={"by": "interrupted engine"}), None),
        (result(claimed={"by": "cpsat"}, told=ENGINES, interrupted=True), None),
        (result(claimed={"by": "cpsat"}, told=ENGINES, bound=12, status="good"), None),  # told on the way
        (impossible(claimed={"by": "arithmetic", "second": "cpsat"}), None),
        (impossible(claimed={"by": "columns"}), "columns"),
        (impossible(claimed={"by": "cpsat", "second": "highs"}), "highs"),
    ],
)
def test_engines_that_a_proof_names_said_so(made: dict[str, Any], silent: str | None) -> None:
    found = failing(made).get("claim")
    assert (found and found.values["found"]) == silent
