"""Numbers, types, ids and facts that do not go together. Items 16 to 29, 34 and 76 to 102 of the list."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostility.base import TOY, Case, changed, of
from tests.sweep_cases import WEIGHTS
from tests.workbooks import book

NUMBERS = [
    "1e400", "-1e400", "1e-400", "nan", "-nan", "inf", "-inf", "-0.0", "-0", "-1", "-1e-6", "9007199254740993",
    "4611686018427387904", "9223372036854775808", "1000000000000000000000000000000", "1000000000001", "0.1234567",
    "1e-7", "1e12", "1e13", "2018-11-01", "2018-11-01T07:00:00Z", "07:00:00", '"12"', "true", "12.0", '"12,5"',
    "12,5", "1 234", '"1 234"', '"12,5 %"', "0.5", "50", "[]", "[12]", "{}", "{ value = 12 }", '""', '"nan"', "0x10",
    "1_0", "+5", "01", ".5", "5.", "1e5", "0o7", "'1'", '"""1"""', "-5", "1000001", "1001", "3.5",
]  # fmt: skip
SPOTS = {
    "scenario": ["value = 30", "decisive         = 5", 'strength  = "strong"', "schema   = 1", 'rest   = "today"'],
    "model": ["weight = 2", "least  = { share = 0.10 }", "share = 0.50", "schema = 1", "shared_users         = 3"],
    "study": ["shared_users = 4", "moves = 0", "date = 2018-11-01", "schema = 1"],
    "sweep": ["values = [1, 2, 5]", "schema = 1"],
}
CELLS = [
    "1E5", "1,2E+16", "12345678901234567", "0301", "301", "#N/A", "#REF!", "#DIV/0!", "01.02.2018", "2018-02-01",
    "1 234,5", "1.234", "1,234", "1.234,5", "12,5 %", "0,5", "SANN", "USANN", "TRUE", "-1", "−1", "kr 5", "5,-", "kr",
    "årsverk", "ansatte", "NaN", "Infinity", "1e400", "9" * 30, "9" * 400, "=1+1", "+5", "(5)", "5-6", "5/6", "½", "٣",
    "१", "⁵", "5\u00a0000", "5\u202f000", "5'000", "0x10", "1e-400", "-0", "--5", "5,", ",5", ".", ",", "%", "5%%", "?",
]  # fmt: skip
KEYS = ["__class__", "__proto__", "constructor", '""', '" "', "Name", "nam", "ID", '"a.b"', '"\\u0000"', "å", '"<b>"']
"""Items 25 to 29: keys that nobody knows."""

SEMANTICS: dict[str, tuple[str, str, str]] = {
    "26 key in the wrong table": ("scenario", "[[areas]]\n", '[[areas]]\nstrength = "strong"\n'),
    "34 id twice": ("scenario", 'id       = "nav"', 'id       = "bolig"'),
    "34 area twice": ("scenario", 'id   = "helse"', 'id   = "oppvekst"'),
    "34 proposal twice": ("scenario", 'id     = "alt_til_oppvekst"', 'id     = "barna_samlet"'),
    "91 locked to an unknown area": ("scenario", 'area   = "helse"', 'area   = "helsa"'),
    "93 pair of one unit": ("scenario", '["nav", "bolig"]', '["nav", "nav"]'),
    "93 pair of three": ("scenario", '["nav", "bolig"]', '["nav", "bolig", "skole"]'),
    "93 pair of none": ("scenario", '["nav", "bolig"]', "[]"),
    "94 unknown unit": ("scenario", '["nav", "bolig"]', '["nav", "boligg"]'),
    "98 unknown area today": ("scenario", 'today    = "oppvekst"', 'today    = "oppvekts"'),
    "unknown strength": ("scenario", 'strength  = "strong"', 'strength  = "stronk"'),
    "unknown criterion": ("scenario", 'criterion = "purpose"', 'criterion = "purpse"'),
    "unknown measure": ("scenario", 'measure  = "fte"', 'measure  = "ftes"'),
    "unknown rule": ("scenario", 'rule   = "fixed"', 'rule   = "fixt"'),
    "unknown model": ("scenario", 'model    = "balanced"', 'model    = "balansed"'),
    "unknown language": ("scenario", 'language = "nb"', 'language = "nn"'),
    "unit placed twice": ("scenario", '["helsestasjon", "barnevern"]\n\n', '["nav", "nav"]\n\n'),
    "89 least above most": ("model", "share = 0.10", "share = 0.90"),
    "96 unknown term": ("model", 'term   = "affinity"', 'term   = "afinity"'),
    "112 schema newer": ("scenario", "schema   = 1", "schema   = 2"),
    "112 schema of text": ("scenario", "schema   = 1", 'schema   = "1.0"'),
    "112 schema missing": ("scenario", "schema   = 1", ""),
    "112 schema zero": ("model", "schema = 1", "schema = 0"),
    "113 axis without values": ("sweep", "values = [1, 2, 5]", "values = []"),
    "114 10^12 runs": ("sweep", "values = [1, 2, 5]", "range = { from = 0, to = 1000000000000, step = 0.000001 }"),
    "114 step of nought": ("sweep", "values = [1, 2, 5]", "range = { from = 0, to = 1, step = 0 }"),
    "114 step the other way": ("sweep", "values = [1, 2, 5]", "range = { from = 0, to = 1, step = -1 }"),
    "115 key twice": ("sweep", "[[axes]]", WEIGHTS.replace("[1, 2, 5]", "[3]") + "[[axes]]"),
    "116 nan on an axis": ("sweep", "values = [1, 2, 5]", "values = [1, nan]"),
    "106 files elsewhere": ("sweep", 'scenario = "toy"', 'scenario = "../../*"'),
    "106 files of the system": ("sweep", 'scenario = "toy"', 'scenario = "/etc/*"'),
    "unknown stakeholder's term": ("study", "moves = 0", "moovs = 0"),
    "stakeholder twice": ("study", 'id = "to"', 'id = "en"'),
    "unknown unit in a study": ("study", '"helsestasjon", "barnevern"', '"helsestasjon", "barnevrn"'),
    "unknown area in a plan": ("plan", "helse =", "helsa ="),
    "unit twice in a plan": ("plan", '"bolig"', '"nav"'),
}  # fmt: skip
ANSWERED: dict[str, tuple[str, str, str]] = {
    "91 locked to two areas": ("scenario", 'units  = ["sykehjem"]', 'units  = ["skole"]'),
    "96 unknown criterion weighed": ("model", "policy               = 2", "polisy               = 2"),
    "term twice": ("model", 'term   = "affinity"', 'term   = "splits"'),
}
"""What contradicts itself is impossible; a model may weigh what this scenario lacks, or hold a term twice."""
ALLOWED = {
    "85 no units": TOY[: TOY.index("[[units]]")],
    "86 no areas": TOY.replace("[[areas]]", "[[wholes]]"),
    "87 all sizes nought": TOY.replace("value = 3", "value = 0").replace("value = 1", "value = 0"),
    "88 a unit larger than everything": TOY.replace("value = 30", "value = 900000"),
    "92 together and apart": TOY + "".join(
        f'[[requirements]]\nrule = "{rule}"\nunits = ["nav", "bolig"]\nwhy = "x"\nsource = "y"\n'
        for rule in ("together", "apart")
    ),
    "95 both ways": TOY + '[[synergies]]\nbetween = ["bolig", "nav"]\nstrength = "strong"\n'
    'criterion = "shared_users"\nwhy = "De samme brukerne"\n',
    "99 all units alike": TOY.replace("value = 35", "value = 30").replace("value = 10", "value = 30"),
    "101 20 000 units": TOY + "".join(f'[[units]]\nid = "u{n}"\nname = "U {n}"\n' for n in range(19_000)),
    "201 areas": TOY + "".join(f'[[areas]]\nid = "o{n}"\nname = "O {n}"\n' for n in range(201)),
}  # fmt: skip


def cases() -> Iterator[Case]:
    """All of them."""
    for kind, spots in SPOTS.items():
        for spot in spots:
            key, mark, _ = spot.rpartition("= ")
            end = " }" if spot.endswith("}") else ""
            for number in NUMBERS:
                yield of(
                    kind, f"16–24 {key.strip(' =')} = {number[:20]}", changed(kind, spot, f"{key}{mark}{number}{end}")
                )
        for key in KEYS:
            yield of(kind, f"27–29 key {key}", changed(kind, "schema", f"{key} = 1\nschema"), refused=True)
    for name, (kind, old, new) in SEMANTICS.items():
        yield of(kind, name, changed(kind, old, new), refused=True)
    for name, (kind, old, new) in ANSWERED.items():
        yield of(kind, name, changed(kind, old, new))
    for name, text in ALLOWED.items():
        yield of("scenario", name, text)
    yield from _cells()


def _cells() -> Iterator[Case]:
    for text in CELLS:
        yield of("table", f"76–82 {text[:20]} as a number", changed("table", "4.5", text))
        yield of("table", f"76–82 {text[:20]} as an id", changed("table", "bv;", f"{text};"))
        yield of("csv", f"76–82 {text[:20]} as a number", changed("csv", "28,5", text))
        yield of("csv", f"76–82 {text[:20]} as a name", changed("csv", "Barnevern", text))
        rows = [["Enhet", "Årsverk", "Leder", "Budsjett"], ["Barnevern", text, text, text], [text, 45, 1, 2]]
        yield of("xlsx", f"76–82 {text[:20]} in cells", lambda rows=rows: book({"Enheter": rows}))
