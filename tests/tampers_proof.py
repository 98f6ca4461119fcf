"""Stored results whose proof, or what is said of it, is changed, and the check that must find it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from regroup.inputs import hash_of

Result = dict[str, Any]
FAR = 10**7


def _price_changed(result: Result, at: random.Random) -> str | None:
    prices = result["certificate"]["parts"][0]["prices"]
    prices[at.randrange(len(prices))] += 1
    return "certificate"


def _price_changed_and_hashed(result: Result, at: random.Random) -> str | None:
    parts = result["certificate"]["parts"]
    prices = parts[0]["prices"]
    prices[at.randrange(len(prices))] -= FAR * result["certificate"]["scale"]
    return _hashed(result)


def _value_lowered(result: Result, at: random.Random) -> str | None:
    for part in result["certificate"]["parts"]:
        for kind in part["kinds"]:
            kind["value"] -= FAR * result["certificate"]["scale"]
    return _hashed(result)


def _column_dropped(result: Result, at: random.Random) -> str | None:
    kinds = [kind for part in result["certificate"]["parts"] for kind in part["kinds"] if kind["columns"]]
    if not kinds:
        return None
    columns = at.choice(kinds)["columns"]
    columns.pop(at.randrange(len(columns)))
    return "certificate"


def _part_dropped(result: Result, at: random.Random) -> str | None:
    result["certificate"]["parts"].pop()
    return _hashed(result)


def _certificate_dropped(result: Result, at: random.Random) -> str | None:
    result["certificate"] = None
    return "certificate"


def _hashed(result: Result) -> str:
    result["proof"]["certificate_sha256"] = hash_of(result["certificate"])
    return "certificate"


def _all_lowered(result: Result, at: random.Random) -> str | None:
    """The bound and the gap tell another story, and so does the record of engines; only the certificate knows."""
    lower = result["bound"] - 1
    result["bound"] = result["points"] = lower
    for engine in result["provenance"]["engines"]:
        engine["bound"] = lower
    return "certificate"


def _assurance_made_up(result: Result, at: random.Random) -> str | None:
    made_up = set(result["assurance"]) ^ {"corroborated"}
    result["assurance"] = sorted(made_up)
    return "record"


def _engine_bound_changed(result: Result, at: random.Random) -> str | None:
    for engine in result["provenance"]["engines"]:
        engine["bound"] = result["bound"] + 1
    return "claim"


def _kind_raised(result: Result, at: random.Random) -> str | None:
    """Proven by nothing that was checked, or by two where one says so."""
    proof = result["proof"]
    proof["kind"] = at.choice([kind for kind in ("proven", "corroborated", "claimed") if kind != proof["kind"]])
    return "record"


def _second_made_up(result: Result, at: random.Random) -> str | None:
    """An engine that agrees with itself."""
    result["proof"]["second"] = result["proof"]["by"]
    return "record"


def _checked_denied(result: Result, at: random.Random) -> str | None:
    result["proof"]["checked"] = not result["proof"]["checked"]
    return "record"


TAMPERS: dict[str, Callable[[Result, random.Random], str | None]] = {
    name.strip("_"): made
    for name, made in list(globals().items())
    if name.startswith("_") and callable(made) and made is not _hashed
}
