"""What must not be in a file or on a screen, whatever its texts say; each check gives what it found, in words."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser

from lxml import etree

STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
"""The only thing that regroup itself says to a terminal beside text."""
NEVER_TAGS = {"script", "iframe", "object", "embed", "base", "form", "link", "img", "input", "button", "applet"}
OUR_HREF = re.compile(r"#[\w-]+$")
NEVER_IN_PDF = (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/SubmitForm", b"/EmbeddedFile", b"/GoToR", b"/RichMedia")
NEVER_IN_OFFICE = ("}f", "}calculatedColumnFormula", "}oleObject", "}object", "}control", "}altChunk", "}ddeLink")
FIELDS = ("DDE", "INCLUDE", "IMPORT", "HYPERLINK", "LINK", "MACROBUTTON", "EMBED")
"""Words with which a field of Word does more than count pages."""
ACTS = "=+-@\uff1d\uff0b\uff0d\uff20"
NUMBER = re.compile(r"-?\d+([.,]\d+)?(e-?\d+)?$")


def faults_of(name: str, content: bytes) -> list[str]:
    """What is wrong with a file of a format."""
    found = {"html": page, "docx": office, "pptx": office, "xlsx": office, "pdf": pdf, "csv": sheet}[name](content)
    return [f"{name}: {one}" for one in found]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NEVER_TAGS:
            self.found.append(f"<{tag}>")
        given = dict(attrs)
        self.found += [f"<{tag} {key}>" for key in given if key.startswith("on") or key in ("src", "srcdoc", "action")]
        for key in ("href", "xlink:href"):
            if key in given and not OUR_HREF.match(given[key] or ""):
                self.found.append(f"a link to {given[key]!r}")
        if tag == "meta" and (given.get("http-equiv") or "").casefold() == "refresh":
            self.found.append("a page that leads on")


def page(content: bytes) -> Iterator[str]:
    """Only tags of our own, links within the page, nothing that acts; signs that steer are shown."""
    text = content.decode("utf-8")
    read = _Page()
    read.feed(text)
    yield from read.found
    if "Content-Security-Policy\" content=\"default-src 'none'" not in text:
        yield "no policy"
    yield from _signs(text, "\n\r\t")


def office(content: bytes) -> Iterator[str]:
    """Every part opens as XML without entities; no formula, no field that acts, no link out, no part that is code."""
    parser = etree.XMLParser(resolve_entities=False, recover=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            part = file.read(name)
            if not name.endswith((".xml", ".rels")):
                yield from [] if name.endswith((".png", ".xlsx", ".jpeg")) else [f"a part {name}"]
                continue
            try:
                root = etree.fromstring(part, parser)
            except etree.XMLSyntaxError as error:
                yield f"{name} does not open: {error}"
                continue
            yield from (f"{name}: {one}" for one in _element_faults(root, part))


def _element_faults(root: etree._Element, part: bytes) -> Iterator[str]:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        yield "a document type"
    for element in root.iter():
        tag = str(element.tag)
        if tag.endswith(NEVER_IN_OFFICE) and "chart" not in tag:
            yield f"<{tag.rpartition('}')[2]}>"
        if element.get("TargetMode") == "External":
            yield f"a link to {element.get('Target')}"
        said = (element.text or "") if tag.endswith("}instrText") else str(element.get(f"{_space(tag)}instr") or "")
        if any(word in said.upper() for word in FIELDS):
            yield f"a field {said!r}"
        yield from _signs(element.text or "", "\n\r\t")


def _space(tag: str) -> str:
    return tag.rpartition("}")[0] + "}" if "}" in tag else ""


def pdf(content: bytes) -> Iterator[str]:
    """No action, no link out, nothing attached, also in what is compressed."""
    whole = [content]
    for found in re.finditer(rb"stream\r?\n", content):
        try:
            whole.append(zlib.decompressobj().decompress(content[found.end() :]))
        except zlib.error:
            continue
    for word in NEVER_IN_PDF:
        if any(re.search(re.escape(word) + rb"[\s(<\[/]", part) for part in whole):
            yield word.decode()


def sheet(content: bytes) -> Iterator[str]:
    """No cell that begins like a formula, whatever stands before its first sign, but for numbers."""
    text = content.decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text, newline="")):
        for cell in line:
            if _bare(cell)[:1] in tuple(ACTS) and not NUMBER.match(cell):
                yield f"a cell {cell[:40]!r}"


def _bare(cell: str) -> str:
    """The cell from its first sign that one sees."""
    at = next((at for at, sign in enumerate(cell) if unicodedata.category(sign)[0] not in "CZ"), len(cell))
    return cell[at:]


def screen(text: str) -> list[str]:
    """What would act on a terminal or turn its text around; colours of our own are none of it."""
    return [f"on screen: {one}" for one in _signs(COLOURS.sub("", text), "\n")]


def _signs(text: str, allowed: str) -> Iterator[str]:
    odd = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs") and sign not in allowed}
    odd |= set(STEERING.findall(text))
    yield from (f"U+{ord(sign):04X}" for sign in sorted(odd))
