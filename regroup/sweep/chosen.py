"""Which runs of a store are asked for: those of one sweep, in its own order, or all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from regroup.read.lines import visible
from regroup.sweep.base import Row, Task
from regroup.sweep.faults import refused
from regroup.sweep.record import At
from regroup.sweep.store import Store


@dataclass(frozen=True)
class Chosen:
    """Runs of an open store.

    Attributes:
        name: of the sweep; None for all that the store has.
        runs: their keys and where they stand, also of those that have not been done yet.
        units, areas: names by id, where the scenario is at hand; the store has none.
    """

    store: Store
    name: str | None
    runs: tuple[tuple[str, At], ...]
    units: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """What is kept of them, in order."""
        return self.store.rows_of(self.runs)

    @property
    def missing(self) -> int:
        """How many are not kept yet."""
        return sum(key not in self.store for key, _ in self.runs)


def of_sweep(
    store: Store,
    name: str,
    tasks: Iterable[Task],
    units: Mapping[str, str] | None = None,
    areas: Mapping[str, str] | None = None,
) -> Chosen:
    """The runs of a sweep as its file has them now, and names by id where they are known."""
    return Chosen(store, name, tuple((task.key, task.at) for task in tasks), units or {}, areas or {})


def of_store(store: Store, wanted: str | None) -> Chosen:
    """The runs of a sweep as the store has noted them; without any sweep noted, all rows by key.

    Raises:
        InputError: no such sweep, or several and none is named.
    """
    names = store.sweeps()
    if wanted is None and not names:
        return Chosen(store, None, tuple((row.key, row.at) for row in store.rows()))
    accepted = ", ".join(map(visible, names)) or "–"
    if wanted is None and len(names) > 1:
        raise refused("store_several_sweeps", store.path, accepted=accepted)
    name = names[0] if wanted is None else wanted
    if name not in names:
        raise refused("store_other_sweep", store.path, found=visible(name), accepted=accepted)
    return Chosen(store, name, tuple(store.listed(name)))
