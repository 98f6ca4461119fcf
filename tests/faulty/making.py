"""Makes files with one fault out of the shipped ones: a line changed, a line lost, a line too many."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faulty.base import Faulty, misspelt

ROOT = Path(__file__).parents[2]
_PAIR = re.compile(r"^([A-Za-z_][\w.]*)(\s*=\s*)(.+)$")
_ID = re.compile(r'"([a-zæøå][a-z0-9æøå_]*)"')
FREE = (
    "strengths",
    "criteria",
    "terms.criteria",
    "stakeholders.criteria",
    "stakeholders.weights",
    "proposals.areas",
    "tables",
)
"""Tables whose keys are names, not keys of the format."""


@dataclass(frozen=True)
class Shipped:
    """A shipped file of text, cut into lines."""

    command: str
    name: str
    lines: tuple[str, ...]
    beside: tuple[tuple[str, bytes], ...] = ()

    def pairs(self) -> Iterator[tuple[int, str, str, str, str]]:
        """Lines with a key: number from 0, the table they stand in, key, mark, value."""
        table = ""
        for number, line in enumerate(self.lines):
            if line.startswith("["):
                table = line.strip("[] ")
            elif match := _PAIR.match(line):
                yield number, table, match[1], match[2], match[3]

    def changed(self, kind: str, number: int, line: str, key: str, said: int | None = None) -> Faulty:
        """The file with line ``number`` changed; the fault is told of ``said``, or else of that line."""
        lines = [*self.lines[:number], *line.split("\n"), *self.lines[number + 1 :]] if line else [
            *self.lines[:number], *self.lines[number + 1 :]
        ]  # fmt: skip
        files = {self.name: "\n".join(lines).encode(), **dict(self.beside)}
        return Faulty(kind, self.command, files, self.name, (number if said is None else said) + 1, key)


def shipped() -> list[Shipped]:
    """Every shipped scenario, model, study and sweep."""
    return [
        *(_read("scenario", path) for path in sorted((ROOT / "scenarios").glob("*.toml"))),
        *(_read("model", path) for path in sorted((ROOT / "models").glob("*.toml"))),
        *(_read("study", path) for path in sorted((ROOT / "scenarios" / "studies").glob("*.toml"))),
        _read("sweep", ROOT / "scenarios" / "sweeps" / "hamar-weights.toml"),
    ]


def _read(command: str, path: Path) -> Shipped:
    text = path.read_text(encoding="utf-8")
    tables = re.findall(r'^\w+\s*= "([^"]+\.csv)"', text, flags=re.MULTILINE) if command == "scenario" else []
    beside = tuple((name, (path.parent / name).read_bytes()) for name in tables)
    return Shipped(command, path.name, tuple(text.split("\n")), beside)


Maker = Callable[[Shipped, random.Random], Faulty | None]


def _one(found: list[tuple[int, str, str, str, str]], at: random.Random) -> tuple[int, str, str, str, str] | None:
    return at.choice(found) if found else None


def misspelt_key(file: Shipped, at: random.Random) -> Faulty | None:
    """A key of the format with a letter wrong."""
    found = [pair for pair in file.pairs() if pair[1] not in FREE and "." not in pair[2] and len(pair[2]) > 2]
    if not (chosen := _one(found, at)):
        return None
    number, _, key, mark, value = chosen
    wrong = misspelt(key, at)
    return file.changed("misspelt key", number, f"{wrong}{mark}{value}", wrong)


def wrong_type(file: Shipped, at: random.Random) -> Faulty | None:
    """A number for a text, a text for a number, a list for either."""
    found = [
        pair for pair in file.pairs() if pair[1] not in (*FREE, "axes") and "." not in pair[2] and "{" not in pair[4]
    ]
    found = [pair for pair in found if pair[2] not in ("strength", "scenario", "model", "exactly")]
    if not (chosen := _one(found, at)):
        return None
    number, _, key, mark, value = chosen
    other = (
        "[[1]]" if value.startswith('"') and at.random() < 0.3 else "5.5" if value.startswith(('"', "[")) else '"ja"'
    )
    return file.changed("wrong type", number, f"{key}{mark}{other}", key)


def bad_number(file: Shipped, at: random.Random) -> Faulty | None:
    """A size, share, weight or strength that is none."""
    places = [
        (number, match)
        for number, line in enumerate(file.lines)
        for match in re.finditer(r"\b(value|low|high|likely|share|weight)(\s*=\s*)(\d[\d.]*)", line)
    ]
    if not places:
        return None
    number, match = at.choice(places)
    wrong = at.choice(("-5", "nan", "1e400", '"12"', "12,5", "inf", "1.12345678", "9999999999999", "true"))
    line = file.lines[number]
    return file.changed("bad number", number, line[: match.start(3)] + wrong + line[match.end(3) :], match[1])


def missing_quote(file: Shipped, at: random.Random) -> Faulty | None:
    """A quotation mark lost, at the beginning or at the end of a text."""
    found = [pair for pair in file.pairs() if re.fullmatch(r'"[^"]+"', pair[4])]
    if not (chosen := _one(found, at)):
        return None
    number, _, key, mark, value = chosen
    return file.changed("missing quote", number, f"{key}{mark}{at.choice((value[1:], value[:-1]))}", key)


def missing_bracket(file: Shipped, at: random.Random) -> Faulty | None:
    """The end of a list or of a table in one line lost."""
    found = [pair for pair in file.pairs() if pair[4].endswith(("]", "}"))]
    if not (chosen := _one(found, at)):
        return None
    number, _, key, mark, value = chosen
    return file.changed("missing bracket", number, f"{key}{mark}{value[:-1].rstrip()}", key)


def missing_key(file: Shipped, at: random.Random) -> Faulty | None:
    """A line that must be there; its table's header is the place."""
    needed = {"name": ("units", "areas", "proposals"), "id": ("units", "areas"), "strength": ("synergies",),
              "weight": ("terms",), "why": ("terms", "axes", "synergies", "requirements"), "basis": ("measures.fte",),
              "criterion": ("synergies",), "key": ("axes",), "between": ("synergies",)}  # fmt: skip
    found = [pair for pair in file.pairs() if pair[1] in needed.get(pair[2], ())]
    if not (chosen := _one(found, at)):
        return None
    number, _, key, _, _ = chosen
    header = max(n for n in range(number) if file.lines[n].startswith("["))
    return file.changed("missing key", number, "", key, header)


def duplicate_key(file: Shipped, at: random.Random) -> Faulty | None:
    """A line that stands twice."""
    chosen = _one(list(file.pairs()), at)
    if not chosen or chosen[4].endswith(("[", '"""')):
        return None
    number, _, key, mark, value = chosen
    return file.changed("duplicate key", number, f"{key}{mark}{value}\n{key}{mark}{value}", key, number + 1)


def duplicate_id(file: Shipped, at: random.Random) -> Faulty | None:
    """A unit or an area under the id of one before it, put in at the end."""
    ids = [pair[4] for pair in file.pairs() if pair[1] in ("units", "areas") and pair[2] == "id"]
    if not ids or file.command != "scenario":
        return None
    chosen = at.choice(ids)
    last = len(file.lines)
    measure = next(pair[4].strip('"') for pair in file.pairs() if not pair[1] and pair[2] == "measure")
    text = (
        f'[[units]]\nid = {chosen}\nname = "En til"\nsize.{measure} = {{ value = 1, basis = "stated", source = "x" }}'
    )
    areas = [pair[4] for pair in file.pairs() if pair[1] == "areas" and pair[2] == "id"]
    if chosen in areas:
        text = f'[[areas]]\nid = {chosen}\nname = "Ett til"'
    made = Shipped(file.command, file.name, (*file.lines, ""), file.beside)
    return made.changed("duplicate id", last, text, chosen.strip('"'), last + 1)


def unknown_name(file: Shipped, at: random.Random) -> Faulty | None:
    """A unit, area, criterion, strength, rule or term that is not there."""
    keys = (
        "between",
        "units",
        "areas",
        "area",
        "unit",
        "today",
        "criterion",
        "strength",
        "rule",
        "term",
        "part_of",
        "oppvekst",
    )
    found = [p for p in file.pairs() if p[2] in keys and _ID.search(p[4]) and p[1] not in ("criteria", "measures.fte")]
    if not (chosen := _one(found, at)):
        return None
    number, _, key, mark, value = chosen
    match = at.choice(list(_ID.finditer(value)))
    wrong = misspelt(match[1], at)
    changed = value[: match.start(1)] + wrong + value[match.end(1) :]
    return file.changed("unknown name", number, f"{key}{mark}{changed}", wrong)


def bad_word(file: Shipped, at: random.Random) -> Faulty | None:
    """One of a few words misspelt: a basis, a language, what the rest of a proposal is."""
    places = [
        (number, match)
        for number, line in enumerate(file.lines)
        for match in re.finditer(
            r'\b(basis|language|rest|towards)(\s*=\s*)"(stated|computed|estimated|assumed|nb|today|equal)"', line
        )
    ]
    if not places:
        return None
    number, match = at.choice(places)
    line, wrong = file.lines[number], misspelt(match[3], at)
    return file.changed("bad word", number, line[: match.start(3)] + wrong + line[match.end(3) :], wrong)


def bad_date(file: Shipped, at: random.Random) -> Faulty | None:
    """A date that does not exist, or written another way."""
    found = [pair for pair in file.pairs() if re.fullmatch(r"\d{4}-\d\d-\d\d", pair[4])]
    if not (chosen := _one(found, at)):
        return None
    number, _, key, mark, _ = chosen
    wrong = at.choice(("2018-02-30", "1.11.2018", '"2018-11-01"', "2018", "2018-13-01"))
    return file.changed("bad date", number, f"{key}{mark}{wrong}", key)


MAKERS: tuple[Maker, ...] = (
    misspelt_key, misspelt_key, wrong_type, bad_number, missing_quote, missing_bracket, missing_key, duplicate_key,
    duplicate_id, unknown_name, unknown_name, bad_word, bad_date,
)  # fmt: skip
