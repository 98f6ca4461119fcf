"""Plans that people change by hand: judged anew, under the old bound, and traceable back to what was found."""

from __future__ import annotations

import copy
import datetime
from functools import cache
from itertools import product
from typing import Any

import pytest

from regroup.document import document
from regroup.edited import edited
from regroup.edits import LONGEST
from regroup.errors import InputError
from regroup.evaluation import evaluate
from regroup.inputs import hash_of
from regroup.plan import Plan
from regroup.reproduce import as_found
from regroup.result import Result, Status
from regroup.retold import retold
from regroup.verify import failures, verify
from tests.result_cases import at_once, random_problem, through_json

DAY = datetime.date(2026, 3, 1)
WHY = "Ønsket i høringen"


@cache
def stored(seed: int) -> dict[str, Any]:
    return at_once(random_problem(seed))


SEEDS = [seed for seed in range(40) if stored(seed)["plan"] is not None][:12]


def changed(whole: dict[str, Any], wanted: dict[str, str]) -> dict[str, Any] | None:
    """What ``regroup edit`` writes; None where the plan would break a rule."""
    after, _ = edited(retold(whole), whole["sha256"], wanted, WHY, "arbeidsgruppen", DAY)
    return None if after is None else through_json(document(after, "nb", whole["inputs"]))


def single_moves(whole: dict[str, Any]) -> list[dict[str, str]]:
    areas = [area["id"] for area in whole["inputs"]["scenario"]["areas"]]
    return [{unit: area} for unit, area in product(whole["plan"], areas) if whole["plan"][unit] != area]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_single_move_is_judged_as_evaluation_judges_it_and_verifies(seed: int):
    whole = stored(seed)
    problem = retold(whole).problem
    for wanted in single_moves(whole):
        judged = evaluate(problem, Plan(whole["plan"] | wanted))
        made = changed(whole, wanted)
        assert (made is None) == bool(judged.breaches)
        if made is None:
            continue
        assert made["points"] == judged.points * problem.scale
        assert made["bound"] == whole["bound"]
        assert made["status"] == ("best" if made["points"] == whole["bound"] else "good")
        assert made["provenance"]["plan_by"] == "person"
        assert not failures(verify(made, earlier={whole["sha256"]: whole}))


def test_some_moves_are_allowed_and_some_are_not():
    found = {changed(stored(seed), wanted) is None for seed in SEEDS for wanted in single_moves(stored(seed))}
    assert found == {True, False}


def twice(seed: int) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A result, and two changes of it, one after the other, of two different units."""
    whole = stored(seed)
    for first in single_moves(whole):
        once = changed(whole, first)
        for second in single_moves(once) if once else []:
            again = changed(once, second) if once and second.keys() != first.keys() else None
            if once and again:
                return whole, once, again
    raise AssertionError("no two changes keep the rules")


CHAIN = next(seed for seed in SEEDS if len(single_moves(stored(seed))) > 8)


def test_a_chain_of_changes_leads_back_to_what_was_found():
    whole, once, again = twice(CHAIN)
    assert [edit["of"] for edit in again["provenance"]["edits"]] == [whole["sha256"], once["sha256"]]
    assert [edit["points"] for edit in again["provenance"]["edits"]] == [whole["points"], once["points"]]
    checks = verify(again, earlier={one["sha256"]: one for one in (whole, once)})
    assert [check.outcome for check in checks if check.name == "parent"] == ["pass", "pass"]
    assert [check.outcome for check in verify(again) if check.name == "parent"] == ["note", "note"]
    before = as_found(again)
    assert {key: before[key] for key in ("plan", "points", "bound", "status")} == {
        key: whole[key] for key in ("plan", "points", "bound", "status")
    }


def falsified() -> dict[str, Any]:
    """Changes of the record of changes, by name."""

    def points(edit: dict[str, Any]) -> None:
        edit["points"] -= 1

    def nowhere(edit: dict[str, Any]) -> None:
        edit["moves"][0]["from"] = "ukjent"

    def elsewhere(edit: dict[str, Any]) -> None:
        edit["moves"][0]["to"] = edit["moves"][0]["from"]

    def nothing(edit: dict[str, Any]) -> None:
        edit["moves"] = []

    def doubled(edit: dict[str, Any]) -> None:
        edit["moves"] *= 2

    def no_date(edit: dict[str, Any]) -> None:
        edit["date"] = "2026-13-45"

    def steering(edit: dict[str, Any]) -> None:
        edit["why"] = "a\u202eb"

    def no_reason(edit: dict[str, Any]) -> None:
        edit["why"] = ""

    def endless(edit: dict[str, Any]) -> None:
        edit["by"] = "x" * (LONGEST + 1)

    kinds = (points, nowhere, elsewhere, nothing, doubled, no_date, steering, no_reason, endless)
    return {one.__name__: one for one in kinds}


@pytest.mark.parametrize("kind", falsified())
@pytest.mark.parametrize("at", [0, 1])
def test_a_falsified_record_fails(kind: str, at: int):
    made = copy.deepcopy(twice(CHAIN)[2])
    falsified()[kind](made["provenance"]["edits"][at])
    made["sha256"] = hash_of({key: value for key, value in made.items() if key != "sha256"})
    assert [check.name for check in failures(verify(made))] == ["edits"]


def test_a_dropped_change_fails_where_the_parent_is_at_hand():
    whole, _, again = twice(CHAIN)
    made = copy.deepcopy(again)
    made["provenance"]["edits"][1]["of"] = whole["sha256"]
    del made["provenance"]["edits"][0]
    made["sha256"] = hash_of({key: value for key, value in made.items() if key != "sha256"})
    assert [check.name for check in failures(verify(made, earlier={whole["sha256"]: whole}))] == ["parent"]


def codes(result: Result, wanted: dict[str, str], why: str = WHY, by: str | None = None) -> list[str]:
    with pytest.raises(InputError) as caught:
        edited(result, "0" * 64, wanted, why, by, DAY)
    return [fault.code for fault in caught.value.faults]


def test_what_is_no_change_is_refused():
    result = retold(stored(CHAIN))
    unit, area = next(iter(stored(CHAIN)["plan"].items()))
    other = next(one for one in result.problem.scenario.area_of if one != area)
    assert codes(result, {unit: area}) == ["edit_nothing"]
    assert codes(result, {unit + "x": "nirgends"}) == ["unknown_unit_near", "unknown_area"]
    assert codes(result, {unit: other}, " ") == ["edit_text"]
    assert codes(result, {unit: other}, "a\u202eb") == ["edit_text"]
    assert codes(result, {unit: other}, "x" * (LONGEST + 1)) == ["edit_text_long"]
    assert codes(result, {unit: other}, WHY, "") == ["edit_text"]


def test_there_is_nothing_to_change_without_a_plan():
    impossible = next(stored(seed) for seed in range(200) if stored(seed)["plan"] is None)
    result = retold(impossible)
    assert result.status is Status.IMPOSSIBLE
    assert codes(result, {"a": "x"}) == ["edit_no_plan"]
