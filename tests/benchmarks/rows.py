"""One row of the table: what an engine said of an instance, judged; kept in a CSV file as it comes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from regroup.engines.base import Claim, Outcome
from tests.benchmarks.families import Case
from tests.benchmarks.instances import Instance, Reference, Sense

WRONG = "WRONG"
NOT_ALLOWED = "not allowed"
FAILED = "FAILED"
REFUSED = "refused"
YES, BETTER, NO = "yes", "better", "no"


@dataclass(frozen=True, slots=True)
class Row:
    """Text as it stands in the file; empty where there is nothing to say.

    Attributes:
        value, bound, reference: in the instance's own units, as exact decimals.
        gap: |value - bound| / max(1, |value|).
        status: the engine's claim, or `WRONG`, `NOT_ALLOWED`, `FAILED`, `REFUSED`.
        reached: whether the value is as good as the reference, better, or not.
        note: why a row is wrong, failed or special.
        commit: of the checkout that it was measured with.
    """

    date: str
    family: str
    instance: str
    n: str
    k: str
    engine: str
    workers: str
    seed: str
    limit: str
    sense: str
    value: str = ""
    bound: str = ""
    gap: str = ""
    status: str = ""
    seconds: str = ""
    reference: str = ""
    reference_status: str = ""
    reached: str = ""
    note: str = ""
    commit: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What was asked; a later row with the same key takes the place of an earlier one."""
        return (self.family, self.instance, self.engine, self.workers, self.seed, self.limit)

    @property
    def proved(self) -> bool:
        """Whether the engine says that nothing is better, and nothing speaks against it."""
        return self.status in (Claim.BEST, Claim.IMPOSSIBLE)

    @property
    def over(self) -> bool:
        """Whether the row needs no second run."""
        return self.status not in ("", FAILED)


HEAD = [field.name for field in fields(Row)]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left of an outcome when it has been looked at.

    Attributes:
        value, bound: in the instance's own units.
        wrong: what cannot be true of it.
    """

    status: str
    value: Fraction | None = None
    bound: Fraction | None = None
    reached: str = ""
    wrong: tuple[str, ...] = ()


def judged(instance: Instance, outcome: Outcome) -> Verdict:
    """An outcome held against the core and the reference; nothing in it is believed."""
    core, plan = instance.core, outcome.assignment
    bound = None if outcome.bound is None else instance.value(outcome.bound)
    if plan is not None and not core.allows(plan):
        return Verdict(NOT_ALLOWED, instance.value(core.points(plan)), bound, wrong=("the plan is not allowed",))
    points = None if plan is None else core.points(plan)
    value = None if points is None else instance.value(points)
    wrong = [*_contradictions(outcome, points), *_against(instance, outcome.claim, value, bound)]
    if wrong:
        return Verdict(WRONG, value, bound, wrong=tuple(wrong))
    return Verdict(outcome.claim.value, value, bound, _reached(instance, value))


def asked(case: Case, date: str, commit: str, engine: str, workers: int, limit: float) -> Row:
    """The row of a case with its results still empty."""
    return Row(
        date=date,
        family=case.family,
        instance=case.name,
        n=str(case.n),
        k=case.k,
        engine=engine,
        workers=str(workers),
        seed=str(case.seed),
        limit=f"{limit:g}",
        sense="",
        commit=commit,
    )


def decimal(number: Fraction | None) -> str:
    """An exact decimal, such as 1342.17; the number's denominator divides a power of ten."""
    if number is None:
        return ""
    digits = 0
    while (number * 10**digits).denominator != 1:
        digits += 1
    return f"{Decimal(int(number * 10**digits)).scaleb(-digits):f}"


def gap(value: Fraction | None, bound: Fraction | None) -> Fraction | None:
    """How far the bound is from the value, as a share of the value."""
    if value is None or bound is None:
        return None
    return abs(value - bound) / max(Fraction(1), abs(value))


def append(path: Path, row: Row) -> None:
    """Writes a row at the end of a file, which is begun where there is none."""
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        if new:
            writer.writerow(HEAD)
        elif not _ends_a_line(path):
            stream.write("\n")
        writer.writerow(astuple(row))


def load(path: Path) -> list[Row]:
    """The rows of a file, the later of two with the same key; a line broken off is left out.

    Raises:
        ValueError: the file has other columns.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        head, *lines = list(csv.reader(stream)) or [[]]
    if head != HEAD:
        raise ValueError(f"{path.name} was written by another version of these benchmarks")
    rows = (Row(*line) for line in lines if len(line) == len(HEAD))
    return list({row.key: row for row in rows}.values())


def disagreements(rows: Iterable[Row]) -> list[str]:
    """Instances of which two rows say what cannot both be true: a plan beyond another's bound."""
    plans: dict[tuple[str, str], Row] = {}
    bounds: dict[tuple[str, str], Row] = {}
    found = []
    for row in rows:
        where = (row.family, row.instance)
        if row.status in (WRONG, NOT_ALLOWED, FAILED, REFUSED):
            continue
        if row.value and (where not in plans or _worth(row, row.value) > _worth(row, plans[where].value)):
            plans[where] = row
        if row.bound and (where not in bounds or _worth(row, row.bound) < _worth(row, bounds[where].bound)):
            bounds[where] = row
    for where, plan in plans.items():
        bound = bounds.get(where)
        if bound is not None and _worth(plan, plan.value) > _worth(bound, bound.bound):
            found.append(
                f"{' '.join(where)}: {plan.engine} has a plan of {plan.value}, {bound.engine} a bound of {bound.bound}"
            )
    return found


def _ends_a_line(path: Path) -> bool:
    return path.read_bytes()[-1:] in (b"", b"\n")


def _worth(row: Row, number: str) -> Fraction:
    return Fraction(number) * Sense(row.sense).sign


def _contradictions(outcome: Outcome, points: int | None) -> list[str]:
    """What cannot be true of an outcome by itself. points: of its plan."""
    wrong = []
    if outcome.claim in (Claim.BEST, Claim.GOOD) and points is None:
        wrong.append(f"{outcome.claim} without a plan")
    if outcome.claim is Claim.IMPOSSIBLE and points is not None:
        wrong.append("impossible, with a plan")
    if points is not None and outcome.bound is not None and points > outcome.bound:
        wrong.append("the plan is better than the bound")
    elif outcome.claim is Claim.BEST and outcome.bound not in (None, points):
        wrong.append("best, with a bound that is not met")
    return wrong


def _against(instance: Instance, claim: Claim, value: Fraction | None, bound: Fraction | None) -> list[str]:
    """What the published value speaks against, at the digits in which it is published."""
    reference = instance.reference
    if claim is Claim.IMPOSSIBLE and instance.possible:
        return ["impossible, though there is a plan"]
    if reference is None or reference.value is None:
        return []
    wrong = []
    if bound is not None and _better(reference, reference.value, _at(reference, bound)):
        wrong.append("the bound leaves out the published plan")
    if value is None:
        return wrong
    if reference.proven and _better(reference, _at(reference, value), reference.value):
        wrong.append("better than the proven value")
    if claim is Claim.BEST and _better(reference, reference.value, _at(reference, value)):
        wrong.append("claimed best, worse than the published value")
    return wrong


def _reached(instance: Instance, value: Fraction | None) -> str:
    reference = instance.reference
    if reference is None or reference.value is None:
        return ""
    if value is None or _better(reference, reference.value, _at(reference, value)):
        return NO
    return BETTER if _better(reference, _at(reference, value), reference.value) else YES


def _at(reference: Reference, number: Fraction) -> Fraction:
    """The number at the digits in which the reference is given."""
    return round(number, reference.digits)


def _better(reference: Reference, one: Fraction, other: Fraction) -> bool:
    return (one - other) * reference.sense.sign > 0
