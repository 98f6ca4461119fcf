"""Taking in what people have: a scenario workbook, or a plain list of units in a spreadsheet."""

from __future__ import annotations
