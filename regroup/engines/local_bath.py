"""A plan of a dense core that cools while whole rows of its moves are read."""

from __future__ import annotations

from regroup.core import Assignment, Core
from regroup.engines.local_chance import Chance
from regroup.engines.local_dense import Dense, dense_of, empty_spots, fills, put
from regroup.engines.local_dense_loop import STEPS, bathe
from regroup.engines.local_net import Net
from regroup.engines.local_record import Record

CHEAPER = 16
"""A row is read in the time in which one of so many of its moves is judged by itself; and so counts as work."""


class Bath:
    """The tables of one search, for `bathe`.

    Attributes:
        moves_a_block: the work of one block.
    """

    def __init__(self, core: Core, dense: Dense, chance: Chance) -> None:
        self._core, self._dense, self._chance = core, dense, chance
        self._spots = empty_spots(dense)
        self._began = 0.0
        self.moves_a_block = STEPS * max(1, (core.n + core.k) // CHEAPER)

    def begin(self, plan: Assignment, points: float) -> bool:
        """Places every node as in an allowed plan with so many points; False where it leaves an area empty."""
        if not fills(self._core, plan):
            return False
        put(self._dense, self._spots, plan)
        self._began = points
        return True

    def go_on(self, heat: float, cooling: float, blocks: int) -> None:
        """So many blocks of `STEPS` steps. Args: heat, cooling: as `bathe`, in points of the core."""
        bathe(self._dense, self._spots, self._chance, heat / float(self._dense.unit[0]), cooling, blocks)

    def tell(self, record: Record) -> None:
        """Hands the best plan since the beginning to the record if it is better than any of this round."""
        about = self._began + float(self._spots.points[1]) * float(self._dense.unit[0])
        if about <= record.points[1]:
            return
        plan = self._spots.best.astype(record.own.dtype)
        points = float(self._core.points(plan))
        if points > record.points[1] and self._core.allows(plan):
            record.points[1], record.own[:] = points, plan
            if points > record.points[0]:
                record.points[0], record.best[:] = points, plan


def bath_of(core: Core, net: Net, chance: Chance) -> Bath | None:
    """A bath, or None where the core is none that `dense_of` takes."""
    dense = dense_of(core, net)
    return None if dense is None else Bath(core, dense, chance)
