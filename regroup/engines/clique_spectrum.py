"""Who shares with whom, as a matrix with ones on the diagonal: it less 1/k everywhere has no negative eigenvalue.

For a partition into at most k sets, the squares of k sums are at least the k-th part of the square of their
sum. So every vector gives a valid row, and a sum of such rows is given by vectors alone: rounded to integers
they are as valid, whatever the eigenvalue routine's errors. After A. Frieze and M. Jerrum, "Improved
approximation algorithms for max k-cut and max bisection", 1997.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.local_area import Floats

EXACT = 2.0**52
"""Sums of integers below this are exact in double precision, in every order."""
FINEST = 2**12


def vectors(gram: Floats, fine: int) -> Ints:
    """(r, N) integer vectors whose sum of squares, divided by fine squared, is about a matrix's positive part."""
    values, directions = np.linalg.eigh(gram)
    kept = values > 0
    return np.asarray(np.rint((directions[:, kept] * np.sqrt(values[kept])).T * fine).astype(np.int64))


def fineness(gram: Floats) -> int:
    """A power of two by which the vectors of a matrix can be multiplied, their products still exact."""
    most = max(1.0, float(np.trace(gram)))
    return int(min(FINEST, 2 ** max(0, int(np.log2(EXACT / 4 / most)) // 2)))


def positive_part(gram: Floats) -> Floats:
    """The matrix without its negative eigenvalues."""
    values, directions = np.linalg.eigh(gram)
    return np.asarray((directions * np.maximum(values, 0)) @ directions.T)


def squares(rows: Ints) -> Ints | None:
    """(N, N) sum of the squares of (r, N) vectors, exact; None where it cannot be had exactly in doubles."""
    if not len(rows):
        return np.zeros((rows.shape[1], rows.shape[1]), dtype=np.int64)
    floats = rows.astype(np.float64)
    if float((floats**2).sum()) >= EXACT:
        return None
    return np.asarray((floats.T @ floats).astype(np.int64))


def terms(gram: Ints, fine: int, areas: int) -> tuple[Ints, int]:
    """What vectors of these squares add: (N, N) to the points of pairs i < j, and a constant; both rounded up."""
    unit = fine * fine
    return -(-2 * gram // unit), -((int(gram.sum()) - areas * int(np.trace(gram))) // (areas * unit))
