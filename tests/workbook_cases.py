"""Lists as municipalities have them: layouts, headings, numbers, faults and texts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from xlsxwriter import Workbook

from tests.workbooks import HEAD, ROWS, UNITS, Case, Formula, Percent, book, one


def _merged(text: str, *block: int) -> Callable[[Workbook, dict[str, Any]], None]:
    return lambda made, sheets: sheets["Enheter"].merge_range(*block, text)


def _hide_row(made: Workbook, sheets: dict[str, Any]) -> None:
    sheets["Enheter"].set_row(2, None, None, {"hidden": True})


def _hide_sheet(made: Workbook, sheets: dict[str, Any]) -> None:
    sheets["Gammel"].hide()


def _size(value: Any, **more: Any) -> Case:
    """A list whose second unit has this in its cell, B3."""
    rows = [HEAD, ROWS[0], ["Helsestasjon", value], ROWS[2]]
    return Case(content=one(*rows), **more)


def cases() -> list[Case]:
    """All of them."""
    return [*layouts(), *headings(), *numbers(), *faults(), *texts()]


def layouts() -> list[Case]:
    """Where the table stands, and what stands around it."""
    n = [[None, *row] for row in (HEAD, *ROWS)]
    return [
        Case("plain", one(HEAD, *ROWS), UNITS, remarks=("no_areas",)),
        Case("heading in row 5", one(["Oversikt over enheter 2024"], [], ["Hamar"], [], HEAD, *ROWS), UNITS),
        Case("begins in column B", one([], *n), UNITS),
        Case("begins in column D", one(*[[None, None, *row] for row in n]), UNITS),
        Case("total row", one(HEAD, *ROWS, ["Sum", 98.5]), UNITS, remarks=("sum_agrees",)),
        Case("total row differs", one(HEAD, *ROWS, ["Totalt", 120]), UNITS, remarks=("skipped_sum_of",)),
        Case("total by formula", one(HEAD, *ROWS, ["I alt", Formula("=SUM(B2:B4)", 98.5)]), UNITS),
        Case("blank rows", one(HEAD, ROWS[0], [], [], ROWS[1], [], ROWS[2], [], []), UNITS),
        Case("note under", one(HEAD, *ROWS, [], ["Kilde: lønnssystemet"]), UNITS, remarks=("skipped_note",)),
        Case("star note", one(HEAD, *ROWS, ["* uten vikarer"]), UNITS, remarks=("skipped_note",)),
        Case("heading repeated", one(HEAD, ROWS[0], HEAD, *ROWS[1:]), UNITS, remarks=("skipped_heading",)),
        Case("hidden row", one(HEAD, *ROWS, more=_hide_row), UNITS, remarks=("hidden_rows",)),
        Case(
            "hidden sheet",
            book({"Enheter": [HEAD, *ROWS], "Gammel": [HEAD, ["X", 1]]}, _hide_sheet),
            UNITS,
            remarks=("hidden_sheets",),
        ),
        Case("several sheets", book({"Forside": [["Om"]], "Liste": [HEAD, *ROWS]}), UNITS),
        Case("two lists", book({"A": [HEAD, *ROWS], "B": [HEAD, ROWS[0]]}), UNITS, remarks=("other_sheets",)),
        Case("sheet asked for", book({"A": [HEAD, ROWS[0]], "B": [HEAD, *ROWS]}), UNITS, sheet="b"),
        Case(
            "sections",
            one(HEAD, ["Oppvekst"], *ROWS[:2], ["Velferd"], ROWS[2]),
            UNITS,
            remarks=("sections",),
            today={"Barnevern": "oppvekst", "NAV": "velferd"},
        ),
    ]


def headings() -> list[Case]:
    """What columns are called."""
    area = [["Barnevern", "Oppvekst", 28], ["Helsestasjon", "Oppvekst", 25.5], ["NAV", "Helse og velferd", 45]]
    today = {"Barnevern": "oppvekst", "NAV": "helse_og_velferd"}
    years = [[*row, 1] for row in ROWS]
    return [
        Case("area", one(["Enhet", "Kommunalområde", "Årsverk"], *area), UNITS, today=today),
        Case("virksomhet is the unit", one(["Virksomhet", "Sektor", "Årsverk"], *area), UNITS, today=today),
        Case("virksomhet over enhet", one(["Enhet", "Virksomhet", "Årsverk"], *area), UNITS, today=today),
        Case("tjeneste is the unit", one(["Tjeneste", "Område", "Antall årsverk"], *area), UNITS, today=today),
        Case("english", one(["Unit", "Area today", "FTE"], *area), UNITS, today=today),
        Case("no-break space", one(["Enhet ", "Årsverk\u00a02024"], *ROWS), UNITS),
        Case("line in heading", one(["Enhet", "Avtalte\nårsverk"], *ROWS), UNITS),
        Case("years", one(["Enhet", "Årsverk 2024", "Årsverk 2023"], *years), UNITS, remarks=("chosen",)),
        Case(
            "years the other way", one(["Enhet", "Årsverk 2023", "Årsverk 2024"], *[[a, 1, b] for a, b in ROWS]), UNITS
        ),
        Case(
            "year asked for",
            one(["Enhet", "Årsverk 2024", "Årsverk 2023"], *[[a, 1, b] for a, b in ROWS]),
            UNITS,
            columns=("fte=Årsverk 2023",),
        ),
        Case(
            "column by letter",
            one(["Enhet", "Tull", "Tall"], *[[a, "t", b] for a, b in ROWS]),
            UNITS,
            columns=("fte=C",),
        ),
        Case("doubled heading", one(["Enhet", "Årsverk", "Årsverk"], *years), UNITS, remarks=("chosen",)),
        Case(
            "merged heading over two rows",
            one(["Enhet"], [None, "2024", "2023"], *years, more=_merged("Årsverk", 0, 1, 0, 2)),
            UNITS,
        ),
        Case("two heading rows", one(["Enhet", "Årsverk", "Ansatte"], ["Navn", "Sum", "Antall"], *years), UNITS),
        Case("heading missing", one(["Enhet", "Årsverk", None], *years), UNITS),
        Case("employees only", one(["Enhet", "Ansatte"], *ROWS), UNITS, measure="employees"),
        Case("budget only", one(["Enhet", "Budsjett (mill. kr)"], *ROWS), UNITS, measure="budget"),
        Case("leaders", one(["Enhet", "Årsverk", "Leder-stilling"], *[[*row, "ja"] for row in ROWS]), UNITS),
        Case(
            "names of leaders",
            one(["Enhet", "Årsverk", "Leder"], *[[*row, "Kari Nordmann"] for row in ROWS]),
            UNITS,
            remarks=("leader_names",),
        ),
        Case(
            "municipality number",
            one(["Kommunenr", "Enhet", "Årsverk"], *[[301, *row] for row in ROWS]),
            UNITS,
            remarks=("unused",),
        ),
        Case("no headings", one(*ROWS), fault="sheet_no_headings", at="Enheter!A1"),
        Case("heading asked for is not there", one(HEAD, *ROWS), fault="columns_no_heading", columns=("fte=Kroner",)),
        Case("no such role", one(HEAD, *ROWS), fault="columns_unknown_near", columns=("ftee=Årsverk",)),
    ]


def numbers() -> list[Case]:
    """How sizes are written."""
    half = {**UNITS, "Helsestasjon": 0.5, "Barnevern": 0.8, "NAV": 1.0}
    unknown: dict[str, float | None] = {**UNITS, "Helsestasjon": None}
    return [
        _size("25,5", name="decimal comma in text", units=UNITS),
        _size("25.5", name="decimal point in text", units=UNITS),
        _size("1\u00a0234,5", name="no-break space in thousands", units={**UNITS, "Helsestasjon": 1234.5}),
        _size("1.234,50", name="points in thousands", units={**UNITS, "Helsestasjon": 1234.5}),
        _size("25,5 årsverk", name="word after the number", units=UNITS),
        _size(Formula("=51/2", 25.5), name="formula with value", units=UNITS),
        _size(25.123456789, name="too many decimals", units={**UNITS, "Helsestasjon": 25.123457}, remarks=("rounded",)),
        _size(None, name="blank", units=unknown),
        _size("ukjent", name="unknown", units=unknown),
        _size("–", name="dash", units=unknown),
        _size(0, name="nought", units={**UNITS, "Helsestasjon": 0.0}),
        Case(
            "per cent as text",
            one(["Enhet", "Stillingsprosent"], ["Barnevern", "80 %"], ["Helsestasjon", "50%"], ["NAV", "100 %"]),
            half,
            remarks=("percent",),
        ),
        Case(
            "per cent as format",
            one(
                ["Enhet", "Stilling (%)", "Årsverk (%)"],
                ["Barnevern", 0, Percent(0.8)],
                ["Helsestasjon", 0, Percent(0.5)],
                ["NAV", 0, Percent(1)],
            ),
            half,
        ),
        Case(
            "per cent as whole numbers",
            one(["Enhet", "Stillingsprosent"], ["Barnevern", 80], ["Helsestasjon", 50], ["NAV", 100]),
            half,
        ),
    ]


def faults() -> list[Case]:
    """Cells that are wrong, each told with its place."""
    return [
        _size(Formula("=51/2"), name="formula without value", fault="sheet_formula_uncounted", at="Enheter!B3"),
        _size(Formula("=NA()", "#N/A"), name="error value", fault="sheet_error_value", at="Enheter!B3"),
        _size(Formula("=1/0", "#DIV/0!"), name="division by nought", fault="sheet_error_value", at="Enheter!B3"),
        _size(datetime.date(2024, 5, 1), name="date", fault="sheet_date_for_number", at="Enheter!B3"),
        _size(True, name="truth value", fault="sheet_not_a_number", at="Enheter!B3"),
        _size("mange", name="word", fault="sheet_not_a_number", at="Enheter!B3"),
        _size("50 %", name="per cent among counts", fault="sheet_percent_for_number", at="Enheter!B3"),
        _size("1.234", name="two meanings", fault="csv_ambiguous_number", at="Enheter!B3"),
        _size(-2, name="below nought", fault="sheet_negative", at="Enheter!B3"),
        Case("no units", one(HEAD), fault="sheet_no_units", at="Enheter!A1"),
        Case("name too long", one(HEAD, ["x" * 119 + "y" * 90, 1], *ROWS), fault="text_too_long", at="Enheter!A2"),
        Case("control character", one(HEAD, ["Barne\x02vern", 1], *ROWS), fault="invisible_character", at="Enheter!A2"),
        Case("empty sheet", one([]), fault="sheet_nothing"),
        Case("no such sheet", one(HEAD, *ROWS), fault="sheet_unknown", sheet="Finnes ikke"),
    ]


def texts() -> list[Case]:
    """Names that look like something else, and CSV."""
    formula = '=HYPERLINK("x","y")'
    rows = "Enhet;Årsverk\r\nBarnevern;28\r\nHelsestasjon;25,5\r\nNAV;45\r\n"
    return [
        Case("formula as a name", one(HEAD, [formula, 1]), {formula: 1.0}),
        Case(
            "twins",
            one(HEAD, ["NAV", 1], ["NAV", 2]),
            {"NAV (rad 2)": 1.0, "NAV (rad 3)": 2.0},
            remarks=("names_twice",),
        ),
        Case(
            "twins in two areas",
            one(["Enhet", "Område", "Årsverk"], ["Kontor", "Helse", 1], ["Kontor", "Skole", 2], ["Arkiv", "helse", 3]),
            {"Kontor (Helse)": 1.0, "Kontor (Skole)": 2.0, "Arkiv": 3.0},
            today={"Arkiv": "helse"},
        ),
        Case("number as a name", one(HEAD, [1200, 1], ["B", 2]), {"1200": 1.0, "B": 2.0}, remarks=("number_as_name",)),
        Case("csv.csv", rows.encode(), UNITS),
        Case("bom.csv", b"\xef\xbb\xbf" + rows.encode(), UNITS),
        Case("windows.csv", rows.encode("cp1252"), UNITS, remarks=("windows_letters",)),
        Case("tabs.csv", rows.replace(";", "\t").encode(), UNITS),
        Case("commas.csv", rows.replace("25,5", "25.5").replace(";", ",").encode(), UNITS),
        Case("ragged.csv", rows.replace("Årsverk", "Årsverk;;").encode(), UNITS),
        Case(
            "line in cell.csv",
            rows.replace("NAV;", '"NAV\nkommunal";').encode(),
            {"Barnevern": 28.0, "NAV kommunal": 45.0},
        ),
        Case("quote.csv", rows.replace("NAV", '"NAV').encode(), fault="sheet_csv_quote"),
        Case("nul.csv", b"Enhet;\0", fault="sheet_not_workbook"),
        Case("empty.csv", b"", fault="sheet_empty_file"),
    ]
