"""compare(problems, structures, study): today, proposals and the best plans side by side, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regroup.compare.differences import Distance, distance
from regroup.compare.structures import Structure, best_under
from regroup.compare.table import Contrast, Looks, Row, contrasts, rows_of
from regroup.compare.weights import variants_of
from regroup.criteria import Look, Variant, criteria_of
from regroup.evaluation import evaluate
from regroup.problem import Problem
from regroup.study import Answer, Steps, Study


@dataclass(frozen=True)
class Comparison:
    """Structures side by side.

    Attributes:
        problems: the scenario under each model.
        answers: what each came to; fewer where a person ended it.
        structures: the columns: today, what was asked for, the best plan of each model.
        looks: each structure under each model.
        rows: the table.
        distances: from each proposal to the best plan of each model, and from the first proposal to the others.
        interrupted: whether a person ended it.
    """

    problems: tuple[Problem, ...]
    answers: tuple[Answer, ...]
    structures: tuple[Structure, ...]
    looks: Looks
    rows: tuple[Row, ...]
    distances: tuple[Distance, ...]
    interrupted: bool

    @property
    def proposals(self) -> tuple[Structure, ...]:
        """The structures that people made, today's aside."""
        return _proposals(self.structures)

    def best(self, model: int) -> Structure | None:
        """The best plan under a model; None where there is none."""
        return next((structure for structure in self.structures if structure.model == model), None)

    def contrasts(self, model: int, theirs: Structure) -> tuple[Contrast, ...]:
        """The best plan under a model beside another structure; empty where there is no plan."""
        ours = self.best(model)
        if ours is None:
            return ()
        places = self.structures.index(ours), self.structures.index(theirs)
        return contrasts(self.problems[0].scenario, self.rows, model, *places)


def compare(
    problems: Sequence[Problem],
    asked: Sequence[Structure],
    study: Study,
    *,
    robust: bool = False,
    told: Steps | None = None,
) -> Comparison:
    """Measures today's structure, proposals and the best plan under each model by the same criteria.

    Args:
        problems: one scenario under one or more models.
        asked: today and proposals, see `asked_for`.
        study: what solves; Ctrl-C keeps what it gave.
        robust: solves each model again with each weight × 0.7 and × 1.3.
        told: hears how many solves are done.
    """
    answers = tuple(answer for _, answer in study.ask_all(problems, told))
    best = [best_under(problems, at, a.plan, settled=a.settled) for at, a in enumerate(answers) if a.plan]
    structures = (*asked, *best)
    varied = variants_of(problems, study, told) if robust and not study.interrupted else None
    looks = _looks(problems, answers, structures, varied)
    criteria = criteria_of(problems[0].scenario, robust)
    return Comparison(
        problems=tuple(problems),
        answers=answers,
        structures=structures,
        looks=looks,
        rows=tuple(rows_of(criteria, looks, len(structures), len(problems))),
        distances=tuple(_distances(problems, structures)),
        interrupted=study.interrupted,
    )


def _looks(
    problems: Sequence[Problem],
    answers: Sequence[Answer],
    structures: Sequence[Structure],
    varied: Sequence[tuple[Variant, ...]] | None,
) -> Looks:
    looks: dict[tuple[int, int], Look] = {}
    for at, problem in enumerate(problems):
        answer = answers[at] if at < len(answers) else None
        best, bound = (answer.plan, answer.bound) if answer else (None, None)
        for place, structure in enumerate(structures):
            seen = evaluate(problem, structure.plan)
            settled = answer is not None and answer.settled
            looks[place, at] = Look(problem, seen, best, bound, settled, varied[at] if varied else None)
    return looks


def _distances(problems: Sequence[Problem], structures: Sequence[Structure]) -> Iterator[Distance]:
    proposals = _proposals(structures)
    for structure in proposals:
        for best in structures:
            if best.model is not None:
                yield distance(problems, [best.model], structure, best)
    for other in proposals[1:]:
        yield distance(problems, range(len(problems)), proposals[0], other)


def _proposals(structures: Sequence[Structure]) -> tuple[Structure, ...]:
    return tuple(structure for structure in structures if structure.kind in ("proposal", "file"))
