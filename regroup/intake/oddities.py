"""What the XML of a sheet tells and its values do not: errors, formulas nobody counted, hidden rows, its extent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

from regroup.errors import Fault, InputError, Place
from regroup.intake.grid import At, Oddities, column_number
from regroup.intake.guard import Parts
from regroup.read.lines import visible

MOST_ROWS = 100_000
MOST_COLUMNS = 1_000
MOST_HELD = 300_000
"""Cells that hold something, in one sheet."""
_CELL = re.compile(rb"<(?:\w{1,9}:)?c\b([^<>]*+)(?<!/)>(.*?)</(?:\w{1,9}:)?c>", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<(?:\w{1,9}:)?(?:v|t)\b[^<>]*>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w{1,9}:)?f\b")
_ERROR = re.compile(rb'\bt="e"')
_UNPLACED = re.compile(rb"<(?:\w{1,9}:)?c\b(?![^<>]*\br=)[^<>]*(?<!/)>")
_ROW = re.compile(rb'<(?:\w{1,9}:)?row\b[^<>]*\br="([0-9]{1,12})"')
_HIDDEN = re.compile(rb'<(?:\w{1,9}:)?row\b(?=[^<>]*\bhidden="(?:1|true)")[^<>]*\br="([0-9]{1,7})"')


def parts_of_sheets(parts: Parts) -> dict[str, str]:
    """The sheets of an .xlsx workbook: name → path of its XML; empty where that cannot be told."""
    try:
        links = Tree.fromstring(parts["xl/_rels/workbook.xml.rels"])  # noqa: S314 - entities were refused
        book = Tree.fromstring(parts["xl/workbook.xml"])  # noqa: S314
    except (LookupError, ValueError, Tree.ParseError):  # a part that is missing, letters that nobody knows, no XML
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in (node for node in book.iter() if node.tag.endswith("}sheet")):
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        target = targets.get(link, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in parts:
            found[sheet.get("name", "")] = path
    return found


def oddities_of(xml: bytes, file: str, sheet: str) -> Oddities:
    """What is odd in a sheet.

    Raises:
        InputError: cells stand farther out than any table of units goes, or there are too many.
    """
    if _UNPLACED.search(xml) and (last := max(map(int, _ROW.findall(xml)), default=0)) > MOST_ROWS:
        raise _too_far(file, sheet, f"A{last}")
    errors: dict[At, str] = {}
    uncounted: set[At] = set()
    for count, (at, attributes, inside) in enumerate(_held(xml)):
        if at[0] >= MOST_ROWS or at[1] >= MOST_COLUMNS or count > MOST_HELD:
            raise _too_far(file, sheet, _cell(attributes))
        value = _VALUE.search(inside)
        if _ERROR.search(attributes):
            errors[at] = visible(value[1].decode("utf-8", "replace")[:20]) if value else "#"
        elif value is None and _FORMULA.search(inside):
            uncounted.add(at)
    return Oddities(errors, frozenset(uncounted), frozenset(int(row) - 1 for row in _HIDDEN.findall(xml)))


def _held(xml: bytes) -> Iterator[tuple[At, bytes, bytes]]:
    for match in _CELL.finditer(xml):
        attributes, inside = match.groups()
        where = _REFERENCE.search(attributes)
        if where and inside:
            yield (int(where[2]) - 1, column_number(where[1].decode())), attributes, inside


def _cell(attributes: bytes) -> str:
    where = _REFERENCE.search(attributes)
    return f"{where[1].decode()}{where[2].decode()}" if where else ""


def _too_far(file: str, sheet: str, cell: str) -> InputError:
    place = Place(f"{visible(file)} › {visible(sheet)}!{cell}")
    return InputError([Fault("sheet_too_far", {"rows": MOST_ROWS, "columns": MOST_COLUMNS}, place)])
