"""Column generation: the best plan with proof, by pricing whole areas.

The master problem mixes known areas; prices say which areas would be worth more (`columns_level`), and pricing finds
them or proves that there are none. Prices prove a bound long before that (`columns_bound`), so it stops when the bound
is less than one step above the best plan. Where a gap stays, all columns that a better plan could hold are listed, and
an exact cover (`columns_cover`) or set partitioning (`columns_partition`) settles it. Every bound is a sum of integers.
After Barnhart and others, "Branch-and-price: column generation for solving huge integer programs", 1998.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from regroup.certificate.base import MOST_NUMBERS, Certificate
from regroup.core import Assignment, Core
from regroup.engines.base import Budget, Claim, Event, Outcome, Report, Setting, settled, silent, usable
from regroup.engines.columns_bound import Choice
from regroup.engines.columns_evidence import certificate_of, of_no_choice
from regroup.engines.columns_known import begin_with, known_after
from regroup.engines.columns_pricing import Pricing
from regroup.engines.columns_root import End, Root
from regroup.engines.columns_search import Search
from regroup.known import NOTHING, Known, contracted, expanded
from regroup.preprocess import reduce


def solve(
    core: Core,
    budget: Budget,
    *,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    setting: Setting = Setting.USUAL,
    pricing: Pricing = Pricing.MEASURED,
    known: Known = NOTHING,
) -> Outcome:
    """The best assignment with proof, or a good one with a valid bound. Repeatable unless seconds end it.

    What an earlier solve left shortens this one and decides nothing: columns are judged anew, and a bound is proved
    anew at the old prices. What this one leaves is in the outcome.
    A claim of best or impossible comes with a certificate, unless that would be too large or the core was found
    impossible while it was reduced.
    A unit of work is 250,000 steps of pricing: about a second on one core of 2025.
    """
    small = reduce(core)
    no_choice = settled(core)
    if no_choice:
        return no_choice if len(core.together) else replace(no_choice, certificate=of_no_choice(core))
    no_choice = settled(small.core)
    if no_choice:
        return no_choice

    def report_whole(event: Event) -> None:
        report(event if event.assignment is None else replace(event, assignment=small.expand(event.assignment)))

    given = [found for start in usable(core, starts) if (found := small.contract(start)) is not None]
    with Search(small.core, budget, report_whole, budget.seed + (setting is Setting.OTHER), pricing) as search:
        begin_with(search, contracted(known, core, small))
        search.begin(given)
        prove(search)
        outcome = replace(_outcome(search), known=expanded(known_after(search), core, small))
    whole = None if outcome.assignment is None else small.expand(outcome.assignment)
    return replace(outcome, assignment=whole)


def prove(search: Search) -> None:
    """Closes the gap as far as the budget goes: with any number of areas, then for each number by itself."""
    whole = search.choice
    numbers = list(by_number(whole))
    root = Root(search, whole, numbers)
    if len(numbers) == 1:
        root.settle()
        return
    ended = root.run()
    if search.closed or search.over():
        return
    for number in sorted(numbers, key=lambda one: abs(one.count_least - search.used())):
        if ended is End.CONVERGED and not search.done(number):
            _settle_number(search, number, root)


def _settle_number(search: Search, number: Choice, before: Root) -> None:
    """The best plan with one number of areas; prices begin where the root's were."""
    Root(search, number, [number], before).settle()


def by_number(choice: Choice) -> Iterator[Choice]:
    """The same choice with each number of counted areas that there can be; none where no number can."""
    must = sum(least for least, counts in zip(choice.least, choice.counted, strict=True) if counts)
    may = sum(most for most, counts in zip(choice.most, choice.counted, strict=True) if counts)
    for number in range(max(choice.count_least, must), min(choice.count_most, may) + 1):
        yield replace(choice, count_least=number, count_most=number)


def _outcome(search: Search) -> Outcome:
    bound = None if search.bound is None else search.bound + search.core.constant
    if search.best is not None:
        if search.bound != search.least:
            return Outcome(Claim.GOOD, search.best, bound, search.work)
        return Outcome(Claim.BEST, search.best, bound, search.work, _certificate(search))
    if search.closed:
        return Outcome(Claim.IMPOSSIBLE, work=search.work, certificate=_certificate(search))
    return Outcome(Claim.UNKNOWN, None, bound, search.work)


def _certificate(search: Search) -> Certificate | None:
    """What proves the claim, in terms of the reduced core's nodes; none where it would be too large."""
    made = certificate_of(search.types, search.scale, search.because, search.wanted)
    return made if made.size() <= MOST_NUMBERS else None
