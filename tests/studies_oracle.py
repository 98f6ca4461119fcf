"""The studies against every plan of small random problems, asked through the real engines: a slow campaign.

    python3 run.py python tests/studies_oracle.py                  300 problems, a third of them impossible
    python3 run.py python tests/studies_oracle.py --count 100 --first 300

Of each problem with a plan: the alternatives near the best, the price of every place and rule, the curve of points
against moves, the smallest change of one number of each kind that overturns the plan, and the plan of least regret. Of
each without: every minimal conflict, what to drop and how far to relax. All figures must be those of brute force.
One line per mismatch; exit 1 if there is any, 130 after Ctrl-C.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from regroup.alternatives import Within, alternatives
from regroup.frontier import frontier
from regroup.overturn import figures_of, overturned
from regroup.problem import Problem
from regroup.regret import least_regret
from regroup.result import Status
from regroup.study import Answer, Study
from regroup.terms.moves import Moves
from tests import by_hand, test_near, test_overturn, test_prices, test_regret, test_tradeoff
from tests.campaign_line import tell

SHAPES = (("abc", "xyz"), ("abcd", "xy"), ("abcd", "xyz"))
"""Units and areas; the problems of each share a study, its processes and what it remembers."""
IMPOSSIBLE_EVERY = 3
MANY_POINTS = 100
Check = Callable[[Study, Problem, Answer, random.Random], None]


def problem_of(seed: int) -> Problem:
    """Random facts, terms and rules; every third seed's problem has no plan, the others have one."""
    tries = random.Random(seed)
    while True:
        number = tries.randrange(10**9)
        chance = random.Random(number)
        units, areas = SHAPES[seed // IMPOSSIBLE_EVERY % len(SHAPES)]
        drawn = by_hand.random_problem(number, (units, areas))
        more = [*test_prices.requirements_of(chance, units, areas, set()), *test_prices.model_rules(chance)]
        problem = drawn.changed(add=more)
        if bool(by_hand.allowed(problem)) == bool(seed % IMPOSSIBLE_EVERY):
            return problem


def prices(study: Study, problem: Problem, best: Answer, chance: random.Random) -> None:
    """Every price and gain, or every conflict and repair."""
    assert test_prices.checked(study, test_prices.Brute(problem)) == (best.plan is not None)


def near(study: Study, problem: Problem, best: Answer, chance: random.Random) -> None:
    """Every plan within some points of the best, each once."""
    found = alternatives(study, problem, Within(Fraction(chance.choice((0, 1, 3, 10))), relative=False))
    test_near.check_all(problem, found.near, test_near.true_plans(problem))


def curve(study: Study, problem: Problem, best: Answer, chance: random.Random) -> None:
    """Points against moves: where it says that it is whole it is; else its bounds hold, and asked for all it is."""
    moves = Moves(weight=1, why="w")
    found = frontier(study, problem, "moves", points=MANY_POINTS)
    pairs = test_tradeoff.every_pair(problem, moves)
    for stop in found.stops:
        assert (stop.y, stop.x) in pairs
        most = max(points for points, moved in pairs if moved <= stop.x)
        assert stop.bound is None or stop.bound >= most
        assert stop.y == most or not stop.proven
    if found.whole:
        shown = [(stop.y, stop.x) for stop in found.stops if stop.beaten_by is None]
        assert shown == test_tradeoff.not_beaten(pairs, moves.sign)
    else:
        test_tradeoff.check_curve(study, problem, moves)


def numbers(study: Study, problem: Problem, best: Answer, chance: random.Random) -> None:
    """The smallest change of one number of each kind."""
    assert best.plan is not None
    assert best.points is not None
    every = list(figures_of(problem))
    chance.shuffle(every)
    for found in overturned(study, problem, best.plan, {figure.kind: figure for figure in every}.values()):
        assert found.unknown == ()
        if test_overturn.linear(found):
            test_overturn.check_line(found, problem, best.plan)
        elif found.figure.method == "limit":
            test_overturn.check_limit(found, problem, best.plan, best.points)
        else:
            test_overturn.check_grid(found, best.plan)


def regret(study: Study, problem: Problem, best: Answer, chance: random.Random) -> None:
    """The plan with the least largest regret of two to four stakeholders."""
    assert best.plan is not None
    people = test_regret.voices(problem, chance.randrange(10**6))
    test_regret.check(least_regret(study, problem, best.plan, people), problem)


CHECKS: tuple[Check, ...] = (prices, near, curve, numbers, regret)


def faults(study: Study, seed: int) -> tuple[bool, list[str]]:
    """Whether a problem is impossible, and what is said wrongly of it."""
    problem, found = problem_of(seed), list[str]()
    best = study.ask(problem)
    if best.status not in (Status.BEST, Status.IMPOSSIBLE):
        found.append(f"problem {seed}, best: {best.status}")
    for check in CHECKS if best.plan else (prices, near):
        try:
            check(study, problem, best, random.Random(seed))
        except Exception as error:  # noqa: BLE001  whatever it is, it is a mismatch
            line = traceback.extract_tb(error.__traceback__)[-1]
            said = f"{type(error).__name__} {error}".strip()
            found.append(f"problem {seed}, {check.__name__}: {said} in {Path(line.filename).name}:{line.lineno}")
    return best.plan is None, found


def main() -> int:
    """Runs the campaign; the number of mismatches decides the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300, help="how many problems")
    parser.add_argument("--first", type=int, default=0, help="the first one's seed")
    asked = parser.parse_args()
    began, counts = time.monotonic(), Counter[str]()
    studies = [Study() for _ in SHAPES]
    try:
        for done in range(asked.count):
            seed = asked.first + done
            impossible, found = faults(studies[seed // IMPOSSIBLE_EVERY % len(SHAPES)], seed)
            counts["impossible"] += impossible
            counts["wrong"] += len(found)
            for line in found:
                print(line, flush=True)
            if (done + 1) % 10 == 0:
                print(f"{done + 1} of {asked.count}, {counts['wrong']} wrong", file=sys.stderr, flush=True)
    finally:
        for study in studies:
            study.__exit__(None, None, None)
    questions = sum(study.asked for study in studies)
    print(
        f"{asked.count} problems, {counts['impossible']} impossible, {questions} questions to the engines, "
        f"{counts['wrong']} wrong"
    )
    tell("studies_oracle", asked.count, counts["wrong"], began)
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
