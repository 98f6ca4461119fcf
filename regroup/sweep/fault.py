"""Why a sweep cannot start or go on, apart from what is wrong in a file."""

from __future__ import annotations

from regroup.errors import RegroupError
from regroup.text import say

WRONG_USE, LOST = 2, 4


class FarmError(RegroupError):
    """There is nobody to do the runs. What was stored before stays stored.

    Attributes:
        key: of the text, under ``sweep_run.error``.
        exit_code: 2 where the command asked for what is not there, 4 where it was lost on the way.
    """

    def __init__(self, key: str, code: int = WRONG_USE, **values: object) -> None:
        self.key, self.values = key, values
        self.exit_code = code  # type: ignore[misc]  # as the class says, but one for each
        super().__init__(self.text())

    def text(self, language: str = "en") -> str:
        """What is missing, and what to do."""
        return say(f"sweep_run.error.{self.key}", language, **self.values)
