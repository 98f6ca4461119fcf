"""A small picture of one area's size against the band: ``████│███▓▓░░····│···``."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from regroup.diagnosis import Band
from regroup.totals import Total

FULL, LIKELY, PERHAPS, EMPTY, BORDER = "█", "▓", "░", "·", "│"


@dataclass(frozen=True, slots=True)
class Scale:
    """How sizes map to characters, the same in all bars of one report.

    Attributes:
        band: its borders are drawn into the bar.
        end: the size at the right end.
        width: characters, the borders among them.
    """

    band: Band
    end: Fraction
    width: int

    def bar(self, total: Total) -> str:
        """Full up to the lowest size, shaded to the likely one, light to the highest."""
        low, likely, high = (self._cells(size) for size in (total.low, total.number, total.high))
        cells = [_shade(cell, low, likely, high) for cell in range(self._room)]
        for border in sorted(self._borders, reverse=True):
            cells.insert(border, BORDER)
        return "".join(cells)

    @property
    def _edges(self) -> list[Fraction]:
        return [edge for edge in (self.band.least, self.band.most) if edge is not None]

    @property
    def _room(self) -> int:
        return self.width - len(self._edges)

    @property
    def _borders(self) -> list[int]:
        """Cells to the left of each border; two at least on each side of one, so that "nearly" can be drawn."""
        borders: list[int] = []
        for edge in self._edges:
            fewest = borders[-1] + 2 if borders else 2
            most = self._room - 2 * (len(self._edges) - len(borders)) + 1
            borders.append(max(fewest, min(most, round(edge * self._room / self.end))))
        return borders

    def _cells(self, size: Fraction) -> int:
        """Cells filled by a size; on the same side of each border as the size itself."""
        filled = round(size * self._room / self.end)
        for edge, border in zip(self._edges, self._borders, strict=True):
            if size < edge:
                filled = min(filled, border - 1)
            elif size > edge:
                filled = max(filled, border + 1)
            else:
                filled = border
        return max(filled, 1 if size else 0)


def scale_for(band: Band, totals: list[Total], width: int) -> Scale | None:
    """A scale on which every size and the whole band fit; None where there is nothing to draw."""
    edges = [edge for edge in (band.least, band.most) if edge is not None]
    end = max([total.high for total in totals] + [edge * Fraction(11, 10) for edge in edges], default=Fraction(0))
    return Scale(band, end, width) if end > 0 and edges else None


def _shade(cell: int, low: int, likely: int, high: int) -> str:
    if cell < low:
        return FULL
    if cell < likely:
        return LIKELY
    return PERHAPS if cell < high else EMPTY
