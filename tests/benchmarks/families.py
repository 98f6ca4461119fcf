"""The families: which instances belong together, and how long each may take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from regroup.core import Core
from tests.benchmarks import generator, instances
from tests.benchmarks.instances import Instance, Reference

OURS = "columns"
LOCAL = "local_search"
SIZES = {15: (3,), 20: (3, 4, 5), 25: (3, 4, 5, 6), 30: (3, 4, 5, 6), 35: (4, 5, 6), 40: (4, 5, 6)}
"""Areas to try for each number of units: 4 to 10 units an area."""
LARGER = ((50, 5), (60, 10), (60, 5), (80, 8))
LARGE = ((1000, 20, 0.02), (2000, 30, 0.01))
"""Units, areas, density: some 20 synergies a unit."""
KINDS = ((False, False), (False, True), (True, False), (True, True))
"""Whether areas differ, whether sizes are soft; each in turn."""
MOST_MDGP = 30
"""Units up to which a proof is asked for; larger ones go with `ccp`."""


@dataclass(frozen=True, slots=True)
class Case:
    """One instance to be run once.

    Attributes:
        n: number of nodes.
        k: number of areas, or "free".
        seconds: its time limit, unless another is asked for.
        seed: of the engine.
        make: reads or generates the instance; called only when it is run.
        engine: the one that it is meant for, unless another is asked for.
    """

    family: str
    name: str
    n: int
    k: str
    seconds: float
    make: Callable[[], Instance]
    seed: int = 1
    engine: str = OURS


@dataclass(frozen=True, slots=True)
class Family:
    """Cases of one kind.

    Attributes:
        about: what it is, in a line.
        cases: makes the cases; takes the folder of the public instances and the number of seeds.
        seeds: usual number of seeds, of each size or instance.
        public: whether it needs that folder.
    """

    name: str
    about: str
    cases: Callable[[Path, int], Iterator[Case]]
    seeds: int
    public: bool = False

    def missing(self, data: Path) -> str | None:
        """Why the family cannot be run, or None."""
        if self.public and not (data / instances.REFERENCES).is_file():
            return f"no {instances.REFERENCES} in the data folder"
        if self.public and next(self.cases(data, 1), None) is None:
            return "the data folder has no instance of this family"
        return None


def cases(family: Family, data: Path, seeds: int | None) -> Iterator[Case]:
    """The cases of a family; those whose file is missing are left out."""
    return family.cases(data, seeds or family.seeds)


def _generated(core: Callable[[], Core]) -> Instance:
    return instances.generated(core())


def _municipal(data: Path, seeds: int, sizes: tuple[tuple[int, int], ...], family: str, limit: float) -> Iterator[Case]:
    for place, (n, k) in enumerate(sizes):
        for seed in range(1, seeds + 1):
            named, soft = KINDS[(seed + place) % len(KINDS)]
            core = partial(generator.municipal, n, k, seed, named=named, soft=soft)
            name = f"n{n}-k{k}-{'named' if named else 'alike'}-{'soft' if soft else 'hard'}-{seed:02}"
            yield Case(family, name, n, str(k), limit, partial(_generated, core))


def _dense(data: Path, seeds: int) -> Iterator[Case]:
    for n in (40, 45, 50):
        for seed in range(1, seeds + 1):
            core = partial(generator.dense, n, 5, seed)
            yield Case("dense", f"n{n}-k5-{seed:02}", n, "5", 60, partial(_generated, core))


def _large(data: Path, seeds: int) -> Iterator[Case]:
    for n, k, density in LARGE:
        core = partial(generator.municipal, n, k, 1, density=density)
        for seed in range(1, seeds + 1):
            yield Case("large", f"n{n}-k{k}", n, str(k), 60, partial(_generated, core), seed, LOCAL)


def _public(
    data: Path, seeds: int, family: str, limit: float | None, wanted: Callable[[Reference], bool], engine: str = OURS
) -> Iterator[Case]:
    """Args: limit: in seconds; None for as many as there are nodes."""
    for reference in instances.references(data):
        if wanted(reference) and (data / "instances" / reference.file).is_file():
            make = partial(instances.read, data, reference)
            name = reference.file.removesuffix(".npz")
            case = Case(family, name, reference.n, reference.k, limit or reference.n, make, engine=engine)
            for seed in range(1, seeds + 1):
                yield replace(case, seed=seed)


def _begins(word: str) -> Callable[[Reference], bool]:
    return lambda reference: reference.file.startswith(f"{word}-")


def _hard(reference: Reference) -> bool:
    return _begins("ccp")(reference) or (_begins("mdgp")(reference) and reference.n > MOST_MDGP)


def _small_mdgp(reference: Reference) -> bool:
    return _begins("mdgp")(reference) and reference.n <= MOST_MDGP


_SMALLER = tuple((n, k) for n, areas in SIZES.items() for k in areas)

FAMILIES = {
    family.name: family
    for family in (
        Family(
            "municipal",
            "generated: 15 to 40 uneven units, synergies in communities, 3 to 6 areas, hard or soft sizes",
            partial(_municipal, sizes=_SMALLER, family="municipal", limit=60),
            seeds=20,
        ),
        Family(
            "municipal-larger",
            "generated: the same with 50 to 80 units",
            partial(_municipal, sizes=LARGER, family="municipal-larger", limit=300),
            seeds=5,
        ),
        Family("dense", "generated: 40 to 50 equal units, points on almost every pair, 5 equal areas", _dense, seeds=3),
        Family(
            "county",
            "political districts without contiguity, few neighbours, two to six areas",
            partial(_public, family="county", limit=600, wanted=_begins("county")),
            seeds=1,
            public=True,
        ),
        Family(
            "sparse",
            "graph partitioning with node capacities, any number of areas",
            partial(_public, family="sparse", limit=120, wanted=_begins("sparse")),
            seeds=1,
            public=True,
        ),
        Family(
            "handover",
            "base stations to controllers, 5 to 15 areas with a capacity",
            partial(_public, family="handover", limit=60, wanted=_begins("handover")),
            seeds=1,
            public=True,
        ),
        Family(
            "mdgp",
            "maximally diverse groups, up to 30 units, points on every pair",
            partial(_public, family="mdgp", limit=60, wanted=_small_mdgp),
            seeds=1,
            public=True,
        ),
        Family(
            "nfl",
            "a league in divisions of four, least distance",
            partial(_public, family="nfl", limit=60, wanted=_begins("sports")),
            seeds=1,
            public=True,
        ),
        Family(
            "ccp",
            "capacitated clustering and diverse groups, 60 to 480 units, n seconds each: for local search",
            partial(_public, family="ccp", limit=None, wanted=_hard, engine=LOCAL),
            seeds=3,
            public=True,
        ),
        Family(
            "large", "generated: 1000 and 2000 units with some 20 synergies each: for local search", _large, seeds=3
        ),
    )
}
