"""Texts that are made to do harm, in every field that people write. Items 35 to 56 of the list of bad inputs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.hostility.base import Case, changed, of
from tests.workbooks import book

PAYLOADS = {
    "37 space at the end": "NAV ",
    "37 no-break space at the end": "NAV\u00a0",
    "37 zero width space": "NA\u200bV",
    "38 bidi override": "NAV\u202egnp.exe",
    "38 bidi isolate": "\u2066NAV\u2069",
    "36 Cyrillic": "N\u0410V",
    "36 Greek": "NA\u0392V",
    "35 full width": "\uff22arnevern",
    "40 10 000 marks": "NA" + "\u0323" * 10_000 + "V",
    "40 four marks": "NA\u0323\u0324\u0325\u0326V",
    "41 50 000 characters": "x" * 50_000,
    "41 300 characters": "ab " * 100,
    "42 empty": "",
    "42 blank": "   ",
    "43 U+0001": "NA\x01V",
    "43 U+001F": "NA\x1fV",
    "43 DEL": "NA\x7fV",
    "43 U+FFFE": "NA\ufffeV",
    "43 private": "NA\ue000V",
    "43 C1": "NA\x85V",
    "44 line end": "NA\nV",
    "44 tab": "NA\tV",
    "44 line separator": "NA\u2028V",
    "45 script": "<script>alert(1)</script>",
    "46 image": '"><img src=x onerror=alert(1)>',
    "47 end of script": "</script><script>",
    "48 javascript": "javascript:alert(1)",
    "49 template": "{{7*7}}{% for x in y %}",
    "50 formula": '=HYPERLINK("x","y")',
    "50 DDE": "=cmd|' /C calc'!A1",
    "51 plus": "+1",
    "51 minus": "-1+1",
    "51 at": "@SUM(A1)",
    "51 tab and formula": "\t=1+1",
    "51 return and formula": "\r=1+1",
    "52 placeholders": "%s %n {0} {name} {} $(id)",
    "53 path": "../../etc/x",
    "54 CON": "CON",
    "54 drive": "a:b",
    "54 dot": "x.",
    "55 ANSI": "\x1b[31mNAV\x1b[0m",
    "55 OSC": "\x1b]0;x\x07NAV",
    "55 C1 CSI": "\x9b31mNAV",
    "56 SQL": "'); DROP TABLE units;--",
    "markup": "[red]NAV[/] [/bold] [link=x]",
    "emoji": "NAV :smile: \U0001f600\u200d\U0001f600",
    "variation": "NAV\ufe0f\U000e0001",
    "math": "\\input{x} $x$ #eval(1)",
    "XML": "]]>&amp;&#0;<!ENTITY x>",
}

FIELDS = {
    "scenario": [
        'name     = "Lekeeksempel"', 'level    = "kommunalområde"', 'unit  = "årsverk"', 'name = "Oppvekst"',
        'name     = "Skole"', 'source = "konstruert for dette eksempelet" }', '"opplæring"', 'name   = "Barna samlet"',
        'by     = "arbeidsgruppen"', 'why       = "De samme barna og familiene"', 'nb = "Samme brukere"',
        'id       = "skole"', 'criterion = "shared_users"', 'language = "nb"', 'model    = "balanced"',
    ],
    "model": ['why.nb = "Formålet', 'why.en = "The purpose',
              'nb = "Balansert', 'en = "Balanced', 'term   = "affinity"', 'name   = "prove"'],
    "study": ['name = "To syn"', 'name = "Den ene"', 'source = "sak 1"', 'id = "en"', 'basis = "assumed"'],
    "sweep": ['nb = "Prøve"', 'why = "en prøve"', 'why = "vekten"', 'key = "model.terms.synergy.weight"',
              'scenario = "toy"', 'name = "prove"'],
    "plan": ['"skole"'],
}  # fmt: skip
"""Where a text stands in the right file of each kind: up to the text, and the text."""
CELLS = {"table": ["Barnevern", "familie", "bv", "sosial", "stated"], "csv": ["Barnevern", "Oppvekst", "barn", "ny"]}


def cases() -> Iterator[Case]:
    """Each text in each field of each kind of file."""
    for name, text in PAYLOADS.items():
        for kind, fields in FIELDS.items():
            for found in fields:
                start, _, rest = found.partition('"')
                new = f"{start}{json.dumps(text, ensure_ascii=False)}{_after(rest)}"
                old = found if found.endswith(('"', "}")) else _whole(kind, found)
                yield of(kind, f"{name} in {start.strip(' =') or 'a list'} {rest[:12]}", changed(kind, old, new))
        yield from _keys(name, text)
        for kind, found in CELLS.items():
            for cell in found:
                yield of(kind, f"{name} in the cell {cell}", changed(kind, cell, _quoted(text)))
        yield from _in_workbooks(name, text)
        yield from _on_the_command_line(name, text)


def _after(rest: str) -> str:
    """What stands after the text in the file."""
    return rest.partition('"')[2] if '"' in rest else ""


def _whole(kind: str, found: str) -> str:
    """The piece of the file from ``found`` to the end of the text that it begins."""
    from tests.hostility.base import WHOLE

    start = WHOLE[kind].index(found)
    end = WHOLE[kind].index('"', start + len(found))
    return WHOLE[kind][start : end + 1]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _keys(name: str, text: str) -> Iterator[Case]:
    """The text as a key: of a table, of a measure, of a strength, of a list of areas."""
    key = json.dumps(text[:5000], ensure_ascii=False)
    for kind, old in (("scenario", "by     ="), ("scenario", "strong           ="), ("scenario", "oppvekst ="),
                      ("model", "policy               ="), ("study", "moves ="), ("plan", "helse ="),
                      ("sweep", "scenario =")):  # fmt: skip
        yield of(kind, f"{name} as the key {old.strip(' =')}", changed(kind, old, f"{key} ="), refused=None)


def _in_workbooks(name: str, text: str) -> Iterator[Case]:
    plain = text[:30_000]
    rows = [["Enhet", "Område", "Årsverk"], ["Barnevern", "Oppvekst", 28], ["NAV", "Helse", 45]]
    spots = {"name": (1, 0), "area": (1, 1), "size": (1, 2), "heading": (0, 2), "heading of names": (0, 0)}
    for spot, (row, column) in spots.items():
        cells = [[plain if (r, c) == (row, column) else v for c, v in enumerate(line)] for r, line in enumerate(rows)]
        yield of("xlsx", f"{name} in the cell of the {spot}", _book("Enheter", cells))
    yield of("xlsx", f"{name} as the name of a sheet", _named_sheet(plain[:25], rows))
    yield of("xlsx", f"{name} above the list", _book("Enheter", [[plain], [], *rows, [], [plain]]))


def _book(sheet: str, rows: list[list[object]]) -> object:
    return lambda: book({sheet: rows})


def _named_sheet(name: str, rows: list[list[object]]) -> object:
    """A workbook whose sheet is called what no spreadsheet program allows."""
    from html import escape

    from tests.hostility.workbooks import remade

    shown = escape("".join(c if c >= " " or c in "\t\n\r" else "?" for c in name)).encode("utf-8", "replace")
    return lambda: remade(book({"Enheter": rows}), "xl/workbook.xml", lambda xml: xml.replace(b"Enheter", shown))


def _on_the_command_line(name: str, text: str) -> Iterator[Case]:
    word = text[:3000].replace("\0", "")
    for pattern in ("terms.{}.weight=5", "{}=1", "terms.synergy.why={}", "terms.synergy.weight={}"):
        words = ("check", "toy", "--set", pattern.format(word) if "{" not in word else pattern.replace("{}", word))
        yield Case(f"{name} in --set {pattern}", "set", words=words)
    for words in (("check", word), ("check", "toy", "--model", word), ("import", "--", word), ("verify", "--", word)):
        if word and not word.startswith("-"):
            yield Case(f"{name} as {' '.join(words[:-1])}", "set", refused=True, words=words)
