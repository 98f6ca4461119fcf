"""Sweep files: axes and their combinations, keys of runs, and everything that can be wrong before a run begins."""

from __future__ import annotations

import time
from itertools import product
from pathlib import Path

import pytest

from regroup.read.shipped import folder
from regroup.sweep.axis import SweepAxis
from regroup.sweep.base import Task, Value
from tests.sweep_cases import MOVES, TOP, WEIGHTS, axis, refused, swept, written


def ats(tasks: list[Task]) -> list[tuple[Value, ...]]:
    return [tuple(value for _, value in task.at) for task in tasks]


def test_axes_are_crossed_the_first_slowest(tmp_path: Path) -> None:
    sweep = swept(tmp_path, TOP + WEIGHTS + MOVES)
    tasks = list(sweep)
    assert ats(tasks) == list(product([1, 2, 5], [0, 2, 4]))
    assert len(sweep) == 9 == len({task.key for task in tasks})
    assert list(sweep) == tasks
    assert tasks[1].changes == (("model.terms.synergy.weight", "1"), ("model.terms.moves.weight", "2"))
    assert (tasks[0].scenario, tasks[0].model, tasks[0].settings, tasks[0].draw) == ("toy", "balanced", (), None)
    assert [axis.values for axis in sweep.axes] == [(1, 2, 5), (0, 2, 4)]
    assert sweep.title.in_language("en") == "Trial"


def test_zipped_axes_go_in_step_where_the_first_stands(tmp_path: Path) -> None:
    first = axis("model.terms.synergy.weight", "values = [1, 2]", 'zip = "a"')
    middle = axis("search.seed", "values = [7, 8]")
    last = axis("model.terms.moves.weight", "values = [3, 4]", 'zip = "a"')
    assert ats(list(swept(tmp_path, TOP + first + middle + last))) == [(1, 7, 3), (1, 8, 3), (2, 7, 4), (2, 8, 4)]


def test_steps_are_exact_and_hold_both_ends(tmp_path: Path) -> None:
    key = "model.terms.size_band.least.share"
    sweep = swept(tmp_path, TOP + axis(key, "range = { from = 0.1, to = 0.4, step = 0.1 }"))
    assert [task.changes[0][1] for task in sweep] == ["0.1", "0.2", "0.3", "0.4"]
    assert sweep.axes[0].values == (0.1, 0.2, 0.3, 0.4)


def test_samples_are_the_same_each_time_and_differ_by_key(tmp_path: Path) -> None:
    how = 'sample = { low = 0.00000, high = 1.00000, count = 50, method = "latin_hypercube", seed = 3 }'
    axes = axis("model.terms.size_band.least.share", how, 'zip = "a"') + axis("search.gap", how, 'zip = "a"')
    with_most = TOP + axes + axis("model.terms.size_band.most.share", "values = [1]")
    one, other = (found.exact for found in swept(tmp_path, with_most).axes[:2])
    assert [sorted(int(float(value) * 50) for value in found) for found in (one, other)] == [list(range(50))] * 2
    assert one != other
    assert one == swept(tmp_path, with_most).axes[0].exact
    assert all(len(str(value)) <= 7 for value in one)
    assert len(list(swept(tmp_path, with_most))) == 50


def test_a_random_sample_alone_says_each_number_once(tmp_path: Path) -> None:
    sweep = swept(tmp_path, TOP + axis("search.seed", "sample = { low = 1, high = 3, count = 60 }"))
    assert sorted(sweep.axes[0].exact) == [1, 2, 3]


def test_files_by_name_by_pattern_and_by_path(tmp_path: Path) -> None:
    for name in ("b", "a"):
        text = (folder("scenarios") / "toy.toml").read_text(encoding="utf-8")
        written(tmp_path, text.replace('name     = "Leke', f'name     = "{name} Leke'), name)
    top = TOP.replace('scenario = "toy"\nmodel = "balanced"\n', "")
    sweep = swept(tmp_path, top + axis("scenario", 'files = "[ab].toml"') + axis("model", 'values = ["few-moves"]'))
    assert ats(list(sweep)) == [("./a.toml", "few-moves"), ("./b.toml", "few-moves")]
    assert [task.scenario for task in sweep] == [str(tmp_path / "a.toml"), str(tmp_path / "b.toml")]
    many = top + 'scenarios = ["toy", "hamar*"]\n'
    assert ats(list(swept(tmp_path, many))) == [("toy",), ("hamar",), ("hamar-boligsosial",)]
    assert [task.model for task in swept(tmp_path, many)] == ["balanced", "balanced", "synergy-first"]


def test_the_key_is_of_the_content(tmp_path: Path) -> None:
    text = (folder("scenarios") / "toy.toml").read_text(encoding="utf-8")
    by_name = [task.key for task in swept(tmp_path, TOP + WEIGHTS)]
    commented = text.replace("\n[[", "\n\n# en kommentar\n[[").replace(" = ", "    = ")
    written(tmp_path, commented, "copy")
    by_path = swept(tmp_path, TOP.replace('"toy"', '"./copy.toml"') + WEIGHTS)
    assert [task.key for task in by_path] == by_name
    written(tmp_path, text.replace('about    = "', 'about    = "Ny. '), "other")
    changed = swept(tmp_path, TOP.replace('"toy"', '"./other.toml"') + WEIGHTS)
    assert not {task.key for task in changed} & set(by_name)


def test_what_the_file_says_anyway_is_no_change(tmp_path: Path) -> None:
    """So that a sweep that is widened by an axis computes only what is new."""
    before = {task.key for task in swept(tmp_path, TOP + WEIGHTS)}
    wider = [
        task.key for task in swept(tmp_path, TOP + WEIGHTS + MOVES.replace("from = 0", "from = 1").replace("4", "3"))
    ]
    assert before < set(wider)
    assert len(set(wider)) == 6
    by_number = TOP + WEIGHTS.replace("terms.synergy", "terms.0")
    assert {task.key for task in swept(tmp_path, by_number)} == before


@pytest.mark.parametrize("change", ["[search]\nseed = 2\n", "[search]\nwork = 3\n", "[search]\ngap = 0.5\n"])
def test_settings_count_in_the_key_and_defaults_do_not(tmp_path: Path, change: str) -> None:
    plain = [task.key for task in swept(tmp_path, TOP + WEIGHTS)]
    assert not set(plain) & {task.key for task in swept(tmp_path, TOP + change + WEIGHTS)}
    assert plain == [task.key for task in swept(tmp_path, TOP + "[search]\nseed = 1\nwork = 20.0\n" + WEIGHTS)]


def test_filters_keep_and_drop(tmp_path: Path) -> None:
    keep = '\n[[filters]]\nkeep = "model.terms.synergy.weight <= 2"\nwhy = "lite"\n'
    drop = '\n[[filters]]\ndrop = "model.terms.moves.weight == 4 and not model.terms.synergy.weight < 2"\nwhy = "mye"\n'
    sweep = swept(tmp_path, TOP + WEIGHTS + MOVES + keep + drop)
    assert ats(list(sweep)) == [(1, 0), (1, 2), (1, 4), (2, 0), (2, 2)]
    assert len(sweep) == 5


def test_draws_are_numbered(tmp_path: Path) -> None:
    sweep = swept(tmp_path, TOP.replace("toy", "hamar") + axis("draw", "draws = 3"))
    assert [task.draw for task in sweep] == [0, 1, 2]
    more = swept(tmp_path, TOP.replace("toy", "hamar") + axis("draw", "draws = 5"))
    assert [task.key for task in more][:3] == [task.key for task in sweep]


def only(test: str) -> str:
    return f'[[filters]]\n{test}\nwhy = "x"\n'


BAD = {
    "twice": (WEIGHTS + WEIGHTS, "14:7", "two axes change the same", "make one axis"),
    "inside": (
        WEIGHTS + axis("model.terms.synergy.weight.x", "values = [1]"),
        "14:7",
        "two axes change the same",
        "one axis",
    ),
    "by number": (WEIGHTS + axis("model.terms.0.weight", "values = [1]"), "15:11", "two axes change", "one axis"),
    "table": (axis("modl.terms.synergy.weight", "values = [1]"), "9:7", "cannot be an axis", "model.terms.synergy"),
    "own model": (axis("scenario.model", 'values = ["few-moves"]'), "9:7", "cannot be an axis", "did you mean model?"),
    "setting": (axis("search.sed", "values = [1]"), "9:7", "search.sed cannot", "did you mean search.seed?"),
    "time": (axis("search.time_limit", "values = [1]"), "9:7", "cannot be an axis", "search.seed"),
    "term": (axis("model.terms.synergi.weight", "values = [1]"), "10:11", "no synergi there", "did you mean synergy?"),
    "key": (axis("model.terms.synergy.wait", "values = [1]"), "10:11", "unknown key wait", "weight"),
    "unit": (axis("scenario.units.navn.fte.value", "values = [1]"), "10:11", "no navn there", "did you mean nav?"),
    "nan": (axis("search.gap", "values = [nan]"), "10:11", "NaN", "number"),
    "inf": (axis("search.gap", "values = [inf]"), "10:11", "Infinity", "number"),
    "table value": (axis("search.gap", "values = [[1]]"), "10:11", "cannot be a value of an axis", "a number"),
    "empty": (axis("search.seed", "values = []"), "10:10", "has no values", "at least one"),
    "same": (axis("search.seed", "values = [1, 2, 1]"), "10:17", "1 stands twice", "keep one"),
    "none": (axis("search.seed", ""), "8:1", "from one place; here: –", "write values"),
    "two": (axis("search.seed", "values = [1]\ndraws = 2"), "8:1", "here: values, draws", "one of them"),
    "step": (axis("search.seed", "range = { from = 1, to = 2, step = 0 }"), "10:36", "never arrives", "more than 0"),
    "ends": (axis("search.seed", "range = { from = 1, to = 2, step = 0.3 }"), "10:9", "do not meet 2", "choose a step"),
    "back": (axis("search.seed", "range = { from = 3, to = 2, step = 1 }"), "10:9", "do not meet 2", "at least"),
    "sample": (axis("search.seed", "sample = { low = 3, high = 2, count = 1 }"), "10:10", "goes from 3 down", "low"),
    "method": (
        axis("search.seed", 'sample = { low = 1, high = 2, count = 1, method = "latin" }'),
        "10:51",
        "latin",
        "latin_hypercube",
    ),
    "zip": (
        axis("search.seed", "values = [1, 2]", 'zip = "a"') + axis("search.gap", "values = [0]", 'zip = "a"'),
        "17:7",
        "search.gap has 1 values and search.seed has 2",
        "as many",
    ),
    "fraction": (
        axis("model.terms.synergy.weight", "values = [1, 1.5]"),
        "10:14",
        "weight = 1.5 does not fit",
        "whole",
    ),
    "negative": (axis("model.terms.synergy.weight", "values = [-1]"), "10:11", "is -1", "at least 0"),
    "text": (axis("search.seed", 'values = [1, "to"]'), "10:14", 'seed is "to"', "accepted"),
    "far": (axis("search.gap", "values = [0.5, 2]"), "10:16", "--gap is 2", "0 – 1"),
    "files": (axis("scenario", 'files = "*/nothing*.toml"'), "9:7", "same: scenario", "one axis"),
    "glob": (axis("model", 'files = "nothing*.toml"'), "9:7", "two axes change the same: model", "one axis"),
    "not files": (axis("model", "values = [1]"), "9:7", "are files", "names or paths"),
    "no file": (axis("search.seed", 'files = "*.toml"'), "9:7", "cannot be set to a file", "scenario and model"),
    "draws": (axis("search.seed", "draws = 3"), "9:7", "belong together", 'key = "draw"'),
    "certain": (axis("draw", "draws = 3"), "9:7", "nothing to draw", "take the axis away"),
    "filter": (WEIGHTS + only('keep = "model.terms.synergi.weight < 3"'), "13:8", "no axis", "did you"),
    "left": (WEIGHTS + only('keep = "model.terms.synergy.weight > 9"'), "12:1", "leave no run", "pass"),
    "neither": (WEIGHTS + '[[filters]]\nwhy = "x"\n', "12:1", "either keep or drop", "one of them"),
    "why": (WEIGHTS.replace('why = "vekten"\n', ""), "8:1", "why is missing", "why"),
    "work": ("[search]\nwork = 0\n" + WEIGHTS, "8:8", "work is 0", "> 0"),
    "limit": ("limit = 2\n" + WEIGHTS, "9:1", "the axes give 3 runs; the limit is 2", "fewer values"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_said_with_its_place(case: str, tmp_path: Path) -> None:
    axes, place, found, remedy = BAD[case]
    said = refused(tmp_path, TOP + axes)[0]
    assert said.startswith(f"{place}: ")
    assert found in said
    assert remedy in said


def test_enormous_products_are_refused_at_once(tmp_path: Path) -> None:
    axes = "".join(
        axis(f"model.terms.{term}.weight", "range = { from = 1, to = 1000, step = 1 }")
        for term in ("synergy", "affinity", "moves", "splits")
    )
    started = time.process_time()
    (said,) = refused(tmp_path, TOP + axes)
    assert "the axes give 1000000000000 runs" in said
    (said,) = refused(tmp_path, TOP + axis("search.gap", "range = { from = 0, to = 1000000, step = 0.000001 }"))
    assert "the axes give 1000000000001 runs" in said
    assert time.process_time() - started < 2


def test_files_that_are_wrong(tmp_path: Path) -> None:
    top = TOP.replace('scenario = "toy"\nmodel = "balanced"\n', "")
    assert "no scenario is named" in refused(tmp_path, top)[0]
    assert "no file matches nothing*.toml" in refused(tmp_path, top + axis("scenario", 'files = "nothing*.toml"'))[0]
    assert "both scenario and scenarios" in refused(tmp_path, 'scenarios = "*"\n' + TOP)[0]
    assert "the sweep is named other" in refused(tmp_path, TOP.replace('"prove"', '"other"'))[0]
    assert "is not a sweep's name" in refused(tmp_path, TOP.replace('"prove"', '"Prøve"'))[0]
    written(tmp_path, "schema = 1\n", "empty")
    said = refused(tmp_path, TOP.replace('"toy"', '"./empty.toml"'))
    assert any("measure" in line for line in said)


def test_an_item_may_be_named_in_any_of_its_ways(tmp_path: Path) -> None:
    keys = ["scenario.synergies.0.strength", "scenario.units.nav.size.fte.value", "scenario.units.nav.fte.value"]
    for key in keys[1:]:
        assert len(list(swept(tmp_path, TOP + axis(key, "values = [3, 4.5]")))) == 2
    pair = swept(tmp_path, TOP + axis(keys[0], "values = [1, 2]"))
    assert len(pair) == 2


def test_twenty_thousand_runs_are_listed_in_seconds(tmp_path: Path) -> None:
    axes = WEIGHTS.replace("values = [1, 2, 5]", "range = { from = 1, to = 200, step = 1 }")
    started = time.process_time()
    sweep = swept(tmp_path, TOP + axes + MOVES.replace("to = 4, step = 2", "to = 99, step = 1"))
    assert sum(1 for _ in sweep) == 20_000 == len(sweep)
    assert time.process_time() - started < 15


def test_axes_show_their_values_plainly() -> None:
    from decimal import Decimal

    assert SweepAxis("k", (1, Decimal("0.5"), "x", True)).values == (1, 0.5, "x", True)
