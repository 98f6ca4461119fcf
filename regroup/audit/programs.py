"""Two programs about weights, exact: the smallest change under which no known plan is ahead, and all terms counting.

A lead is by how many points a plan is ahead of the proposal, term by term, under the weights to start from. Factors
multiply the weights, so a plan is ahead under changed weights by the sum of factor × lead.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from regroup.audit.simplex import largest

Lead = tuple[Fraction, ...]
Factors = tuple[Fraction, ...]
ZERO, ONE = Fraction(0), Fraction(1)


def smallest(leads: Sequence[Lead], terms: int) -> tuple[Fraction, Factors]:
    """The least sum of |factor - 1| under which no plan is ahead, and the factors.

    Solved as its dual: shares of the plans such that their lead in each term is at most what one step of its weight
    costs. The prices there are how far each weight goes down, then how far up.
    """
    down = [
        [*(lead[at] for lead in leads), *(Fraction(-(at == other)) for other in range(terms))] for at in range(terms)
    ]
    up = [[*(-lead[at] for lead in leads), *[ZERO] * terms] for at in range(terms)]
    gain = [*(sum(lead, ZERO) for lead in leads), *[-ONE] * terms]
    corner = largest(gain, down + up, [ONE] * (2 * terms))
    return corner.value, tuple(ONE - corner.prices[at] + corner.prices[terms + at] for at in range(terms))


def all_counting(leads: Sequence[Lead], terms: int) -> tuple[Factors | None, tuple[Fraction, ...]]:
    """Factors between 0 and 1, the least as large as can be, under which no plan is ahead.

    Returns:
        The factors, and no shares. Or None where the least is 0, and the share of each plan in a mixture that is better
        than the proposal or equal on every term and better on some: then there are no such weights (Stiemke 1915).
    """
    rows = [[sum(lead, ZERO), *lead] for lead in leads]
    rows += [[ONE, *(Fraction(at == other) for other in range(terms))] for at in range(terms)]
    corner = largest([ONE, *[ZERO] * terms], rows, [ZERO] * len(leads) + [ONE] * terms)
    if corner.value:
        return tuple(corner.value + more for more in corner.point[1:]), ()
    shares = corner.prices[: len(leads)]
    return None, tuple(share / sum(shares, ZERO) for share in shares)
