"""What passes over the pipe: whole frames whatever surrounds them, and nothing believed that is not news."""

from __future__ import annotations

import io
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regroup.certificate import Certificate, Kind, Part
from regroup.engines.base import Budget, Claim, Event, Listing, Outcome, Setting
from regroup.engines.frames import (
    MARK,
    Failure,
    Job,
    pack_event,
    pack_failure,
    pack_job,
    pack_outcome,
    read_frame,
    unpack_job,
    unpack_news,
    write_frame,
)
from regroup.known import Known
from tests.engines.random_cores import random_core


def written(*contents: bytes, noise: bytes = b"") -> io.BytesIO:
    stream = io.BytesIO()
    for content in contents:
        stream.write(noise)
        write_frame(stream, content)
    stream.seek(0)
    return stream


@given(st.lists(st.binary(max_size=50), max_size=5), st.binary(max_size=30))
def test_frames_come_whole_out_of_any_noise(contents: list[bytes], noise: bytes):
    if MARK in noise:
        return
    stream = written(*contents, noise=noise)
    assert [read_frame(stream) for _ in contents] == contents
    assert read_frame(stream) is None


@pytest.mark.parametrize("length", range(1, 40))
def test_a_torn_frame_is_the_end(length: int):
    stream = written(b"x" * 40)
    assert read_frame(io.BytesIO(stream.getvalue()[:-length])) is None


def test_a_job_arrives_as_it_was_sent():
    core = random_core(3)
    job = Job("cpsat", core, Budget(2.0, None, 1, 5, Fraction(1, 3)), (np.array([0, 1]),), Setting.OTHER)
    arrived = unpack_job(pack_job(job))
    assert (arrived.engine, arrived.budget, arrived.setting) == (job.engine, job.budget, job.setting)
    assert arrived.starts[0].tolist() == [0, 1]
    for name in core.__dataclass_fields__:
        assert np.array_equal(getattr(arrived.core, name), getattr(core, name)), name


@pytest.mark.parametrize(
    "event",
    [Event(), Event(bound=-(2**49)), Event(points=2**49 + 1, assignment=np.array([0, 2, 1])), Event(compiling=True)],
)
def test_events_are_exact(event: Event):
    arrived = unpack_news(pack_event(event))
    assert isinstance(arrived, Event)
    assert (arrived.points, arrived.bound, arrived.compiling) == (event.points, event.bound, event.compiling)
    assert np.array_equal(arrived.assignment, event.assignment) if event.assignment is not None else True


def test_outcomes_are_exact():
    outcome = Outcome(Claim.GOOD, np.array([1, 0]), 2**49 + 1, 0.1)
    arrived = unpack_news(pack_outcome(outcome))
    assert isinstance(arrived, Outcome)
    assert (arrived.claim, arrived.bound, arrived.work) == (Claim.GOOD, 2**49 + 1, 0.1)


def test_a_listing_arrives_both_ways():
    job = Job("nearby", random_core(3), Budget(2.0), (), Setting.USUAL, listing=Listing(-(2**49), 7))
    assert unpack_job(pack_job(job)).listing == Listing(-(2**49), 7)
    plans = (np.array([0, 2, 1]), np.array([1, 1, 1]))
    arrived = unpack_news(pack_outcome(Outcome(Claim.BEST, bound=4, plans=plans)))
    assert isinstance(arrived, Outcome)
    assert [plan.tolist() for plan in arrived.plans] == [[0, 2, 1], [1, 1, 1]]
    assert arrived.plans[0].dtype == np.int64


def test_certificates_are_exact():
    kinds = (Kind((0, 2), 2**60, (0, 10_000), ((0, 1), (2,))), Kind((1,), -(2**60), (1, 2)))
    certificate = Certificate(2**31, (Part(0, 2, (2**61, -(2**61), 0), kinds), Part(3, 3, (), ())))
    arrived = unpack_news(pack_outcome(Outcome(Claim.BEST, np.array([1, 0]), 3, 0.1, certificate)))
    assert isinstance(arrived, Outcome)
    assert arrived.certificate == certificate


def test_what_is_known_arrives_both_ways():
    known = Known((((0, 2), (1, 3)), ((1,), (0,))), (0.1, -2.5, 1e-9, 7.0))
    job = Job("columns", random_core(3), Budget(2.0), (), Setting.USUAL, known)
    assert unpack_job(pack_job(job)).known == known
    arrived = unpack_news(pack_outcome(Outcome(Claim.UNKNOWN, known=known)))
    assert isinstance(arrived, Outcome)
    assert arrived.known == known


def test_failures_say_whether_to_try_again():
    assert unpack_news(pack_failure("because", refused=True)) == Failure("because", True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"{",
        b"[]",
        b"[1, 2]",
        b"{}",
        b'{"event": [1, null, 2]}',
        b'{"event": [1.5, null, null, false]}',
        b'{"event": [true, null, null, false]}',
        b'{"event": [null, [1, "a"], null, false]}',
        b'{"event": [null, [null], null, false]}',
        b'{"event": [null, [1e300], null, false]}',
        b'{"event": [null, [99999999999999999999999], null, false]}',
        b'{"outcome": ["best", null, null, 0, null]}',
        b'{"outcome": ["proven", null, null, 0, null, [[], []], []]}',
        b'{"outcome": ["best", null, null, "much", null, [[], []], []]}',
        b'{"outcome": ["best", null, null, 0, 1, [[], []], []]}',
        b'{"outcome": ["best", null, null, 0, {"scale": 1}, [[], []], []]}',
        b'{"outcome": ["best", null, null, 0, {"scale": 1.5, "parts": []}, [[], []], []]}',
        b'{"outcome": ["best", null, null, 0, null, null, []]}',
        b'{"outcome": ["best", null, null, 0, null, [[], ["dear"]], []]}',
        b'{"outcome": ["best", null, null, 0, null, [[[[0.5], [1]]], []], []]}',
        b'{"outcome": ["best", null, null, 0, null, [[[[0]]], []], []]}',
        b'{"outcome": ["best", null, null, 0, null, [[], []]]}',
        b'{"outcome": ["best", null, null, 0, null, [[], []], null]}',
        b'{"outcome": ["best", null, null, 0, null, [[], []], [[0.5]]]}',
        b'{"rumour": []}',
        b'{"event": [null, null, null, false], "outcome": []}',
    ],
)
def test_nonsense_is_refused(content: bytes):
    with pytest.raises(ValueError, match=r"."):
        unpack_news(content)
