"""What a scenario or model file holds, parsed once in a process, and the hash of it that comments do not change."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

from regroup.instance import Key
from regroup.model import Model
from regroup.read.model import model_of, parse_model
from regroup.read.override import value_at, where
from regroup.read.parsed import Parsed
from regroup.read.scenario import parse_scenario, scenario_of
from regroup.read.toml import value_of
from regroup.scenario import Scenario
from regroup.sweep.files import Kind

MOST_KEPT = 128
"""Files kept parsed at a time."""


@dataclass(frozen=True, eq=False)
class Content:
    """One file.

    Attributes:
        kind: of the file.
        parsed: what it holds, not yet checked.
    """

    kind: Kind
    parsed: Parsed
    _paths: dict[str, Key] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the plain values, in one order of keys: spaces, comments and the file's name do not count."""
        return sha256(canonical(self.parsed.data).encode()).hexdigest()

    @cached_property
    def checked(self) -> Scenario | Model:
        """The scenario or model itself, as the file has it.

        Raises:
            InputError: all that is wrong with it.
        """
        return self.changed(())

    def changed(self, changes: Iterable[str]) -> Scenario | Model:
        """The same with changes such as ``terms.synergy.weight=5``.

        Raises:
            InputError: all that is wrong with it then.
        """
        parsed = self.parsed.changed(changes)
        return scenario_of(parsed) if self.kind == "scenario" else model_of(parsed)

    def path(self, name: str) -> Key:
        """Where a dotted name stands in it; names are looked up once.

        Raises:
            InputError: it names something that is not there.
        """
        if name not in self._paths:
            self._paths[name] = where(name, self.parsed.data)
        return self._paths[name]

    def says(self, path: Key, text: str) -> bool:
        """Whether the file itself has the value ``text`` under ``path``."""
        return canonical(value_at(path, self.parsed.data)) == canonical_text(text)


def content(kind: Kind, reference: str) -> Content:
    """The content of a file, from memory where it was read before.

    Raises:
        InputError: it cannot be read, or is not TOML.
    """
    return _scenario(reference) if kind == "scenario" else _model(reference)


def forget() -> None:
    """Files are read anew from here on."""
    _scenario.cache_clear()
    _model.cache_clear()


@lru_cache(MOST_KEPT)
def _scenario(reference: str) -> Content:
    found = Content("scenario", parse_scenario(reference))
    found.checked  # noqa: B018 - said now, not when the first run begins
    return found


@lru_cache(MOST_KEPT)
def _model(reference: str) -> Content:
    found = Content("model", parse_model(reference))
    found.checked  # noqa: B018 - said now, not when the first run begins
    return found


@lru_cache(10_000)
def canonical_text(text: str) -> str:
    """A TOML value in the same form as `canonical`."""
    return canonical(value_of(text))


def canonical(value: Any) -> str:
    """Plain values as one text: equal values give equal texts, 1 and 1.0 as well."""
    return json.dumps(_plain(value), ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(below) for below in value]
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else {"": f"{value.normalize():f}"}
    if isinstance(value, datetime.date | datetime.time):
        return {"": value.isoformat()}
    return value
