"""Draws: sizes that nobody knows exactly are drawn again and again, and each time the best plan is found.

A size with low, likely and high is drawn from the triangular distribution over them, each by itself; a stated size
stays. Strengths stay too unless asked for: then each goes one step down its scale, stays, or goes one step up, a third
each. No scenario marks a single strength as doubtful, so all are drawn alike.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from regroup.changed import facts_with, sizes_with, strengths_with, with_facts
from regroup.evaluation import evaluate
from regroup.facts import Size
from regroup.matched import matched
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.scenario import Scenario
from regroup.study import Answer, Steps, Study

STEP = Fraction(1, 10)
"""Drawn sizes are multiples of this, or of a power of ten below a hundredth of the range where that is less."""
Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Draws:
    """What the draws came to.

    Attributes:
        asked: how many were to be drawn.
        sizes: how many sizes were drawn each time.
        strengths: whether strengths were drawn.
        seed: of the draws.
        stays: draws in which no plan has more points than the plan.
        turned: draws in which another has more, or the plan breaks a rule.
        broken: those of them in which the plan breaks a rule.
        impossible: draws in which no plan keeps the rules.
        undecided: draws in which the limit came before an answer.
        places: for each unit, in how many draws the best plan has it in which area.
        others: the plans that were best instead, and how often; most frequent first.
    """

    asked: int
    sizes: int
    strengths: bool
    seed: int
    stays: int
    turned: int
    broken: int
    impossible: int
    undecided: int
    places: Mapping[str, Mapping[str, int]]
    others: tuple[tuple[Plan, int], ...]

    @property
    def decided(self) -> int:
        """Draws with an answer that a plan stands in."""
        return self.stays + self.turned

    @property
    def share(self) -> Fraction | None:
        """The share of the decided draws in which the plan stays best; None where there is none."""
        return Fraction(self.stays, self.decided) if self.decided else None

    @property
    def error(self) -> tuple[Fraction, Fraction] | None:
        """Between what the share would be with endless draws, in 95 of 100 cases (Wilson 1927)."""
        return wilson(self.stays, self.decided) if self.decided else None


def wilson(hits: int, of: int) -> tuple[Fraction, Fraction]:
    """The 95 % interval of a share, in whole thousandths (E. B. Wilson, JASA 22, 1927)."""
    share, spread = hits / of, Z_95**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z_95 * math.sqrt(share * (1 - share) / of + spread / of / 4) / (1 + spread)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Fraction(math.floor(low * 1000), 1000), Fraction(math.ceil(high * 1000), 1000)


def ranges(problem: Problem) -> dict[tuple[str, str], Size]:
    """The sizes that are a range, by unit and measure, of the measures that the rules and terms use."""
    used = set(problem.measure_rows)
    return {
        (unit.id, measure): size
        for unit in problem.scenario.units
        for measure, size in unit.size.items()
        if measure in used and size.range[0] < size.range[1]
    }


def draw(problem: Problem, seed: int, number: int, strengths: bool) -> Problem:
    """Draw ``number`` of a seed: the same facts with drawn sizes, and drawn strengths where asked for."""
    random = np.random.default_rng([seed, number])
    sizes = {key: drawn(size, random) for key, size in ranges(problem).items()}
    scenario = sizes_with(problem.scenario, sizes) if sizes else facts_with(problem.scenario)
    if strengths:
        scenario = strengths_with(scenario, dict(_stepped(scenario, random)))
    return with_facts(problem, scenario)


def drawn(size: Size, random: np.random.Generator) -> Fraction:
    """One size from its range, as a decimal number."""
    low, high = size.range
    value = random.triangular(float(low), float(size.number), float(high))
    step = min(STEP, Fraction(1, 10 ** max(0, math.ceil(-math.log10((high - low) / 100)))))
    return min(high, max(low, round(Fraction(value) / step) * step))


def _stepped(scenario: Scenario, random: np.random.Generator) -> Iterator[tuple[int, int]]:
    for at, synergy in enumerate(scenario.synergies):
        yield at, step_of(scenario, scenario.points_of(synergy.strength), int(random.integers(-1, 2)))


def step_of(scenario: Scenario, strength: int, step: int) -> int:
    """The strength one step up (1) or down (-1) the scenario's scale, with 0 in it; by one where it is not on it."""
    scale = sorted({0, *scenario.strengths.values()})
    if strength not in scale:
        return strength + step
    return scale[min(len(scale) - 1, max(0, scale.index(strength) + step))]


def robust_to_draws(
    study: Study, problem: Problem, plan: Plan, asked: int, seed: int, strengths: bool, steps: Steps | None = None
) -> Draws:
    """How often the plan stays best under drawn numbers; Ctrl-C keeps what is done, with the study interrupted."""
    problems = [draw(problem, seed, number, strengths) for number in range(asked)]
    counted = _Count(plan)
    for at, answer in study.ask_all(problems, steps):
        counted.take(problems[at], answer)
    others = sorted(counted.others.items(), key=lambda item: (-item[1], repr(item[0])))
    return Draws(
        asked,
        len(ranges(problem)),
        strengths,
        seed,
        **{name: counted.sums[name] for name in ("stays", "turned", "broken", "impossible", "undecided")},
        places={unit: dict(found) for unit, found in counted.places.items()},
        others=tuple(others),
    )


class _Count:
    """Adds up what the draws say of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.sums: Counter[str] = Counter()
        self.places: dict[str, Counter[str]] = {unit: Counter() for unit in plan}
        self.others: Counter[Plan] = Counter()

    def take(self, problem: Problem, answer: Answer) -> None:
        """One draw's answer."""
        verdict = judged(problem, self.plan, answer)
        self.sums[verdict] += 1
        if verdict == "broken":
            self.sums["turned"] += 1
        best = self.plan if verdict == "stays" else answer.plan
        if best is None or verdict in ("impossible", "undecided"):
            return
        best = matched(problem, best, self.plan)
        for unit, area in best.items():
            self.places[unit][area] += 1
        if verdict != "stays":
            self.others[best] += 1


def judged(problem: Problem, plan: Plan, answer: Answer) -> str:
    """What an answer says of the plan: it "stays" best, is "turned", is "broken", "impossible" or "undecided"."""
    if answer.status is Status.IMPOSSIBLE:
        return "impossible"
    mine = evaluate(problem, plan)
    if not mine.allowed:
        return "broken" if answer.settled else "undecided"
    if answer.bound is not None and mine.points >= answer.bound:
        return "stays"
    if answer.settled:
        return "turned"
    return "undecided"
