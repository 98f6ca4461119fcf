"""models/README.md holds what the registry and the shipped models hold: a line for each, and the same numbers."""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from regroup.model import Model
from regroup.rules import RULES, Rule
from regroup.rules.base import Bound
from regroup.terms import TERMS, Term

ROOT = Path(__file__).parents[1]
README = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
FILES = sorted((ROOT / "models").glob("*.toml"))
MODELS = {path.stem: Model.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))) for path in FILES}
SAID_ELSEWHERE = {"rule", "term", "why", "source", "weight", "criteria", "others"}


def row(name: str, cells: list[str]) -> str:
    return f"| {' | '.join([name, *cells])} |"


def cell(part: Rule | Term | None) -> str:
    """A part's weight and settings: ``1; least 10 %; most 50 %``, or ``yes`` for a rule without any."""
    if part is None:
        return "–"
    said = [f"weight {part.weight}"] if isinstance(part, Term) else []
    fields = {name: getattr(part, name) for name in type(part).model_fields if name not in SAID_ELSEWHERE}
    said += [f"{name} {setting(value)}" for name, value in fields.items() if value not in (None, (), "equal")]
    return ", ".join(said) or "yes"


def setting(value: object) -> str:
    if isinstance(value, Bound) and value.share is not None:
        percent = value.share * 100
        assert percent == int(percent)
        return f"{int(percent)} %"
    return str(value.value if isinstance(value, Bound) else value)


def table() -> list[str]:
    """The rows of the comparison, in the registry's order: terms, weights of criteria, rules."""
    rows = []
    for name in TERMS:
        rows.append(row(f"`{name}`", [cell(_part(model, name)) for model in MODELS.values()]))
        if name == "synergy":
            rows += [row(f"… {criterion}", _weights(criterion)) for criterion in _criteria()]
    parts = [name for name in RULES if any(_part(model, name) for model in MODELS.values())]
    return rows + [row(f"`{name}`", [cell(_part(model, name)) for model in MODELS.values()]) for name in parts]


def _part(model: Model, name: str) -> Rule | Term | None:
    return next((part for part in (*model.terms, *model.rules) if part.id == name), None)


def _criteria() -> list[str]:
    named = [criterion for model in MODELS.values() for criterion in _part(model, "synergy").criteria]
    return list(dict.fromkeys([*named, "others"]))


def _weights(criterion: str) -> list[str]:
    synergies = [_part(model, "synergy") for model in MODELS.values()]
    return [str(term.criteria.get(criterion, term.others)) for term in synergies]


def test_the_models_stand_in_the_order_of_their_files():
    assert row("", [f"`{name}`" for name in MODELS]).replace("|  |", "| |") in README


@pytest.mark.parametrize("line", table())
def test_the_table_is_what_the_files_say(line: str):
    assert line in README.splitlines()


def test_the_table_says_nothing_else():
    start = README.index("| | `balanced`")
    written = README[start : README.index("\n\n", start)].splitlines()[2:]
    assert written == table()


@pytest.mark.parametrize(("name", "folder"), [(n, "rules") for n in RULES] + [(n, "terms") for n in TERMS])
def test_every_rule_and_term_has_its_line(name: str, folder: str):
    kind = (RULES | TERMS)[name]
    file = f"`{kind.__module__.replace('.', '/')}.py`"
    lines = [line for line in README.splitlines() if line.startswith(f"| `{name}` |") and file in line]
    assert len(lines) == 1
    assert f"/{folder}/" in file


@pytest.mark.parametrize("name", RULES)
def test_the_line_of_a_rule_says_where_it_may_stand(name: str):
    (line,) = [line for line in README.splitlines() if line.startswith(f"| `{name}` |") and "regroup/rules/" in line]
    places = [("models", RULES[name].in_models), ("scenarios", RULES[name].in_scenarios)]
    assert f"| {', '.join(place for place, may in places if may)} |" in line


@pytest.mark.parametrize("name", TERMS)
def test_the_line_of_a_term_has_its_sign(name: str):
    (line,) = [line for line in README.splitlines() if line.startswith(f"| `{name}` |") and "regroup/terms/" in line]
    assert line.split("|")[2].strip() == {1: "+", -1: "−"}[TERMS[name].sign]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:regroup|tests|scenarios|models)/[\w./-]+)`", README))))
def test_every_file_named_exists(path: str):
    assert (ROOT / path).exists()


def test_lines_are_within_the_width_of_the_page():
    assert not [line for line in README.splitlines() if len(line) > 160 and not line.startswith("|")]


def test_shares_are_whole_per_cents():
    assert setting(Bound(share=Fraction(1, 10))) == "10 %"
