"""From a cell of a scenario workbook to the value that the same key holds in a file."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Any

from regroup.errors import Fault, Place
from regroup.intake.amounts import NoAmount, amount_of
from regroup.intake.grid import Cell
from regroup.rules.fitting import nearest
from regroup.sheets.form import Column, choices
from regroup.sheets.names import Meanings, fold
from regroup.text import LANGUAGES, say

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d\d)-(\d\d)")
_LINE_ENDS = re.compile(r"[ \t]*[\r\n\t]+[ \t]*")
_WHOLE = re.compile(r"[+-]?\d+")


class Refused(Exception):
    """A cell that cannot be read: the fault."""

    def __init__(self, code: str, place: Place, **values: object) -> None:
        super().__init__(code)
        self.fault = Fault(code, values, place)


def value_of(value: Cell, column: Column, place: Place, meanings: Meanings) -> Any:
    """The value of a cell.

    Raises:
        Refused, NoAmount: the cell holds something that the column cannot.
    """
    if column.kind in ("number", "share", "whole", "version"):
        return _number(value, column, place)
    if column.kind == "date":
        return _date(value, place)
    if column.kind in ("flag", "choice"):
        return _choice(value, column, place)
    if column.kind in ("list", "refs"):
        items = items_of(text_of(value, keep_lines=True))
        return [_meant(item, column, place, meanings) for item in items] if column.kind == "refs" else items
    if column.kind in ("ref", "strength"):
        text = text_of(value)
        if column.kind == "strength" and _WHOLE.fullmatch(text):
            return int(text)
        return _meant(text, column, place, meanings)
    return text_of(value)


def text_of(value: Cell, keep_lines: bool = False) -> str:
    """A cell as text; line ends inside become spaces, since no text of a scenario holds any."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    text = unicodedata.normalize("NFC", str(value))
    return text if keep_lines else _LINE_ENDS.sub(" ", text).strip()


def items_of(text: str) -> list[str]:
    """The items of a cell with several: one a line, else separated by semicolons."""
    parts = text.split("\n") if "\n" in text else text.split(";")
    return [part.strip() for part in parts if part.strip()]


def _number(value: Cell, column: Column, place: Place) -> int | Decimal | None:
    if column.kind == "whole" and isinstance(value, float) and value < 0 and value == int(value):
        return int(value)
    if column.kind == "whole" and isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    amount = amount_of(value, place, percent=column.kind == "share")
    return amount.number if amount else None


def _date(value: Cell, place: Place) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    match = _DATE.fullmatch(str(value).strip())
    if match:
        day, month, year, *iso = match.groups()
        parts = [int(part) for part in (iso if year is None else (year, month, day))]
        try:
            return datetime.date(*parts)
        except ValueError:
            pass
    raise Refused("sheet_not_a_date", place, found=text_of(value)[:40])


def _choice(value: Cell, column: Column, place: Place) -> Any:
    of = "flag" if column.kind == "flag" else column.of
    if isinstance(value, bool) and of == "flag":
        return value
    said = {fold(word): name for language in LANGUAGES for name, word in choices(of, language).items()}
    said |= {name: name for name in choices(of, "nb")}
    if of == "flag":
        said |= {"x": "yes", "true": "yes", "sann": "yes", "false": "no", "usann": "no"}
    found = said.get(fold(text_of(value)))
    if found is None:
        raise Refused("sheet_not_a_choice", place, found=text_of(value)[:40], accepted=_accepted(of))
    return found == "yes" if of == "flag" else found


def _accepted(of: str) -> dict[str, str]:
    return {language: ", ".join(choices(of, language).values()) for language in LANGUAGES}


def _meant(text: str, column: Column, place: Place, meanings: Meanings) -> str:
    ids = meanings.ids(column.of, text)
    if len(ids) == 1:
        return ids[0]
    sheet = {language: say(f"new.sheet.{column.of}", language) for language in LANGUAGES}
    if ids:
        raise Refused("sheet_name_twice", place, found=text[:60], sheet=sheet, ids=", ".join(ids[:5]))
    suggestion = nearest(fold(text), meanings.known(column.of))
    code = "sheet_unknown_name_near" if suggestion else "sheet_unknown_name"
    raise Refused(code, place, found=text[:60], sheet=sheet, suggestion=suggestion)


__all__ = ["NoAmount", "Refused", "items_of", "text_of", "value_of"]
