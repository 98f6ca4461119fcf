"""Inputs that are right, small and different: what fuzzing begins from."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from regroup.read import read_scenario
from regroup.sheets.plain import tables_of
from regroup.workbook.book import workbook_of
from tests.fuzzing.inside import sheets_of_workbook
from tests.fuzzing.packed import as_cells, unpacked
from tests.read.files import MODEL, PAIRS, SCENARIO, TOP, UNITS
from tests.result_cases import at_once, random_problem
from tests.sweep_cases import MOVES, WEIGHTS, axis
from tests.sweep_cases import TOP as SWEEP
from tests.workbook_cases import cases
from tests.workbooks import HEAD, ROWS, one

ROOT = Path(__file__).parents[2]
APART = b"\n@@file "
STUDY = """\
schema = 1
name = "To syn"
about = "prøve"
[[stakeholders]]
id = "en"
name = "Den ene"
date = 2018-11-01
basis = "assumed"
why = "fordi"
source = "sak 1"
[stakeholders.criteria]
shared_users = 4
[stakeholders.weights]
moves = 0
[[stakeholders.strengths]]
between = ["helsestasjon", "barnevern"]
criterion = "shared_users"
strength = "some"
why = "fordi"
[[stakeholders]]
id = "to"
name = "Den andre"
basis = "stated"
why = "derfor"
"""
SETS = """\
terms.synergy.weight=5
scenario.units.nav.fte.value=45
scenario.synergies.nav+bolig.strength=strong
terms.size_band.least.share=0.15
terms.synergy.criteria.shared_users=2
scenario.areas.0.name="Ny"
terms.0.weight=2
scenario.units.nav.size.fte={low=1, likely=2, high=3, basis="assumed", why="x"}
"""
PLAN = '[areas]\noppvekst = ["skole", "helsestasjon", "barnevern"]\nhelse = ["sykehjem", "nav", "bolig"]\n'
LIST = "Enhet;Område;Årsverk;Ansatte;Leder;Budsjett (1 000 kr);Fagfelt;Merknad\r\n"
LINES = "Barnevern;Oppvekst;28,5;31;ja;12 500;barn|unge;ny\r\nNAV;Helse;1 045;50;nei;9000;;\r\nSum;;1073,5;81;;;;\r\n"


def scenarios() -> list[bytes]:
    """A small one that uses everything, and one without areas."""
    return [SCENARIO.encode(), SCENARIO.replace("[[areas]]", "[[former_areas]]").encode()]


def tables() -> list[bytes]:
    """A scenario with its units and synergies beside it."""
    comma = UNITS.replace("1 234,5", "12").replace(";", ",")
    return [APART.join(part.encode() for part in (TOP, units, PAIRS)) for units in (UNITS, comma, "sep=;\n" + UNITS)]


def models() -> list[bytes]:
    """A small one and all that are shipped."""
    return [MODEL.encode(), *(path.read_bytes() for path in sorted((ROOT / "models").glob("*.toml")))]


def studies() -> list[bytes]:
    """Two who disagree."""
    return [STUDY.encode()]


def sweeps() -> list[bytes]:
    """Axes of every kind."""
    drawn = axis("scenario.units.nav.size.fte.value", "sample = { low = 1, high = 9.5, count = 4 }", 'zip = "a"')
    seeds = axis("search.seed", "range = { from = 1, to = 4, step = 1 }", 'zip = "a"')
    keep = '\n[[filters]]\nkeep = "model.terms.synergy.weight > 1 and search.seed != 2"\nwhy = "fordi"\n'
    files = SWEEP.replace('model = "balanced"', 'models = ["balanced", "few-moves"]\nlimit = 60')
    return [text.encode() for text in (SWEEP + WEIGHTS + MOVES, SWEEP + WEIGHTS + drawn + seeds + keep, files + MOVES)]


def sets() -> list[bytes]:
    """Changes on the command line."""
    lines = SETS.splitlines()
    return [SETS.encode(), *(line.encode() for line in lines)]


def plans() -> list[bytes]:
    """A plan as TOML, as JSON by area, and as JSON by unit."""
    areas = {"oppvekst": ["skole"], "helse": ["nav", "bolig"]}
    by_unit = {unit: area for area, units in areas.items() for unit in units}
    return [PLAN.encode(), json.dumps({"areas": areas}).encode(), json.dumps({"plan": by_unit}, indent=1).encode()]


def results() -> list[bytes]:
    """Results of small random problems, one with a plan and one without."""
    found = [at_once(random_problem(seed, 4)) for seed in range(6)]
    return [json.dumps(result, ensure_ascii=False, indent=1).encode() for result in found]


def lists() -> list[bytes]:
    """Lists as CSV."""
    own = [case.content for case in cases() if case.name.endswith(".csv") and case.content]
    return [(LIST + LINES).encode(), *own]


def cells() -> list[bytes]:
    """Cells of plain lists, and of a scenario workbook in either language."""
    rows = [[*row, "Oppvekst"] for row in ROWS]
    first: dict[str, list[list[object]]] = {"Enheter": [["Enhet", "Årsverk", "Område"], *rows, ["Sum", 98.5, None]]}
    second: dict[str, list[list[object]]] = {"Forside": [["Om"]], "Liste_h": [["Virksomhet", "Ansatte"], *ROWS]}
    return [as_cells(first), as_cells(second), *(_form(language) for language in ("nb", "en"))]


def _form(language: str) -> bytes:
    """The cells of a whole scenario workbook."""
    made = workbook_of(tables_of(read_scenario("toy")), language)
    return as_cells({name: list(rows) for name, rows in sheets_of_workbook(made)})


def parts() -> list[bytes]:
    """The XML of a list's workbook and of a scenario workbook."""
    return [unpacked(content) for content in zips()[:2]]


def zips() -> list[bytes]:
    """Workbooks as they are."""
    return list(_books())


def _books() -> Iterator[bytes]:
    yield one(HEAD, *ROWS)
    at = random.Random(1)
    good = [case for case in cases() if not case.name.endswith(".csv")]
    yield from (case.content for case in at.sample(good, 6))
