"""The same question with one weight lower or higher: does the answer hold?"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from regroup.criteria import Variant
from regroup.problem import Problem
from regroup.study import Answer, Steps, Study

FACTORS = (Fraction(7, 10), Fraction(13, 10))

Varied = tuple[str, Fraction, Problem]


def varied(problem: Problem) -> list[Varied]:
    """Each term that counts, its weight times each factor, and all other weights as they are."""
    found: list[Varied] = []
    for at, term in enumerate(problem.terms):
        for factor in FACTORS if term.weight else ():
            other = term.model_copy(update={"weight": term.weight * factor})
            terms = (*problem.terms[:at], other, *problem.terms[at + 1 :])
            found.append((term.id, factor, problem.changed(terms=terms)))
    return found


def variants_of(problems: Sequence[Problem], study: Study, told: Steps | None) -> list[tuple[Variant, ...]]:
    """The variants of each problem, each solved; those that Ctrl-C kept from an answer are left out."""
    asked = [(at, one) for at, problem in enumerate(problems) for one in varied(problem)]
    found: list[list[Variant]] = [[] for _ in problems]
    for place, answer in study.ask_all([problem for _, (_, _, problem) in asked], told):
        at, one = asked[place]
        found[at].append(_variant(one, answer))
    return [tuple(variants) for variants in found]


def _variant(varied_one: Varied, answer: Answer) -> Variant:
    term, factor, problem = varied_one
    return Variant(term, factor, problem, answer.bound, answer.settled)
