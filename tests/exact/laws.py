"""Laws that hold for every problem: what must not change the answer does not, what can only hurt does not help.

Each law asks for the best points of a problem and of the same problem said differently, and yields comparisons that
must hold; nothing where it does not apply to the problem.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from regroup.errors import InputError
from regroup.problem import Problem
from regroup.rules import Rule
from regroup.rules.fixed import Fixed
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from tests.build import affinity, size, unit
from tests.exact.answers import Answer, Ask, Compared, at_most, equal
from tests.exact.drawn_parts import RULE_MAKERS, Names
from tests.exact.restated import merged_unit, renamed, scaled_rule, scaled_term, scaled_unit, with_facts, with_model

Law = Callable[[Problem, random.Random, Ask], Iterator[Compared]]
SAYS: dict[str, Any] = {"why": "prøve", "source": "vedtak"}


def order(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """The order of units, areas, synergies and affinities changes nothing."""
    facts = problem.scenario
    lists = {name: list(getattr(facts, name)) for name in ("units", "areas", "synergies", "affinities", "requirements")}
    for made in lists.values():
        dice.shuffle(made)
    yield equal(ask(problem), ask(with_facts(problem, **{name: tuple(made) for name, made in lists.items()})))


def names(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """Other ids for units and areas change nothing."""
    yield equal(ask(problem), ask(renamed(problem, dice)))


def sizes(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """All sizes and bounds times the same change nothing: size terms count shares of the total."""
    factor = dice.choice((Fraction(2), Fraction(10), Fraction(1, 2)))
    facts, model = problem.scenario, problem.model
    other = with_facts(
        problem,
        units=tuple(scaled_unit(one, factor) for one in facts.units),
        requirements=tuple(scaled_rule(rule, factor) for rule in facts.requirements),
    )
    rules = tuple(scaled_rule(rule, factor) for rule in model.rules)
    terms = tuple(scaled_term(term, factor) for term in model.terms)
    yield equal(ask(problem), ask(with_model(other, rules=rules, terms=terms)))


def weights(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """All weights times the same give as many times the points."""
    factor = dice.choice((2, 3, 7))
    terms = tuple(term.model_copy(update={"weight": term.weight * factor}) for term in problem.model.terms)
    yield equal(ask(problem).times(factor), ask(with_model(problem, terms=terms)))


def twice(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """Saying the rules twice changes nothing."""
    other = with_model(problem, rules=problem.model.rules * 2)
    yield equal(ask(problem), ask(with_facts(other, requirements=problem.scenario.requirements * 2)))


def nothing_more(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """A unit of no size and no ties: held to another it changes nothing, free it does not hurt."""
    bare = _without_unit_count(problem)
    none = unit("nothing", size={measure: size(0) for measure in problem.scenario.measures})
    more = _without_unit_count(with_facts(problem, units=(*problem.scenario.units, none)))
    held = more.changed(add=[Together(units=(dice.choice(list(problem.scenario.unit_of)), "nothing"), **SAYS)])
    yield equal(ask(bare), ask(held))
    yield at_most(ask(bare), ask(more))


def _without_unit_count(problem: Problem) -> Problem:
    return problem.changed(drop=[stated for stated in problem.rules if stated.rule.id == "unit_count"])


def fixed(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """The best plan fixed is found again; a half of it fixed too."""
    found = ask(problem)
    if found.plan is not None:
        every = list(found.plan)
        for some in (every, dice.sample(every, (len(every) + 1) // 2)):
            held = [Fixed(units=(one,), area=found.plan[one], **SAYS) for one in some]
            best = Answer(found.low, found.low if some is every else found.high)
            yield equal(best, ask(problem.changed(add=held)))


def forbidden(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """Something of the best plan forbidden never makes it better."""
    found = ask(problem)
    if found.plan is not None:
        one = dice.choice(list(found.plan))
        yield at_most(ask(problem.changed(add=[NotIn(units=(one,), areas=(found.plan[one],), **SAYS)])), found)


def halves(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """A unit is in an area or it is not: the better half is the whole."""
    one, area = dice.choice(list(problem.scenario.unit_of)), dice.choice(list(problem.scenario.area_of))
    inside = ask(problem.changed(add=[Fixed(units=(one,), area=area, **SAYS)]))
    outside = ask(problem.changed(add=[NotIn(units=(one,), areas=(area,), **SAYS)]))
    yield equal(ask(problem), inside.or_else(outside))


def one_rule_less(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """Without one of the rules it is never worse."""
    if problem.rules:
        yield at_most(ask(problem), ask(problem.changed(drop=[dice.choice(problem.rules)])))


def one_rule_more(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """With one rule more it is never better."""
    facts = problem.scenario
    line = tuple(area.id for area in facts.line_areas)
    said = Names(dice, tuple(facts.unit_of), tuple(facts.area_of), line, int(facts.total("fte")), in_scenario=True)
    more = _fitting(problem, said)
    if more is not None:
        yield at_most(ask(problem.changed(add=[more])), ask(problem))


def _fitting(problem: Problem, said: Names) -> Rule | None:
    for _ in range(20):
        rule = RULE_MAKERS[said.dice.choice(list(RULE_MAKERS))](said)
        if not list(rule.faults(problem.scenario, lambda *key: None)):
            return rule
    return None


def one_of_two(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """Two units that must be together are as good as one of both their sizes, but for what they bring each other."""
    made = merged_unit(problem, dice)
    if made is not None:
        apart, merged, gain = made
        yield equal(ask(apart), ask(merged).plus(gain))


def constant(problem: Problem, dice: random.Random, ask: Ask) -> Iterator[Compared]:
    """A unit drawn alike to every area brings the same points wherever it goes."""
    facts, one, strength = problem.scenario, dice.choice(list(problem.scenario.unit_of)), dice.randint(-9, 9)
    weight = sum(term.weight for term in problem.terms if term.id == "affinity")
    pulls = [affinity(one, area, strength).model_copy(update={"why": "overalt"}) for area in facts.area_of]
    other = with_facts(problem, affinities=(*facts.affinities, *pulls))
    yield equal(ask(problem).plus(weight * strength), ask(other))


LAWS: dict[str, Law] = {
    law.__name__: law
    for law in (
        *(order, names, sizes, weights, twice, nothing_more, fixed, forbidden, halves),
        *(one_rule_less, one_rule_more, one_of_two, constant),
    )
}


def broken(law: str, problem: Problem, seed: int, ask: Ask) -> tuple[int, list[str]]:
    """How many comparisons are settled and what does not hold, in words.

    What cannot be stated (numbers too large for the core) is no comparison.
    """
    settled, wrong, dice = 0, list[str](), random.Random(f"{law} {seed}")
    try:
        for one in LAWS[law](problem, dice, ask):
            settled += one.settled
            if one.broken:
                sign = "=" if one.equal else "≤"
                wrong.append(f"{one.one.low}..{one.one.high} {sign} {one.other.low}..{one.other.high}")
    except InputError:
        return settled, wrong
    return settled, wrong
