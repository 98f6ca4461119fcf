"""A drawing: shapes and words put down one by one, everything escaped, and written as one SVG element."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

FONT = "font-family=\"system-ui, 'Segoe UI', Arial, 'DejaVu Sans', sans-serif\""
INK, SOFT, LINE, GROUND = "#1b1f24", "#555d66", "#c9ced4", "#ffffff"
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a7d00", "#4d4d4d")
"""Told apart by the colour-blind (Okabe and Ito, 2008; yellow and black made darker and lighter to show on white)."""
NARROW, WIDE = frozenset("fijlrtI.,:;!'|()[]/- "), frozenset("mwMW@%—…→")
"""Letters that are much narrower and much wider than others."""
FEWEST_LETTERS = 4
"""Of a part of a word that is broken."""
BOLD = 1.15
"""Width of heavy letters beside plain ones, in the widest of the common typefaces."""
_BREAKS = re.compile(r"[^\s-]*-+(?=\w)|\S+\s*")
"""Words with the space after them; a hyphen within a word ends a part of it."""


def colour(at: int) -> str:
    """One of the eight colours; letters tell areas apart where there are more."""
    return COLOURS[at % len(COLOURS)]


def letter(at: int) -> str:
    """A, B … Z, AA, AB …: the sign that goes with a colour."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def width_of(text: str, size: float) -> float:
    """About how wide a text is; a little more than in common typefaces, so that nothing is cut off."""
    return size * sum(map(_wide, text))


def _wide(letter: str) -> float:
    """Width of a letter beside the size of the type: Arial's, and a tenth more."""
    if letter in NARROW:
        return 0.36
    return 0.95 if letter in WIDE else 0.74 if letter.isupper() else 0.6


def shortened(text: str, room: float, size: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    if width_of(text, size) <= room:
        return text
    kept = text
    while len(kept) > 1 and width_of(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _parts(word: str, room: float, size: float) -> list[str]:
    """A word that is wider than the room, in two or more parts with a hyphen; else as it is."""
    whole = word.rstrip()
    if width_of(whole, size) <= room or len(whole) <= 2 * FEWEST_LETTERS:
        return [word]
    kept = len(whole) - FEWEST_LETTERS
    while kept > FEWEST_LETTERS and width_of(f"{whole[:kept]}-", size) > room:
        kept -= 1
    return [f"{whole[:kept]}-", *_parts(word[kept:], room, size)]


def wrapped(text: str, room: float, size: float, most: int = 3) -> list[str]:
    """The text on as few lines as the room allows; the last is cut where they do not do."""
    lines: list[str] = []
    for word in (part for found in _BREAKS.findall(text) for part in _parts(found, room, size)):
        if lines and width_of(f"{lines[-1]}{word}".rstrip(), size) <= room:
            lines[-1] += word
        else:
            lines.append(word)
    lines = [line.strip() for line in lines]
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = shortened(" ".join(lines[most - 1 :]), room, size)
    return [shortened(line, room, size) for line in kept]


class Drawing:
    """An SVG drawing in the making; lengths are pixels, from the upper left.

    Args:
        width, height: of the whole.
        title, about: read aloud in place of the drawing.
    """

    def __init__(self, width: float, height: float, title: str, about: str) -> None:
        self.width, self.height = width, height
        self._title, self._about = title, about
        self._parts: list[str] = []

    def box(self, x: float, y: float, width: float, height: float, **look: object) -> None:
        """A rectangle; ``hint`` is shown when it is pointed at."""
        self._put("rect", {"x": x, "y": y, "width": max(0, width), "height": max(0, height)}, look)

    def line(self, x: float, y: float, to_x: float, to_y: float, **look: object) -> None:
        """A straight line."""
        self._put("line", {"x1": x, "y1": y, "x2": to_x, "y2": to_y}, {"stroke": SOFT, **look})

    def circle(self, x: float, y: float, radius: float, **look: object) -> None:
        """A circle."""
        self._put("circle", {"cx": x, "cy": y, "r": radius}, look)

    def path(self, steps: str, **look: object) -> None:
        """A path in SVG's own letters; ours, never from a file."""
        self._put("path", {"d": steps}, look)

    def text(self, x: float, y: float, words: str, size: float = 13, **look: object) -> None:
        """One line of text; ``anchor`` is start, middle or end."""
        anchor = look.pop("anchor", "start")
        place = {"x": x, "y": y, "font-size": size, "text-anchor": anchor}
        self._parts.append(f"<text{_attributes({**place, 'fill': INK, **look})}>{escape(words)}</text>")

    def lines(self, x: float, y: float, texts: Sequence[str], size: float = 13, **look: object) -> None:
        """Lines of text, one under the other."""
        for at, words in enumerate(texts):
            self.text(x, y + at * size * 1.25, words, size, **look)

    def svg(self) -> str:
        """The whole element."""
        size = f'viewBox="0 0 {_number(self.width)} {_number(self.height)}"'
        size += f' width="{_number(self.width)}" height="{_number(self.height)}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {FONT} aria-label="{escape(self._title)}">'
        said = f"<title>{escape(self._title)}</title><desc>{escape(self._about)}</desc>"
        ground = f'<rect width="100%" height="100%" fill="{GROUND}"/>'
        return "\n".join([head + said, ground, *self._parts, "</svg>"])

    def _put(self, name: str, place: dict[str, object], look: dict[str, object]) -> None:
        hint = look.pop("hint", "")
        inside = f"<title>{escape(str(hint))}</title>" if hint else ""
        self._parts.append(f"<{name}{_attributes({**place, **look})}>{inside}</{name}>")


def _attributes(given: dict[str, object]) -> str:
    written = ((name.replace("_", "-"), _number(value)) for name, value in given.items())
    return "".join(f' {name}="{escape(value)}"' for name, value in written)


def _number(value: object) -> str:
    """At most one decimal, and none where there is none; other values as they are."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:.1f}".removesuffix(".0")
