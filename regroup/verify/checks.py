"""All checks of a stored result against the inputs in it, by code that shares nothing with the engines or the core."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from regroup.certificate import from_json
from regroup.errors import InputError
from regroup.read.inputs import in_full
from regroup.verify.base import Check, Outcome, compared, failed, noted, passed
from regroup.verify.edits import edit_checks
from regroup.verify.origins import digest, file_checks, hash_checks, seal_check
from regroup.verify.proof import PATIENT, gaps
from regroup.verify.restated import restated
from regroup.verify.rules import breaks
from regroup.verify.stated import Stated
from regroup.verify.status import status_checks
from regroup.verify.views import band, placed, view_checks

Result = dict[str, Any]


def verify(
    result: Result, folders: Iterable[Path] = (), limit: int = PATIENT, earlier: Mapping[str, Result] | None = None
) -> list[Check]:
    """Every check, in order.

    Args:
        result: of the right form, as `regroup.read.result_file.read_result` gives it.
        folders: where the files it was made from may lie.
        limit: steps for checking the certificate.
        earlier: results by their hashes, among which may be the one that this was changed from.
    """
    found = [seal_check(result)]
    if result["inputs"] is None:
        return [*found, noted("inputs", "no_inputs"), *status_checks(result)]
    found += [*hash_checks(result), *file_checks(result, folders)]
    try:
        stated = in_full(result["inputs"])
    except InputError as error:
        words = {language: error.faults[0].message(language) for language in ("nb", "en")}
        return [*found, failed("inputs", "not_inputs", found=words)]
    written = all(result["inputs"][part] == stated[part] for part in stated)
    found.append(passed("inputs") if written else failed("inputs", "not_as_written"))
    return [*found, *_against_inputs(result, Stated(stated), limit, earlier or {})]


def failures(checks: Iterable[Check]) -> list[Check]:
    """Those that did not pass."""
    return [check for check in checks if check.outcome is Outcome.FAIL]


def _against_inputs(result: Result, stated: Stated, limit: int, earlier: Mapping[str, Result]) -> Iterator[Check]:
    yield from _facts(result, stated)
    scale = restated(stated).scale
    yield compared("scale", result["points_scale"], scale)
    yield compared("band", result["band"], band(stated))
    if result["plan"] is not None:
        yield from _plan(result, stated, scale)
    yield from _others(result, stated, scale)
    yield from status_checks(result)
    yield from edit_checks(result, stated, scale, earlier)
    yield from _proof(result, stated, limit)


def _facts(result: Result, stated: Stated) -> Iterator[Check]:
    """Whether the names and the units beside the plan are those of the inputs."""
    scenario = stated.scenario
    said = (result["scenario"]["name"], result["scenario"]["level"], result["model"]["name"])
    yield compared("names", said, (scenario["name"], scenario["level"], stated.model["name"]))
    units = [
        (unit["id"], unit["name"], unit.get("today"), unit.get("part_of"), list(unit["fields"]), _numbers(unit["size"]))
        for unit in scenario["units"]
    ]
    shown = [
        (unit["id"], unit["name"], unit["today"], unit["part_of"], unit["fields"], _shown(unit["size"]))
        for unit in result["units"]
    ]
    yield compared("units", shown, units)


def _numbers(sizes: dict[str, Any]) -> dict[str, tuple[object, ...]]:
    return {
        measure: (
            size.get("value", size.get("likely")),
            size.get("value", size.get("low")),
            size.get("value", size.get("high")),
            size["basis"],
        )
        for measure, size in sizes.items()
    }


def _shown(sizes: dict[str, Any]) -> dict[str, tuple[object, ...]]:
    return {measure: (size["number"], size["low"], size["high"], size["basis"]) for measure, size in sizes.items()}


def _plan(result: Result, stated: Stated, scale: int) -> Iterator[Check]:
    """The plan itself: every unit once, every rule by itself, and what is said of it."""
    plan = result["plan"]
    whole = placed(stated, plan)
    yield whole
    if whole.code in ("unknown_unit", "unknown_area"):
        return
    for rule in stated.rules:
        spots = breaks(stated, rule, plan)
        yield failed("rule", "broken", rule["rule"], found=_spots(spots)) if spots else passed("rule", rule["rule"])
    yield from view_checks(stated, result, plan, scale)


def _spots(spots: Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> str:
    return "; ".join(", ".join((*units, *areas)) for _, units, areas in spots)[:200]


def _others(result: Result, stated: Stated, scale: int) -> Iterator[Check]:
    """Today and the proposals, where they stand beside the plan."""
    today = stated.today()
    plans = {"today": today} if today else {}
    plans |= {proposal["id"]: stated.proposed(proposal) for proposal in stated.scenario["proposals"]}
    views = [*([result["today"]] if result["today"] else []), *result["proposals"]]
    yield compared("views", [view["id"] for view in views], list(plans))
    for view in views:
        plan = plans.get(view["id"])
        if plan is None:
            continue
        same = compared("view", view["plan"], plan, view["id"])
        wrong = [check for check in view_checks(stated, view, plan, scale, view["id"]) if check.outcome is Outcome.FAIL]
        yield from wrong or [same]


def _proof(result: Result, stated: Stated, limit: int) -> Iterator[Check]:
    """The certificate, or whose word it is."""
    proof, certificate = result["proof"], result["certificate"]
    if proof is None:
        if certificate is not None:
            yield failed("certificate", "stray")
        return
    found = None if certificate is None else digest(certificate)
    if (certificate is not None) != proof["stored"] or (found is not None and found != proof["certificate_sha256"]):
        yield failed("certificate", "other_certificate")
    elif certificate is None:
        yield _without(proof)
    else:
        yield _checked(result, stated, limit)


def _without(proof: dict[str, Any]) -> Check:
    """Whose word is taken where the file holds no certificate."""
    if proof["certificate_sha256"] is not None:
        return noted("certificate", "not_stored")
    if proof["kind"] == "proven":
        return failed("certificate", "stray")
    return noted(
        "certificate", "second" if proof["second"] else "claimed", by=proof["by"], second=proof["second"] or ""
    )


def _checked(result: Result, stated: Stated, limit: int) -> Check:
    bound = None if result["status"] == "impossible" else result["bound"]
    if bound is None and result["status"] != "impossible":
        return failed("certificate", "stray")
    try:
        reasons = gaps(stated, from_json(result["certificate"]), bound, limit)
    except ValueError as error:
        reasons = [str(error)]
    if not reasons:
        return passed("certificate")
    if reasons[0].startswith(("not checked within", "more than")) and not result["proof"]["checked"]:
        return noted("certificate", "too_long")
    return failed("certificate", "no_proof", found=reasons[0][:200])
