"""A drawing on a slide: as large as there is room for, with words for those who do not see it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from regroup.extras import needed
from regroup.formats import pixels
from regroup.formats.slide_blocks import ROOM, described
from regroup.formats.slide_page import LEFT, TOP, WITHIN
from regroup.paper.base import Picture

if TYPE_CHECKING:
    from pptx.slide import Slide as Page

LARGEST = 1.5
"""Of the size that the drawing says, at 96 pixels an inch: a small one is not blown up to fill the slide."""


def add_picture(page: Page, picture: Picture) -> None:
    """In the middle of the slide; its caption and its words are read in place of it."""
    image = pixels.png(picture)
    wide, tall = (side / pixels.ZOOM / 96 for side in pixels.size(image))
    scale = min(WITHIN / wide, ROOM / tall, LARGEST)
    left = LEFT + (WITHIN - wide * scale) / 2
    inches = needed("pptx.util", "report").Inches
    where = (inches(inch) for inch in (left, TOP, wide * scale, tall * scale))
    described(page.shapes.add_picture(io.BytesIO(image), *where), picture.key, f"{picture.caption}. {picture.alt}")
