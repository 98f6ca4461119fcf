"""Study: each question once, the same answers side by side as one after the other, and Ctrl-C keeps what is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from regroup.engines.process import Engines
from regroup.params import Params
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules.fixed import Fixed
from regroup.rules.not_in import NotIn
from regroup.solve import solve
from regroup.study import Answer, Study
from tests.test_solve import WHY, four

ALONE = Params(second_opinion=False)


@pytest.fixture(scope="module")
def study() -> Iterator[Study]:
    with Study(processes=2) as working:
        yield working


def placed(problem: Problem) -> list[Problem]:
    """Each unit in each area, one question for each."""
    return [
        problem.changed(add=[Fixed(units=(unit,), area=area, **WHY)])
        for unit in problem.scenario.unit_of
        for area in problem.scenario.area_of
    ]


def test_an_answer_is_that_of_solve(study: Study, engines: Engines):
    problem = four()
    answer, result = study.ask(problem), solve(problem, ALONE, engines=engines)
    assert (answer.status, answer.points, answer.bound) == (result.status, result.points, result.bound)
    assert answer.plan == (result.plan and result.plan.evaluation.plan)
    assert answer.settled


def test_the_same_question_is_solved_once(study: Study):
    study.ask(four())
    before = study.asked
    study.ask(four())
    list(study.ask_all([four(), four()]))
    assert study.asked == before


def test_answers_come_in_order_and_are_those_of_solve(study: Study, engines: Engines):
    questions = placed(four())
    told: list[tuple[int, int]] = []
    answers = list(study.ask_all(questions, lambda done, of: told.append((done, of))))
    assert [at for at, _ in answers] == list(range(len(questions)))
    assert told == [(done + 1, len(questions)) for done in range(len(questions))]
    for (_, answer), question in zip(answers, questions, strict=True):
        result = solve(question, ALONE, engines=engines)
        assert (answer.status, answer.points) == (result.status, result.points)


def test_one_process_says_what_two_say(study: Study):
    with Study(processes=1) as alone:
        assert [answer for _, answer in alone.ask_all(placed(four()))] == [
            answer for _, answer in study.ask_all(placed(four()))
        ]


def test_what_no_plan_keeps_is_an_answer(study: Study):
    unit, *_ = four().scenario.unit_of
    nowhere = four().changed(add=[NotIn(units=(unit,), areas=tuple(four().scenario.area_of), **WHY)])
    answer = study.ask(nowhere)
    assert answer == Answer(Status.IMPOSSIBLE, None, None, None)
    assert answer.settled


def test_ctrl_c_keeps_what_was_answered():
    with Study(processes=1) as study:

        def stop(done: int, of: int) -> None:
            if done == 2:
                raise KeyboardInterrupt

        answers = list(study.ask_all(placed(four()), stop))
        assert study.interrupted
        assert [at for at, _ in answers] == [0]
        assert study.ask(four()).settled


def test_rules_can_be_dropped_and_terms_replaced(study: Study):
    problem = four()
    unit, *_ = problem.scenario.unit_of
    bound = problem.changed(add=[Fixed(units=(unit,), area=next(iter(problem.scenario.area_of)), **WHY)])
    assert bound.changed(drop=bound.rules[-1:]).rules == problem.rules
    assert study.ask(problem.changed(terms=())).points == 0
    assert problem.terms
