"""The file of a Word document: the same parts always give the same bytes, with no date and nobody's name in it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.oxml.ns import qn

OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name."""
OF_A_PERSON = (
    "dcterms:created",
    "dcterms:modified",
    "cp:lastModifiedBy",
    "dc:creator",
    "cp:revision",
    "dc:description",
)


def named(document: Document, title: str, subtitle: str) -> None:
    """The document's properties: its title, and nothing of who and when."""
    properties = document.core_properties
    for name in OF_A_PERSON:
        for old in properties._element.findall(qn(name)):
            properties._element.remove(old)
    properties.title, properties.subject = title[:255], subtitle[:255]


def packed(document: Document) -> bytes:
    """The document as a file."""
    written, again = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as parts, ZipFile(again, "w", ZIP_DEFLATED) as archive:
        for part in parts.infolist():
            entry = ZipInfo(part.filename, OLDEST)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, parts.read(part))
    return again.getvalue()
