"""The documents of a sweep that --report asks for, beside its store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regroup.cli.documents import Documents, documents_at
from regroup.errors import Fault, InputError

if TYPE_CHECKING:
    from regroup.paper import Paper
    from regroup.sweep.chosen import Chosen

STORE_ENDINGS = (".sqlite", ".sqlite3", ".db")
Report = Annotated[
    str | None,
    typer.Option("--report", metavar="FORMATS", help="Write documents of it too, e.g. html,docx, beside the store."),
]
Public = Annotated[
    bool, typer.Option("--public", help="Refused: the points of many runs give hidden numbers of people away.")
]


def sweep_documents(store: Path, report: str | None, show: bool, public: bool = False) -> Documents:
    """What is asked for, refused before anything is computed: ``NAME.sweep.html`` beside ``NAME.sweep.sqlite``.

    Raises:
        InputError: a format is unknown, a file cannot be written there, or it is to be public.
    """
    if public:
        raise InputError([Fault("public_sweep", {})])
    stem = store.with_suffix("") if store.suffix.lower() in STORE_ENDINGS else store
    return documents_at(stem, report, show, [store])


def tell_sweep(
    chosen: Chosen, asked: Documents, language: str, quiet: bool, x: str | None = None, y: str | None = None
) -> None:
    """Writes them; the store is open, and ``x`` and ``y`` are the axes of the map.

    Raises:
        InputError: as `Documents.write`, or there is no such axis.
    """

    def made() -> Paper:
        from regroup.paper.swept import paper_of_sweep, swept

        return paper_of_sweep(swept(chosen, language, x, y))

    asked.write(made, language, quiet)
