"""The table of a day: read, added to and written, as CSV for programs and as a page for people."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from tests.benchmarks.table import machine, table_of
from tests.campaign_line import Line

FOLDER = Path(__file__).resolve().parent
UNKNOWN = "?"
HOW = (
    "Each row is the last line that a campaign printed: how many cases it tried, how many were wrong, and the seconds "
    "it took. `fine` is said only where the command ended well, tried as many as it must and found nothing; what was "
    "not run counts as not fine. `?`: run by hand, and not written down."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One campaign, or a part of one; every field as it is written."""

    campaign: str
    tried: str
    wrong: str
    seconds: str
    verdict: str
    commit: str
    cores: str
    load: str

    @property
    def fine(self) -> bool:
        """Whether it was run, whole, and found nothing."""
        return self.verdict == "fine"


def row_of(line: Line, verdict: str, commit: str, cores: str, load: str) -> Row:
    """The row of a line."""
    numbers = (str(line.tried), str(line.wrong), str(line.seconds))
    return Row(line.name, *numbers, verdict, *(word or UNKNOWN for word in (commit, cores, load)))


COLUMNS = [field.name for field in fields(Row)]


@dataclass(frozen=True, slots=True)
class Kept:
    """The two files of a day."""

    date: str
    folder: Path = FOLDER

    @classmethod
    def of_today(cls) -> Kept:
        """Today's, whether they are there already or not."""
        return cls(datetime.datetime.now().astimezone().strftime("%Y-%m-%d"))

    @property
    def table(self) -> Path:
        """For programs."""
        return self.folder / f"{self.date}.csv"

    @property
    def page(self) -> Path:
        """For people."""
        return self.folder / f"{self.date}.md"

    def rows(self) -> list[Row]:
        """What is written down so far."""
        if not self.table.is_file():
            return []
        with self.table.open(encoding="utf-8", newline="") as file:
            return [Row(**{name: line[name] for name in COLUMNS}) for line in csv.DictReader(file)]

    def add(self, rows: Sequence[Row]) -> int:
        """Writes rows down, each in the place of an earlier one of its name; 1 where one is not fine."""
        every = {row.campaign: row for row in (*self.rows(), *rows)}
        with self.table.open("w", encoding="utf-8", newline="") as file:
            writing = csv.writer(file, lineterminator="\n")
            writing.writerows([COLUMNS, *(astuple(row) for row in every.values())])
        self.page.write_text(self._page(list(every.values())), encoding="utf-8")
        return 0 if all(row.fine for row in rows) else 1

    def _page(self, rows: Sequence[Row]) -> str:
        fine = sum(row.fine for row in rows)
        tried, wrong = (sum(int(getattr(row, name)) for row in rows) for name in ("tried", "wrong"))
        head = [f"# Campaigns, {self.date}", "", f"{machine()}.", "", HOW, ""]
        summary = [f"**{fine} of {len(rows)} fine; {tried:,} tried, {wrong} wrong.**", ""]
        return "\n".join([*head, *summary, *table_of(COLUMNS, [astuple(row) for row in rows]), ""])
