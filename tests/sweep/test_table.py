"""Tables of runs: every figure exact, no formulas, and the same bytes for the same runs."""

from __future__ import annotations

import csv
import errno
import gc
import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.sweep.base import Row, State, Task
from regroup.sweep.chosen import Chosen, of_store, of_sweep
from regroup.sweep.export import Format, fill_csv, write_table
from regroup.sweep.store import Store
from regroup.sweep.table import Plans, in_points, table
from tests.sweep.rows import key, row, task, unanswered

WEIGHT = "model.terms.synergy.weight"


def stored(path: Path, rows: Iterable[Row], name: str = "vekter") -> Store:
    """A store, open for reading, that has noted the rows as a sweep in that order."""
    with Store.open(path) as store:
        tasks = [Task(one.key, "toy", "balanced", (), (), None, one.at) for one in rows]
        for one, made in zip(rows, tasks, strict=True):
            store.put(made, one)
        store.note_sweep(name, tasks)
    return Store.read(path)


ROWS = [
    row("b", {WEIGHT: 2, "scenario": "=1+1"}, points=150),
    row("a", {WEIGHT: 1.5, "scenario": "toy"}, plan="xyxyx-", points=-7),
    unanswered("c", {WEIGHT: 3, "scenario": "toy"}, State.FAILED, "@falt ned\nmidt i"),
]


def as_csv(chosen: Chosen, plans: Plans = Plans.COLUMNS, **options: bool) -> str:
    file = io.BytesIO()
    fill_csv(table(chosen, plans, provenance=options.pop("provenance", False)), file, **options)
    return file.getvalue().decode("utf-8")


def test_the_whole_table(tmp_path: Path) -> None:
    with stored(tmp_path / "s.sqlite", ROWS) as store:
        text = as_csv(of_store(store, None))
    assert text.splitlines(keepends=True)[:3] == [
        f"{WEIGHT},scenario,state,reason,status,points,bound,gap,points_parts,bound_parts,parts_per_point,"
        "areas,moves,largest,smallest,terms.synergy,terms.moves,"
        "units.a,units.b,units.c,units.d,units.e,units.f\n",
        "2,'=1+1,done,,best,1.5,1.5,0.0,150,150,100,3,2,40.5,20,3.5,-2,x,x,y,y,z,z\n",
        "1.5,toy,done,,best,-0.07,-0.07,0.0,-7,-7,100,3,2,40.5,20,1.93,-2,x,y,x,y,x,\n",
    ]
    last = list(csv.reader(io.StringIO(text)))[3]
    assert last[:5] == ["3", "toy", "failed", "'@falt ned\nmidt i", ""]
    assert set(last[5:]) == {""}


def test_plans_in_one_cell_or_not_at_all(tmp_path: Path) -> None:
    with stored(tmp_path / "s.sqlite", ROWS) as store:
        rows = list(csv.DictReader(io.StringIO(as_csv(of_store(store, None), Plans.JSON))))
        assert rows[1]["plan"] == '{"a": "x", "b": "y", "c": "x", "d": "y", "e": "x", "f": null}'
        assert rows[2]["plan"] == ""
        assert "units" not in as_csv(of_store(store, None), Plans.NONE)


def test_provenance_only_on_request(tmp_path: Path) -> None:
    with stored(tmp_path / "s.sqlite", ROWS) as store:
        rows = list(csv.DictReader(io.StringIO(as_csv(of_store(store, None), provenance=True))))
        assert [one["seconds"] for one in rows] == ["0.25"] * 3
        assert rows[0]["key"] == key("b")
        assert "seconds" not in as_csv(of_store(store, None))


def test_csv_for_a_spreadsheet(tmp_path: Path) -> None:
    with stored(tmp_path / "s.sqlite", ROWS) as store:
        text = as_csv(of_store(store, None), excel=True)
    assert text.startswith("\ufeff" + WEIGHT + ";scenario;")
    assert "\n1,5;toy;done;;best;-0,07;-0,07;0,0;" in text


@pytest.mark.parametrize("form", Format)
def test_equal_sweeps_give_equal_bytes(tmp_path: Path, form: Format) -> None:
    files = []
    for at, rows in enumerate([ROWS, ROWS[::-1]]):
        changed = [Row(o.key, o.at, o.state, o.reason, o.found, {"seconds": at}) for o in rows]
        with stored(tmp_path / f"{at}.sqlite", changed) as store:
            tasks = [Task(one.key, "", "", (), (), None, one.at) for one in ROWS]
            path = tmp_path / f"{at}.{form}"
            write_table(table(of_sweep(store, "vekter", tasks)), path, form)
            files.append(path.read_bytes())
    assert files[0] == files[1]


def test_parquet_holds_what_csv_says(tmp_path: Path) -> None:
    import fastparquet

    path = tmp_path / "t.parquet"
    with stored(tmp_path / "s.sqlite", ROWS) as store:
        write_table(table(of_store(store, None)), path, Format.PARQUET)
        rows = list(csv.DictReader(io.StringIO(as_csv(of_store(store, None)))))
    frame = fastparquet.ParquetFile(str(path)).to_pandas()
    assert list(frame.columns) == list(rows[0])
    assert frame["points"].tolist()[:2] == [1.5, -0.07]
    assert frame["points_parts"].tolist()[:2] == [150, -7]
    assert frame["scenario"].tolist() == ["=1+1", "toy", "toy"]
    assert frame["units.f"].isna().tolist() == [False, True, True]


def test_a_spreadsheet_has_texts_as_texts_and_numbers_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with stored(tmp_path / "s.sqlite", [*ROWS, row("d", {WEIGHT: 10**20, "scenario": "x"})]) as store:
        write_table(table(of_store(store, None)), path, Format.XLSX)
    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert re.search(r'<c r="A2"[^>]*><v>2</v></c><c r="B2"[^>]* t="inlineStr"><is><t>=1\+1</t></is></c>', sheet)
    assert re.search(r'<c r="D4"[^>]* t="inlineStr"><is><t>@falt ned\nmidt i</t></is></c>', sheet)
    assert f'<c r="A5" t="inlineStr"><is><t>{10**20}</t></is></c>' in sheet
    assert "<f>" not in sheet


@pytest.mark.parametrize("fails", range(1, 10))
def test_a_spreadsheet_that_cannot_be_written_is_one_message_and_nothing_behind_it(
    fails: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[object] = []
    calls, real = iter(range(1, 99)), tempfile.mkstemp

    def full(*given: str | None, **more: str | None) -> tuple[int, str]:
        if next(calls) >= fails:
            raise OSError(errno.ENOSPC, "no room")
        return real(*given, **more)  # type: ignore[call-overload,no-any-return]

    with stored(tmp_path / "s.sqlite", ROWS) as store:
        monkeypatch.setattr(tempfile, "mkstemp", full)
        monkeypatch.setattr(sys, "unraisablehook", said.append)
        with pytest.raises(InputError, match="output_disk_full"):
            write_table(table(of_store(store, None)), tmp_path / "t.xlsx", Format.XLSX)
        gc.collect()
    assert next(calls) > fails
    assert not said
    assert not (tmp_path / "t.xlsx").exists()


def test_points_are_exact_where_a_decimal_can_be() -> None:
    for parts, scale, shown in [(1, 8, "0.125"), (-10, 5, "-2"), (10**30 + 1, 10, "1" + "0" * 29 + ".1")]:
        value = in_points({"points_scale": scale}, parts)
        assert Fraction(value or 0) == Fraction(parts, scale)
        assert f"{value:f}" == shown
    assert in_points({"points_scale": 3}, 1) == Decimal("0.333333333333")
    assert in_points({"points_scale": 3}, None) is None


def test_which_sweep_of_a_store(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(task("b"), row("b"))
        store.put(task("a"), row("a"))
        everything = of_store(store, None)
        assert (everything.name, everything.missing) == (None, 0)
        assert [one.key for one in everything.rows()] == sorted([key("a"), key("b")])
        store.note_sweep("en", [task("b", {"n": 1}), task("c", {"n": 2})])
        assert [one.at for one in of_store(store, None).rows()] == [(("n", 1),)]
        assert of_store(store, None).missing == 1
        store.note_sweep("to", [])
        for wanted, code in ((None, "store_several_sweeps"), ("tre", "store_other_sweep")):
            with pytest.raises(InputError, match=code):
                of_store(store, wanted)
        assert of_store(store, "to").runs == ()


def test_the_store_itself_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with stored(path, ROWS) as store, pytest.raises(InputError, match="output_is_input"):
        write_table(table(of_store(store, None)), path, Format.CSV)


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with stored(tmp_path / "s.sqlite", ROWS) as store, pytest.raises(InputError, match="table_extra_missing"):
        write_table(table(of_store(store, None)), tmp_path / "t.xlsx", Format.XLSX)
