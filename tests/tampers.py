"""Stored results with one thing changed, and the check that must find it."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

from regroup.inputs import hash_of
from tests.tampers_proof import FAR
from tests.tampers_proof import TAMPERS as OF_PROOF

Result = dict[str, Any]
Tamper = Callable[[Result, random.Random], str | None]
"""Changes a result in place and names the check that must fail; None where there is nothing of the kind to change."""


def tampered(result: Result, kind: str, at: random.Random, *, resealed: bool) -> tuple[Result, str] | None:
    """A changed copy and the name of the check that must fail.

    Args:
        resealed: whether the hash over everything is made right again, so that it gives nothing away.
    """
    changed = copy.deepcopy(result)
    name = TAMPERS[kind](changed, at)
    if name is None:
        return None
    if resealed:
        changed["sha256"] = hash_of({key: value for key, value in changed.items() if key != "sha256"})
    return changed, name


def _unit_lost(result: Result, at: random.Random) -> str | None:
    del result["plan"][at.choice(list(result["plan"]))]
    return "plan"


def _unit_doubled(result: Result, at: random.Random) -> str | None:
    if len(result["areas"]) < 2:
        return None
    one, other = at.sample(result["areas"], 2)
    one["units"].append(at.choice(other["units"]))
    return "areas"


def _unit_unknown(result: Result, at: random.Random) -> str | None:
    result["plan"]["ukjent"] = at.choice(list(result["plan"].values()))
    return "plan"


def _area_unknown(result: Result, at: random.Random) -> str | None:
    result["plan"][at.choice(list(result["plan"]))] = "ukjent"
    return "plan"


def _unit_moved(result: Result, at: random.Random) -> str | None:
    unit = at.choice(list(result["plan"]))
    areas = [area["id"] for area in result["inputs"]["scenario"]["areas"] if area["id"] != result["plan"][unit]]
    if not areas:
        return None
    result["plan"][unit] = at.choice(areas)
    return "areas"


def _points_off(result: Result, at: random.Random) -> str | None:
    result["points"] += at.choice((-1, 1))
    return "points"


def _terms_shifted(result: Result, at: random.Random) -> str | None:
    if len(result["terms"]) < 2:
        return None
    one, other = at.sample(result["terms"], 2)
    one["points"] += 1
    other["points"] -= 1
    return "term"


def _term_dropped(result: Result, at: random.Random) -> str | None:
    result["terms"].pop(at.randrange(len(result["terms"])))
    return "term"


def _rule_removed(result: Result, at: random.Random) -> str | None:
    scenario, model = result["inputs"]["scenario"], result["inputs"]["model"]
    rules = at.choice([part for part in (scenario["requirements"], model["rules"]) if part] or [[]])
    if not rules:
        return None
    rules.pop(at.randrange(len(rules)))
    return "hash"


def _input_edited(result: Result, at: random.Random) -> str | None:
    unit = at.choice(result["inputs"]["scenario"]["units"])
    size = unit["size"]["fte"]
    half = size.get("value", size.get("likely")) / 2
    unit["size"]["fte"] = {"value": half or 1, "basis": "stated"}
    return "hash"


def _input_edited_and_hashed(result: Result, at: random.Random) -> str | None:
    _input_edited(result, at)
    result["inputs"]["scenario_sha256"] = hash_of(result["inputs"]["scenario"])
    return "units"


def _weight_edited_and_hashed(result: Result, at: random.Random) -> str | None:
    at.choice(result["inputs"]["model"]["terms"])["weight"] += 1
    result["inputs"]["model_sha256"] = hash_of(result["inputs"]["model"])
    return "term"


def _bound_below(result: Result, at: random.Random) -> str | None:
    result["bound"] = result["points"] - at.randint(1, 9)
    return "bound"


def _bound_raised(result: Result, at: random.Random) -> str | None:
    result["bound"] += at.randint(1, 9)
    return "status"


def _band_moved(result: Result, at: random.Random) -> str | None:
    """Sizes that would count as too small or too big are not those of the model."""
    result["band"] = None if result["band"] else {"measure": "fte", "least": 1, "most": None, "from": "size_band"}
    return "band"


def _sizes_surer(result: Result, at: random.Random) -> str | None:
    """An area's size that is said to be surer, or less sure, than those of its units."""
    at.choice(at.choice([list(area["size_ranges"].values()) for area in result["areas"]]))["low"] -= 1
    return "areas"


def _status_changed(result: Result, at: random.Random) -> str | None:
    result["status"] = at.choice([status for status in STATUSES if status != result["status"]])
    return "status"


STATUSES = ("best", "good", "impossible", "unknown")


def _gap_changed(result: Result, at: random.Random) -> str | None:
    result["gap"] = at.choice((0.01, 1.0, None))
    return "gap"


def _hash_edited(result: Result, at: random.Random) -> str | None:
    key = at.choice(("scenario_sha256", "model_sha256"))
    result["inputs"][key] = "0" * 64
    return "hash"


def _file_hash_edited(result: Result, at: random.Random) -> str | None:
    result["provenance"][at.choice(("scenario_sha256", "model_sha256"))] = "0" * 64
    return "file_hash"


def _move_dropped(result: Result, at: random.Random) -> str | None:
    if not result["moves"]:
        return None
    result["moves"].pop(at.randrange(len(result["moves"])))
    return "moves"


def _cut_dropped(result: Result, at: random.Random) -> str | None:
    if not result["cut"]:
        return None
    result["cut"].pop(at.randrange(len(result["cut"])))
    return "cut"


def _breach_made_up(result: Result, at: random.Random) -> str | None:
    made_up = {"rule": "apart", "text": "t", "units": [], "areas": [], "why": None, "source": None}
    result["breaches"].append(made_up)
    return "breaches"


def _diagnosis_turned(result: Result, at: random.Random) -> str | None:
    verdict = at.choice(result["areas"])["diagnosis"]
    verdict["too_small"] = not verdict["too_small"]
    return "areas"


def _proposal_praised(result: Result, at: random.Random) -> str | None:
    if not result["proposals"]:
        return None
    result["proposals"][0]["points"] = (result["proposals"][0]["points"] or 0) + 5
    return "points"


def _proposal_dropped(result: Result, at: random.Random) -> str | None:
    if not result["proposals"]:
        return None
    result["proposals"].pop()
    return "views"


def _scale_changed(result: Result, at: random.Random) -> str | None:
    result["points_scale"] *= 2
    return "scale"


def _name_changed(result: Result, at: random.Random) -> str | None:
    result["scenario"]["name"] += " 2"
    return "names"


def _seed_changed(result: Result, at: random.Random) -> str | None:
    result["provenance"]["seed"] += 1
    return "record"


def _edit_claimed(result: Result, at: random.Random) -> str | None:
    """A change by hand that never was."""
    unit = at.choice(list(result["plan"]))
    areas = [area["id"] for area in result["inputs"]["scenario"]["areas"] if area["id"] != result["plan"][unit]]
    if not areas:
        return None
    moves = [{"unit": unit, "from": at.choice(areas), "to": result["plan"][unit]}]
    edit = {"of": "0" * 64, "points": result["points"] + FAR, "moves": moves, "why": "?", "by": None}
    result["provenance"]["edits"] = [edit | {"date": "2026-01-01"}]
    result["provenance"]["plan_by"] = "person"
    return "edits"


def _hand_denied(result: Result, at: random.Random) -> str | None:
    """A plan that a person is said to have made, without a change."""
    result["provenance"]["plan_by"] = "person"
    return "edits"


TAMPERS: dict[str, Tamper] = {
    name.strip("_"): made for name, made in list(globals().items()) if name.startswith("_") and callable(made)
} | OF_PROOF
