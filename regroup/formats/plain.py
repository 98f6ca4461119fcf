"""Words as office files can hold them: XML forbids most control characters, and a file that has one does not open."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2) does not allow or advises against, and the return that it would change to a new line."""
STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of the text around them (Unicode, annex 9)."""
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
STACKED = re.compile(f"({_MARKS}{{4}}){_MARKS}+")
"""More marks on one letter than any language has."""
SHOWN = "\ufffd"


def clean(text: str, most: int = 32_000) -> str:
    """The text with what is forbidden or steers shown as one sign, at most ``most`` characters of it."""
    lines = text[: 4 * most].replace("\r\n", "\n").replace("\t", " ")
    return shortened(STACKED.sub(r"\1", STEERING.sub(SHOWN, FORBIDDEN.sub(SHOWN, lines))), most)


def in_one_line(text: str, most: int = 32_000) -> str:
    """As `clean`, without new lines."""
    return clean(text.replace("\n", " "), most)


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it is longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
