"""Numbers as they stand in sheets: real ones, and text with commas, spaces, signs and words around."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from regroup.errors import Fault, Place
from regroup.fields import LARGEST_NUMBER, MOST_DECIMALS, shown
from regroup.intake.grid import Cell
from regroup.read.cells import CellError, cell_value

_POINTS_AND_COMMA = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+,\d+")
_PERCENT = re.compile(r"(.*\d)\s*%")
_AROUND = re.compile(r"^(?:kr\.?|nok)\s*|\s*(?:kr\.?|,-|årsverk|åv\.?|stk\.?|ansatte|fte)$", re.IGNORECASE)
_UNKNOWN = {"", "-", "–", "—", "?", "??", "x", "ukjent", "mangler", "ikke oppgitt", "n/a", "na", "unknown", "missing"}
_STEP = Decimal(1).scaleb(-MOST_DECIMALS)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, and whether it was rounded to six decimals."""

    number: int | Decimal
    rounded: bool = False


class NoAmount(Exception):
    """The cell holds something else than a number: the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def amount_of(value: Cell, place: Place, percent: bool = False) -> Amount | None:
    """The number in a cell; None where the cell says that nobody knows.

    Args:
        percent: "50 %" means 0.5 here; elsewhere it is a fault.

    Raises:
        NoAmount: a date, a truth value, a word, a number that can be read in two ways, or one below zero.
    """
    if isinstance(value, bool | datetime.date):
        code = "sheet_date_for_number" if isinstance(value, datetime.date) else "sheet_not_a_number"
        raise NoAmount(Fault(code, {"found": _found(value)}, place))
    if isinstance(value, str):
        if value.casefold().strip(" .") in _UNKNOWN or value.casefold() in _UNKNOWN:
            return None
        return _checked(Decimal(_of_text(value, place, percent)), value, place)
    return _checked(Decimal(repr(value)), value, place)


def _checked(number: Decimal, value: Cell, place: Place) -> Amount:
    if not number.is_finite() or abs(number) > LARGEST_NUMBER:
        raise NoAmount(Fault("number_too_large", {"found": shown(value), "key": ""}, place))
    if number < 0:
        raise NoAmount(Fault("sheet_negative", {"found": shown(value).strip('"')}, place))
    fine = number.quantize(_STEP, ROUND_HALF_EVEN)
    if fine == fine.to_integral_value():
        return Amount(int(fine), fine != number)
    return Amount(fine.normalize(), fine != number)


def _of_text(text: str, place: Place, percent: bool) -> int | Decimal:
    plain = _AROUND.sub("", text.replace("\u2212", "-"))
    share = _PERCENT.fullmatch(plain)
    if share and not percent:
        raise NoAmount(Fault("sheet_percent_for_number", {"found": shown(text).strip('"')}, place))
    if share:
        return Decimal(_of_text(share[1], place, False)) / 100
    if _POINTS_AND_COMMA.fullmatch(plain):
        plain = plain.replace(".", "")
    try:
        number: int | Decimal | None = cell_value(plain.replace("\u00a0", " "), "number")
    except CellError as error:
        code = error.code if error.code != "csv_not_a_number" else "sheet_not_a_number"
        raise NoAmount(Fault(code, error.values, place)) from error
    if number is None:  # nothing but the words around a number
        raise NoAmount(Fault("sheet_not_a_number", {"found": shown(text).strip('"')}, place))
    return number


def _found(value: Cell) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, datetime.date) else shown(value).strip('"')
