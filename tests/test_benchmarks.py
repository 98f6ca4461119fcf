"""The benchmarks' own arithmetic: reading, generating, judging, resuming, fitting. Nothing is timed."""

from __future__ import annotations

import csv
import itertools
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines.base import Budget, Claim, Outcome, Refused, Setting, silent
from tests.benchmarks import (
    families,
    generator,
    growth,
    instances,
    partitioners,
    peers,
    rows,
    run,
    seeds,
    session,
    table,
    warm,
)
from tests.benchmarks import textbook_solvers as solvers
from tests.benchmarks.instances import Instance, Reference, Sense
from tests.benchmarks.measure import Attempt, row
from tests.benchmarks.rows import WRONG, Row
from tests.engines.random_cores import empty_core, random_core, truth

needs_data = pytest.mark.skipif(
    not (instances.DATA / instances.REFERENCES).is_file(),
    reason="the public instances are not in shared/benchmarks beside the checkout",
)

LINE = {"weight": [2, 1, 1, 2], "i": [0, 2, 2, 0], "j": [1, 1, 3, 3]}
"""Four nodes in a ring: 0-1, 1-2, 2-3, 0-3."""


def written(folder: Path, name: str, **arrays: list[float]) -> None:
    (folder / "instances").mkdir(exist_ok=True)
    kinds = {"i": np.int32, "j": np.int32}
    content = {key: np.array(values, dtype=kinds.get(key, np.float64)) for key, values in arrays.items()}
    np.savez(folder / "instances" / name, **content)


def listed(folder: Path, *lines: tuple[object, ...]) -> None:
    with (folder / "reference.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("file", "n", "k", "sense", "value", "status", "reference"), *lines])


def tiny(folder: Path, sense: str, value: str, *, k: str = "2", status: str = "optimal") -> Instance:
    """The ring with benefits 1.5, 0.25, 4, 1, in areas of 2 to 3 (k = 2) or of at most 3 (k free)."""
    limits = {"lower": [0], "upper": [3]} if k == "free" else {"lower": [2.5, 2.5], "upper": [3.9, 3.5]}
    written(folder, "mdgp-tiny.npz", **LINE, **limits, benefit=[1.5, 0.25, 4, 1])
    listed(folder, ("mdgp-tiny.npz", 4, k, sense, value, status, "by hand"))
    (reference,) = instances.references(folder)
    return instances.read(folder, reference)


def best(core: Core) -> int:
    """The most points, by trying every plan."""
    points = truth(core).points
    assert points is not None
    return points


# Areas of size 3 are {0, 1} {2, 3} or {0, 2} {1, 3}. Inside the first two: 1.5 + 4; inside the others: nothing.
@pytest.mark.parametrize(("sense", "value"), [("max_within", "5.5"), ("min_cut", "1.25"), ("min_within", "0")])
def test_a_file_is_read_in_each_sense(tmp_path: Path, sense: str, value: str):
    made = tiny(tmp_path, sense, value)
    assert made.core.scale == 4
    assert made.total == Fraction(27, 4)
    assert made.core.window_least.tolist() == [[3, 3]]
    assert made.core.window_most.tolist() == [[3, 3]]
    assert made.core.must_use.all()
    assert made.value(best(made.core)) == Fraction(value)
    assert made.rounded is None


def test_pairs_are_read_in_any_order_once(tmp_path: Path):
    written(
        tmp_path,
        "mdgp-a.npz",
        weight=[0.5, 0.25],
        lower=[0.3],
        upper=[0.8],
        i=[1, 0],
        j=[0, 1],
        benefit=[1, 2],
    )
    listed(tmp_path, ("mdgp-a.npz", 2, 1, "max_within", "", "", ""))
    made = instances.read(tmp_path, instances.references(tmp_path)[0])
    core = made.core
    assert (core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist()) == ([0], [1], [3])
    assert (core.sizes.tolist(), core.size_scale.tolist()) == ([[2, 1]], [4])
    assert (core.window_least.tolist(), core.window_most.tolist()) == ([[2]], [[3]])
    assert made.reference is not None
    assert made.reference.value is None


def test_a_free_number_of_areas(tmp_path: Path):
    """Areas of at most 3: 6 in all, so 2 at least; and 3 do, for four would pair up in a ring of 12 > 2 * 6."""
    made = tiny(tmp_path, "min_cut", "1.25", k="free")
    assert (made.core.k, made.core.count_least, made.core.count_most) == (3, 2, 3)
    assert not made.core.must_use.any()
    assert made.value(best(made.core)) == Fraction(5, 4)
    assert tiny(tmp_path, "min_within", "0", k="free").core.k == 4


def test_as_many_areas_as_some_best_plan_needs():
    """Any number of areas, up to one for each node, brings no more."""
    random = np.random.default_rng(4)
    for _ in range(12):
        sizes, most = random.integers(1, 6, 5), int(random.integers(5, 9))
        pairs = list(itertools.combinations(range(5), 2))
        benefit = random.integers(0, 9, len(pairs))
        made = instances.instance(
            sizes,
            np.zeros(1),
            np.array([most]),
            np.array([i for i, _ in pairs]),
            np.array([j for _, j in pairs]),
            benefit,
            sense=Sense.MIN_CUT,
            free=True,
        )
        every = replace(
            made.core,
            **{name: getattr(empty_core(5, 5, 1), name) for name in ("pull", "open_cost", "must_use", "counted")},
            allowed=np.ones((5, 5), dtype=bool),
            label_cost=np.zeros((0, 5), dtype=np.int64),
            window_least=np.zeros((1, 5), dtype=np.int64),
            window_most=np.full((1, 5), most),
            count_least=0,
            count_most=5,
        )
        assert made.core.k <= 5
        assert best(made.core) == best(every)


def test_benefits_too_fine_for_integers_are_rounded_and_it_is_said():
    made = instances.instance(
        np.ones(2),
        np.array([0]),
        np.array([2]),
        np.array([0]),
        np.array([1]),
        np.array([1234.5678901234567]),
        sense=Sense.MAX_WITHIN,
        free=False,
    )
    assert made.rounded == 11
    assert made.value(made.core.points(np.array([0, 0]))) == Fraction("1234.56789012346")


def test_generated_cores_depend_on_the_seed_alone():
    for make in (generator.municipal, generator.dense):
        one, same, other = make(20, 4, 3), make(20, 4, 3), make(20, 4, 4)
        for name in Core.__slots__:
            assert np.array_equal(getattr(one, name), getattr(same, name))
        assert not np.array_equal(one.pair_points, other.pair_points)


@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("named", [False, True])
def test_generated_cores_have_a_plan_and_the_shape_asked_for(named: bool, soft: bool):
    for seed in range(10):
        core = generator.municipal(30, 5, seed, named=named, soft=soft)
        assert core.allows(generator.largest_first(core.sizes[0], 5))
        assert core.pull.any() == named
        assert (len(core.hinge_area) == 5) == soft
        assert (core.window_most.max() >= core.sizes.sum()) == soft
        assert core.sizes.max() <= max(generator.SMALLEST, generator.LARGEST_SHARE * core.sizes.sum() / 5 + 1)
        assert 0.12 < len(core.pair_i) / (30 * 29 / 2) < 0.4
        assert 0 < (core.pair_points < 0).mean() < 0.25


def test_large_cores_are_sparse():
    core = generator.municipal(1000, 20, 1, density=0.02)
    assert 15 < 2 * len(core.pair_i) / 1000 < 25
    assert core.allows(generator.largest_first(core.sizes[0], 20))


def test_dense_cores_hold_equal_areas():
    core = generator.dense(11, 3, 1)
    assert core.allows(np.arange(11) % 3)
    assert core.window_least.tolist() == [[3, 3, 3]]
    assert core.window_most.tolist() == [[4, 4, 4]]


def test_the_families_are_those_that_were_asked_for(tmp_path: Path):
    chosen = list(families.cases(families.FAMILIES["municipal"], tmp_path, None))
    assert len(chosen) == 360
    assert len({case.name for case in chosen}) == 360
    for case in chosen:
        assert 4 <= case.n / int(case.k) <= 10
    kinds = [case.name.split("-")[2:4] for case in chosen if (case.n, case.k) == (30, "5")]
    assert sorted(map(tuple, kinds)) == sorted([*itertools.product(("alike", "named"), ("hard", "soft"))] * 5)
    core = chosen[0].make().core
    assert (core.n, core.k) == (chosen[0].n, int(chosen[0].k))


RING = np.array([0, 0, 1, 1])
"""Inside: 5.5, cut: 1.25, which is the best plan."""
WORSE = np.array([0, 1, 0, 1])


def verdict(made: Instance, claim: Claim, plan: np.ndarray | None, bound: int | None = None) -> rows.Verdict:
    return rows.judged(made, Outcome(claim, plan, bound))


def test_what_is_true_is_believed(tmp_path: Path):
    for sense, value in (("max_within", "5.5"), ("min_cut", "1.25")):
        made = tiny(tmp_path, sense, value)
        told = verdict(made, Claim.BEST, RING, made.core.points(RING))
        assert (told.status, told.value, told.bound, told.reached) == ("best", Fraction(value), Fraction(value), "yes")
        assert verdict(made, Claim.GOOD, WORSE, made.core.points(RING)).reached == "no"
        assert verdict(made, Claim.UNKNOWN, None).reached == "no"
    guess = tiny(tmp_path, "max_within", "5.3", status="best_known")
    assert verdict(guess, Claim.BEST, RING, 22).reached == "better"
    rough = tiny(tmp_path, "max_within", "6", status="optimal")  # 5.5 at no decimals
    assert verdict(rough, Claim.BEST, RING, 22).status == "best"


def test_what_cannot_be_true_is_wrong(tmp_path: Path):
    proven, low, high = (tiny(tmp_path, "max_within", value) for value in ("5.5", "5.25", "5.75"))
    known = tiny(tmp_path, "max_within", "5.75", status="best_known")
    crossed = tiny(tmp_path, "min_cut", "1.25")
    for made, outcome in (
        (low, Outcome(Claim.BEST, RING, 22)),
        (low, Outcome(Claim.GOOD, RING, 23)),
        (high, Outcome(Claim.BEST, RING, 22)),
        (high, Outcome(Claim.BEST, RING)),
        (known, Outcome(Claim.BEST, RING, 22)),
        (proven, Outcome(Claim.GOOD, WORSE, 21)),
        (proven, Outcome(Claim.BEST, WORSE, 0)),
        (proven, Outcome(Claim.BEST, RING, 23)),
        (proven, Outcome(Claim.GOOD, RING, 21)),
        (proven, Outcome(Claim.IMPOSSIBLE)),
        (proven, Outcome(Claim.BEST)),
        (crossed, Outcome(Claim.UNKNOWN, None, 21)),
        (crossed, Outcome(Claim.BEST, WORSE, 0)),
    ):
        told = rows.judged(made, outcome)
        assert (told.status, told.reached) == (WRONG, "")
        assert row(a_row(), made, Attempt(1.0, outcome)).reached == "no"
    assert verdict(proven, Claim.BEST, np.array([0, 0, 0, 1])).status == rows.NOT_ALLOWED
    assert verdict(instances.generated(generator.dense(6, 2, 1)), Claim.IMPOSSIBLE, None).status == WRONG


def a_row(**changes: str) -> Row:
    fields = {"date": "", "family": "f", "instance": "x", "n": "4", "k": "2", "engine": "e", "workers": "1"}
    return Row(**{**fields, "seed": "1", "limit": "5", "sense": "max_within", **changes})


def test_rows_that_cannot_both_be_true_are_found():
    right = a_row(engine="a", value="5.5", bound="5.5", status="best")
    same = a_row(engine="b", value="5.5", bound="6", status="good")
    assert rows.disagreements([right, same]) == []
    assert len(rows.disagreements([right, replace(same, value="5.75")])) == 1
    assert rows.disagreements([right, replace(same, instance="y", value="5.75")]) == []
    assert rows.disagreements([right, replace(same, value="9", status=WRONG)]) == []
    cut = [replace(right, sense="min_cut"), replace(same, sense="min_cut", value="5", bound="4")]
    assert len(rows.disagreements(cut)) == 1


def test_numbers_are_written_exactly():
    for text in ("1342.17", "-3.5", "0", "17131.460000001", "12000"):
        assert rows.decimal(Fraction(text)) == text
    assert rows.gap(Fraction(-4), Fraction(-3)) == Fraction(1, 4)
    assert rows.gap(Fraction(0), Fraction(2)) == 2
    assert rows.gap(None, Fraction(2)) is None


def test_rows_survive_a_broken_line_and_the_later_one_counts(tmp_path: Path):
    path = tmp_path / "a.csv"
    first, second = a_row(status=rows.FAILED, note="a, b"), a_row(instance="y", status="good")
    rows.append(path, first)
    rows.append(path, second)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("2026-01-01,f,z,4")
    rows.append(path, replace(first, status="best"))
    assert rows.load(path) == [replace(first, status="best"), second]
    path.write_text("other\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.csv"):
        rows.load(path)


def run_tiny(folder: Path, *words: str) -> int:
    places = ["--data", str(folder), "--results", str(folder / "results")]
    return run.main(["--family", "mdgp", "nfl", "--engine", "cpsat", "--limit", "20", *places, *words])


def test_the_command_runs_resumes_and_says_what_it_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    tiny(tmp_path, "min_cut", "1.25")
    assert run_tiny(tmp_path) == 0
    (path,) = (tmp_path / "results").glob("*.csv")
    (told,) = rows.load(path)
    assert (told.value, told.bound, told.gap, told.status, told.reached) == ("1.25", "1.25", "0.000000", "best", "yes")
    shown = capsys.readouterr()
    assert "1/1 mdgp, mdgp-tiny, cpsat" in shown.err
    assert "skipped: nfl" in shown.err
    page = path.with_suffix(".md").read_text(encoding="utf-8")
    assert "skipped: nfl" in page
    assert "1 of 1" in page
    assert path.with_suffix(".svg").read_text(encoding="utf-8").startswith("<svg")
    assert run_tiny(tmp_path, "--resume") == 0
    assert "1 of 1 done before" in capsys.readouterr().err
    assert len(rows.load(path)) == 1


def test_the_command_fails_where_an_answer_contradicts_a_proof(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    tiny(tmp_path, "min_cut", "1.5")
    assert run_tiny(tmp_path) == 1
    assert "WRONG: mdgp mdgp-tiny cpsat: better than the proven value" in capsys.readouterr().out


def test_the_command_has_nothing_to_run_without_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run_tiny(tmp_path) == 2
    assert "no reference.csv" in capsys.readouterr().err
    assert run.main(["--family", "dense", "--engine", "no_such", "--results", str(tmp_path)]) == 2


def test_an_engine_that_fails_costs_its_row_alone(tmp_path: Path):
    made = tiny(tmp_path, "min_cut", "1.25")
    told = row(a_row(), made, Attempt(1.5, status=rows.FAILED, note="crashed"))
    assert (told.status, told.seconds, told.reached, told.note, told.over) == (
        "FAILED",
        "1.500",
        "no",
        "crashed",
        False,
    )


def test_failed_rows_are_run_again(tmp_path: Path):
    made = instances.generated(generator.dense(6, 2, 1))
    case = families.Case("f", "x", 6, "2", 5, lambda: made)
    job = session.Job(case, "cpsat", 1, 20)
    first = session.Session(tmp_path, "test", "Test", resume=False)
    rows.append(first.path, replace(job.asked(), status=rows.FAILED))
    again = session.Session(tmp_path, "test", "Test", resume=True)
    assert again.path == first.path
    assert again.run([job])
    assert [row.status for row in again.done] == ["best"]


def test_the_summary_counts_no_row_twice():
    done = [
        a_row(status="best", seconds="1.0", reference="5", reached="yes"),
        a_row(instance="y", status="good", seconds="3.0", reference="5", reached="no"),
        a_row(instance="z", status=WRONG, seconds="2.0", reference="5", reached="no"),
    ]
    line = dict(zip(table.SUMMARY, table.summary(done)[0], strict=True))
    assert (line["proved"], line["median s"], line["worst s"]) == ("1 of 3", "2.00", "3.00")
    assert (line["reached"], line["WRONG"]) == ("1 of 3", "1")


def test_over_seeds_an_instance_is_told_by_how_far_it_falls_short():
    values = {"1": "198", "2": "201", "3": "200"}
    more = [a_row(seed=seed, value=value, reference="200", sense="max_within") for seed, value in values.items()]
    cut = [
        a_row(seed=seed, value=value, reference="200", instance="cut", sense="min_cut")
        for seed, value in values.items()
    ]
    alone = [a_row(instance="alone", value="1", reference="2"), a_row(instance="none", seed="2", value="1")]
    first, second = seeds.over_seeds([*more, *cut, *alone])
    assert first[-5:] == ["3", "0.167 %", "-0.500 %", "1.000 %", "201"]
    assert second[-5:] == ["3", "-0.167 %", "-1.000 %", "0.500 %", "198"]


def test_the_exponent_of_made_numbers():
    line = growth.fitted([(n, 2e-5 * n**3.5) for n in (10, 20, 40, 80)])
    assert line is not None
    assert line.exponent == pytest.approx(3.5)
    assert line.factor == pytest.approx(2e-5)
    assert growth.fitted([(10, 1.0), (10, 2.0)]) is None


def test_medians_leave_out_sizes_without_proofs():
    sweep = growth.SWEEPS[0]
    done = [a_row(n="18", k="3", status="best", seconds=seconds) for seconds in ("1", "2", "9")]
    done += [a_row(n="18", k="3", status="good", seconds="5"), a_row(n="18", k="3", status="best", seconds="4")]
    done += [a_row(n="24", k="4", status="good", seconds="5"), a_row(n="24", k="4", status="best", seconds="4")]
    assert growth.medians(sweep, done) == [(18, 4.0)]
    assert growth.drawn(sweep, [replace(row, family=sweep.name) for row in done]).count("<circle") == 7


def textbook_cores() -> list[Core]:
    """Small random cores that the textbook's model can say."""
    found = [random_core(seed) for seed in range(400)]
    said = [core for core in found if solvers.textbook.missing(core) is None and core.n * core.k <= 15]
    return said[:25]


@pytest.mark.parametrize("solve", [solvers.cpsat, solvers.highs, solvers.scip])
def test_the_textbook_solvers_are_right(solve: object):
    cores = textbook_cores()
    assert any(len(core.hinge_area) for core in cores)
    assert any(len(core.pair_i) for core in cores)
    for core in cores:
        outcome = solve(core, Budget(work=1e6, seconds=20, workers=1), report=silent, setting=Setting.USUAL)
        expected = truth(core).points
        if expected is None:
            assert outcome.claim is Claim.IMPOSSIBLE
        else:
            assert outcome.claim is Claim.BEST
            assert core.allows(outcome.assignment)
            assert (core.points(outcome.assignment), outcome.bound) == (expected, expected)


def test_peers_refuse_what_they_cannot_say():
    labelled = replace(
        empty_core(3, 2), label_members=np.ones((1, 3), dtype=bool), label_cost=np.ones((1, 2), dtype=np.int64)
    )
    with pytest.raises(Refused, match="labels"):
        solvers.cpsat(labelled, Budget(work=1), report=silent, setting=Setting.USUAL)
    with pytest.raises(Refused, match="soft sizes"):
        partitioners.metis(
            generator.municipal(10, 2, 1, soft=True), Budget(work=1), report=silent, setting=Setting.USUAL
        )
    assert partitioners.missing(generator.dense(10, 2, 1)) is None


def test_a_partitioner_sees_each_pair_from_both_ends():
    core = generator.dense(6, 2, 1)
    seen = partitioners.graph(core)
    both = {}
    for node in range(6):
        for place in range(seen.first[node], seen.first[node + 1]):
            both[node, int(seen.neighbours[place])] = int(seen.points[place])
    assert len(both) == 2 * len(core.pair_i)
    for i, j, points in zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True):
        assert both[i, j] == both[j, i] == points
    assert seen.excess == 0


def test_ratios_are_against_ours():
    mine = a_row(engine="ours", status="best", seconds="0.5", value="100", bound="100")
    slower = a_row(engine="highs", status="best", seconds="2.0", value="100", bound="100")
    lost = a_row(engine="scip", status="good", seconds="5.0", value="90", bound="200")
    head, (line, means) = peers.ratios([mine, slower, lost], "ours")
    told = dict(zip(head, line, strict=True))
    assert (told["highs:1 time"], told["highs:1 value"]) == ("4", "0.00 %")
    assert (told["scip:1 time"], told["scip:1 value"]) == ("≥ 10", "10.00 %")
    assert dict(zip(head, means, strict=True))["scip:1 time"] == "10"
    unproved = replace(mine, status="good")
    assert dict(zip(head, peers.ratios([unproved, slower, lost], "ours")[1][0], strict=True))["scip:1 time"] == ""


@needs_data
def test_public_values_are_reached_by_a_proof():
    """Each sense and k free: what CP-SAT proves is what is published."""
    from regroup.engines import cpsat

    wanted = {
        "mdgp-RanInt_n010_ds_07.npz",
        "mdgp-RanReal_n010_ss_10.npz",
        "county-ME.npz",
        "handover-20_5_270001.npz",
        "handover-20_5_270003.npz",
    }
    known = {reference.file: reference for reference in instances.references(instances.DATA)}
    assert wanted <= set(known)
    for file in wanted:
        made = instances.read(instances.DATA, known[file])
        outcome = cpsat.solve(made.core, Budget(work=60))
        assert outcome.claim is Claim.BEST
        told = rows.judged(made, outcome)
        assert (told.status, told.reached, told.value) == ("best", "yes", known[file].value)


@needs_data
def test_every_public_instance_can_be_read():
    for reference in instances.references(instances.DATA):
        if reference.n <= 100:
            made = instances.read(instances.DATA, reference)
            assert made.core.n == reference.n
            assert reference.k == instances.FREE or made.core.k == int(reference.k)
            assert made.value(0) == (made.total if made.sense is Sense.MIN_CUT else 0)


def test_a_reference_tells_its_digits():
    assert [instances._reference({**line}).digits for line in reference_lines()] == [0, 0, 2, 1]


def reference_lines() -> list[dict[str, str]]:
    empty = {"file": "a.npz", "n": "3", "k": "free", "sense": "min_cut", "status": "optimal"}
    return [{**empty, "value": value} for value in ("8", "26433.0", "1342.17", "225003.70")]


def test_only_proven_references_are_proofs():
    line = reference_lines()[0]
    assert instances._reference(line).proven
    made: Reference = instances._reference({**line, "status": "best_known"})
    assert not made.proven


def test_an_audit_is_answered_the_same_warm_and_cold(capsys: pytest.CaptureFixture[str]):
    assert warm.main(["--n", "12", "--k", "3", "--questions", "5", "--seeds", "1"]) == 0
    assert "all                  5 of 5 proven; cold " in capsys.readouterr().out


def test_an_audit_asks_for_units_evenly_apart():
    core = generator.municipal(12, 3, 1)
    assert warm.asked(core, 5) == [(0, 0), (0, 1), (0, 2), (11, 0), (11, 1)]
    allowed = warm.forced(core, 4, 1).allowed
    assert allowed[4].tolist() == [False, True, False]
    assert allowed.sum() == 12 * 3 - 2


def test_an_audit_notices_what_is_not_proven():
    assert "1 of 2 proven; cold 2.000 s, warm 1.000 s, ratio 0.50" in warm.told(
        "x", [warm.Answer(2.0, 1.0, True), warm.Answer(2.0, 1.0, False)]
    )
