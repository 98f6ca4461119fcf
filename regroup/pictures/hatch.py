"""Hatching: what tells areas of a picture apart where there is no colour to see."""

from __future__ import annotations

from regroup.pictures.base import SOFT, Drawing

STEP = 5.0


def hatched(drawing: Drawing, x: float, y: float, width: float, height: float, **look: object) -> None:
    """Slanting lines within a rectangle; ``hint`` is shown when it is pointed at."""
    hint = look.pop("hint", "")
    frame: dict[str, object] = {"fill": look.pop("fill", "#ffffff"), **({"hint": hint} if hint else {})}
    drawing.box(x, y, width, height, **frame)
    strokes, offset = [], STEP
    while offset < width + height:
        start_x, start_y = (offset, 0.0) if offset <= width else (width, offset - width)
        end_x, end_y = (0.0, offset) if offset <= height else (offset - height, height)
        strokes.append(f"M{x + start_x:.1f},{y + start_y:.1f}L{x + end_x:.1f},{y + end_y:.1f}")
        offset += STEP
    drawing.path("".join(strokes), **{"stroke": SOFT, "stroke_width": 0.8, "fill": "none", **look})
