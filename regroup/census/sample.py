"""A sample of plans where they are too many to walk through: drawn from all, or along chains of single changes."""

from __future__ import annotations

import numpy as np

from regroup.census.batch import allows_each, points_of_each
from regroup.census.groups import Groups
from regroup.core import Core, Ints

SAMPLE = 20_000
"""Plans in a sample."""
BATCH = 10_000
MOST_DRAWS = 1_000_000
CHAINS = 64
STEPS = 4_000
"""Changes tried in each chain."""
BEGINNING = STEPS // 5
"""Left out of each chain, so that it has left the plan where it began."""
BETWEEN = 10
"""Changes between two plans that are kept."""


def drawn(core: Core, groups: Groups, random: np.random.Generator) -> Ints:
    """(`SAMPLE`,) points of plans drawn alike from all; fewer where too few assignments keep the rules."""
    found: list[Ints] = []
    for tried in range(0, MOST_DRAWS, BATCH):
        columns = [random.choice(np.array(areas), size=BATCH) for areas in groups.areas]
        assignments = np.stack(columns, axis=1)[:, groups.of_node]
        found.append(points_of_each(core, assignments[allows_each(core, assignments)]))
        have = sum(map(len, found))
        if have >= SAMPLE or have * MOST_DRAWS < SAMPLE * tried:
            break
    return np.concatenate(found)[:SAMPLE]


def chained(core: Core, groups: Groups, starts: Ints, random: np.random.Generator) -> Ints:
    """(`CHAINS`, kept steps) points along chains of single changes, from the known plans in turn."""
    if not len(starts):
        return np.zeros((CHAINS, 0), dtype=np.int64)
    now = starts[np.arange(CHAINS) % len(starts)]
    free = np.array(groups.free)
    kept = []
    for step in range(STEPS):
        which = random.choice(free, size=CHAINS)
        area = np.array([groups.areas[group][random.integers(len(groups.areas[group]))] for group in which])
        tried = np.where(groups.of_node[None, :] == which[:, None], area[:, None], now)
        now = np.where(allows_each(core, tried)[:, None], tried, now)
        if step >= BEGINNING and step % BETWEEN == 0:
            kept.append(points_of_each(core, now))
    return np.stack(kept, axis=1)
