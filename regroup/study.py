"""Study: many solves of the same units and areas under changing rules and weights, each answer proven or with a bound.

    with Study(params) as study:
        best = study.ask(problem)
        for at, answer in study.ask_all([problem.changed(add=[rule]) for rule in rules]):
            ...

Every question is answered by `solve`, so every plan is verified; what is proven of one question (plans, columns,
prices) is where the next begins. The same question is solved once.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from hashlib import sha256
from types import TracebackType
from typing import Self

import numpy as np

from regroup.core import Core
from regroup.engines.base import Budget, Listing, Outcome
from regroup.engines.process import Engines
from regroup.memory import Memory
from regroup.params import Params
from regroup.plan import Plan
from regroup.possible import any_plan
from regroup.problem import Problem
from regroup.result import Result, Status
from regroup.solve import solve

MOST_PROCESSES = 8
SECONDS_BETWEEN_LOOKS = 0.1

Steps = Callable[[int, int], None]
"""Is told how many questions of how many are answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question came to, in points of the model.

    Attributes:
        status: as of a result.
        plan: the best found; None where there is none.
        points: of the plan.
        bound: no plan has more; None where unknown, or where there is no plan at all.
    """

    status: Status
    plan: Plan | None
    points: Fraction | None
    bound: Fraction | None

    @property
    def settled(self) -> bool:
        """Whether nothing better exists: a best plan, or none at all."""
        return self.status in (Status.BEST, Status.IMPOSSIBLE)


def answer_of(result: Result) -> Answer:
    """The short form of a result."""
    plan = result.plan.evaluation.plan if result.plan else None
    return Answer(result.status, plan, result.points, result.bound)


class Study:
    """Questions about one scenario, and what is known of them.

    Repeatable like `solve`: questions asked together all begin with what was known before, so that the answers are
    the same with any number of processes.

    Args:
        params: for each question; a time limit is for each as well.
        processes: how many questions of `ask_all` are solved side by side; the cores there are where None.

    Attributes:
        interrupted: whether a person ended it; what was answered before stands.
        asked: how many questions were solved.
    """

    def __init__(self, params: Params | None = None, processes: int | None = None) -> None:
        self.params = replace(params or Params(), second_opinion=False)
        self.memory = Memory()
        self.interrupted, self.asked = False, 0
        self._processes = processes or min(_cores(), MOST_PROCESSES)
        self._free: queue.SimpleQueue[Engines] = queue.SimpleQueue()
        self._all: list[Engines] = []
        self._known: dict[bytes, Answer] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for engines in self._all:
            engines.close()

    def ask(self, problem: Problem) -> Answer:
        """The best plan of a problem; what is learnt is where later questions begin.

        Raises:
            KeyboardInterrupt: a person ended it before it was answered.
        """
        key = _key(problem.core)
        if key not in self._known:
            engines = self._engines()
            try:
                result = solve(problem, self.params, None, self.memory, engines)
            finally:
                self._give_back(engines)
            self.asked += 1
            if result.interrupted:
                self.interrupted = True
                raise KeyboardInterrupt
            self._known[key] = answer_of(result)
        return self._known[key]

    def any_plan(self, problem: Problem) -> Answer:
        """Whether any plan keeps the rules: one that does, whatever its points, or that there is none at all.

        Raises:
            KeyboardInterrupt: a person ended it.
        """
        key = b"any plan" + _key(problem.core)
        if key not in self._known:
            engines = self._engines()
            try:
                status, found = any_plan(engines, problem, self.params)
            finally:
                self._give_back(engines)
            plan, points = (found.plan, found.points) if found else (None, None)
            self._known[key] = Answer(status, plan, points, None)
        return self._known[key]

    def ask_all(self, problems: Sequence[Problem], steps: Steps | None = None) -> Iterator[tuple[int, Answer]]:
        """The answers with their places, in order; Ctrl-C ends it, with ``interrupted`` set, and keeps what it gave."""
        keys = [_key(problem.core) for problem in problems]
        new = {key: problem for key, problem in zip(keys, problems, strict=True) if key not in self._known}
        before, stop = self.memory.copy(), threading.Event()
        with ThreadPoolExecutor(self._processes) as pool:
            futures = {key: pool.submit(self._beside, problem, before, stop) for key, problem in new.items()}
            try:
                for at, key in enumerate(keys):
                    answer = self._known.get(key) or _waited(futures[key])
                    if answer is None:
                        break
                    self._known[key] = answer
                    if steps:
                        steps(at + 1, len(keys))
                    yield at, answer
            except KeyboardInterrupt:
                self.interrupted = True
            finally:
                stop.set()
                for future in futures.values():
                    future.cancel()
                if any(not future.done() for future in futures.values()):
                    self._stop()

    def listed(self, problem: Problem, listing: Listing, work: float | None = None) -> Outcome:
        """What the engine that lists plans claims of a problem, in terms of its core; whoever asks verifies it.

        Args:
            work: deterministic work units; the params' where None.

        Raises:
            Interrupted: a person ended it.
        """
        params, engines = self.params, self._engines()
        units = work or params.work
        budget = Budget(units, params.time_limit, params.workers, params.seed, threads=params.threads)
        memory = self.memory
        try:
            return engines.run("nearby", problem.core, budget, starts=memory.plans, known=memory.known, listing=listing)
        finally:
            self._give_back(engines)

    def _beside(self, problem: Problem, before: Memory, stop: threading.Event) -> Answer | None:
        """One question in a thread of its own; None where it was stopped."""
        if stop.is_set():
            return None
        engines = self._engines()
        try:
            result = solve(problem, self.params, None, before.copy(), engines)
        finally:
            self._give_back(engines)
        self.asked += 1
        return None if result.interrupted else answer_of(result)

    def _engines(self) -> Engines:
        """A process that nobody uses; a new one where all are used."""
        try:
            return self._free.get_nowait()
        except queue.Empty:
            self._all.append(engines := Engines())
            return engines

    def _give_back(self, engines: Engines) -> None:
        if not engines.stopped:
            self._free.put(engines)

    def _stop(self) -> None:
        """Ends what is under way; later questions get new processes."""
        for engines in self._all:
            engines.stop()
        self._free = queue.SimpleQueue()


def _waited(future: Future[Answer | None]) -> Answer | None:
    """A future's result, looked for again and again so that Ctrl-C is heard."""
    while True:
        try:
            return future.result(SECONDS_BETWEEN_LOOKS)
        except TimeoutError:
            if future.done():
                raise


def _key(core: Core) -> bytes:
    """What tells cores apart."""
    digest = sha256()
    for field in fields(core):
        value = getattr(core, field.name)
        digest.update(field.name.encode())
        if isinstance(value, np.ndarray):
            digest.update(repr((value.shape, value.dtype.str)).encode() + np.ascontiguousarray(value).tobytes())
        else:
            digest.update(repr(value).encode())
    return digest.digest()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
