"""Words as office files can hold them: XML forbids most control characters, and a file that has one does not open."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2) does not allow or advises against, and the return that it would change to a new line."""
SHOWN = "\ufffd"


def clean(text: str, most: int = 32_000) -> str:
    """The text with what is forbidden shown as one sign, at most ``most`` characters of it, in one line or more."""
    return shortened(FORBIDDEN.sub(SHOWN, text.replace("\r\n", "\n").replace("\t", " ")), most)


def in_one_line(text: str, most: int = 32_000) -> str:
    """As `clean`, without new lines."""
    return clean(text.replace("\n", " "), most)


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it is longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
