"""What many tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from regroup.engines.process import Engines


def pytest_addoption(parser: pytest.Parser) -> None:
    """An option for tests that are too slow for every change."""
    parser.addoption("--slow", action="store_true", help="run the slow tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests are left out, and counted as left out, unless they are asked for."""
    if not config.getoption("--slow"):
        slow = [item for item in items if item.get_closest_marker("slow")]
        items[:] = [item for item in items if not item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=slow)


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    """One engine process for all tests that do not ask how it starts or ends; it keeps nothing from job to job."""
    with Engines() as running:
        yield running
