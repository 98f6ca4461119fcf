"""A damaged store is named as such, nothing wrong is read from it, and what is intact still is."""

from __future__ import annotations

from pathlib import Path

from tests.store_damage import STEP, cuts, flips, look, made

FLIPS = 80
"""More are in `tests/store_damage.py`."""


def test_a_store_cut_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    expected = made(path, 20)
    whole = path.read_bytes()
    seen = look(path, cuts(whole), expected)
    assert seen.tried == len(whole) // STEP
    assert seen.harmless == 0
    assert seen.partly > seen.refused


def test_a_store_with_a_flipped_bit(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    expected = made(path, 40)
    seen = look(path, flips(path.read_bytes(), FLIPS, 7), expected)
    assert seen.tried == FLIPS == seen.harmless + seen.partly + seen.refused
    assert seen.partly > FLIPS // 4
    assert seen.intact > 0.9 * seen.rows
