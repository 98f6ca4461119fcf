"""The formats that a document can have; each file here writes one, from the same blocks."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from regroup.errors import Fault, InputError
from regroup.paper.base import Paper
from regroup.rules.fitting import nearest

FORMATS = ("html", "docx", "pdf", "pptx", "xlsx")
"""A format's name is its suffix, its module here, and the function in it."""


def formats_in(text: str) -> tuple[str, ...]:
    """The formats in a list such as ``html,docx``.

    Raises:
        InputError: one of them is unknown.
    """
    asked = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    for name in asked or (text,):
        if name not in FORMATS:
            values = {"found": name[:40], "accepted": ", ".join(FORMATS), "suggestion": nearest(name, FORMATS) or ""}
            raise InputError([Fault("format_unknown", values)])
    return asked


def rendered(paper: Paper, name: str, template: bytes | None = None) -> bytes:
    """The document as a file of that format; Word fills in ``template`` where there is one.

    Raises:
        InputError: the ``report`` extra is not installed, or the template cannot be filled in.
    """
    if name == "docx" and template is not None:
        from regroup.formats.template import filled

        return filled(paper, template)
    module: Any = import_module(f"regroup.formats.{name}")
    content: bytes = getattr(module, name)(paper)
    return content
