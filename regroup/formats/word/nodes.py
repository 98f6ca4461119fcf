"""Pieces of WordprocessingML, put together by code: text goes in as text and is escaped when the file is written."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

Node = Any
"""An element of lxml, which has no types of its own."""


def node(tag: str, *inside: Node, **attributes: object) -> Node:
    """``<w:tag w:name="value">…</w:tag>``."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(inside)
    return made


def run(text: str, *look: Node) -> Node:
    """Some words in one look; line breaks and tabs in them stay."""
    made = node("r", *([node("rPr", *look)] if look else []))
    for at, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        made.extend([node("br")] if at else [])
        words = node("t")
        words.text = line.replace("\t", " ")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def paragraph(style: str, *inside: Node, **settings: Node | None) -> Node:
    """A paragraph in the style of that id."""
    more = [setting for setting in settings.values() if setting is not None]
    return node("p", node("pPr", node("pStyle", val=style), *more), *inside)


def field(code: str, shown: str, *look: Node) -> list[Node]:
    """What Word counts by itself, such as a page number; ``shown`` until it has."""
    instruction = node("instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    parts = [node("fldChar", fldCharType="begin"), instruction, node("fldChar", fldCharType="separate")]
    runs = [node("r", *([node("rPr", *look)] if look else []), part) for part in parts]
    return [*runs, run(shown, *look), node("r", node("fldChar", fldCharType="end"))]
