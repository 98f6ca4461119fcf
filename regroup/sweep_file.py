"""What a sweep file holds: which scenarios and models, which values are tried, and which combinations."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainValidator, PrivateAttr, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from regroup.errors import Place
from regroup.facts import Bilingual
from regroup.fields import Frozen, Many, Name, Number, Text, exact_number, shown
from regroup.instance import Origin

MOST_RUNS = 1_000_000
MOST_VALUES = 100_000
"""Of one axis."""
Whole = Annotated[int, Field(ge=0, le=2**31 - 1)]
FromFile = str | int | bool | Decimal


def _axis_value(value: object) -> FromFile:
    """A text, a number or true/false."""
    if isinstance(value, bool | str):
        return value
    if not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("not_an_axis_value", "not a value of an axis", {"found": shown(value)})
    return as_written(Decimal(repr(value)) if isinstance(value, float) else value)


def as_written(value: int | Decimal) -> int | Decimal:
    """A number within the usual limits; a whole one as an integer.

    Raises:
        PydanticCustomError: not finite, too large or too fine.
    """
    exact_number(value)
    return int(value) if value == int(value) else Decimal(value)


_VALUE_SCHEMA = {"anyOf": [{"type": "number"}, {"type": "string"}, {"type": "boolean"}]}
AxisValue = Annotated[FromFile, PlainValidator(_axis_value), WithJsonSchema(_VALUE_SCHEMA)]
_NUMBER_SCHEMA = WithJsonSchema({"type": "number"})


def _number(value: object) -> int | Decimal:
    found = _axis_value(value)
    if isinstance(found, bool | str):
        raise PydanticCustomError("not_a_number", "not a number", {"found": shown(value)})
    return found if isinstance(value, int | float) else Decimal(str(value))


AsWritten = Annotated[int | Decimal, PlainValidator(_number), _NUMBER_SCHEMA]
"""A number that remembers with how many decimals it was written."""
Names = Annotated[
    tuple[Name, ...], BeforeValidator(lambda value: tuple(value) if isinstance(value, list | tuple) else (value,))
]
"""One name or a list of them."""
_NAMES_SCHEMA = WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})


class Range(Frozen):
    """Numbers from one to another in equal steps, both ends among them."""

    first: AsWritten = Field(alias="from")
    last: AsWritten = Field(alias="to")
    step: AsWritten


class Sample(Frozen):
    """Numbers drawn evenly between two, with as many decimals as those are written with.

    Attributes:
        low, high: the ends.
        count: how many are drawn.
        method: each by itself, or one in each of ``count`` equal parts, in random order (McKay, Beckman and Conover
            1979): zipped axes drawn so are a Latin hypercube.
        seed: of the draws; another key draws other numbers with the same seed.
    """

    low: AsWritten
    high: AsWritten
    count: Annotated[int, Field(ge=1, le=MOST_VALUES)]
    method: Literal["random", "latin_hypercube"] = "random"
    seed: Whole = 1


class Axis(Frozen):
    """One thing that is changed from run to run; exactly one of ``values`` to ``sample`` says to what.

    Attributes:
        key: ``scenario.…``, ``model.…`` or ``search.…`` with the dotted name of a value; or ``scenario`` or ``model``
            for whole files; or ``draw``, the number of a draw.
        values: a list.
        range: equal steps.
        files: files that match a pattern, seen from the sweep file's folder.
        draws: so many draws of the sizes that are uncertain.
        sample: numbers drawn at random.
        zip: axes with the same word here go in step; all others are crossed.
        why: what the axis is to show.
    """

    key: Name
    values: Many[AxisValue] | None = None
    range: Range | None = None
    files: Name | None = None
    draws: Annotated[int, Field(ge=1, le=MOST_VALUES)] | None = None
    sample: Sample | None = None
    zip: Name | None = None
    why: Text

    @model_validator(mode="after")
    def _one_of(self) -> Axis:
        given = [kind for kind in ("values", "range", "files", "draws", "sample") if getattr(self, kind) is not None]
        if len(given) != 1:
            raise PydanticCustomError("axis_one_of", "one of", {"given": ", ".join(given) or "–"})
        return self


class Filter(Frozen):
    """Which combinations are run: those that fulfil ``keep``, and not ``drop``."""

    keep: Text | None = None
    drop: Text | None = None
    why: Text

    @model_validator(mode="after")
    def _one_of_two(self) -> Filter:
        if (self.keep is None) == (self.drop is None):
            raise PydanticCustomError("keep_or_drop", "keep or drop", {})
        return self


class Search(Frozen):
    """How each run searches; see `regroup.params.Params`. Wall time has no say, so that runs can be repeated."""

    work: Number | None = None
    gap: Number | None = None
    seed: Whole | None = None


class SweepFile(Frozen):
    """What a sweep file holds.

    Attributes:
        name: of the sweep and of its file.
        title: one line in both languages.
        why: what it is to show.
        scenario, scenarios: names, paths from the sweep file's folder, or patterns with ``*``.
        model, models: the same; each scenario's own where absent.
        search: settings of all runs.
        axes: what is changed.
        filters: which combinations are run.
        limit: more runs than this are refused.
    """

    schema_version: Literal[1] = Field(alias="schema")
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
    title: Bilingual
    why: Text
    scenario: Annotated[Names, _NAMES_SCHEMA] | None = None
    scenarios: Annotated[Names, _NAMES_SCHEMA] | None = None
    model: Annotated[Names, _NAMES_SCHEMA] | None = None
    models: Annotated[Names, _NAMES_SCHEMA] | None = None
    search: Search = Search()
    axes: Many[Axis] = ()
    filters: Many[Filter] = ()
    limit: Annotated[int, Field(ge=1, le=MOST_RUNS)] = 100_000

    _origin: Origin | None = PrivateAttr(default=None)

    def located(self, origin: Origin) -> Self:
        """The same, knowing where in a file each part of it stands."""
        self._origin = origin
        return self

    def place(self, *key: str | int) -> Place | None:
        """Where the value under ``key`` stands; None for one made in Python."""
        return self._origin.place(*key) if self._origin else None


__all__ = ["Axis", "Filter", "FromFile", "Range", "Sample", "Search", "SweepFile", "as_written"]
