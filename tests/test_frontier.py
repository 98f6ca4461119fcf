"""Trade-off curves: against brute force where windows and counts are the question, and on every shipped scenario."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import cycle

import pytest

from regroup.evaluation import evaluate
from regroup.frontier import Frontier, frontier, frontier_document
from regroup.frontier.axes import ACROSS, UP, spread, worth
from regroup.frontier.counts import freed
from regroup.frontier.even import best_even, ends
from regroup.frontier.narrowest import narrowest
from regroup.params import Params
from regroup.placement import Placement
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, shipped_names
from regroup.result import Status
from regroup.study import Study
from tests import build
from tests.cli.run import inside
from tests.test_tradeoff import Listing, random_problem

QUICK = Params(time_limit=2, second_opinion=False)
TURNED = [("moves", "balance"), ("synergy", "balance")]
"""Those are drawn the other way round."""
PAIRS = [(x, y) for x in ACROSS for y in UP if x != y and (x, y) not in TURNED]


@pytest.fixture(scope="module")
def toy() -> Problem:
    return Problem(read_scenario("toy"), read_model("balanced"))


@pytest.fixture(scope="module")
def study() -> Iterator[Study]:
    """Of the toy alone."""
    with Study(processes=1) as working:
        yield working


def allowed(problem: Problem) -> Iterator[tuple[Fraction, Fraction, Fraction, int]]:
    """Points, size difference, the same in per cent and number of areas, of each plan that keeps the rules."""
    for plan in build.every_plan(problem.scenario):
        evaluation = evaluate(problem, plan)
        if evaluation.allowed:
            smallest, largest = ends(problem, plan)
            placement = evaluation.placement
            yield evaluation.points, largest - smallest, spread(placement), len(placement.measured)


@pytest.mark.parametrize("seed", range(200))
def test_the_best_even_plan_is_that_of_brute_force(seed: int):
    chance = random.Random(seed)
    problem = random_problem(chance)
    limit = Fraction(chance.randint(0, 12))
    answer = best_even(Listing(problem, None), problem, limit)
    within = [points for points, width, _, _ in allowed(problem) if width <= limit]
    assert answer.points == max(within, default=None)
    assert answer.settled
    if answer.plan is not None:
        smallest, largest = ends(problem, answer.plan)
        assert largest - smallest <= limit


@pytest.mark.parametrize("seed", range(200, 280))
def test_the_bound_of_an_even_plan_holds_where_answers_are_unsure_or_few(seed: int):
    chance = random.Random(seed)
    problem = random_problem(chance)
    limit = Fraction(chance.randint(0, 12))
    answer = best_even(Listing(problem, chance), problem, limit, questions=chance.randint(1, 5))
    within = [points for points, width, _, _ in allowed(problem) if width <= limit]
    if answer.settled:
        assert answer.points == max(within, default=None)
    else:
        assert answer.bound is None or not within or answer.bound >= max(within)


@pytest.mark.parametrize("seed", range(300, 360))
def test_every_even_stop_is_the_best_of_its_width(seed: int):
    problem = random_problem(random.Random(seed))
    every = list(allowed(problem))
    found = frontier(Listing(problem, None), problem, "balance", points=4)
    assert bool(found.stops) == bool(every)
    for stop in found.stops:
        assert stop.proven
        assert stop.y == stop.bound == max(points for points, _, width, _ in every if width <= stop.x)
    for width in found.impossible:
        assert not [other for _, _, other, _ in every if other <= width]


def widths(problem: Problem) -> dict[int, Fraction]:
    """The smallest size difference in per cent of each number of areas that a plan can have."""
    least: dict[int, Fraction] = {}
    for _, _, width, count in allowed(problem):
        least[count] = min(width, least.get(count, width))
    return least


@pytest.mark.parametrize("seed", range(500, 560))
def test_the_narrowest_plan_of_each_number_of_areas_is_that_of_brute_force(seed: int):
    problem = random_problem(random.Random(seed))
    free = freed(problem, 1)
    found = frontier(Listing(free, None), problem, "areas", "balance")
    assert {int(stop.x): stop.y for stop in found.stops} == widths(free)
    assert found.proven
    assert {*found.impossible} == {*range(1, len(problem.scenario.line_areas) + 1)} - {*widths(free)}


@pytest.mark.parametrize("seed", range(500, 560))
def test_the_fewest_areas_of_each_width_are_those_of_brute_force(seed: int):
    problem = random_problem(random.Random(seed))
    free = freed(problem, 1)
    found = frontier(Listing(free, None), problem, "balance", "areas")
    least = widths(free)
    curve = [(w, n) for n, w in sorted(least.items()) if all(w < other for m, other in least.items() if m < n)]
    assert [(stop.x, stop.y) for stop in found.stops] == curve
    assert found.whole == bool(curve)
    assert bool(found.impossible) == (not curve)


@pytest.mark.parametrize("seed", range(600, 660))
def test_bounds_on_the_narrowest_hold_where_answers_are_unsure_or_few(seed: int):
    chance = random.Random(seed)
    free = freed(random_problem(chance), 1)
    least = widths(free)
    for count in range(1, len(free.scenario.line_areas) + 1):
        answer = narrowest(Listing(free, chance), free, count, questions=chance.randint(1, 6))
        if answer.settled:
            assert answer.points == (-least[count] if count in least else None)
        if answer.bound is not None and count in least:
            assert answer.points is None or answer.points <= -least[count]
            assert answer.bound >= -least[count]


@pytest.mark.parametrize("seed", range(700, 740))
def test_a_curve_of_fewest_areas_claims_nothing_that_brute_force_denies(seed: int):
    chance = random.Random(seed)
    problem = random_problem(chance)
    free = freed(problem, 1)
    found = frontier(Listing(free, chance), problem, "balance", "areas")
    least = widths(free)
    for stop in found.stops:
        assert stop.bound is not None
        assert stop.bound <= min(n for n, width in least.items() if width <= stop.x)
    if found.whole:
        curve = [(w, n) for n, w in sorted(least.items()) if all(w < other for m, other in least.items() if m < n)]
        assert [(stop.x, stop.y) for stop in found.stops] == curve


def test_the_narrowest_that_is_solved_is_that_of_brute_force():
    for seed in (500, 503):
        problem = random_problem(random.Random(seed))
        with Study(processes=1) as study:
            found = frontier(study, problem, "areas", "balance")
        assert {int(stop.x): stop.y for stop in found.stops} == widths(freed(problem, 1))
        assert found.proven


@pytest.mark.parametrize(("x", "y"), PAIRS)
def test_every_pair_of_axes(x: str, y: str, toy: Problem, study: Study):
    found = frontier(study, toy, x, y, points=4)
    assert found.stops
    assert found.proven
    for stop in found.stops:
        assert evaluate(found.problem, stop.plan).allowed
        placement = Placement(found.problem.scenario, stop.plan)
        assert worth(found.problem, found.up, placement) == found.up.shown(stop.y)
    document = frontier_document(found)
    for stop, told in zip(found.stops, document["points"], strict=True):
        assert told["points"] == told["bound"] == found.up.shown(stop.y) * document["points_scale"]
    if x not in ("areas", "balance"):
        _never_beaten(found)


def _never_beaten(found: Frontier) -> None:
    """No plan that keeps the rules beats a stop, and no structure that keeps them."""
    assert all(stop.beaten_by is None for stop in found.stops)
    assert found.across.term
    for plan in build.every_plan(found.problem.scenario):
        evaluation = evaluate(found.problem, plan)
        if evaluation.allowed:
            x = found.across.sign * found.across.term.amount(evaluation.placement)
            best = max(found.up.shown(stop.y) for stop in found.stops if found.across.sign * stop.x >= x)
            assert evaluation.points <= best


@pytest.mark.parametrize("x", ["moves", "balance", "synergy"])
def test_the_first_stop_is_the_plan_of_solve(x: str, toy: Problem, study: Study):
    assert frontier(study, toy, x).stops[0].y == study.ask(toy).points


def test_the_toy_by_hand(toy: Problem, study: Study):
    """Moving the two children's services gives 8 of the 13 points lost; another two give 3."""
    found = frontier(study, toy)
    assert [(stop.x, stop.y) for stop in found.stops] == [(20, -5), (15, -10), (0, -13)]
    assert found.stops[0].moved == ("helsestasjon", "barnevern")
    assert {one.id: one.beaten_by for one in found.placed} == {
        "today": None,
        "barna_samlet": None,
        "alt_til_oppvekst": 0,
    }


def test_more_areas_than_there_are(toy: Problem):
    """Three areas need one that nobody has named; two leaders cost twice one."""
    with Study(processes=1) as study:
        found = frontier(study, toy, "areas", counts=range(1, 4), leader_cost=Fraction(5, 2))
    assert found.freed
    assert [stop.x for stop in found.stops] == [2, 3]
    assert found.impossible == (1,)
    three = found.stops[1]
    assert "new_1" in three.plan.values()
    assert {placed.id for placed in found.placed} == {"today", "barna_samlet", "alt_til_oppvekst"}
    assert found.stops[0].y == -5 - 2 * Fraction(5, 2)


@pytest.mark.parametrize(
    ("name", "x"), [*zip(shipped_names("scenarios"), cycle(["areas", "moves", "balance", "synergy"]), strict=False)]
)
def test_every_shipped_scenario(name: str, x: str):
    scenario = read_scenario(name)
    problem = Problem(scenario, read_model(scenario.model))
    areas = len(scenario.line_areas)
    with Study(QUICK, processes=1) as study:
        found = frontier(study, problem, x, points=2, counts=[areas, areas - 1] if x == "areas" else None)
    assert found.stops
    for stop in found.stops:
        assert evaluate(found.problem, stop.plan).allowed
        assert stop.bound is None or stop.bound >= stop.y
    text = json.dumps(frontier_document(found))
    assert json.loads(text)["kind"] == "frontier"


def test_nothing_that_keeps_the_rules():
    problem = random_problem(random.Random(0))
    found = frontier(Listing(problem.changed(add=[]), None), problem, "moves", points=1)
    assert found.stops
    answer = best_even(Listing(problem, None), problem, Fraction(-1))
    assert answer.status is Status.IMPOSSIBLE


def test_the_command_prints_the_curve():
    done = inside("frontier", "toy", "--lang", "en", "-q")
    assert done.returncode == 0, done.stderr
    assert "Trade-off: points against moves" in done.stdout
    assert "A is at least as good in both: moves 20% and points −5" in build.said(done.stdout)
    assert "A → B: moves 20% → 15%, points −5 → −10" in build.said(done.stdout)


def test_the_object():
    done = inside("frontier", "toy", "--json", "-q", "--points", "2")
    found = json.loads(done.stdout)
    assert found["kind"] == "frontier"
    assert [point["proven"] for point in found["points"]] == [True, True]
    assert found["points"][0]["points"] == -5 * found["points_scale"]
    assert found["structures"][2]["beaten_by"] == 0


@pytest.mark.parametrize("words", [("--areas", "6..3"), ("--areas", "x"), ("--x", "points")])
def test_wrong_usage(words: tuple[str, ...]):
    assert inside("frontier", "toy", *words).returncode == 2


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("--x moves --y moves", "--x moves --y points"),
        ("--x synergy --y balance", "--x balance --y synergy"),
        ("--x moves --areas 2..3", "--x areas --y points"),
        ("--x areas --y balance --leader-cost 2", "--leader-cost"),
    ],
)
def test_axes_that_do_not_go_together(words: str, remedy: str):
    done = inside("frontier", "toy", *words.split(), "--lang", "en")
    assert done.returncode == 2
    assert remedy in done.stderr
