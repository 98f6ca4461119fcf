"""DejaVu Sans Condensed: the typeface that comes along, so that documents look the same on every machine.

Without it a machine that has none of the typefaces named in a picture draws the picture without its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from regroup.pictures.base import FONT

FAMILY = "DejaVu Sans"


@contextmanager
def folder() -> Iterator[Path]:
    """Where the files of the typeface are, for as long as they are needed."""
    with resources.as_file(resources.files(__package__)) as path:
        yield path


def in_our_typeface(svg: str) -> str:
    """A drawing of ours that asks for this typeface and for no other."""
    return svg.replace(FONT, f"font-family=\"'{FAMILY}'\"")
