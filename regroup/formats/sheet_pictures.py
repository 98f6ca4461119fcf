"""The drawings of a document on one sheet, one under the other, each under its caption."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from regroup.formats import pixels
from regroup.formats.plain import in_one_line
from regroup.formats.sheet_table import BACK, CAPTION, HEAD, Look, link_to
from regroup.paper.base import Picture

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ROW = 20
"""Pixels of a row that nobody has made higher."""
PAGE = 1.25
"""Height of the room on a page beside its width, less a caption."""
FIXED = 3
"""The drawing keeps its size and place when rows and columns change."""


def add_pictures(sheet: Worksheet, look: Look, pictures: Sequence[Picture], title: str, back: tuple[str, str]) -> None:
    """Fills the sheet; ``back`` is the name of the first sheet, and the words of the link to it."""
    sheet.write_string(CAPTION, 0, in_one_line(title), look(bold=True, font_size=14))
    link_to(sheet, look, (BACK, 0), *back)
    at, starts = HEAD, list[int]()
    images = [pixels.png(picture) for picture in pictures]
    tallest = PAGE * max((pixels.size(image)[0] for image in images), default=0) / pixels.ZOOM
    for picture, image in zip(pictures, images, strict=True):
        starts.append(at)
        caption = in_one_line(picture.caption)
        sheet.write_string(at, 0, caption, look(bold=True, **({"quote_prefix": True} if caption[:1] in "=+-@" else {})))
        scale = min(1 / pixels.ZOOM, tallest / pixels.size(image)[1])
        options = {"image_data": io.BytesIO(image), "x_scale": scale, "y_scale": scale, "object_position": FIXED}
        words = in_one_line(f"{picture.caption}. {picture.alt}", 1_500)
        sheet.insert_image(at + 1, 0, f"{picture.key}.png", options | {"description": words})
        at += 3 + int(pixels.size(image)[1] * scale / ROW) + 1
    sheet.set_h_pagebreaks(starts[1:])  # none is cut in two on paper
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
