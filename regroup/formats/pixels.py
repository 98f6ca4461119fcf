"""A picture as PNG, for formats that cannot hold SVG; the words in it need no typeface of the machine."""

from __future__ import annotations

import re
from functools import lru_cache

from regroup.extras import needed
from regroup.formats.typeface import FAMILY, folder, in_our_typeface
from regroup.paper.base import Picture

ZOOM = 2.0
"""Dots for each pixel of the drawing: sharp on paper."""
MOST_KEPT = 128
"""Drawings that are kept, as several formats of one document hold the same; some 100 kB each."""

_OURS = re.compile("[\x00-\u058f\u1e00-\u2bff\ufffd]*")
"""Letters that our typeface has; where there are others, those of the machine are asked too."""


def png(picture: Picture) -> bytes:
    """The drawing, twice as large as it says.

    Raises:
        InputError: the ``report`` extra is not installed.
    """
    return _drawn(in_our_typeface(picture.svg), ZOOM)


@lru_cache(MOST_KEPT)
def _drawn(svg: str, zoom: float) -> bytes:
    resvg = needed("resvg_py", "report")
    with folder() as files:
        drawn: bytes = resvg.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            skip_system_fonts=_OURS.fullmatch(svg) is not None,
            font_dirs=[str(files)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    return drawn


def size(image: bytes) -> tuple[int, int]:
    """Width and height in dots, as the head of a PNG says (section 11.2.2 of its specification)."""
    return int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")
