"""Small cores by hand for tests of preprocessing: one measure, windows in words, who may be where as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from regroup.core import Core
from tests.engines.random_cores import empty_core

FREE = (0, 10**6)
"""A window that bounds nothing."""


def sized(sizes: Sequence[int], *windows: tuple[int, int], places: Sequence[str] | None = None, **parts: Any) -> Core:
    """A core with one measure.

    Args:
        windows: least and most of each area.
        places: the areas open to each node as digits, such as ``"01"``; all where none are given.
        parts: fields of `Core`, as lists.
    """
    core = empty_core(len(sizes), len(windows), 1)
    least, most = zip(*windows, strict=True)
    every = "".join(str(area) for area in range(len(windows)))
    open_to = [every] * len(sizes) if places is None else places
    return replace(
        core,
        sizes=np.array([sizes], dtype=np.int64),
        window_least=np.array([least], dtype=np.int64),
        window_most=np.array([most], dtype=np.int64),
        allowed=np.array([[digit in areas for digit in every] for areas in open_to], dtype=bool).reshape(
            core.n, core.k
        ),
        **{name: _as_field(name, value) for name, value in parts.items()},
    )


def with_measure(core: Core, sizes: Sequence[int], *windows: tuple[int, int]) -> Core:
    """The core with one measure more."""
    least, most = zip(*windows, strict=True)
    return replace(
        core,
        sizes=np.vstack([core.sizes, sizes]),
        window_least=np.vstack([core.window_least, least]),
        window_most=np.vstack([core.window_most, most]),
        size_scale=np.ones(len(core.sizes) + 1, dtype=np.int64),
    )


def with_pairs(core: Core, *pairs: tuple[int, int]) -> Core:
    """The core with 3, 4, 5 … points for the pairs."""
    i, j = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return replace(core, pair_i=i, pair_j=j, pair_points=np.arange(3, 3 + len(pairs)))


def windows(core: Core) -> list[tuple[int, int]]:
    """Least and most of each area, in the only measure."""
    return list(zip(core.window_least[0].tolist(), core.window_most[0].tolist(), strict=True))


def places(core: Core) -> list[str]:
    """The areas open to each node, as digits."""
    return ["".join(str(area) for area in np.flatnonzero(row)) for row in core.allowed]


def _as_field(name: str, value: Any) -> Any:
    return value if isinstance(value, int) else np.array(value, dtype=bool if name in ("must_use", "counted") else int)
