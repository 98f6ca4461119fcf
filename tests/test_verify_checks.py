"""All checks of one small result, genuine and with one thing in it changed.

The best of all plans is looked for by trying each; the certificate lists every column, and so holds at any prices.
"""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from regroup.document import document
from regroup.evaluation import Evaluation, evaluate
from regroup.inputs import hash_of
from regroup.params import Params
from regroup.preprocess import reduce
from regroup.problem import Problem
from regroup.provenance import provenance
from regroup.result import Conflict, Proof, ProofKind, Status
from regroup.rules.apart import Apart
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.verification import Found, verified
from regroup.verify import Outcome, failures, verify
from tests.build import affinity, area, every_plan, model, proposal, scenario, unit
from tests.certificates import invented

Result = dict[str, Any]
LIKELY = {"low": 2, "likely": 3, "high": 4, "basis": "assumed", "why": "w"}
PASS, FAIL, NOTE = Outcome.PASS, Outcome.FAIL, Outcome.NOTE


def problem(apart: str = "ab", whole: str | None = "w") -> Problem:
    """4 points for a in x, 3 for b in x and 2 for c in y; 1 is lost for each area; a and c are parts of a whole."""
    units = [
        unit("a", 1, today="x", part_of=whole),
        unit("b", 2, today="y", fields=["helse"]),
        unit("c", size={"fte": LIKELY}, part_of=whole),
    ]
    facts = scenario(
        units,
        [area(name, may_be_empty=True) for name in "xy"],
        wholes=whole or "",
        affinities=[affinity("a", "x", 4), affinity("b", "x", 3), affinity("c", "y", 2)],
        proposals=[proposal("p", {"x": "ab"}), proposal("q", {"y": "c"}, rest="today")],
        requirements=[Apart(units=tuple(apart), why="w", source="lov")],
    )
    return Problem(facts, model([AffinityTerm(weight=1, why="w"), AreasUsed(weight=1, why="w")]))


def result(problem: Problem) -> Result:
    """What a solve would write, in this process and without engines."""
    allowed = [seen for seen in (evaluate(problem, one) for one in every_plan(problem.scenario)) if seen.allowed]
    best: Evaluation | None = max(allowed, key=lambda seen: seen.points, default=None)
    points = None if best is None else int(best.points * problem.scale)
    claim = {"engine": "columns", "claim": "best" if best else "impossible", "bound": points}
    whole_certificate = invented(reduce(problem.core).core, np.random.default_rng(1))
    found = Found(
        status=Status.BEST if best else Status.IMPOSSIBLE,
        plan=best.plan if best else None,
        points=points,
        bound=points,
        corroborated=False,
        conflicts=() if best else (Conflict(problem.rules, minimal=False),),
        interrupted=False,
        provenance=provenance(problem, Params(), [claim], 0.0, plan_by="columns", bound_by="columns"),
        proof=Proof(ProofKind.PROVEN, "columns", None, whole_certificate, checked=True),
    )
    read: Result = json.loads(json.dumps(document(verified(problem, found))))
    return read


@cache
def best() -> Result:
    return result(problem())


@cache
def none() -> Result:
    return result(problem("abc", None))  # three that are apart, and two areas


def changed(*path: str | int, to: Any, of: Result | None = None) -> Result:
    """The result with another value at one place."""
    made = copy.deepcopy(of or best())
    part: Any = made
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = to
    return made


def failing(made: Result) -> list[tuple[str, str]]:
    """What fails but the seal."""
    return [(check.name, check.about) for check in failures(verify(made)) if check.name != "seal"]


ORIGINS = [("seal", ""), ("hash", "scenario"), ("hash", "model"), ("file_hash", "scenario"), ("file_hash", "model")]
FACTS = [("inputs", ""), ("names", ""), ("units", ""), ("scale", ""), ("band", "")]
PLAN = [("plan", ""), ("rule", "apart"), ("rule", "keep_parts"), ("term", "affinity"), ("term", "areas_used")]
PIECES = [("points", ""), ("breaches", ""), ("areas", ""), ("moves", ""), ("cut", "")]
VIEWS = [("views", ""), ("view", "today"), ("view", "p"), ("view", "q")]
STATUS = [("gap", ""), ("status", ""), ("record", ""), ("claim", "proven")]


def test_all_is_looked_at_in_order_and_passes() -> None:
    found = verify(best())
    assert best()["points"] == 3  # 3 + 2 - 2: a and c are in y, b is in x
    expected = [*ORIGINS, *FACTS, *PLAN, *PIECES, *VIEWS, ("bound", ""), *STATUS, ("certificate", "")]
    assert [(check.name, check.about) for check in found] == expected
    assert {check.outcome for check in found} == {PASS}


def test_that_there_is_no_plan_is_checked_the_same_way() -> None:
    found = verify(none())
    assert none()["status"] == "impossible"
    assert [(check.name, check.about) for check in found] == [*ORIGINS, *FACTS, *VIEWS, *STATUS, ("certificate", "")]
    assert {check.outcome for check in found} == {PASS}


def test_files_are_looked_for(tmp_path: Path) -> None:
    made = changed("inputs", "files", to=[{"part": "model", "name": "m.toml", "sha256": "0" * 64}])
    (tmp_path / "m.toml").write_text("", encoding="utf-8")
    assert [(check.outcome, check.code) for check in verify(made, [tmp_path]) if check.name == "file"] == [
        (NOTE, "file_changed")
    ]


def test_a_change_by_hand_is_held_against_the_result_that_was_changed() -> None:
    before: Result = {"plan": {"a": "y", "b": "y", "c": "y"}, "inputs": best()["inputs"]}
    before["sha256"] = hash_of(before)
    move = {"unit": "b", "from": "y", "to": "x"}
    edit = {"of": before["sha256"], "points": 2 - 1, "moves": [move], "why": "w", "by": None, "date": "2026-03-01"}
    made = changed("provenance", to=best()["provenance"] | {"plan_by": "person", "edits": [edit]})
    for earlier, outcome in (({before["sha256"]: before}, PASS), ({}, NOTE), (None, NOTE)):
        found = {check.name: check.outcome for check in verify(made, earlier=earlier)}
        assert (found["edits"], found["parent"]) == (PASS, outcome)


def test_without_inputs_only_the_result_itself_is_looked_at() -> None:
    found = verify(changed("inputs", to=None))
    assert [(check.name, check.outcome, check.code) for check in found[:2]] == [
        ("seal", FAIL, "edited"),
        ("inputs", NOTE, "no_inputs"),
    ]
    assert [(check.name, check.about) for check in found[2:]] == [("bound", ""), *STATUS]


def test_inputs_that_are_none_end_the_checks() -> None:
    found = verify(changed("inputs", "scenario", "units", to=[]))
    assert (found[-1].name, found[-1].outcome, found[-1].code) == ("inputs", FAIL, "not_inputs")
    assert set(found[-1].values["found"]) == {"nb", "en"}  # type: ignore[call-overload]
    assert not [check for check in found if check.name in ("names", "status")]


@pytest.mark.parametrize(("part", "key"), [("scenario", "level"), ("model", "rules")])
def test_inputs_with_defaults_left_out_are_checked_all_the_same(part: str, key: str) -> None:
    made = copy.deepcopy(best())
    del made["inputs"][part][key]
    made["inputs"][f"{part}_sha256"] = hash_of(made["inputs"][part])
    assert failing(made) == [("inputs", "")]


@pytest.mark.parametrize(
    ("path", "to", "about"),
    [
        (("scenario", "name"), "?", ("names", "")),
        (("scenario", "level"), "?", ("names", "")),
        (("model", "name"), "?", ("names", "")),
        (("units", 0, "id"), "q", ("units", "")),
        (("units", 0, "name"), "?", ("units", "")),
        (("units", 0, "today"), "y", ("units", "")),
        (("units", 1, "part_of"), "w", ("units", "")),
        (("units", 1, "fields"), [], ("units", "")),
        (("units", 2, "size", "fte", "number"), 2, ("units", "")),
        (("units", 2, "size", "fte", "low"), 3, ("units", "")),
        (("units", 2, "size", "fte", "high"), 3, ("units", "")),
        (("units", 2, "size", "fte", "basis"), "stated", ("units", "")),
        (("areas", 0, "kept"), 1, ("areas", "")),
        (("today", "plan"), {"a": "x", "b": "x"}, ("view", "today")),
        (("today", "points"), 99, ("points", "today")),
        (("proposals", 1, "points"), 99, ("points", "q")),
        (("proposals", 1, "plan"), {"c": "y"}, ("view", "q")),
        (("provenance", "seed"), 2, ("record", "")),
        (("provenance", "edits"), [{}], ("edits", "")),
    ],
)
def test_each_thing_that_is_said_wrongly_fails_alone(
    path: tuple[str | int, ...], to: Any, about: tuple[str, str]
) -> None:
    assert failing(changed(*path, to=to)) == [about]


def test_units_are_all_there_in_order() -> None:
    assert failing(changed("units", to=best()["units"][1:])) == [("units", "")]
    assert failing(changed("units", to=best()["units"][::-1])) == [("units", "")]


def test_the_scale_is_the_smallest() -> None:
    assert ("scale", "") in failing(changed("points_scale", to=2))


def test_a_broken_rule_is_told_with_where() -> None:
    plan = best()["plan"] | {"b": best()["plan"]["a"]}
    (broken,) = [check for check in verify(changed("plan", to=plan)) if check.name == "rule" and check.code]
    assert (broken.outcome, broken.code, broken.about) == (FAIL, "broken", "apart")
    assert broken.values == {"found": f"a, b, {plan['a']}"}
    apart = {"rule": "apart"} | {"text": "", "why": None, "source": None, "units": ["a", "b"], "areas": [plan["a"]]}
    assert ("rule", "apart") in failing(changed("breaches", to=[apart], of=changed("plan", to=plan)))


@pytest.mark.parametrize(("unit", "place"), [("q", "x"), ("a", "q")])
def test_a_plan_of_others_is_looked_at_no_further(unit: str, place: str) -> None:
    found = verify(changed("plan", to=best()["plan"] | {unit: place}))
    assert [check.name for check in found if check.name in ("plan", "rule", "term", "areas")] == ["plan"]
    assert [check.outcome for check in found if check.name == "plan"] == [FAIL]


def test_a_plan_that_lacks_a_unit_is_looked_at_all_the_same() -> None:
    plan = {unit: place for unit, place in best()["plan"].items() if unit != "b"}
    found = failing(changed("plan", to=plan))
    assert ("plan", "") in found
    assert ("areas", "") in found
    assert [check.name for check in verify(changed("plan", to=plan))].count("rule") == 2


def test_today_and_the_proposals_are_all_there() -> None:
    proposals = best()["proposals"]
    assert failing(changed("proposals", to=proposals[:1])) == [("views", "")]
    assert failing(changed("proposals", to=proposals[::-1])) == [("views", "")]
    assert failing(changed("today", to=None)) == [("views", "")]
    assert failing(changed("proposals", 1, "id", to="r")) == [("views", "")]


def test_nothing_is_said_of_today_where_nothing_is_known_of_it() -> None:
    facts = scenario("ab", [area(name, may_be_empty=True) for name in "xy"])
    made = result(Problem(facts, model([AreasUsed(weight=1, why="w")])))
    assert (made["today"], failing(made)) == (None, [])
    assert ("views", "") in failing(made | {"today": best()["today"]})
