"""A stored result as an object again, so that it can be told in another form and another language.

What the file says of figures is not believed: they are counted anew from the inputs in it, by the same plain code as
ever, and the file must agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from regroup.certificate import from_json
from regroup.diagnosis import band_of, diagnose
from regroup.edits import from_object
from regroup.errors import Fault, InputError
from regroup.evaluation import evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.read.inputs import read_inputs
from regroup.result import Assurance, Conflict, Proof, ProofKind, Provenance, Result, Status, View
from regroup.text import LANGUAGES
from regroup.verify import failures, verify
from regroup.verify.proof import QUICK

Object = dict[str, Any]
NOT_VERSIONS = {
    "scenario_sha256",
    "model_sha256",
    "seed",
    "settings",
    "engines",
    "plan_by",
    "bound_by",
    "seconds",
    "edits",
    "checks",
}


def retold(stored: Object) -> Result:
    """The result that a stored one tells of.

    Args:
        stored: a result, as read by `read_result`.

    Raises:
        InputError: it was stored without its inputs, or it does not agree with them.
    """
    if stored["inputs"] is None:
        raise InputError([Fault("result_without_inputs", {})])
    wrong = failures(verify(stored, (), QUICK))
    if wrong:
        raise InputError([Fault("result_fails", {"count": len(wrong)})])
    problem = read_inputs(stored["inputs"])
    scenario, before = problem.scenario, problem.scenario.today()
    return Result(
        problem=problem,
        status=Status(stored["status"]),
        assurance=tuple(Assurance(assurance) for assurance in stored["assurance"]),
        plan=_view(problem, "plan", Plan(stored["plan"])) if stored["plan"] is not None else None,
        bound=Fraction(stored["bound"], problem.scale) if stored["bound"] is not None else None,
        today=_view(problem, "today", before) if len(before) else None,
        proposals=tuple(_view(problem, proposal.id, scenario.proposed(proposal)) for proposal in scenario.proposals),
        band=band_of(problem),
        provenance=_provenance(stored["provenance"]),
        conflicts=tuple(_conflicts(problem, stored)),
        interrupted=stored["interrupted"],
        proof=_proof(stored),
    )


def _view(problem: Problem, name: str, plan: Plan) -> View:
    evaluation = evaluate(problem, plan)
    return View(name, evaluation, diagnose(problem, evaluation))


def _provenance(stored: Object) -> Provenance:
    return Provenance(
        versions={name: value for name, value in stored.items() if name not in NOT_VERSIONS},
        scenario_sha256=stored["scenario_sha256"],
        model_sha256=stored["model_sha256"],
        settings=stored["settings"],
        engines=tuple(stored["engines"]),
        seconds=stored["seconds"] or 0.0,
        plan_by=stored["plan_by"],
        bound_by=stored["bound_by"],
        edits=tuple(map(from_object, stored["edits"])),
    )


def _proof(stored: Object) -> Proof | None:
    told = stored["proof"]
    if told is None:
        return None
    certificate = None if stored["certificate"] is None else from_json(stored["certificate"])
    return Proof(ProofKind(told["kind"]), told["by"], told["second"], certificate, told["checked"])


def _conflicts(problem: Problem, stored: Object) -> Iterator[Conflict]:
    """The rules that cannot be kept together, found again by what they say."""
    by_words = {
        stated.rule.sentence(problem.scenario, language): stated for stated in problem.rules for language in LANGUAGES
    }
    for rules, words in zip(stored["conflict"], stored["conflict_words"], strict=True):
        found = tuple(by_words[rule["text"]] for rule in rules if rule["text"] in by_words)
        yield Conflict(found, bool(words["minimal"]))
