"""Who shares with whom, as a matrix with ones on the diagonal: it less 1/k everywhere has no negative eigenvalue.

For a partition into at most k sets, the squares of k sums are at least the k-th part of the square of their
sum. So every vector gives a valid row, and a sum of such rows is given by vectors alone: rounded to integers
they are as valid, whatever the eigenvalue routine's errors. After A. Frieze and M. Jerrum, "Improved
approximation algorithms for max k-cut and max bisection", 1997.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regroup.core import Ints
from regroup.engines.local_net import Floats

EXACT = 2.0**52
"""Sums of integers below this are exact in double precision, in every order."""
FINEST = 2**12


@dataclass(frozen=True, slots=True)
class Gram:
    """A matrix without negative eigenvalues: its positive ones and their directions, (r,) and (N, r)."""

    values: Floats
    directions: Floats

    def moved(self, change: Floats) -> Gram:
        """The positive part of this plus an (N, N) change."""
        values, directions = np.linalg.eigh((self.directions * self.values) @ self.directions.T + change)
        kept = values > 0
        return Gram(values[kept], directions[:, kept])

    @property
    def fine(self) -> int:
        """A power of two by which the vectors can be multiplied, their products still exact."""
        most = max(1.0, float(self.values.sum()))
        return int(min(FINEST, 2 ** max(0, int(np.log2(EXACT / 4 / most)) // 2)))

    def vectors(self) -> Ints:
        """(r, N) integer vectors whose sum of squares, divided by fine squared, is about this matrix."""
        return np.asarray(np.rint((self.directions * np.sqrt(self.values)).T * self.fine).astype(np.int64))


def no_gram(every: int) -> Gram:
    """The matrix of zeros."""
    return Gram(np.zeros(0), np.zeros((every, 0)))


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
