"""Word: the case as a draft that its owner goes on writing in."""

from __future__ import annotations

from regroup.extras import needed
from regroup.paper.base import Paper


def docx(paper: Paper) -> bytes:
    """The document as a file of Word: A4, real headings and tables, the same bytes for the same document.

    Raises:
        InputError: the ``report`` extra is not installed.
    """
    needed("docx", "report")
    from regroup.formats.word.writing import written

    return written(paper)
