"""Which column of a list is taken as what, and what was not used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from regroup.errors import Fault, InputError
from regroup.intake.found import Table
from regroup.intake.grid import column_number, letters
from regroup.intake.headings import ROLES, meaning, plain, year
from regroup.rules.fitting import nearest

NOT_USED = "-"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a list.

    Attributes:
        of: role → column.
        others: role → other columns that could have been it, and were not used.
        unused: columns with a heading that nobody recognised.
        asked: roles that the user decided.
    """

    of: dict[str, int]
    others: dict[str, list[int]] = field(default_factory=dict)
    unused: tuple[int, ...] = ()
    asked: frozenset[str] = frozenset()


def columns_of(table: Table, wanted: Sequence[str] = ()) -> Columns:
    """The columns by their headings, and by what the user says: ``fte=Årsverk 2024``, ``fte=D``, ``fte=-``.

    Raises:
        InputError: the user names something that a column cannot be, or a heading that is not there.
    """
    asked = _asked(table, wanted)
    found: dict[str, list[tuple[int, int, int]]] = {}
    for column, heading in table.headings.items():
        known = meaning(heading)
        if known and column not in asked.values():
            found.setdefault(known[0], []).append((known[1], -year(heading), column))
    ranked = {role: [column for _, _, column in sorted(those)] for role, those in found.items()}
    _second_names(ranked, table, asked)
    of = {role: those[0] for role, those in ranked.items() if role in ROLES and role not in asked}
    of |= {role: column for role, column in asked.items() if column is not None}
    others = {role: [c for c in those if c not in of.values()] for role, those in ranked.items()}
    recognised = {column for those in ranked.values() for column in those}
    unused = tuple(column for column in table.headings if column not in recognised and column not in of.values())
    return Columns(of, {role: those for role, those in others.items() if those}, unused, frozenset(asked))


def _second_names(ranked: dict[str, list[int]], table: Table, asked: dict[str, int | None]) -> None:
    """A second kind of name is what the unit belongs to, or its field of work, where nothing else says so."""
    for column in ranked.get("name", [])[1:]:
        word = plain(table.headings[column])
        if word.startswith("virksomhet") and not {"today"} & {*ranked, *asked}:
            ranked["today"] = [column]
        elif word.startswith("tjeneste") and not {"fields"} & {*ranked, *asked}:
            ranked["fields"] = [column]
        else:
            continue
        ranked["name"].remove(column)
    if "name" not in ranked and "name" not in asked and len(ranked.get("today", ())) > 1:
        ranked["name"] = [ranked["today"].pop()]


def _asked(table: Table, wanted: Sequence[str]) -> dict[str, int | None]:
    asked: dict[str, int | None] = {}
    for text in wanted:
        role, mark, heading = (part.strip() for part in text.partition("="))
        if not mark or role not in ROLES:
            values = {"found": text[:60], "accepted": ", ".join(ROLES), "suggestion": nearest(role, ROLES)}
            code = "columns_unknown_near" if mark and values["suggestion"] else "columns_unknown"
            raise InputError([Fault(code, values)])
        asked[role] = None if heading == NOT_USED else _named(table, heading)
    return asked


def _named(table: Table, heading: str) -> int:
    for column, text in table.headings.items():
        if plain(text) == plain(heading):
            return column
    if heading.isascii() and heading.isalpha() and heading.isupper() and len(heading) <= 3:
        return column_number(heading)
    accepted = [text for text in table.headings.values() if text]
    values = {"found": heading[:60], "accepted": ", ".join(accepted[:12]), "suggestion": nearest(heading, accepted)}
    place = table.grid.place(table.last, min(table.headings, default=0))
    raise InputError([Fault("columns_no_heading" + ("_near" if values["suggestion"] else ""), values, place)])


def titled(table: Table, column: int) -> str:
    """A column for the reader: its heading, or its letters where it has none."""
    return table.headings.get(column) or letters(column)
