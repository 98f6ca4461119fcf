"""A limit on how long checking may take: the same on every machine."""

from __future__ import annotations


class OutOfSteps(Exception):
    """The limit is reached."""


class Steps:
    """How many are left.

    Args:
        limit: how many there are.
    """

    def __init__(self, limit: int) -> None:
        self._left = limit

    def take(self, many: int = 1) -> None:
        """Takes some.

        Raises:
            OutOfSteps: there are not so many.
        """
        self._left -= many
        if self._left < 0:
            raise OutOfSteps
