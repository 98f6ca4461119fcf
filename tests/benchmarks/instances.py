"""Reads the public instances: a folder with `reference.csv` and `instances/*.npz`, into cores, exactly.

A file holds `weight` (n,) node sizes, `lower` and `upper` (k,) limits on the total size of an area (one entry
each where the number of areas is free), and pairs as `i`, `j`, `benefit`. Numbers are read as the decimals
that they print as, and scaled to integers by the least factor that makes all of them whole.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor, lcm
from pathlib import Path

import numpy as np

from regroup.core import LARGEST_SUM, Core, Ints
from tests.engines.random_cores import empty_core

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "benchmarks"
REFERENCES = "reference.csv"
FREE = "free"


class Sense(StrEnum):
    """What the value of an instance counts."""

    MIN_CUT = "min_cut"
    MAX_WITHIN = "max_within"
    MIN_WITHIN = "min_within"

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is."""
        return 1 if self is Sense.MAX_WITHIN else -1


@dataclass(frozen=True, slots=True)
class Reference:
    """What is published of an instance.

    Attributes:
        file: name of its file.
        n: number of nodes.
        k: number of areas, or "free".
        value: in the instance's own units; None where nothing is published.
        digits: decimals with which the value is given.
        status: "optimal" (proven) or "best_known"; empty where nothing is published.
    """

    file: str
    n: int
    k: str
    sense: Sense
    value: Fraction | None
    digits: int
    status: str

    @property
    def proven(self) -> bool:
        """Whether nothing better exists, as published."""
        return self.value is not None and self.status == "optimal"


@dataclass(frozen=True, slots=True)
class Instance:
    """A core, and how its points are told in the instance's own units.

    Attributes:
        total: sum of all benefits, in those units.
        rounded: decimals to which benefits were rounded, where exact ones need too large integers; else None.
        possible: whether some plan is known to be allowed.
    """

    core: Core
    sense: Sense
    total: Fraction
    reference: Reference | None = None
    rounded: int | None = None
    possible: bool = False

    def value(self, points: int) -> Fraction:
        """Points of an assignment, or a bound on them, in the instance's own units; exact."""
        within = Fraction(points, self.core.scale)
        if self.sense is Sense.MIN_CUT:
            return self.total - within
        return within * self.sense.sign


def references(folder: Path) -> list[Reference]:
    """The rows of `reference.csv`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    with (folder / REFERENCES).open(encoding="utf-8", newline="") as stream:
        return [_reference(row) for row in csv.DictReader(stream)]


def read(folder: Path, reference: Reference) -> Instance:
    """The instance of a row of `reference.csv`."""
    with np.load(folder / "instances" / reference.file, allow_pickle=False) as arrays:
        content = {name: arrays[name] for name in ("weight", "lower", "upper", "i", "j", "benefit")}
    made = instance(**content, sense=reference.sense, free=reference.k == FREE)
    return replace(made, reference=reference, possible=reference.value is not None)


def instance(
    weight: np.ndarray,
    lower: np.ndarray,
    upper: np.ndarray,
    i: np.ndarray,
    j: np.ndarray,
    benefit: np.ndarray,
    *,
    sense: Sense,
    free: bool,
) -> Instance:
    """The arrays of a file as an instance.

    Args:
        weight: (n,). lower, upper: (k,), or (1,) where `free`. i, j, benefit: (P,).
        free: whether any number of areas may be used, all with the same limits.
    """
    weights = _fractions(weight)
    size_scale = lcm(*(number.denominator for number in weights))
    sizes = np.array([int(number * size_scale) for number in weights], dtype=np.int64)
    exact = _fractions(benefit)
    scale, rounded = _scale(exact)
    points = np.array([round(number * scale) for number in exact], dtype=np.int64)
    first, second, merged = _merged(i, j, points)
    least = np.array([ceil(number * size_scale) for number in _fractions(lower)], dtype=np.int64)
    most = np.array([floor(number * size_scale) for number in _fractions(upper)], dtype=np.int64)
    if free:
        k = areas_enough(sizes, int(most[0]), costless=sense is not Sense.MIN_WITHIN and bool((merged >= 0).all()))
        least, most = np.repeat(least, k), np.repeat(most, k)
    k = len(least)
    fewest = max(1, ceil(Fraction(int(sizes.sum()), int(most.max())))) if most.max() > 0 else 0
    must_use = np.zeros(k, dtype=np.bool_) if free else least > 0
    core = replace(
        empty_core(len(sizes), k, 1),
        sizes=sizes[None, :],
        window_least=least[None, :],
        window_most=most[None, :],
        pair_i=first,
        pair_j=second,
        pair_points=-merged if sense is Sense.MIN_WITHIN else merged,
        must_use=must_use,
        count_least=max(fewest, int(must_use.sum())),
        scale=scale,
        size_scale=np.array([size_scale], dtype=np.int64),
    )
    return Instance(core, sense, Fraction(int(merged.sum()), scale), rounded=rounded)


def generated(core: Core) -> Instance:
    """A core of `generator`, in its own points; each has an allowed plan."""
    return Instance(core, Sense.MAX_WITHIN, Fraction(0), possible=True)


def areas_enough(sizes: Ints, most: int, *, costless: bool) -> int:
    """How many areas some best plan does with, where any number may be used.

    Where merging costs nothing, two areas that fit into one may be merged. Then each two together hold more than
    `most`, so a areas in a ring hold more than a * most, twice the total at most: a < 2 * total / most.

    Args:
        costless: whether two areas made one never lose points.
    """
    if not costless or most <= 0:
        return len(sizes)
    return max(1, min(len(sizes), ceil(Fraction(2 * int(sizes.sum()), most)) - 1))


def _reference(row: dict[str, str]) -> Reference:
    value = row["value"].strip()
    return Reference(
        file=row["file"],
        n=int(row["n"]),
        k=row["k"].strip(),
        sense=Sense(row["sense"]),
        value=Fraction(value) if value else None,
        digits=len(value.rstrip("0").partition(".")[2]),
        status=row["status"].strip(),
    )


def _fractions(numbers: Iterable[float]) -> list[Fraction]:
    return [Fraction(repr(float(number))) for number in numbers]


def _scale(numbers: list[Fraction]) -> tuple[int, int | None]:
    """A factor that makes the numbers whole, and None; or a power of ten and how many decimals it keeps."""
    scale = lcm(*(number.denominator for number in numbers))
    total = sum(map(abs, numbers))
    if total * scale < LARGEST_SUM // 2:
        return scale, None
    digits = 0
    while total * 10 ** (digits + 1) < LARGEST_SUM // 2:
        digits += 1
    return 10**digits, digits


def _merged(i: np.ndarray, j: np.ndarray, points: Ints) -> tuple[Ints, Ints, Ints]:
    """The pairs with i < j, each once, those without points left out.

    Raises:
        ValueError: a node is paired with itself.
    """
    if bool((i == j).any()):
        raise ValueError("a node is paired with itself")
    ends = np.sort(np.stack([i, j], axis=1).astype(np.int64), axis=1)
    pairs, which = np.unique(ends, axis=0, return_inverse=True)
    sums = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(sums, which.reshape(-1), points)
    kept = sums != 0
    return pairs[kept, 0], pairs[kept, 1], sums[kept]
