"""Writes scenario workbooks: sheets with headings, lists to choose from and notes on how to fill them in."""

from __future__ import annotations

from regroup.workbook.book import workbook_of

__all__ = ["workbook_of"]
