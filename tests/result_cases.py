"""Random small problems with any rules and terms, and the results of solving them, for checks of stored results."""

from __future__ import annotations

import json
import random
from typing import Any

from regroup.document import document
from regroup.engines import columns
from regroup.engines.base import Budget, Claim
from regroup.engines.process import Engines
from regroup.errors import InputError
from regroup.params import Params
from regroup.plan import Plan
from regroup.preprocess import reduce
from regroup.problem import Problem
from regroup.provenance import provenance
from regroup.proving import proof_of
from regroup.result import Conflict, Status
from regroup.rules import Rule
from regroup.rules.apart import Apart
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.fixed import Fixed
from regroup.rules.in_use import InUse
from regroup.rules.keep_parts import KeepParts
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.solve import solve
from regroup.terms import Term
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm
from regroup.verification import Found, verified
from regroup.write import as_json
from tests.build import affinity, area, model, proposal, scenario, synergy, unit

FIELDS = ("skole", "helse", "bolig", "kultur")
SIZES = (0.5, 1, 2, 2.25, 3, 5, 8, 0.125)
WHY: dict[str, Any] = {"why": "prøve"}
SOURCED = WHY | {"source": "vedtak"}
CRITERIA = {"shared_users": {"nb": "brukere"}, "same_law": {"nb": "lov"}}


def random_problem(seed: int, most: int = 7) -> Problem:
    """Four units or more in two to four areas; the first that can be stated at all."""
    at = random.Random(seed)
    while True:
        try:
            return _problem(at, at.randint(4, most))
        except InputError:
            continue


def random_plan(problem: Problem, at: random.Random) -> Plan:
    """Any plan: it may break rules, leave units out and use former areas."""
    former = [former.id for former in problem.scenario.former_areas]
    areas = [*problem.scenario.area_of, *(former if at.random() < 0.3 else [])]
    out = at.choice((0.0, 0.0, 0.2))
    return Plan({unit: at.choice(areas) for unit in problem.scenario.unit_of if at.random() >= out})


def solved(problem: Problem, engines: Engines, seed: int = 1) -> dict[str, Any]:
    """The result as it stands in a file."""
    return through_json(document(solve(problem, Params(seed=seed), engines=engines)))


def through_json(whole: dict[str, Any]) -> dict[str, Any]:
    """A document as a reader gets it."""
    read: dict[str, Any] = json.loads(as_json(whole))
    return read


def _problem(at: random.Random, n: int) -> Problem:
    ids, areas = "abcdefghijkl"[:n], "xyzw"[: at.randint(2, 4)]
    places = [*areas, "f", None]
    units = [
        unit(one, at.choice(SIZES), employees=at.randint(1, 9), today=at.choice(places), **_parts(at, one, at.random()))
        for one in ids
    ]
    pairs = [synergy(*at.sample(ids, 2), at.randint(-4, 5), at.choice(list(CRITERIA))) for _ in range(at.randint(2, 9))]
    pulls = [affinity(at.choice(ids), at.choice(areas), at.randint(-3, 4)) for _ in range(at.randint(0, 4))]
    facts: dict[str, Any] = {"synergies": _once(pairs), "affinities": pulls, "former": "f", "criteria": CRITERIA}
    facts |= {"wholes": "w", "requirements": _requirements(at, ids, areas)}
    facts["proposals"] = [proposal("p", {areas[0]: at.sample(ids, 2)}, rest=at.choice(("today", None)))]
    places = [area(one, outside=at.random() < 0.1, may_be_empty=at.random() < 0.6) for one in areas]
    return Problem(scenario(units, places, **facts), model(_terms(at), _rules(at)))


def _parts(at: random.Random, one: str, chance: float) -> dict[str, Any]:
    more: dict[str, Any] = {"fields": at.sample(FIELDS, at.randint(0, 2))}
    return more | ({"part_of": "w"} if one in "ab" and chance < 0.8 else {})


def _once(pairs: list[Any]) -> list[Any]:
    return list({(frozenset(pair.between), pair.criterion): pair for pair in pairs}.values())


def _terms(at: random.Random) -> list[Term]:
    def weight() -> int:
        return at.randint(0, 5)

    every: list[Term] = [
        SynergyTerm(weight=at.randint(1, 5), criteria={"same_law": at.randint(0, 3)}, others=at.randint(0, 3), **WHY),
        AffinityTerm(weight=weight(), **WHY),
        SizeBand(weight=weight(), least=Bound(share=0.2), most=Bound(value=at.choice((5, 9))), **WHY),  # type: ignore[arg-type]
        SizeBalance(weight=weight(), measure=at.choice(("employees", None)), **WHY),
        Heterogeneity(weight=weight(), **WHY),
        Moves(weight=weight(), **WHY),
        Splits(weight=weight(), **WHY),
        AreasUsed(weight=weight(), **WHY),
    ]
    return at.sample(every, at.randint(1, len(every)))


def _rules(at: random.Random) -> list[Rule]:
    every: list[Rule] = [
        AreaSize(most=Bound(share=at.choice((0.5, 0.7))), **WHY),  # type: ignore[arg-type]
        AreaSize(least=Bound(value=1), measure=at.choice(("employees", None)), **WHY),  # type: ignore[arg-type]
        UnitCount(least=at.choice((1, 2, None)), most=at.choice((4, 5)), **WHY),
        AreaCount(least=1, most=at.choice((2, 3)), **WHY),
        AreaCount(exactly=2, **WHY),
        KeepParts(**WHY),
    ]
    return at.sample(every, at.choice((0, 1, 1, 2)))


def _requirements(at: random.Random, ids: str, areas: str) -> list[Rule]:
    def some(many: int) -> tuple[str, ...]:
        return tuple(at.sample(ids, many))

    every: list[Rule] = [
        Together(units=some(2), **SOURCED),
        Apart(units=some(at.choice((2, 3))), **SOURCED),
        Fixed(units=some(1), area=at.choice(areas), **SOURCED),
        NotIn(units=some(2), areas=(at.choice(areas),), **SOURCED),
        InUse(areas=(at.choice(areas),), **SOURCED),
        CompanyLimit(units=some(1), field=at.choice(FIELDS), most=0.6, **SOURCED),  # type: ignore[arg-type]
        AreaSize(least=Bound(value=2), areas=(at.choice(areas),), **SOURCED),  # type: ignore[arg-type]
    ]
    return at.sample(every, at.choice((0, 1, 2, 3)))


def at_once(problem: Problem) -> dict[str, Any]:
    """The same kind of result made in this process, by exact pricing alone: some hundredths of a second."""
    reduced = reduce(problem.core)
    outcome = columns.solve(reduced.core, Budget(work=20))
    impossible = outcome.claim is Claim.IMPOSSIBLE
    status = Status.IMPOSSIBLE if impossible else Status.BEST
    record = [{"engine": "columns", "claim": str(outcome.claim), "bound": outcome.bound}]
    said = None if outcome.certificate is None else (None if impossible else outcome.bound, outcome.certificate)
    places = None if outcome.assignment is None else reduced.expand(outcome.assignment).tolist()
    found = Found(
        status=status,
        plan=None if places is None else problem.plan_of(places),
        points=outcome.bound,
        bound=outcome.bound,
        corroborated=False,
        conflicts=(Conflict(problem.rules, minimal=False),) if impossible else (),
        interrupted=False,
        provenance=provenance(problem, Params(), record, 0.0, plan_by="columns", bound_by="columns"),
        proof=proof_of(problem, status, outcome.bound, "columns", record, said, Params()),
    )
    return through_json(document(verified(problem, found)))
