"""Laws that hold for every problem, tried on random ones: what must not change the answer does not.

Each law compares the best points of a problem and of the same problem said differently. Both are solved
to the end by CP-SAT in this process; "impossible" counts as an answer of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regroup.core import Core
from regroup.engines import cpsat
from regroup.engines.base import Budget, Claim
from regroup.model import Model
from regroup.preprocess import reduce
from regroup.problem import Problem
from regroup.rules.apart import Apart
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.fixed import Fixed
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.scenario import Scenario
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm
from tests.build import affinity, area, model, scenario, synergy, unit

BUDGET = Budget(work=30.0)
FIELDS = ("skole", "helse", "bolig")
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Four to seven units, two or three areas, any rules and terms."""
    n, k = draw(st.integers(4, 7)), draw(st.integers(2, 3))
    ids, areas = "abcdefg"[:n], "xyz"[:k]
    units = [
        unit(
            name,
            draw(st.integers(0, 40)) / 2 + 0.5,
            today=draw(st.sampled_from([*areas, "old"])),
            fields=draw(st.lists(st.sampled_from(FIELDS), max_size=2, unique=True)) or [FIELDS[index % 3]],
            part_of="w" if index < 2 else None,
        )
        for index, name in enumerate(ids)
    ]
    pairs = [(one, other) for one in ids for other in ids if one < other and draw(st.booleans())]
    facts = scenario(
        units,
        [area(name, may_be_empty=draw(st.booleans())) for name in areas],
        former=["old"],
        wholes=["w"],
        synergies=[synergy(*pair, draw(st.integers(-3, 5))) for pair in pairs],
        affinities=[affinity(ids[0], areas[0], draw(st.integers(-4, 4)))],
        requirements=draw(requirements(ids, areas)),
    )
    return Problem(facts, model(draw(some_terms()), draw(some_rules())))


@st.composite
def requirements(draw: st.DrawFn, ids: str, areas: str) -> list[Any]:
    """At most two requirements that name units."""
    why: dict[str, Any] = {"why": "w", "source": "s"}
    choices: list[Callable[[], Any]] = [
        lambda: Together(units=(ids[1], ids[2]), **why),
        lambda: Apart(units=(ids[0], ids[3]), **why),
        lambda: Fixed(units=(ids[3],), area=areas[1], **why),
        lambda: NotIn(units=(ids[2],), areas=(areas[0],), **why),
        lambda: CompanyLimit(units=(ids[3],), field=FIELDS[0], most=Fraction(1, 2), **why),
    ]
    return [make() for make in draw(st.lists(st.sampled_from(choices), max_size=2, unique=True))]


@st.composite
def some_rules(draw: st.DrawFn) -> list[Any]:
    """Bounds on sizes and counts, sometimes too tight."""
    rules: list[Any] = []
    if draw(st.booleans()):
        rules.append(AreaSize(least=Bound(share=draw(st.sampled_from([0.1, 0.2, 0.3]))), why="w"))
    if draw(st.booleans()):
        rules.append(UnitCount(most=draw(st.integers(2, 5)), why="w"))
    return rules


@st.composite
def some_terms(draw: st.DrawFn) -> list[Any]:
    """Always synergy; any of the others, with small weights."""
    weight = st.integers(0, 4)
    others: list[Callable[[], Any]] = [
        lambda: AffinityTerm(weight=draw(weight), why="w"),
        lambda: AreasUsed(weight=draw(weight), why="w"),
        lambda: Heterogeneity(weight=draw(weight), why="w"),
        lambda: Moves(weight=draw(weight), why="w"),
        lambda: SizeBalance(weight=draw(weight), why="w"),
        lambda: SizeBand(weight=draw(weight), least=Bound(share=0.2), most=Bound(share=0.5), why="w"),
        lambda: Splits(weight=draw(weight), why="w"),
    ]
    return [SynergyTerm(weight=2, why="w"), *(make() for make in draw(st.lists(st.sampled_from(others), unique=True)))]


def best(problem: Problem, core: Core | None = None) -> Fraction | None:
    """The most points any plan has; None where no plan keeps the rules."""
    core = core or problem.core
    outcome = cpsat.solve(reduce(core).core, BUDGET)
    assert outcome.claim in (Claim.BEST, Claim.IMPOSSIBLE)
    if outcome.claim is Claim.IMPOSSIBLE:
        return None
    assert outcome.bound is not None
    return Fraction(outcome.bound, core.scale)


def with_facts(problem: Problem, **changed: Any) -> Problem:
    """The same problem with some facts said differently."""
    return Problem(Scenario(**(_parts(problem.scenario) | changed)), problem.model)


def _parts(facts: Scenario) -> dict[str, Any]:
    return {("schema" if name == "schema_version" else name): getattr(facts, name) for name in type(facts).model_fields}


@many
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_units_and_areas_changes_nothing(problem: Problem, random: Any) -> None:
    units, areas = list(problem.scenario.units), list(problem.scenario.areas)
    random.shuffle(units)
    random.shuffle(areas)
    assert best(with_facts(problem, units=tuple(units), areas=tuple(areas))) == best(problem)


@many
@given(problems(), st.sampled_from([2, 10, Fraction(1, 2)]))
def test_scaling_all_sizes_changes_nothing(problem: Problem, factor: Fraction) -> None:
    """Size terms and the bounds here are shares of the total."""

    def scaled(one: Any) -> Any:
        sizes = {m: size.model_copy(update={"value": size.number * factor}) for m, size in one.size.items()}
        return one.model_copy(update={"size": sizes})

    assert best(with_facts(problem, units=tuple(scaled(one) for one in problem.scenario.units))) == best(problem)


@many
@given(problems())
def test_a_unit_of_no_size_and_no_ties_changes_nothing(problem: Problem) -> None:
    """It can join any area in use; only bounds on the number of units can feel it."""
    rules = tuple(rule for rule in problem.model.rules if rule.id != "unit_count")
    bare = Problem(problem.scenario, problem.model.model_copy(update={"rules": rules}))
    more = with_facts(bare, units=(*problem.scenario.units, unit("nothing", 0)))
    before, after = best(bare), best(more)
    if before is None:
        # A further unit can open an area that nothing else could.
        return
    assert after is not None
    assert after >= before


@many
@given(problems())
def test_saying_a_rule_twice_changes_nothing(problem: Problem) -> None:
    twice: Model = problem.model.model_copy(update={"rules": (*problem.model.rules, *problem.model.rules)})
    facts = with_facts(problem, requirements=problem.scenario.requirements * 2).scenario
    assert best(Problem(facts, twice)) == best(problem)


@many
@given(problems(), st.integers(1, 4))
def test_one_rule_more_never_helps(problem: Problem, most: int) -> None:
    rules = (*problem.model.rules, UnitCount(most=most, why="w"))
    tighter = best(Problem(problem.scenario, problem.model.model_copy(update={"rules": rules})))
    before = best(problem)
    assert tighter is None or (before is not None and tighter <= before)


@many
@given(problems())
def test_doubling_all_weights_doubles_the_points(problem: Problem) -> None:
    terms = tuple(term.model_copy(update={"weight": term.weight * 2}) for term in problem.model.terms)
    before = best(problem)
    after = best(Problem(problem.scenario, problem.model.model_copy(update={"terms": terms})))
    assert after == (None if before is None else before * 2)


@many
@given(problems(), st.integers(0, 6))
def test_the_better_half_of_a_split_is_the_whole(problem: Problem, index: int) -> None:
    """Either a unit is in an area or it is not."""
    core = problem.core
    node, place = index % core.n, index % core.k
    inside, outside = core.allowed.copy(), core.allowed.copy()
    inside[node, np.arange(core.k) != place] = False
    outside[node, place] = False
    halves = [best(problem, _allowing(core, allowed)) for allowed in (inside, outside)]
    found = [points for points in halves if points is not None]
    assert best(problem) == (max(found) if found else None)


@many
@given(problems())
def test_fixing_the_best_plan_gives_it_back(problem: Problem) -> None:
    reduced = reduce(problem.core)
    outcome = cpsat.solve(reduced.core, BUDGET)
    if outcome.assignment is None:
        return
    chosen = reduced.expand(outcome.assignment)
    allowed = np.zeros_like(problem.core.allowed)
    allowed[np.arange(problem.core.n), chosen] = True
    assert best(problem, _allowing(problem.core, allowed)) == best(problem)


def _allowing(core: Core, allowed: np.ndarray[Any, np.dtype[np.bool_]]) -> Core:
    return replace(core, allowed=allowed)


def test_a_law_that_does_not_hold_is_seen() -> None:
    """The comparison itself can fail: another weight gives other points."""
    facts = scenario("abc", "xy", synergies=[synergy("a", "b", 3)])
    one = best(Problem(facts, model([SynergyTerm(weight=1, why="w")])))
    other = best(Problem(facts, model([SynergyTerm(weight=2, why="w")])))
    with pytest.raises(AssertionError):
        assert one == other
