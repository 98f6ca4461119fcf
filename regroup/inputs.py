"""What a result was made from, as plain objects that stand in the result: it can be checked and run again from itself.

No machine's paths: files go by their names. The canonical text of an object is JSON with sorted keys and no blanks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel

from regroup.model import Model
from regroup.problem import Problem
from regroup.read import source_hashes
from regroup.read.inputs import plain
from regroup.rules import RULES, Rule
from regroup.scenario import Scenario
from regroup.terms import TERMS, Term

Object = dict[str, Any]


_NO_PARTS = frozenset({str, int, bool, type(None)})
"""Most of what was read: nothing to look for in it."""


def canonical(content: object) -> str:
    """The one text of a JSON object: sorted keys, no blanks."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def hash_of(content: object) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return sha256(canonical(content).encode("utf-8")).hexdigest()


def inputs(problem: Problem) -> Object | None:
    """Scenario and model as read, changes included, and the hashes of both and of the files.

    None where JSON cannot hold them: a number with more digits than a double has, or a rule or term that no file
    can state.
    """
    if not _storable(problem):
        return None
    scenario, model, changed = plain(problem.scenario), plain(problem.model), _changed(problem)
    return {
        "scenario": scenario,
        "model": model,
        "changed": changed,
        "scenario_sha256": hash_of(scenario),
        "model_sha256": hash_of(model),
        "changed_sha256": hash_of(changed) if changed else None,
        "files": [*_files("scenario", problem.scenario), *_files("model", problem.model)],
    }


def made_of(problem: Problem, language: str) -> Object:
    """What stands last in the object of a study: its language, and what it was made from."""
    return {"language": language, "inputs": inputs(problem)}


def _changed(problem: Problem) -> Object | None:
    """All rules and terms in force, where a study put others in place of those of the files."""
    if not problem.is_changed:
        return None
    return {"rules": [plain(stated.rule) for stated in problem.rules], "terms": [plain(term) for term in problem.terms]}


def _files(part: str, read: Scenario | Model) -> Iterator[Object]:
    for name, digest in source_hashes(read).items():
        yield {"part": part, "name": PurePath(name.replace("\\", "/")).name, "sha256": digest}


def _storable(problem: Problem) -> bool:
    rules: Iterable[Rule] = (stated.rule for stated in problem.rules)
    terms: Iterable[Term] = problem.terms
    known = all(type(rule) is RULES.get(rule.id) for rule in rules) and all(
        type(term) is TERMS.get(term.id) for term in terms
    )
    stated = (problem.scenario, problem.model, *problem.terms, *(rule.rule for rule in problem.rules))
    return known and all(_as_double(number) for part in stated for number in _numbers(part))


def _as_double(number: Fraction) -> bool:
    return number.denominator == 1 or Fraction(Decimal(repr(float(number)))) == number


def _numbers(whole: object) -> Iterator[Fraction]:
    """All exact numbers anywhere in what was read."""
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        if type(part) in _NO_PARTS:
            continue
        if isinstance(part, Fraction):
            yield part
        elif isinstance(part, BaseModel):
            waiting += [getattr(part, name) for name in type(part).model_fields]
        elif isinstance(part, Mapping):
            waiting += part.values()
        elif isinstance(part, tuple):
            waiting += part
