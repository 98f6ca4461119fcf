"""Better multipliers step by step: the volume algorithm, with triangles as they turn out to be violated.

Each step goes from the best multipliers so far along what the companies, averaged over steps, still violate.
After F. Barahona and R. Anbil, "The volume algorithm: producing primal solutions with a subgradient method", 2000.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from regroup.core import Ints
from regroup.engines.clique_model import Model
from regroup.engines.clique_prices import Prices, Worth, worth
from regroup.engines.clique_spectrum import Gram, no_gram
from regroup.engines.clique_triangles import excess, keys, violated
from regroup.engines.local_net import Floats

NEW, NEW_WHERE_LARGE, LARGE = 0.04, 0.1, 150
"""Weight of the latest companies in the average; there is time for few steps where there are many nodes."""
LONGEST, FIRST, SHORTEST = 1.5, 0.2, 1e-5
LONGER, SHORTER, PATIENCE = 1.3, 0.7, 12
GOOD_STEP = 0.002
"""Of what is left to the target: a step that gains as much may be longer next time."""
SPECTRUM = 4.0
"""How much further the spectrum's multipliers step than those of triangles."""
BEGINNINGS = (0.02, 0.05, 0.1, 0.2, 0.3)
"""Of the largest eigenvalue of the points: what the spectrum is first levelled to."""
LOOK_EVERY = 15
"""Steps between looks for violated triangles."""


@dataclass(frozen=True, slots=True)
class Point:
    """Multipliers before they are rounded: those of `Prices`, and the sum of squares that its vectors stand for."""

    split: Floats
    triangle_price: Floats
    gram: Gram | None
    used: Floats
    rows: Floats


class Ascent:
    """Multipliers, the best bound so far, and what the companies average to."""

    def __init__(self, model: Model, target: int, *, most_triangles: int, spectrum: bool) -> None:
        """
        Args:
            target: about where the bound could end, times the model's scale.
            most_triangles: how many may be added at a look.
            spectrum: whether to use `clique_spectrum`.
        """
        self.model, self.target, self.most_triangles = model, target, most_triangles
        every = model.every
        zeros = np.zeros((every, every))
        self.triangles: Ints = np.zeros((0, 3), dtype=np.int64)
        gram = no_gram(every) if spectrum else None
        self.best = Point(zeros, np.zeros(0), gram, np.zeros(len(model.node_of)), np.zeros(len(model.row_node)))
        self.row_size = np.maximum(1.0, (model.row_weight.astype(np.float64) ** 2).sum(axis=1))
        found = worth(model, self.rounded(self.best))
        self.bound: int | None = None if found is None else found.bound
        self.company = zeros if found is None else found.company
        self.unused = np.zeros(len(model.node_of)) if found is None else found.unused
        self.length, self.waited, self.steps = FIRST, 0, 0
        if gram is not None and found is not None:
            self._begin(gram)

    @property
    def over(self) -> bool:
        """Whether steps have become too short to matter."""
        return self.bound is None or self.length < SHORTEST

    def rounded(self, point: Point) -> Prices:
        """The multipliers as integers."""
        none = np.zeros((0, self.model.every), dtype=np.int64)
        return Prices(
            split=np.triu(np.rint(point.split), 1).astype(np.int64),
            triangles=self.triangles,
            triangle_price=np.rint(point.triangle_price).astype(np.int64),
            vectors=none if point.gram is None else point.gram.vectors(),
            fine=1 if point.gram is None else point.gram.fine,
            used=np.rint(point.used).astype(np.int64),
            rows=np.rint(point.rows).astype(np.int64),
        )

    def _begin(self, gram: Gram) -> None:
        """The best of some levels that eigenvalues of the points are raised to: the bound of large cores needs it."""
        points = self.model.points / 2.0
        largest = max(0.0, float(np.linalg.eigvalsh(points)[-1]))
        for share in BEGINNINGS:
            point = replace(self.best, gram=gram.moved(share * largest * np.eye(len(points)) - points))
            found = worth(self.model, self.rounded(point))
            if found is not None and self.bound is not None and found.bound < self.bound:
                self.best, self.bound, self.company, self.unused = point, found.bound, found.company, found.unused

    def step(self) -> bool:
        """One step; whether the bound is better."""
        if self.steps % LOOK_EVERY == 0 and self.most_triangles:
            self._look()
        self.steps += 1
        point = self._moved()
        found = worth(self.model, self.rounded(point))
        if found is not None:
            new = NEW if self.model.every <= LARGE else NEW_WHERE_LARGE
            self.company = (1 - new) * self.company + new * found.company
            self.unused = (1 - new) * self.unused + new * found.unused
        return self._judge(point, found)

    def _judge(self, point: Point, found: Worth | None) -> bool:
        if found is None or self.bound is None or found.bound >= self.bound:
            self.waited += 1
            if self.waited >= PATIENCE or found is None:
                self.length, self.waited = self.length * SHORTER, 0
            return False
        if self.bound - found.bound > GOOD_STEP * abs(self.bound - self.target):
            self.length = min(LONGEST, self.length * LONGER)
        self.best, self.bound, self.waited = point, found.bound, 0
        return True

    def _moved(self) -> Point:
        """The best multipliers, moved along what the average violates."""
        best, model = self.best, self.model
        sharing = (self.company + self.company.T) / 2
        split = np.triu(self.company.T - self.company, 1)
        over = excess(self.triangles, sharing)
        over[(over < 0) & (best.triangle_price <= 0)] = 0.0
        rows = (model.row_weight * self.company[model.row_node]).sum(axis=1) - model.row_most
        rows[(rows < 0) & (best.rows <= 0)] = 0.0
        norm = float((split**2).sum() + (over**2).sum() + (rows**2 / self.row_size).sum())
        norm += model.n * float((self.unused**2).sum())
        gram = best.gram
        if gram is not None:
            matrix = sharing + np.eye(model.every) - 1.0 / model.areas
            norm += SPECTRUM * float((matrix**2).sum())
        far = self.length * max(abs((self.bound or 0) - self.target), self.model.scale) / max(norm, 1e-9)
        if gram is not None:
            gram = gram.moved(-far * SPECTRUM * matrix)
        return Point(
            split=best.split - far * -split,
            triangle_price=np.maximum(0.0, best.triangle_price + far * over),
            gram=gram,
            used=best.used - far * model.n * self.unused,
            rows=np.maximum(0.0, best.rows + far * rows / self.row_size),
        )

    def _look(self) -> None:
        """Adds violated triangles, and drops those without a price that are not."""
        sharing = (self.company + self.company.T) / 2
        kept = (self.best.triangle_price >= 0.5) | (excess(self.triangles, sharing) > 0)
        rows, price = self.triangles[kept], self.best.triangle_price[kept]
        new = violated(sharing, self.most_triangles)
        new = new[~np.isin(keys(new, self.model.every), keys(rows, self.model.every))]
        self.triangles = np.concatenate([rows, new])
        self.best = replace(self.best, triangle_price=np.concatenate([price, np.zeros(len(new))]))
