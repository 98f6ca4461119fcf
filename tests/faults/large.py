"""Scenario files of any size, from the seeded cores of the benchmarks."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.generator import largest_first, municipal

PAIRS_EACH = 12
"""About so many synergies for each unit."""
HEAD = """schema = 1
name = "Laget {n} {k}"
language = "nb"
model = "model.toml"
measure = "fte"

[tables]
units = "units.csv"
synergies = "synergies.csv"

[measures.fte]
unit = "årsverk"
basis = "laget"

[criteria.users]
nb = "Felles brukere"
en = "Same users"
"""
MODEL = """schema = 1
name = "model"
title = {{ nb = "Laget", en = "Made" }}
why = "til prøver"

[[rules]]
rule = "area_size"
least = {{ value = {least} }}
most = {{ value = {most} }}
why = "et vindu som en plan passer i"

[[terms]]
term = "synergy"
weight = 1
why = "det er det vi vil"
"""


def written(folder: Path, n: int, k: int, seed: int, *, today: bool = False) -> Path:
    """A scenario of n units and k areas with hard windows that some plan fits.

    Args:
        folder: made here; holds the scenario, its tables and its model.
        today: whether the units stand in a plan today that keeps the windows.
    """
    core = municipal(n, k, seed, density=min(0.22, 2 * PAIRS_EACH / n))
    folder.mkdir()
    place = largest_first(core.sizes[0], k)
    units = [
        f"u{at};Enhet {at};{f'a{place[at]}' if today else ''};{size};stated;laget"
        for at, size in enumerate(core.sizes[0].tolist())
    ]
    pairs = zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True)
    synergies = [f"u{one}|u{other};{points // 10};users;laget;laget" for one, other, points in pairs]
    _put(folder / "units.csv", ["id;name;today;size.fte.value;size.fte.basis;size.fte.source", *units])
    _put(folder / "synergies.csv", ["between;strength;criterion;why;source", *synergies])
    window = {"least": int(core.window_least.min()), "most": int(core.window_most.max())}
    (folder / "model.toml").write_text(MODEL.format(**window), encoding="utf-8")
    areas = [f'\n[[areas]]\nid = "a{at}"\nname = "Område {at}"\n' for at in range(k)]
    path = folder / "scenario.toml"
    path.write_text(HEAD.format(n=n, k=k) + "".join(areas), encoding="utf-8")
    return path


def _put(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
