"""Results, plans and studies in JSON that were changed, and tables named from elsewhere. Items 39, 103–109, 129."""

from __future__ import annotations

import copy
import functools
import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.hostility.base import Case, of
from tests.hostility.texts import PAYLOADS
from tests.read.files import PAIRS, TOP, UNITS
from tests.result_cases import at_once, random_problem

VALUES: list[Any] = [None, True, -1, 0, 10**30, 1e308, "x", "", [], {}, [[]], {"a": 1}, "\u202e", "\x1b[31m", 0.5]
"""What is put in the place of every part of a result, by turns."""
RAW: dict[str, Callable[[], str]] = {
    "empty": lambda: "",
    "blank": lambda: " \n ",
    "only a byte order mark": lambda: "\ufeff",
    "129 100 000 lists": lambda: "[" * 100_000,
    "129 100 000 objects": lambda: '{"a":' * 100_000,
    "129 key twice": lambda: '{"kind": "result", "kind": "result"}',
    "129 NaN": lambda: '{"kind": "result", "points": NaN}',
    "129 Infinity": lambda: '{"kind": "result", "points": -Infinity}',
    "129 1e999": lambda: '{"kind": "result", "points": 1e999}',
    "129 number of 10 000 digits": lambda: '{"kind": "result", "points": ' + "1" * 10_000 + "}",
    "39 lone surrogate": lambda: '{"kind": "result", "name": "\\ud800", "plan": {"\\ud800": "\\udfff"}}',
    "a list": lambda: "[]",
    "a text": lambda: '"result"',
    "null": lambda: "null",
    "a number": lambda: "5",
    "cut off": lambda: '{"kind": "result", ',
    "two objects": lambda: "{} {}",
    "comma at the end": lambda: '{"kind": "result",}',
    "comments": lambda: '{"kind": "result" /* x */}',
    "single quotation marks": lambda: "{'kind': 'result'}",
    "kind of another type": lambda: '{"kind": ["result"]}',
    "kind that nobody knows": lambda: '{"kind": "resultat"}',
    "112 newer form": lambda: '{"kind": "result", "schema_version": 99}',
    "112 form as text": lambda: '{"kind": "result", "schema_version": "1.0"}',
    "112 form of 30 digits": lambda: '{"kind": "result", "schema_version": ' + "9" * 30 + "}",
    "a million keys": lambda: "{" + ",".join(f'"k{n}":1' for n in range(900_000)) + "}",
    "a text of ten million": lambda: '{"kind": "' + "x" * 10_000_000 + '"}',
    "a plan of a million": lambda: '{"plan": {' + ",".join(f'"u{n}":"a"' for n in range(500_000)) + "}}",
}
TABLES = [
    "../u.csv", "/etc/passwd", "/etc/passwd.csv", "..\\u.csv", "~/u.csv", "file:///etc/x.csv", "C:x.csv",
    "\\\\host\\x.csv", "./u.csv", "a/../u.csv", "a//u.csv", "u.toml", "u", "", " ", ".", "..", "u.csv\0", "u.csv\n",
    "x" * 300 + ".csv",
    "y/" * 3000 + "u.csv", "link.csv", "linked/u.csv", "pipe.csv", "folder.csv", "\x1b[31m.csv", "\u202e.csv",
    "CON.csv", "/dev/zero", "/proc/self/environ", "$(id).csv", "u.csv;id", "f.toml",
]  # fmt: skip


@functools.cache
def result() -> dict[str, Any]:
    """A right result, as small as there are."""
    return next(found for seed in range(50) if (found := at_once(random_problem(seed, 4)))["plan"] is not None)


def cases() -> Iterator[Case]:
    """All of them."""
    for name, make in RAW.items():
        for kind in ("result", "told", "planjson"):
            yield of(kind, name, lambda make=make: make().encode(), refused=True)  # type: ignore[misc]
    yield of("result", "a right result", json.dumps(result()), refused=False)
    yield from _parts()
    yield from _texts()
    for name in TABLES:
        yield _table(name)


def _parts() -> Iterator[Case]:
    """A result with one part replaced: the top, and a sample of what is below."""
    at = random.Random(5)
    every = list(_paths(result()))
    top = [path for path in every if len(path) == 1]
    below = at.sample([path for path in every if len(path) > 1], 160)
    for number, path in enumerate([*top, *below]):
        changed: Any = copy.deepcopy(result())
        here = changed
        for part in path[:-1]:
            here = here[part]
        value = VALUES[number % len(VALUES)]
        here[path[-1]] = value
        where = ".".join(map(str, path))
        yield of("result", f"{where} = {str(value)[:10]!r}", json.dumps(changed))
        if number % 3 == 0:
            del here[path[-1]]
            yield of("result", f"without {where}", json.dumps(changed))


def _texts() -> Iterator[Case]:
    for name, text in PAYLOADS.items():
        changed = json.loads(json.dumps(result()))
        changed["inputs"]["scenario"]["units"][0]["name"] = text
        yield of("result", f"{name} as the name of a unit", json.dumps(changed))
        changed = json.loads(json.dumps(result()))
        changed["name"] = changed["status"] = text
        yield of("result", f"{name} as the status", json.dumps(changed))
        plan = {"areas": {text: ["skole"], "oppvekst": [text]}}
        yield of("planjson", f"{name} as unit and area", json.dumps(plan), refused=True)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in below:
        yield from _paths(inside, (*path, key))


def _table(name: str) -> Case:
    """103 to 107: a table that is named in a way that leads elsewhere."""
    top = TOP.replace('"u.csv"', json.dumps(name))
    files = {"f.toml": top.encode(), "s.csv": PAIRS.encode()}
    return Case(f"106 table {name[:30]!r}", "table", files, refused=True, prepare=_around)


def _around(folder: Path) -> None:
    (folder / "outside").mkdir()
    (folder / "outside" / "u.csv").write_text(UNITS, encoding="utf-8")
    (folder / "link.csv").symlink_to("outside/u.csv")
    (folder / "linked").symlink_to("outside")
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe.csv")
