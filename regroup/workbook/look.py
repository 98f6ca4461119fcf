"""How the workbook looks: the few formats that every sheet uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_FONT = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
_DARK = "#1F3A4D"
_PALE = "#EEF3F6"
_NOTE = "#5A6B76"
_MARK = "#FFF4CE"
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so becomes a formula when someone edits the cell, unless it is marked as text."""


class Look:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._made:
            self._made[name] = self._book.add_format(_FONT | _FORMATS[name])
        return self._made[name]

    def text(self, value: str) -> Format:
        """The format of a text, which marks it as text where it looks like a formula."""
        return self["quoted" if value.startswith(RISKY) else "text"]


_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _DARK},
    "subtitle": {"bold": True, "font_size": 12, "font_color": _DARK},
    "note": {"font_color": _NOTE, "text_wrap": True},
    "example": {"bold": True, "bg_color": _MARK, "text_wrap": True},
    "heading": {"bold": True, "font_color": "white", "bg_color": _DARK, "text_wrap": True, "valign": "vcenter"},
    "key": {"bold": True, "bg_color": _PALE},
    "text": {"text_wrap": True},
    "quoted": {"text_wrap": True, "quote_prefix": True},
    "number": {"num_format": "#,##0.######", "align": "right", "indent": 1},
    "plain_number": {"num_format": "General", "align": "left"},
    "whole": {"num_format": "#,##0", "align": "right", "indent": 1},
    "share": {"num_format": "0.####%", "align": "right", "indent": 1},
    "date": {"num_format": "dd.mm.yyyy", "align": "left"},
    "line": {"text_wrap": True},
    "link": {"font_color": "#1155AA", "underline": 1},
}
