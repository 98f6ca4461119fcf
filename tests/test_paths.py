"""Nothing outside a scenario's folder is read, and no link is written through; tests/paths.py has the races."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.path_cases import (
    CANARY,
    NAMES,
    OUTPUTS,
    contents,
    laid_out,
    model_named,
    refused,
    stored_in,
    table_of,
    written_to,
)
from tests.paths import races


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return laid_out(tmp_path_factory.mktemp("paths"))


def test_there_are_cases_enough() -> None:
    assert 2 * len(NAMES) + 2 * len(OUTPUTS) >= 100


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:30] or "nothing")
def test_no_table_and_no_model_from_outside(name: str, places: tuple[Path, Path]) -> None:
    root, outside = places
    before = contents(outside)
    for act in (table_of(root, name), model_named(root, name.replace(".csv", ".toml").replace(".txt", ".json/"))):
        said = refused(act)
        assert said
        assert CANARY not in said
    assert contents(outside) == before


@pytest.mark.parametrize("name", OUTPUTS)
def test_nothing_is_written_through_a_link(name: str, places: tuple[Path, Path]) -> None:
    root, outside = places
    before, there = contents(outside), sorted(path.name for path in root.iterdir())
    assert refused(written_to(root, name))
    assert refused(stored_in(root, name))
    assert contents(outside) == before
    assert [one for one in sorted(path.name for path in root.iterdir()) if one != "case.toml"] == [
        one for one in there if one != "case.toml"
    ]


def test_a_model_beside_the_scenario_is_found_from_anywhere(places: tuple[Path, Path]) -> None:
    root, _ = places
    (root / "own.toml").write_text('schema = 1\nname = "own"\n', encoding="utf-8")
    assert "own.toml" in refused(model_named(root, "own.toml"))  # it is read: what it lacks is told


def test_a_few_swaps(tmp_path: Path) -> None:
    tried, wrong = races(tmp_path, swaps=6)
    assert tried >= 18
    assert wrong == []
