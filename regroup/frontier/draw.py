"""frontier(): the curve between two axes, with today and the proposals on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from regroup.frontier.axes import WHY, Axis, axis_of, check_axes, measured_by, worth
from regroup.frontier.counts import counted, exactly, freed
from regroup.frontier.even import best_even
from regroup.frontier.fewest import fewest
from regroup.frontier.narrowest import narrowest
from regroup.frontier.placed import Placed, beats, placed
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.study import Answer, Steps, Study
from regroup.terms import Term
from regroup.terms.areas_used import AreasUsed
from regroup.terms.base import HUNDRED
from regroup.tradeoff import curve

POINTS = 9


@dataclass(frozen=True, slots=True)
class Stop:
    """A plan on the curve.

    Attributes:
        x, y: its figures on the two axes.
        plan: the plan.
        bound: no plan as good across is better than this up; None where unknown.
        proven: whether the plan reaches that bound.
        open: whether other plans of the curve may lie between this and the stop before.
        slack: how far a plan in between may lie on the better side of the straight line between the two, where known.
        extreme: whether it is proven that no plan is better across.
        moved: the units that stand elsewhere than in the stop before; in the first, elsewhere than today.
        beaten_by: the place of another stop that is as good in both and better in one.
    """

    x: Fraction
    y: Fraction
    plan: Plan
    bound: Fraction | None
    proven: bool
    open: bool
    slack: Fraction | None
    extreme: bool
    moved: tuple[str, ...] = ()
    beaten_by: int | None = None


@dataclass(frozen=True, slots=True)
class Frontier:
    """A trade-off curve.

    Attributes:
        problem: what was asked: the problem whose points are the figure up, under the rules of the curve.
        across, up: the axes.
        stops: the curve from its best end up to its best end across; by number where areas are counted.
        placed: today's structure and the proposals.
        impossible: numbers of areas, or a width in per cent of the total, for which no plan keeps the rules.
        leader_cost: points for each area in use, taken from the figures up.
        freed: whether rules on the number of areas were put aside.
        interrupted: whether a person ended it.
    """

    problem: Problem
    across: Axis
    up: Axis
    stops: tuple[Stop, ...]
    placed: tuple[Placed, ...]
    impossible: tuple[Fraction, ...] = ()
    leader_cost: Fraction = Fraction(0)
    freed: bool = False
    interrupted: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is proven that no other plan has a place of its own on the curve."""
        return bool(self.stops) and self.proven and self.stops[-1].extreme and not any(s.open for s in self.stops)

    @property
    def proven(self) -> bool:
        """Whether every stop reaches its bound."""
        return all(stop.proven for stop in self.stops)


def frontier(
    study: Study,
    problem: Problem,
    across: str = "moves",
    up: str = "points",
    *,
    counts: Sequence[int] | None = None,
    leader_cost: Fraction = Fraction(0),
    points: int = POINTS,
    steps: Steps | None = None,
) -> Frontier:
    """The plans of which none is better in one without being worse in the other.

    Args:
        study: answers the questions; Ctrl-C ends the curve with what is known.
        across: "moves", "areas", "balance" or "synergy".
        up: "points" (the whole model), "synergy", "moves" or "areas", or "balance" where areas stand across; not the
            same as ``across``.
        counts: numbers of areas to compare, where areas are counted; from one to as many as there are when None.
        leader_cost: points that each area in use costs besides.
        points: how many plans to look for.
        steps: is told how many are found.

    Raises:
        InputError: the scenario lacks what an axis counts, or these two cannot be drawn.
    """
    check_axes(across, up, counted=counts is not None, costed=bool(leader_cost))
    return _Drawing(study, problem, across, up, counts, leader_cost, points, steps).frontier()


class _Drawing:
    """A curve as it is drawn: stops without their neighbours, and what was impossible."""

    def __init__(
        self,
        study: Study,
        problem: Problem,
        across: str,
        up: str,
        counts: Sequence[int] | None,
        leader_cost: Fraction,
        points: int,
        steps: Steps | None,
    ) -> None:
        self.study, self.steps, self.points, self.leader_cost = study, steps, points, leader_cost
        areas = range(1, len(problem.scenario.line_areas) + 1)
        self.counts = sorted(counts or areas) if "areas" in (across, up) else []
        free = freed(problem, max(self.counts)) if self.counts else problem
        free = counted(free, min(self.counts), max(self.counts)) if up == "areas" else free
        self.across, self.up = axis_of(free, across), axis_of(free, up)
        self.problem = free.changed(terms=self._terms(free))
        self.measure = measured_by(self.across)
        self.stops: list[Stop] = []
        self.impossible: list[Fraction] = []

    def frontier(self) -> Frontier:
        """Draws it."""
        try:
            self._way()()
        except KeyboardInterrupt:
            self.study.interrupted = True
        stops = self._told()
        figures = [(stop.x, stop.y) for stop in stops]
        return Frontier(
            self.problem,
            self.across,
            self.up,
            tuple(stops),
            tuple(placed(self.problem, self.across, self.up, figures)),
            tuple(self.impossible),
            self.leader_cost,
            bool(self.counts),
            self.study.interrupted,
        )

    def _way(self) -> Callable[[], None]:
        if self.across.id == "areas":
            return self._by_number
        if self.across.id == "balance":
            return self._by_fewest if self.up.id == "areas" else self._by_width
        return self._by_rate

    def _terms(self, problem: Problem) -> list[Term]:
        whole = [] if self.up.id == "balance" else list(problem.terms)
        terms: list[Term] = [self.up.term] if self.up.term else whole
        if self.leader_cost:
            leader = AreasUsed(weight=1, why=WHY)
            terms.append(leader.model_copy(update={"weight": self.leader_cost}))
        return terms

    def _wanted(self) -> list[Fraction]:
        """The figures across of the structures that place every unit, so that each can be set against the best."""
        return [found.x for found in placed(self.problem, self.across, self.up) if found.complete]

    def _by_rate(self) -> None:
        term = self.across.term
        assert term is not None  # noqa: S101 - areas and balance are drawn otherwise
        found = curve(self.study, self.problem, term, points=self.points, through=self._wanted(), steps=self.steps)
        for point in found:
            self._add(point.plan, point.bound, point.open, point.slack, extreme=point.extreme)

    def _by_number(self) -> None:
        ask = narrowest if self.up.id == "balance" else exactly
        for done, count in enumerate(self.counts):
            self._answered(ask(self.study, self.problem, count), Fraction(count), open_before=False)
            self._step(done + 1, len(self.counts))

    def _by_fewest(self) -> None:
        """The narrowest plan of each number of areas, as long as more areas make narrower ones."""
        for few in fewest(self.study, self.problem, self.counts, self._step):
            self._add(few.plan, Fraction(self.up.sign * few.bound), few.open, None, extreme=few.extreme)
        if not self.stops and not self.study.interrupted:
            self.impossible.append(Fraction(HUNDRED))

    def _by_width(self) -> None:
        """From the best plan of all down to the most even, in equal steps and by way of the structures' own widths."""
        first = self.study.ask(self.problem)
        self._answered(first, Fraction(0), open_before=False)
        if not self.stops:
            return
        widest = self.stops[0].x
        limits = {widest * (self.points - at) / self.points for at in range(1, self.points + 1)}
        wanted = sorted(limits | set(self._wanted()), reverse=True)
        total = self.problem.scenario.total(self.problem.scenario.measure)
        for done, limit in enumerate(wanted):
            if limit < self.stops[-1].x and not self.impossible:
                answer = best_even(self.study, self.problem, limit * total / HUNDRED)
                self._answered(answer, limit, open_before=True)
            self._step(done + 1, len(wanted))

    def _answered(self, answer: Answer, asked: Fraction, *, open_before: bool) -> None:
        if answer.plan is not None:
            self._add(answer.plan, answer.bound, open_before, None)
        elif answer.settled:
            self.impossible.append(asked)

    def _add(
        self, plan: Plan, bound: Fraction | None, open_before: bool, slack: Fraction | None, *, extreme: bool = False
    ) -> None:
        placement = Placement(self.problem.scenario, plan)
        points = worth(self.problem, self.up, placement)
        shown = None if bound is None else self.up.shown(bound)
        x, y = self.measure(placement), self.up.shown(points)
        self.stops.append(Stop(x, y, plan, shown, points == bound, open_before, slack, extreme))

    def _step(self, done: int, of: int) -> None:
        if self.steps:
            self.steps(done, of)

    def _told(self) -> list[Stop]:
        """The stops with what changes from one to the next, and which of them are beaten by others."""
        before, told = self.problem.scenario.today(), list[Stop]()
        figures = [(stop.x, stop.y) for stop in self.stops]
        for stop in self.stops:
            beating = [at for at, other in enumerate(figures) if beats((self.across, self.up), other, (stop.x, stop.y))]
            beaten_by = beating[0] if beating else None
            moved = stop.plan.moves_from(before)
            told.append(replace(stop, moved=moved, beaten_by=beaten_by))
            before = stop.plan
        return told
