"""What a result's status rests on: a certificate that plain code has checked, two engines, or one engine's word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regroup.certificate import Certificate
from regroup.inputs import inputs
from regroup.params import Params
from regroup.problem import Problem
from regroup.result import Proof, ProofKind, Status
from regroup.verify.proof import QUICK, gaps
from regroup.verify.stated import Stated

Said = tuple[int | None, Certificate]
"""The bound that a certificate is for (None: no plan exists), and the certificate."""


def proof_of(
    problem: Problem,
    status: Status,
    bound: int | None,
    bound_by: str,
    record: Iterable[Mapping[str, object]],
    said: Said | None,
    params: Params,
) -> Proof | None:
    """What the bound, or that no plan exists, rests on; None where nobody says either.

    Args:
        bound, bound_by: the best bound, in the problem's scale, and whose it is.
        record: what each engine said, in order.
        said: the certificate that an engine left.
        params: without a second opinion nothing is checked either.
    """
    impossible = status is Status.IMPOSSIBLE
    if not impossible and bound is None:
        return None
    first, second = _agreeing(record, status, bound, bound_by)
    kind = ProofKind.CORROBORATED if second else ProofKind.CLAIMED
    wanted = None if impossible else bound
    if said is None or said[0] != wanted or status not in (Status.BEST, Status.IMPOSSIBLE) or not params.second_opinion:
        return Proof(kind, first, second)
    stated = inputs(problem)
    checked = stated is not None and not gaps(Stated(stated), said[1], wanted, QUICK)
    return Proof(ProofKind.PROVEN if checked else kind, first, second, said[1], checked)


def _agreeing(
    record: Iterable[Mapping[str, object]], status: Status, bound: int | None, bound_by: str
) -> tuple[str, str | None]:
    """The engine that says so first, and a different one that says the same."""
    if status is Status.IMPOSSIBLE:
        said = [str(entry["engine"]) for entry in record if entry["claim"] == "impossible"]
    else:
        said = [str(entry["engine"]) for entry in record if entry["claim"] == "best" and entry.get("bound") == bound]
    first = said[0] if status is Status.IMPOSSIBLE and said else bound_by
    others = [engine for engine in said if engine not in (first, "feasibility")]
    return first, others[0] if others else None
