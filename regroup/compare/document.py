"""A comparison as one JSON object: kind "compare", schema version 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regroup.compare.comparison import Comparison
from regroup.compare.differences import Difference, Distance, Price
from regroup.compare.requirements import Outcome
from regroup.compare.structures import Structure
from regroup.compare.table import Contrast, Row
from regroup.criteria import Figure
from regroup.evaluation import Evaluation
from regroup.inputs import made_of
from regroup.problem import Problem
from regroup.result import SCHEMA_VERSION, integer_points, plain_number
from regroup.rules import Breach
from regroup.study import Answer
from regroup.text import say
from regroup.totals import Total

Object = dict[str, Any]


def compare_document(comparison: Comparison, outcomes: Sequence[Outcome], language: str) -> Object:
    """The comparison as plain objects; ``points_scale`` of a model's integer points make one of its points.

    Figures of criteria are plain numbers in what the criterion is counted in (points of the model, not integers).
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "compare",
        "interrupted": comparison.interrupted,
        "scenario": {"name": comparison.problems[0].scenario.name, "level": comparison.problems[0].scenario.level},
        "models": [_model(comparison, at, language) for at in range(len(comparison.problems))],
        "structures": [_structure(comparison, at, language) for at in range(len(comparison.structures))],
        "criteria": [_row(comparison, row, language) for row in comparison.rows],
        "summary": [
            _summary(comparison, at, structure)
            for at in range(len(comparison.problems))
            for structure in comparison.proposals
            if comparison.best(at)
        ],
        "distances": [_distance(comparison.problems, distance) for distance in comparison.distances],
        "requirements": [_outcome(comparison, outcome) for outcome in outcomes],
        **made_of(comparison.problems[0], language),
    }


def _model(comparison: Comparison, at: int, language: str) -> Object:
    problem = comparison.problems[at]
    answer: Answer | None = comparison.answers[at] if at < len(comparison.answers) else None
    best = comparison.best(at)
    return {
        "name": problem.model.name,
        "title": problem.model.title.in_language(language),
        "points_scale": problem.scale,
        "status": str(answer.status) if answer else None,
        "best": best.id if best else None,
        "points": integer_points(answer.points, problem) if answer and answer.points is not None else None,
        "bound": integer_points(answer.bound, problem) if answer and answer.bound is not None else None,
    }


def _structure(comparison: Comparison, at: int, language: str) -> Object:
    structure: Structure = comparison.structures[at]
    names = [problem.model.name for problem in comparison.problems]
    seen = [comparison.looks[at, model].evaluation for model in range(len(names))]
    return {
        "id": structure.id,
        "kind": structure.kind,
        "name": structure.name(language, names),
        "plan": dict(seen[0].plan),
        "unplaced": list(seen[0].unplaced),
        "under": [_under(p, e, language) for p, e in zip(comparison.problems, seen, strict=True)],
    }


def _under(problem: Problem, evaluation: Evaluation, language: str) -> Object:
    return {
        "model": problem.model.name,
        "points": integer_points(evaluation.points, problem),
        "terms": [
            {
                "term": score.term.id,
                "title": score.term.title[language],
                "points": integer_points(score.points, problem),
                "amount": plain_number(score.amount),
            }
            for score in evaluation.terms
        ],
        "breaches": [_breach(breach, language) for breach in evaluation.breaches],
    }


def _breach(breach: Breach, language: str) -> Object:
    return {
        "rule": breach.rule,
        "text": breach.words[language],
        "units": list(breach.units),
        "areas": list(breach.areas),
    }


def _row(comparison: Comparison, row: Row, language: str) -> Object:
    criterion = row.criterion
    figures = zip(comparison.structures, row.figures, strict=True)
    return {
        "criterion": criterion.id,
        "group": criterion.group,
        "title": criterion.title(language),
        "about": criterion.about(language),
        "better": str(criterion.better),
        "shown_as": str(criterion.kind),
        "model": comparison.problems[row.model].model.name if row.model is not None else None,
        "figures": {structure.id: _figure(figure, language) for structure, figure in figures},
    }


def _figure(figure: Figure, language: str) -> Object:
    return {
        "value": plain_number(figure.value) if figure.value is not None else None,
        "range": _range(figure.total) if figure.total else None,
        "of": figure.of,
        "at_most": figure.at_most,
        "at_least": figure.at_least,
        "unknown": say(f"criteria.unknown.{figure.unknown}", language) if figure.unknown else None,
    }


def _range(total: Total) -> Object:
    return {"low": plain_number(total.low), "high": plain_number(total.high), "basis": total.basis}


def _summary(comparison: Comparison, model: int, structure: Structure) -> Object:
    best = comparison.best(model)
    found: dict[str, list[str]] = {"better": [], "worse": [], "values": [], "unsure": [], "same": [], "unknown": []}
    contrasts: Sequence[Contrast] = comparison.contrasts(model, structure)
    for contrast in contrasts:
        found[contrast.verdict].append(contrast.row.criterion.id)
    return {"of": best.id if best else None, "beside": structure.id, **found}


def _distance(problems: Sequence[Problem], distance: Distance) -> Object:
    changes = distance.changes
    people = {m: {"number": plain_number(t.number), **_range(t)} if t else None for m, t in changes.people.items()}
    return {
        "from": distance.first.id,
        "to": distance.second.id,
        "models": [problems[at].model.name for at in distance.models],
        "pairs": distance.agreement.pairs,
        "pairs_alike": distance.agreement.alike,
        "moves": [{"unit": move.unit, "from": move.source, "to": move.target} for move in changes.moves],
        "people": people,
        "renamed": [{"from": before, "to": after} for before, after in changes.renamed],
        "added": list(changes.added),
        "dissolved": list(changes.dissolved),
        "split": [{"area": split.area, "into": list(split.into)} for split in changes.split],
        "merged": [{"areas": list(merge.areas), "into": merge.into} for merge in changes.merged],
        "new": list(changes.new),
        "left_out": list(changes.left_out),
        "differences": [_difference(problems, distance, difference) for difference in distance.differences],
        "points": [_whole(problems, distance, place) for place in range(len(distance.models))],
    }


def _difference(problems: Sequence[Problem], distance: Distance, difference: Difference) -> Object:
    pairs = zip(distance.models, difference.prices, strict=True)
    return {
        "units": list(difference.units),
        "from": difference.source,
        "to": difference.target,
        "prices": [_price(problems[at], price) for at, price in pairs],
    }


def _price(problem: Problem, price: Price) -> Object:
    return {
        "points": integer_points(price.points, problem),
        "terms": {term: integer_points(points, problem) for term, points in price.terms.items()},
        "breaks": [breach.rule for breach in price.breaks],
        "mends": [breach.rule for breach in price.mends],
    }


def _whole(problems: Sequence[Problem], distance: Distance, place: int) -> Object:
    problem, rest = problems[distance.models[place]], distance.rest(place)
    whole = distance.whole[place] if distance.whole is not None else None
    return {
        "whole": integer_points(whole, problem) if whole is not None else None,
        "together": integer_points(rest, problem) if rest is not None else None,
    }


def _outcome(comparison: Comparison, outcome: Outcome) -> Object:
    model = comparison.problems[outcome.row.model].model.name if outcome.row.model is not None else None
    value = outcome.figure.value
    return {
        "requirement": outcome.requirement.text,
        "structure": outcome.structure.id,
        "model": model,
        "value": plain_number(value) if value is not None else None,
        "met": outcome.met,
    }
