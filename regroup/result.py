"""Result: what a solve says, and the one documented object that everything else speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from regroup.certificate.base import Certificate
from regroup.diagnosis import AreaDiagnosis, Band
from regroup.edits import Edit
from regroup.evaluation import Evaluation
from regroup.impossible import Reason
from regroup.problem import Problem, StatedRule

SCHEMA_VERSION = 1


class Status(StrEnum):
    """What is known of the plan."""

    BEST = "best"
    """Nothing better exists under these weights and rules."""
    GOOD = "good"
    """A plan and a bound; better plans may exist within the gap."""
    IMPOSSIBLE = "impossible"
    """No plan keeps all rules."""
    UNKNOWN = "unknown"
    """No plan was found within the limit, and none was ruled out."""


class Assurance(StrEnum):
    """How far the status has been checked."""

    CHECKED = "checked"
    """Rules and points recomputed by code that shares nothing with the engines."""
    CORROBORATED = "corroborated"
    """A second, different engine agrees on the bound, or that no plan exists."""


class ProofKind(StrEnum):
    """What the bound, or that no plan exists, rests on; from the strongest to the weakest."""

    PROVEN = "proven"
    """A certificate proves it, and plain code that shares nothing with the engines has checked it."""
    CORROBORATED = "corroborated"
    """Two different engines agree."""
    CLAIMED = "claimed"
    """One engine says so."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the status rests on.

    Attributes:
        kind: see `ProofKind`.
        by: the engine that says so first.
        second: a different engine that agrees; None where there is none.
        certificate: what a second program can check; None where the engine left none.
        checked: whether plain code has checked the certificate; where not, it would have taken too long here.
    """

    kind: ProofKind
    by: str
    second: str | None = None
    certificate: Certificate | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One structure looked at: the plan, today's, or a proposal.

    Attributes:
        id: "plan", "today" or the proposal's id.
        evaluation: its broken rules and points.
        areas: its diagnosis, area by area.
    """

    id: str
    evaluation: Evaluation
    areas: tuple[AreaDiagnosis, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that no plan keeps together.

    Attributes:
        rules: the rules.
        minimal: whether leaving out any one of them was shown to leave a plan.
        reason: the arithmetic in words, where arithmetic shows it.
    """

    rules: tuple[StatedRule, ...]
    minimal: bool
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a result comes from. Everything but ``seconds`` is the same on a second run.

    Attributes:
        versions: of regroup, ortools, numpy, scipy, python and the platform.
        scenario_sha256, model_sha256: of the files as read; None for objects made in Python.
        settings: seed, workers, limits, gap, overrides.
        engines: what each engine said, in order.
        plan_by, bound_by: which engine found the best plan and the best bound, or "proposal", "memory" or "person";
            None where nobody did.
        seconds: wall-clock time; written down only where a second run may differ anyway.
        edits: what people have changed in the plan since, the oldest first.
    """

    versions: Mapping[str, str]
    scenario_sha256: str | None
    model_sha256: str | None
    settings: Mapping[str, object]
    engines: tuple[Mapping[str, object], ...]
    seconds: float
    plan_by: str | None = None
    bound_by: str | None = None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What `solve` found, verified.

    Attributes:
        problem: what was asked.
        status, assurance: what is known, and how far it was checked.
        plan: the best plan found, looked at; None where there is none.
        bound: no plan has more points than this (in points of the model); None where unknown.
        today: today's structure; None where the scenario does not say.
        proposals: the proposals, in the scenario's order.
        band: the sizes that count as neither too small nor too big; None where the model has none.
        conflicts: rules that cannot hold together, where the status is impossible.
        interrupted: whether a person stopped the solve.
        proof: what the bound, or that no plan exists, rests on; None where there is neither.
    """

    problem: Problem
    status: Status
    assurance: tuple[Assurance, ...]
    plan: View | None
    bound: Fraction | None
    today: View | None
    proposals: tuple[View, ...]
    band: Band | None
    provenance: Provenance
    conflicts: tuple[Conflict, ...] = ()
    interrupted: bool = False
    proof: Proof | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def points(self) -> Fraction | None:
        """Points of the plan, in points of the model."""
        return self.plan.evaluation.points if self.plan else None

    @property
    def gap(self) -> Fraction | None:
        """(bound - points) / max(1, |points|) in integer points; None without a plan or a bound."""
        if self.points is None or self.bound is None:
            return None
        whole = max(Fraction(1), abs(self.points * self.problem.scale))
        return (self.bound - self.points) * self.problem.scale / whole


def integer_points(points: Fraction, problem: Problem) -> int | None:
    """Points in the result's integer unit (``points_scale`` of them make one point of the model)."""
    scaled = points * problem.scale
    return int(scaled) if scaled.denominator == 1 else None


def plain_number(value: Fraction) -> int | float:
    """A fraction as JSON's number: an integer where it is one."""
    return int(value) if value.denominator == 1 else float(value)
