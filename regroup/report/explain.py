"""What `regroup explain` prints."""

from __future__ import annotations

from rich.console import Console

from regroup.explain import Explanation
from regroup.prices import PriceList
from regroup.read import changes_of
from regroup.report.figures import points
from regroup.report.page import line
from regroup.report.prices import print_gains, print_prices, print_shut
from regroup.report.repairs import print_repairs
from regroup.report.status import STYLES, print_overrides
from regroup.report.why import print_why
from regroup.result import Status
from regroup.text import say


def print_explanation(console: Console, explanation: Explanation, language: str) -> None:
    """The best plan in a line; why the units asked about are where they are; the prices; or why there is no plan."""
    prices = explanation.prices
    problem, status = prices.problem, prices.best.status
    title = problem.model.title.in_language(language)
    line(console, say("report.title", language, scenario=problem.scenario.name, model=problem.model.name, title=title))
    print_overrides(console, changes_of(problem.model), language)
    console.print()
    if explanation.interrupted:
        line(console, say("explain.interrupted", language), style="bold yellow")
    line(console, _status_words(prices, language), style=STYLES[status])
    if explanation.repairs is not None:
        print_repairs(console, explanation.repairs, language)
    if prices.best.plan is None:
        return
    for why in explanation.whys:
        print_why(console, problem, why, language)
    if not explanation.whys:
        print_prices(console, prices, language)
        print_shut(console, prices, language)
        print_gains(console, prices, language)


def _status_words(prices: PriceList, language: str) -> str:
    best = prices.best
    known = {"points": best.points, "bound": best.bound}
    values = {name: points(value, language) for name, value in known.items() if value is not None}
    key = "good_without_bound" if best.status is Status.GOOD and best.bound is None else str(best.status)
    return say(f"explain.{key}", language, **values)
