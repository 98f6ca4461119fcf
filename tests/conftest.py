"""What many tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from regroup.engines.process import Engines


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    """One engine process for all tests that do not ask how it starts or ends; it keeps nothing from job to job."""
    with Engines() as running:
        yield running
