"""Asks for all prices at once, side by side, and says of a place that is not allowed which rules shut it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from regroup.holding import Holding, These
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.preprocess import reduce
from regroup.prices.figures import Gain, Price, PriceList
from regroup.prices.listing import listed_prices
from regroup.prices.place import Place, places_of
from regroup.problem import Problem, StatedRule
from regroup.result import Conflict, Status
from regroup.rules.fixed import Fixed
from regroup.rules.not_in import NotIn
from regroup.study import Answer, Steps, Study


def price_list(
    study: Study, problem: Problem, units: Sequence[str] | None = None, steps: Steps | None = None
) -> PriceList:
    """The prices of some units, of all where None, in every place; and the gain without each rule.

    Where the problem has no plan, or none was found, there is no price.

    Args:
        units: ids.
        steps: is told of every question answered.

    Raises:
        KeyboardInterrupt: a person ended it before the best plan was found.
    """
    best = study.ask(problem)
    if best.plan is None:
        return PriceList(problem, best)
    places = list(places_of(problem, best.plan, tuple(units or problem.scenario.unit_of)))
    shut = _shut(problem, places)
    placed = _listed(study, problem, best, [place for place in places if not place.own and place not in shut])
    asked = [place for place in places if not place.own and place not in shut and place not in placed]
    questions = [problem.changed(add=place.rules(problem)) for place in asked]
    questions += [problem.changed(drop=These((stated,))) for stated in problem.rules]
    answers = [] if study.interrupted else [answer for _, answer in study.ask_all(questions, steps)]
    placed |= dict(zip(asked, answers, strict=False))
    dropped = list(zip(problem.rules, answers[len(asked) :], strict=False))
    return _Made(study, problem, best, placed, dropped).listed(places, shut)


def _listed(study: Study, problem: Problem, best: Answer, places: Sequence[Place]) -> dict[Place, Answer]:
    """What lists of plans settle; nothing where a person ends it."""
    try:
        return listed_prices(study, problem, best, places)
    except KeyboardInterrupt:
        study.interrupted = True
        return {}


def _shut(problem: Problem, places: Sequence[Place]) -> set[Place]:
    """The places that arithmetic alone shows not to be allowed."""
    small = reduce(problem.core)
    unit_at = {unit: at for at, unit in enumerate(problem.unit_ids)}
    area_at = {area: at for at, area in enumerate(problem.area_ids)}
    return {
        place
        for place in places
        if place.away_from is None
        and not small.core.allowed[small.node_of[unit_at[place.unit]], area_at[place.areas[0]]]
    }


class _Made:
    """From answers to prices and gains."""

    def __init__(
        self,
        study: Study,
        problem: Problem,
        best: Answer,
        placed: Mapping[Place, Answer],
        dropped: Sequence[tuple[StatedRule, Answer]],
    ) -> None:
        self.study, self.problem, self.best = study, problem, best
        self.placed, self.dropped = placed, dropped
        known = [answer.points for answer in (best, *placed.values()) if answer.points is not None]
        self.points = max(known)
        """Of the best plan known: what is asked of a place may find a better one where the best was not proven."""

    def listed(self, places: Sequence[Place], shut: set[Place]) -> PriceList:
        """The whole list, or what there is of it where a person ends it."""
        prices = list[Price]()
        gains = tuple(self._gain(stated, answer) for stated, answer in self.dropped)
        interrupted = self.study.interrupted
        try:
            prices.extend(self._prices(places, shut))
        except KeyboardInterrupt:
            interrupted = True
        return PriceList(self.problem, self.best, tuple(prices), gains, interrupted)

    def _prices(self, places: Sequence[Place], shut: set[Place]) -> Iterator[Price]:
        for place in places:
            answer = self.best if place.own else self.placed.get(place)
            if place in shut or (answer and answer.status is Status.IMPOSSIBLE):
                yield Price(place, conflict=self._conflict(place))
            elif answer:
                yield Price(place, self._loss_at_least(answer), self._loss_at_most(answer), answer.plan)

    def _loss_at_least(self, answer: Answer) -> Fraction:
        return Fraction(0) if answer.bound is None else max(Fraction(0), self.points - answer.bound)

    def _loss_at_most(self, answer: Answer) -> Fraction | None:
        if answer.points is None or self.best.bound is None:
            return None
        return self.best.bound - answer.points

    def _gain(self, stated: StatedRule, answer: Answer) -> Gain:
        least = Fraction(0)
        if answer.points is not None and self.best.bound is not None:
            least = max(least, answer.points - self.best.bound)
        most = None if answer.bound is None else max(Fraction(0), answer.bound - self.points)
        return Gain(stated, least, most, answer.plan)

    def _conflict(self, place: Place) -> Conflict:
        """The rules that do not allow it: one that names the unit and the area, else a minimal set."""
        for stated in self.problem.rules:
            if isinstance(stated.rule, Fixed | NotIn) and place.away_from is None:
                there = Placement(self.problem.scenario, Plan({place.unit: place.areas[0]}))
                if any(True for _ in stated.rule.check(there)):
                    return Conflict((stated,), minimal=True)
        return self._minimal(place)

    def _minimal(self, place: Place) -> Conflict:
        question = self.problem.changed(add=place.rules(self.problem))
        plans = [answer.plan for answer in (self.best, *(answer for _, answer in self.dropped)) if answer.plan]
        holding = Holding(self.study, question, plans)
        rules, minimal = holding.minimal(holding.all)
        own = frozenset(range(len(self.problem.rules)))
        return holding.conflict(rules & own, minimal and holding.together(rules) is False)
