"""Certificates as JSON: whole numbers in lists, nothing else, and no more of them than a limit."""

from __future__ import annotations

from typing import Any

from regroup.certificate.base import MOST_NUMBERS, Certificate, Kind, Part

LARGEST = 2**200
"""No number in a certificate is so large, of either sign."""


def to_json(certificate: Certificate) -> dict[str, Any]:
    """What `from_json` reads."""
    return {"scale": certificate.scale, "parts": [_part(part) for part in certificate.parts]}


def _part(part: Part) -> dict[str, Any]:
    kinds = [
        {
            "areas": list(kind.areas),
            "value": kind.value,
            "shares": list(kind.shares),
            "columns": [list(column) for column in kind.columns],
        }
        for kind in part.kinds
    ]
    return {"least": part.least, "most": part.most, "prices": list(part.prices), "kinds": kinds}


def from_json(content: object, most: int = MOST_NUMBERS) -> Certificate:
    """The certificate that `to_json` wrote.

    Args:
        most: numbers that it may have.

    Raises:
        ValueError: it is nothing that `to_json` writes, or too large.
    """
    return _Reader(most).certificate(content)


class _Reader:
    def __init__(self, most: int) -> None:
        self._left = most

    def certificate(self, content: object) -> Certificate:
        scale, parts = _values(content, "scale", "parts")
        return Certificate(self._whole(scale), tuple(self._part(part) for part in _list(parts)))

    def _part(self, content: object) -> Part:
        least, most, prices, kinds = _values(content, "least", "most", "prices", "kinds")
        made = tuple(self._kind(kind) for kind in _list(kinds))
        return Part(self._whole(least), self._whole(most), self._wholes(prices), made)

    def _kind(self, content: object) -> Kind:
        areas, value, shares, columns = _values(content, "areas", "value", "shares", "columns")
        made = tuple(self._wholes(column) for column in _list(columns))
        return Kind(self._wholes(areas), self._whole(value), self._wholes(shares), made)

    def _wholes(self, content: object) -> tuple[int, ...]:
        return tuple(self._whole(value) for value in _list(content))

    def _whole(self, value: object) -> int:
        self._left -= 1
        if self._left < 0:
            raise ValueError("too large for a certificate")
        if not isinstance(value, int) or isinstance(value, bool) or not -LARGEST < value < LARGEST:
            raise ValueError(f"not a whole number of a certificate: {str(value)[:80]}")
        return value


def _values(content: object, *names: str) -> list[object]:
    if not isinstance(content, dict) or set(content) != set(names):
        raise ValueError(f"not {', '.join(names)}: {str(content)[:80]}")
    return [content[name] for name in names]


def _list(content: object) -> list[object]:
    if not isinstance(content, list):
        raise ValueError(f"not a list: {str(content)[:80]}")
    return content
