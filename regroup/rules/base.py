"""What every rule is: fields read from a file, a plain check, and its lowering to the core."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from regroup.errors import Fault, Place
from regroup.fields import Amount, Frozen, Share, Text
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.text import LANGUAGES, NO_BREAK_SPACE, Words, number, percent
from regroup.wording import Both, Wording

Locate = Callable[..., Place | None]
"""From a key inside the rule or term (``"units", 1``) to its place in the file."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken at one spot.

    Attributes:
        rule: the rule's id.
        words: what is broken, in both languages.
        units, areas: the ids it concerns.
        why, source: the rule's own.
    """

    rule: str
    words: Words
    units: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    why: str | Both | None = None
    source: str | None = None


class Bound(Frozen):
    """A size: a value in the measure's unit, or a share of the total."""

    value: Amount | None = None
    share: Share | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Bound:
        if (self.value is None) == (self.share is None):
            raise PydanticCustomError("value_or_share", "value or share", {})
        return self

    def size(self, instance: Instance, measure: str) -> Fraction:
        """The bound in the measure's unit."""
        if self.value is not None:
            return self.value
        return (self.share or Fraction(0)) * instance.total(measure)

    def words(self, instance: Instance, measure: str, language: str) -> str:
        """The bound as printed: "150 årsverk" or "10 % (150 årsverk)"."""
        plain = sized(self.size(instance, measure), instance, measure, language)
        return plain if self.share is None else f"{percent(self.share, language, 1)} ({plain})"


class Rule(Frozen):
    """A must. Subclasses name themselves in the field ``rule`` and say where they may stand."""

    why: Wording
    source: Text | None = None

    title: ClassVar[Words]
    in_models: ClassVar[bool] = False
    in_scenarios: ClassVar[bool] = False
    needs_total: ClassVar[bool] = False

    @property
    def id(self) -> str:
        """The rule's name in files."""
        name: str = getattr(self, "rule")  # noqa: B009 - each subclass declares its own literal
        return name

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        """What in this rule does not fit the instance (unknown ids, a measure it lacks)."""
        yield from ()

    @abstractmethod
    def check(self, placement: Placement) -> Iterator[Breach]:
        """Where a plan breaks this rule, by plain reading of its words."""

    @abstractmethod
    def lower(self, core: CoreBuilder) -> None:
        """The same in the core's primitives."""

    @abstractmethod
    def sentence(self, instance: Instance, language: str) -> str:
        """The rule in one sentence, with the names and numbers of the instance."""

    def breach(self, words: Callable[[str], str], *, units: Iterable[str] = (), areas: Iterable[str] = ()) -> Breach:
        """A breach of this rule; ``words`` gives the sentence in a language."""
        both = {language: words(language) for language in LANGUAGES}
        return Breach(self.id, both, tuple(units), tuple(areas), self.why, self.source)


def sized(size: Fraction, instance: Instance, measure: str, language: str) -> str:
    """A size with the measure's unit: "150 årsverk"."""
    return f"{number(size, language)}{NO_BREAK_SPACE}{instance.measures[measure].unit}"


def names(units: Iterable[str], instance: Instance) -> str:
    """Units by name, in quotation marks of the language shared by both."""
    return ", ".join(f"«{instance.unit_of[unit].name}»" for unit in units)


def area_name(area: str, instance: Instance) -> str:
    """An area's or former area's name, quoted."""
    return f"«{instance.area_names[area]}»"
