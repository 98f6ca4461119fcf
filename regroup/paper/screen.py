"""What a document may say of sizes: everything, or what the public may read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from regroup.data_warnings import PEOPLE
from regroup.hiding.base import Group

_PEOPLE = "|".join(
    sorted({*set().union(*PEOPLE.values()), "ansatt", "person", "stilling", "employee", "position"}, key=len)[::-1]
)
_SPELLED = {"en": 1, "én": 1, "ett": 1, "to": 2, "tre": 3, "fire": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_NUMBER = rf"(?:\d+(?:[.,]\d+)?|\b(?:{'|'.join(_SPELLED)})\b)"
COUNT = re.compile(
    rf"(?<![\d.,])({_NUMBER})(?:(\s*(?:–|-|til|to|eller|or)\s*)({_NUMBER}))?(?=[~*]?\s*(?:{_PEOPLE})\b)", re.IGNORECASE
)
"""«3 årsverk», «3–4 ansatte», "three employees": a count of people in running text."""


class Hidden(Enum):
    """A size that is not told."""

    HIDDEN = ":"


@dataclass(frozen=True, slots=True)
class Screen:
    """What is kept from the public.

    Attributes:
        below: counts of people below this are hidden.
        hidden: per measure, the units and sums that are not told.
        shown: per measure, those that were weighed and may be told; any other sum is hidden, None before the weighing.
        numbers: sizes of the hidden units, which running text may not tell either.
    """

    below: int
    hidden: Mapping[str, frozenset[Group]]
    shown: Mapping[str, frozenset[Group]] | None = None
    numbers: frozenset[Fraction] = frozenset()

    def hides(self, measure: str, units: Collection[str]) -> bool:
        """Whether the size of some units together is not told."""
        group = frozenset(units)
        if not group or not self.hidden.get(measure):
            return False
        return group in self.hidden[measure] or (self.shown is not None and group not in self.shown[measure])

    def hides_any(self, measure: str, groups: Iterable[Collection[str]]) -> bool:
        """Whether a figure that is worked out from several sums would tell of a hidden one."""
        return any(self.hides(measure, group) for group in groups)

    def cleared(self, text: str, *, quoted: bool = False) -> str:
        """The text with counts of few people taken out; in a quotation, the sizes of hidden units besides."""

        def instead(found: re.Match[str]) -> str:
            counts = [_value(found[part]) for part in (1, 3) if found[part]]
            told = any(0 < count < self.below or (quoted and count in self.numbers) for count in counts)
            return Hidden.HIDDEN.value if told else found[0]

        return COUNT.sub(instead, text)


def _value(words: str) -> Fraction:
    spelled = _SPELLED.get(words.casefold())
    return Fraction(words.replace(",", ".")) if spelled is None else Fraction(spelled)
