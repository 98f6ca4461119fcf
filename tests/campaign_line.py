"""The last line that a slow campaign prints: what tests/campaigns.py puts in its table."""

from __future__ import annotations

import time
from dataclasses import dataclass

MARK = "campaign"


@dataclass(frozen=True, slots=True)
class Line:
    """What came of a campaign, or of a part of one.

    Attributes:
        tried: cases, kills, documents …; what they are is in the campaign's own words.
        wrong: findings; a campaign without fault has none.
        seconds: of the clock.
    """

    name: str
    tried: int
    wrong: int
    seconds: int

    def __str__(self) -> str:
        return "\t".join((MARK, self.name, str(self.tried), str(self.wrong), str(self.seconds)))


def tell(name: str, tried: int, wrong: int, began: float) -> None:
    """Prints the line; ``began`` is what `time.monotonic` said when the campaign did."""
    print(Line(name, tried, wrong, round(time.monotonic() - began)), flush=True)


def lines_in(text: str) -> list[Line]:
    """Every such line in what a campaign printed; one that is not of the form is left out."""
    return [found for line in text.splitlines() if (found := _line(line.rstrip().split("\t"))) is not None]


def _line(parts: list[str]) -> Line | None:
    if len(parts) != 5 or parts[0] != MARK or not parts[1]:
        return None
    try:
        return Line(parts[1], int(parts[2]), int(parts[3]), round(float(parts[4])))
    except ValueError:
        return None
