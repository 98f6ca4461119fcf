"""reduce(core): merges and tightens until nothing changes, and the way back to the original nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regroup.core import Assignment, Core, Ints
from regroup.preprocess.guarding import without_idle_guards
from regroup.preprocess.held import held_together
from regroup.preprocess.merging import classes_of, merged
from regroup.preprocess.others import within_what_others_leave
from regroup.preprocess.places import possible_places
from regroup.preprocess.sharing import impossible_pairs_apart, without_impossible_pairs
from regroup.preprocess.using import areas_in_use
from regroup.preprocess.windows import to_reachable_totals

STEPS = (areas_in_use, within_what_others_leave, to_reachable_totals, possible_places, impossible_pairs_apart)
"""Each makes areas that nothing told apart no different: it looks at all of them before it changes any."""
MOST_ROUNDS = 20
"""Windows can close in by one at a time; whatever is left then is as true as before."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """A smaller core and the way back.

    Attributes:
        core: one node for each class of nodes that must share an area; ``together`` is empty.
        node_of: (n,) the node of ``core`` that stands for each node of the original.
    """

    core: Core
    node_of: Ints

    def expand(self, assignment: Assignment) -> Assignment:
        """The assignment of the original nodes, (n,)."""
        return assignment[self.node_of]

    def contract(self, assignment: Assignment) -> Assignment | None:
        """The assignment of the classes; None where a class is split."""
        small = np.zeros(self.core.n, dtype=np.int64)
        small[self.node_of] = assignment
        return small if bool((small[self.node_of] == assignment).all()) else None


def reduce(core: Core) -> Reduced:
    """Merges nodes that must share an area and tightens what bounds them.

    Exactly the same assignments are allowed as before, once expanded, and each has the same points. Where none
    is allowed this may show, as a node without an area or a count with no number left, but need not.
    """
    node_of = classes_of(core)
    small = merged(core, node_of)
    for _ in range(MOST_ROUNDS):
        before = small
        for step in STEPS:
            small = step(small)
        small = held_together(small)
        classes = classes_of(small)
        small, node_of = merged(small, classes), classes[node_of]
        if _same(before, small) or not _some_place_for_all(small):
            break
    return Reduced(without_impossible_pairs(without_idle_guards(small)), node_of)


def _some_place_for_all(core: Core) -> bool:
    return bool(core.allowed.any(axis=1).all()) and core.count_least <= core.count_most


def _same(one: Core, other: Core) -> bool:
    """Whether a round changed nothing; what it can change without these is only nodes, and then their number."""
    names = ("allowed", "window_least", "window_most", "must_use", "apart", "count_least", "count_most")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)
