"""``--require "gap<=0.05"``: what a comparison must come to, so that it can stand guard over a decision."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from regroup.compare.comparison import Comparison
from regroup.compare.structures import Structure
from regroup.compare.table import Row
from regroup.criteria import Figure, criteria_of
from regroup.errors import Fault, InputError
from regroup.rules.fitting import nearest
from regroup.scenario import Scenario

LONGEST = 200
_FORM = re.compile(
    r"\s*(?:(?P<plan>[^\s<>=!]+)\.)?(?P<figure>[\w-]+)\s*(?P<sign><=|>=|==|=|!=|<|>)\s*"
    r"(?P<number>-?\d{1,12}(?:[.,]\d{1,6})?)\s*(?P<percent>%?)\s*"
)
_SIGNS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """A figure that must be on one side of a number.

    Attributes:
        text: as it was asked.
        plan: id of the structure it is asked of; None for every proposal.
        figure: id of a criterion.
        sign, number: what it is held against; a per cent sign divides by a hundred.
    """

    text: str
    plan: str | None
    figure: str
    sign: str
    number: Fraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """One requirement of one structure.

    Attributes:
        model: place of the model it stands under; None where all say the same.
        figure: what it came to.
        met: False also where the figure is not known.
    """

    requirement: Requirement
    structure: Structure
    row: Row
    figure: Figure
    met: bool


def read_requirements(texts: Sequence[str], scenario: Scenario, robust: bool) -> tuple[Requirement, ...]:
    """The requirements of a command line.

    Raises:
        InputError: one is not of the form FIGURE SIGN NUMBER, or names a figure that the table does not have.
    """
    known = [criterion.id for criterion in criteria_of(scenario, robust)]
    return tuple(_read(text, known) for text in texts)


def outcomes(comparison: Comparison, requirements: Sequence[Requirement]) -> tuple[Outcome, ...]:
    """Every requirement held against the structures it is asked of: those it names, else every proposal, else the
    best plans.

    Raises:
        InputError: one names a structure that is not compared.
    """
    return tuple(outcome for requirement in requirements for outcome in _outcomes(comparison, requirement))


def check_names(structures: Sequence[str], requirements: Sequence[Requirement]) -> None:
    """Refuses before anything is solved what `outcomes` would refuse after.

    Raises:
        InputError: a requirement names a structure that is not compared.
    """
    for requirement in requirements:
        if requirement.plan is not None and requirement.plan not in structures:
            raise InputError([_unknown("require_plan", requirement.text, requirement.plan, structures)])


def _read(text: str, known: Sequence[str]) -> Requirement:
    found = _FORM.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        raise InputError([Fault("require_form", {"found": text[:LONGEST]})])
    if found["figure"] not in known:
        raise InputError([_unknown("require_figure", text, found["figure"], known)])
    number = Fraction(found["number"].replace(",", ".")) / (100 if found["percent"] else 1)
    return Requirement(text.strip(), found["plan"], found["figure"], found["sign"], number)


def _outcomes(comparison: Comparison, requirement: Requirement) -> Iterator[Outcome]:
    for place, structure in enumerate(comparison.structures):
        if structure in _asked_of(comparison, requirement):
            for row in comparison.rows:
                if row.criterion.id == requirement.figure:
                    figure = row.figures[place]
                    yield Outcome(requirement, structure, row, figure, _met(requirement, figure))


def _asked_of(comparison: Comparison, requirement: Requirement) -> tuple[Structure, ...]:
    if requirement.plan is not None:
        return tuple(one for one in comparison.structures if one.id == requirement.plan)
    best = tuple(one for one in comparison.structures if one.kind == "best")
    return comparison.proposals or best


def _met(requirement: Requirement, figure: Figure) -> bool:
    """Whether it surely holds: a figure that may be smaller than shown holds only what smaller ones hold as well."""
    if figure.value is None or (figure.at_most and requirement.sign not in ("<", "<=")):
        return False
    if figure.at_least and requirement.sign not in (">", ">="):
        return False
    return _SIGNS[requirement.sign](figure.value, requirement.number)


def _unknown(code: str, text: str, found: str, known: Sequence[str]) -> Fault:
    suggestion = nearest(found, list(known))
    values = {"text": text, "found": found, "suggestion": suggestion, "accepted": ", ".join(known)}
    return Fault(f"{code}_near" if suggestion else code, values)
