"""Whether a certificate proves a bound, from the stated inputs: restated, reduced and checked in plain Python."""

from __future__ import annotations

from regroup.certificate import Certificate, check_plain
from regroup.verify.reduced import reduced
from regroup.verify.restated import restated
from regroup.verify.stated import Stated

MOST_UNITS = 150
"""Restating and reducing more would take minutes."""
QUICK = 4_000
"""Steps that a solve spends on it: less than a second."""
PATIENT = 400_000
"""Steps that `regroup verify` spends on it: less than two minutes."""


def gaps(stated: Stated, certificate: Certificate, bound: int | None, limit: int) -> list[str]:
    """Reasons why a certificate does not prove that no plan has more points than a bound; none where it does.

    Args:
        bound: in the problem's scale; None where no plan is said to exist.
        limit: steps after which checking is given up, which is a reason too.
    """
    if len(stated.units) > MOST_UNITS:
        return [f"more than {MOST_UNITS} units"]
    return check_plain(reduced(restated(stated)).plain(), certificate, bound, limit)
