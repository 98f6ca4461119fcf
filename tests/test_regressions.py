"""Every mismatch that a campaign found, or that was planted, is asked again: `tests/regressions/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exact.kept import asked_again, cases


def test_there_are_some() -> None:
    assert cases()


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_nothing_is_wrong_any_more(path: Path) -> None:
    assert asked_again(path) == []
