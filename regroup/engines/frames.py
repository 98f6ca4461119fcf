"""What passes between regroup and an engine's process: jobs one way, events and outcomes the other.

Each frame is a mark, a length and that many bytes. Jobs are pickled by regroup itself for its own child;
what comes back is JSON, since a process that may have gone wrong is not to be given the power of pickle.
"""

from __future__ import annotations

import json
import pickle
import struct
from dataclasses import dataclass
from typing import IO, Any

import numpy as np

from regroup.certificate.written import from_json, to_json
from regroup.core import Assignment, Core
from regroup.engines.base import Budget, Claim, Event, Listing, Outcome, Setting
from regroup.known import NOTHING, Known

MARK = b"\x00regroup\x01"
LENGTH = struct.Struct(">Q")
LONGEST = 2**32
"""Bytes in one frame; more than that is not a frame but a fault."""


@dataclass(frozen=True, slots=True)
class Job:
    """One call of an engine: the name of its module, and what its ``solve`` is given."""

    engine: str
    core: Core
    budget: Budget
    starts: tuple[Assignment, ...]
    setting: Setting
    known: Known = NOTHING
    listing: Listing | None = None


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Sends one frame at once."""
    stream.write(MARK + LENGTH.pack(len(content)) + content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame, after anything that is not one; None at the end of the stream."""
    if not _skip_to_mark(stream):
        return None
    header = stream.read(LENGTH.size)
    if len(header) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(header)
    content = stream.read(length) if length < LONGEST else b""
    return content if len(content) == length else None


def _skip_to_mark(stream: IO[bytes]) -> bool:
    """Reads to the end of the next mark. What others print before it is dropped; False at the end."""
    seen = stream.read(len(MARK))
    while seen != MARK:
        more = stream.read(1)
        if not more:
            return False
        seen = (seen + more)[-len(MARK) :]
    return True


def pack_job(job: Job) -> bytes:
    """A job as bytes."""
    return pickle.dumps(job, protocol=pickle.HIGHEST_PROTOCOL)


def unpack_job(content: bytes) -> Job:
    """The job that `pack_job` made; only ever from the parent's own pipe."""
    job = pickle.loads(content)  # noqa: S301  written by our parent, on a pipe nobody else holds
    if not isinstance(job, Job):
        raise TypeError(f"not a job: {type(job).__name__}")
    return job


def pack_event(event: Event) -> bytes:
    """An event as bytes."""
    return _json({"event": [event.points, _listed(event.assignment), event.bound, event.compiling]})


def pack_outcome(outcome: Outcome) -> bytes:
    """An outcome as bytes."""
    proof = None if outcome.certificate is None else to_json(outcome.certificate)
    known = [outcome.known.columns, outcome.known.prices]
    plans = [_listed(plan) for plan in outcome.plans]
    found = [outcome.claim, _listed(outcome.assignment), outcome.bound, outcome.work]
    return _json({"outcome": [*found, proof, known, plans]})


def pack_failure(detail: str, *, refused: bool) -> bytes:
    """Why there is no outcome; ``refused`` where another attempt cannot help."""
    return _json({"failure": [detail, refused]})


@dataclass(frozen=True, slots=True)
class Failure:
    """What `pack_failure` said."""

    detail: str
    refused: bool


def unpack_news(content: bytes) -> Event | Outcome | Failure:
    """What an engine's process sent.

    Raises:
        ValueError: it is nothing that an engine sends.
    """
    try:
        (kind, values), *rest = json.loads(content).items()
        if rest:
            raise ValueError("more than one thing in a frame")
        return _made(kind, values)
    except (AttributeError, KeyError, TypeError, UnicodeDecodeError, OverflowError) as error:
        raise ValueError(f"not news from an engine: {content[:80]!r}") from error


def _made(kind: str, values: Any) -> Event | Outcome | Failure:
    if kind == "event":
        points, assignment, bound, compiling = values
        return Event(_whole(points), _array(assignment), _whole(bound), bool(compiling))
    if kind == "outcome":
        claim, assignment, bound, work, proof, known, plans = values
        certificate = None if proof is None else from_json(proof)
        listed = tuple(np.array(_numbers(plan), dtype=np.int64) for plan in plans)
        found = (Claim(claim), _array(assignment), _whole(bound), float(work))
        return Outcome(*found, certificate, _known(*known), listed)
    if kind == "failure":
        detail, refused = values
        return Failure(str(detail), bool(refused))
    raise ValueError(f"unknown kind of news: {kind!r}")


def _known(columns: list[Any], prices: list[Any]) -> Known:
    made = tuple((_numbers(areas), _numbers(nodes)) for areas, nodes in columns)
    return Known(made, tuple(float(price) for price in prices))


def _numbers(values: list[Any]) -> tuple[int, ...]:
    if not all(type(value) is int for value in values):
        raise ValueError(f"not whole numbers: {values!r}")
    return tuple(values)


def _json(content: dict[str, list[Any]]) -> bytes:
    return json.dumps(content).encode("ascii")


def _listed(assignment: Assignment | None) -> list[int] | None:
    return None if assignment is None else [int(area) for area in assignment]


def _whole(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise ValueError(f"not a whole number: {value!r}")


def _array(values: list[int] | None) -> Assignment | None:
    return None if values is None else np.array([_whole(value) for value in values], dtype=np.int64)
