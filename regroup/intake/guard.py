"""Looks at a workbook's zip directory and its XML before anything reads it as a workbook.

What could cost memory or time, or lead elsewhere, is refused here: sizes and ratios, entries that overlap or stand
twice, document types and entities.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from regroup.errors import Fault, InputError

MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 40_000_000
"""Bytes of all entries together."""
HIGHEST_RATIO = 250
"""Of unpacked to packed bytes, for entries over `SMALL`."""
SMALL = 1_000_000
_HEADER = 30
_END = b"PK\x05\x06"
_XML = (".xml", ".rels")
_OTHER_LETTERS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x4c\x6f\xa7")

Parts = Mapping[str, bytes]


def checked_parts(content: bytes, name: str) -> Parts:
    """The XML of a zipped workbook, by path within it.

    Raises:
        InputError: not a whole zip file, or one that does not look like what a spreadsheet program writes.
    """
    if _entries(content) > MOST_ENTRIES:
        raise refusal("sheet_zip_entries", name, count=_entries(content), allowed=MOST_ENTRIES)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive.infolist(), name)
            parts = {info.filename: archive.read(info) for info in archive.infolist() if info.filename.endswith(_XML)}
    except InputError:
        raise
    except Exception as error:  # zipfile raises many kinds for broken files
        raise refusal("sheet_broken", name) from error
    for part, text in parts.items():
        _check_xml(part, text, name)
    return parts


def refusal(code: str, name: str, **values: object) -> InputError:
    """The one fault of a file as a whole."""
    return InputError([Fault(code, {"file": name, **values})])


def _entries(content: bytes) -> int:
    """How many entries the end of the file says there are; 65,535 where there are as many or more."""
    at = content.rfind(_END)
    return int.from_bytes(content[at + 10 : at + 12], "little") if at >= 0 else 0


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MOST_ENTRIES:
        raise refusal("sheet_zip_entries", name, count=len(entries), allowed=MOST_ENTRIES)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal("sheet_encrypted", name)
    if len({entry.filename for entry in entries}) < len(entries) or _overlap(entries):
        raise refusal("sheet_zip_overlap", name)
    size = sum(entry.file_size for entry in entries)
    large = [entry for entry in entries if entry.file_size > SMALL]
    worst = max((entry.file_size // max(1, entry.compress_size) for entry in large), default=0)
    if size > LARGEST_UNPACKED or worst > HIGHEST_RATIO:
        raise refusal("sheet_zip_large", name, size=size, allowed=LARGEST_UNPACKED)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    ends = [entry.header_offset + _HEADER + entry.compress_size for entry in ordered]
    return any(end > entry.header_offset for end, entry in zip(ends, ordered[1:], strict=False))


def _check_xml(part: str, text: bytes, name: str) -> None:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise refusal("sheet_entities", name, part=part[:60])
    if text.startswith(_OTHER_LETTERS):
        raise refusal("sheet_broken", name)
