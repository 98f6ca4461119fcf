"""The key of a run: what decides its answer, hashed. Two runs with one key are one run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from fractions import Fraction
from hashlib import sha256

from regroup.params import Params
from regroup.provenance import versions
from regroup.sweep.base import Value
from regroup.sweep.content import Content, canonical, canonical_text


def run_key(
    scenario: Content,
    model: Content,
    changes: Iterable[tuple[str, str]],
    settings: Iterable[tuple[str, Value]],
    draw: int | None,
) -> str:
    """64 hexadecimal digits. A change to what the file says anyway does not count, nor does the order of changes.

    Raises:
        InputError: a change names something that is not there.
    """
    told = {
        "scenario": scenario.digest,
        "model": model.digest,
        "changes": sorted(_effective(scenario, model, changes)),
        "settings": _DEFAULTS | dict(settings),
        "draw": draw,
        "version": _VERSION,
    }
    return sha256(canonical(told).encode()).hexdigest()


def _effective(scenario: Content, model: Content, changes: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, text in changes:
        table, _, below = name.partition(".")
        content = scenario if table == "scenario" else model
        path = content.path(below)
        if not content.says(path, text):
            yield canonical((table, *path)), canonical_text(text)


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Fraction) else value


_DEFAULTS = {
    field.name: _plain(getattr(Params(second_opinion=False), field.name))
    for field in fields(Params)
    if field.name != "threads"  # no answer depends on it
}
_VERSION = versions()["regroup"]
