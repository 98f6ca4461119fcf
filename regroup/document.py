"""The result as one JSON object: schema version 1, documented in ``schemas/result.json`` and the README."""

from __future__ import annotations

from typing import Any

from regroup.certificate import to_json
from regroup.diagnosis import AreaDiagnosis, Band
from regroup.edits import to_object
from regroup.evaluation import Evaluation
from regroup.facts import Size
from regroup.inputs import canonical, hash_of, inputs
from regroup.placement import Placement
from regroup.problem import Problem
from regroup.result import (
    SCHEMA_VERSION,
    Assurance,
    Conflict,
    Proof,
    Provenance,
    Result,
    View,
    integer_points,
    plain_number,
)
from regroup.rules import Breach
from regroup.text import say
from regroup.totals import Total, total_of
from regroup.wording import maybe_said_in, said_in

Object = dict[str, Any]
LARGEST_CERTIFICATE = 5_000_000
"""Characters; of a larger one only the hash is kept."""


def document(result: Result, language: str = "nb", stored: Object | None = None) -> Object:
    """The result as plain objects, ready for JSON; texts in ``language``. The last key is the hash of all others.

    Args:
        stored: the inputs as they stand in the result that this one was made from; those of its problem when absent.
    """
    whole = _unsealed(result, language) | ({} if stored is None else {"inputs": stored})
    return whole | {"sha256": hash_of(whole)}


def _unsealed(result: Result, language: str) -> Object:
    problem = result.problem
    bound = integer_points(result.bound, problem) if result.bound is not None else None
    plan = _view(problem, result.plan, language) if result.plan else _nothing()
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "result",
        "status": str(result.status),
        "assurance": [str(assurance) for assurance in result.assurance],
        "interrupted": result.interrupted,
        "scenario": {"name": problem.scenario.name, "level": problem.scenario.level},
        "model": {"name": problem.model.name, "title": problem.model.title.in_language(language)},
        "points_scale": problem.scale,
        "points": plan.pop("points"),
        "bound": bound,
        "gap": float(result.gap) if result.gap is not None else None,
        **{key: plan[key] for key in ("plan", "areas", "terms", "breaches", "moves", "cut")},
        "conflict": [_conflict(problem, conflict, language) for conflict in result.conflicts],
        "conflict_words": [
            {"minimal": conflict.minimal, "text": conflict.reason.words[language] if conflict.reason else None}
            for conflict in result.conflicts
        ],
        "band": _band(result.band),
        "units": _units(problem),
        "today": _named(problem, result.today, language) if result.today else None,
        "proposals": [_named(problem, view, language) for view in result.proposals],
        "provenance": _provenance(result.provenance) | {"checks": _checks(result)},
        **_proof(result.proof),
        "inputs": inputs(problem),
    }


def _proof(proof: Proof | None) -> Object:
    """What the status rests on, and the certificate where there is one that is not too large."""
    if proof is None:
        return {"proof": None, "certificate": None}
    written = None if proof.certificate is None else to_json(proof.certificate)
    stored = written is not None and len(canonical(written)) <= LARGEST_CERTIFICATE
    return {
        "proof": {
            "kind": str(proof.kind),
            "by": proof.by,
            "second": proof.second,
            "checked": proof.checked,
            "certificate_sha256": None if written is None else hash_of(written),
            "stored": stored,
        },
        "certificate": written if stored else None,
    }


def _checks(result: Result) -> list[str]:
    """What the result passed before it was published."""
    passed = ["rules", "points"] if Assurance.CHECKED in result.assurance else []
    passed += ["second_engine"] if Assurance.CORROBORATED in result.assurance else []
    return passed + (["certificate"] if result.proof and result.proof.checked else [])


def _nothing() -> Object:
    return {"points": None, "plan": None, "areas": [], "terms": [], "breaches": [], "moves": [], "cut": []}


def _named(problem: Problem, view: View, language: str) -> Object:
    names = {proposal.id: proposal for proposal in problem.scenario.proposals}
    proposal = names.get(view.id)
    return {
        "id": view.id,
        "name": proposal.name if proposal else say("word.today", language),
        "by": proposal.by if proposal else None,
        "date": proposal.date.isoformat() if proposal and proposal.date else None,
        **_view(problem, view, language),
    }


def _view(problem: Problem, view: View, language: str) -> Object:
    evaluation = view.evaluation
    return {
        "points": integer_points(evaluation.points, problem),
        "plan": dict(evaluation.plan),
        "unplaced": list(evaluation.unplaced),
        "areas": [_area(evaluation.placement, area, language) for area in view.areas],
        "terms": _terms(problem, evaluation, language),
        "breaches": [_breach(breach, language) for breach in evaluation.breaches],
        "moves": _moves(problem, evaluation),
        "cut": _cut(problem, evaluation),
    }


def _area(placement: Placement, area: AreaDiagnosis, language: str) -> Object:
    instance = placement.instance
    members = placement.members(area.area)
    found = {measure: total_of(instance, members, measure) for measure in instance.measures}
    totals = {measure: total for measure, total in found.items() if total is not None}
    return {
        "id": area.area,
        "name": instance.area_names[area.area],
        "units": list(members),
        "sizes": {measure: plain_number(total.number) for measure, total in totals.items()},
        "size_ranges": {measure: _range(total) for measure, total in totals.items()},
        "uncertain": area.uncertain,
        "fields": list(placement.fields(area.area)),
        "kept": plain_number(area.kept),
        "conflict": plain_number(area.conflict),
        "lost": plain_number(area.lost),
        "diagnosis": {
            "too_small": area.too_small,
            "too_big": area.too_big,
            "too_different": area.too_different,
            "measured": area.measured,
            "why": say(f"diagnosis.{verdict(area)}", language),
        },
    }


def verdict(area: AreaDiagnosis) -> str:
    """The key of the words for an area's diagnosis."""
    if not area.measured:
        return "outside"
    if area.both:
        return "both"
    for key in ("too_small", "too_big", "too_different"):
        if getattr(area, key):
            return key if key != "too_big" or not area.too_different else "too_big_and_different"
    return "fits"


def _terms(problem: Problem, evaluation: Evaluation, language: str) -> list[Object]:
    return [
        {
            "term": score.term.id,
            "title": score.term.title[language],
            "weight": score.term.weight,
            "points": integer_points(score.points, problem),
            "amount": plain_number(score.amount),
            "unit": score.term.unit[language],
        }
        for score in evaluation.terms
    ]


def _breach(breach: Breach, language: str) -> Object:
    return {
        "rule": breach.rule,
        "text": breach.words[language],
        "units": list(breach.units),
        "areas": list(breach.areas),
        "why": maybe_said_in(breach.why, language),
        "source": breach.source,
    }


def _moves(problem: Problem, evaluation: Evaluation) -> list[Object]:
    scenario = problem.scenario
    return [
        {
            "unit": unit,
            "from": scenario.unit_of[unit].today,
            "to": evaluation.plan[unit],
            "size": {measure: _size(size) for measure, size in scenario.unit_of[unit].size.items()},
        }
        for unit in evaluation.plan.moves_from(scenario.today())
    ]


def _cut(problem: Problem, evaluation: Evaluation) -> list[Object]:
    """Positive synergies whose two units are placed, in different areas."""
    scenario, plan = problem.scenario, evaluation.plan
    return [
        {
            "between": list(synergy.between),
            "strength": scenario.points_of(synergy.strength),
            "word": synergy.strength if isinstance(synergy.strength, str) else None,
            "criterion": synergy.criterion,
            "why": synergy.why,
            "source": synergy.source,
        }
        for synergy, kept in zip(scenario.synergies, evaluation.placement.kept, strict=True)
        if not kept and scenario.points_of(synergy.strength) > 0 and plan.places(*synergy.between)
    ]


def _units(problem: Problem) -> list[Object]:
    return [
        {
            "id": unit.id,
            "name": unit.name,
            "today": unit.today,
            "part_of": unit.part_of,
            "size": {measure: _size(size) for measure, size in unit.size.items()},
            "fields": list(unit.fields),
        }
        for unit in problem.scenario.units
    ]


def _range(total: Total) -> Object:
    return {"low": plain_number(total.low), "high": plain_number(total.high), "basis": total.basis}


def _size(size: Size) -> Object:
    low, high = size.range
    return {
        "number": plain_number(size.number),
        "low": plain_number(low),
        "high": plain_number(high),
        "basis": size.basis,
        "source": size.source,
        "why": size.why,
    }


def _band(band: Band | None) -> Object | None:
    if band is None:
        return None
    return {
        "measure": band.measure,
        "least": plain_number(band.least) if band.least is not None else None,
        "most": plain_number(band.most) if band.most is not None else None,
        "from": band.rule_or_term,
    }


def _conflict(problem: Problem, conflict: Conflict, language: str) -> list[Object]:
    return [
        {
            "rule": stated.rule.id,
            "file": stated.place.file if stated.place else None,
            "line": stated.place.line if stated.place else None,
            "text": stated.rule.sentence(problem.scenario, language),
            "why": said_in(stated.rule.why, language),
            "source": stated.rule.source,
        }
        for stated in conflict.rules
    ]


def _provenance(provenance: Provenance) -> Object:
    return {
        **provenance.versions,
        "scenario_sha256": provenance.scenario_sha256,
        "model_sha256": provenance.model_sha256,
        "seed": provenance.settings.get("seed"),
        "settings": dict(provenance.settings),
        "engines": [dict(engine) for engine in provenance.engines],
        "plan_by": provenance.plan_by,
        "bound_by": provenance.bound_by,
        "seconds": None if provenance.settings.get("repeatable") else provenance.seconds,
        "edits": [to_object(edit) for edit in provenance.edits],
    }
