"""The values of an axis: a list, equal steps, numbers of draws, numbers drawn at random."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256

import numpy as np

from regroup.errors import Fault
from regroup.sweep_file import Axis, FromFile, Range, Sample, SweepFile, as_written


def count_of(axis: Axis) -> int:
    """How many values an axis has, without making them; files are counted elsewhere."""
    if axis.range is not None:
        return steps_of(axis.range) + 1
    if axis.sample is not None:
        return axis.sample.count
    return axis.draws if axis.draws is not None else len(axis.values or ())


def steps_of(span: Range) -> int:
    """How many steps go from one end to the other; -1 where none leads there."""
    if span.step <= 0 or span.last < span.first:
        return -1
    return int((Decimal(span.last) - span.first) / span.step)


def values_of(axis: Axis) -> tuple[FromFile, ...]:
    """The values of an axis without faults, in its order."""
    if axis.range is not None:
        span, steps = axis.range, range(steps_of(axis.range) + 1)
        return tuple(as_written(Decimal(span.first) + step * span.step) for step in steps)
    if axis.sample is not None:
        return _drawn(axis.sample, axis.key)
    return tuple(range(axis.draws)) if axis.draws is not None else tuple(axis.values or ())


def value_faults(file: SweepFile, index: int) -> Iterator[Fault]:
    """What is wrong with how an axis gives its values."""
    axis = file.axes[index]
    if axis.values is not None:
        yield from _list_faults(axis, file, index)
    if axis.range is not None and axis.range.step <= 0:
        yield Fault("axis_step", {"found": axis.range.step}, file.place("axes", index, "range", "step"))
    elif axis.range is not None and not _ends_meet(axis.range):
        values = {"first": axis.range.first, "last": axis.range.last, "step": axis.range.step}
        yield Fault("axis_range", values, file.place("axes", index, "range"))
    if axis.sample is not None and axis.sample.high < axis.sample.low:
        values = {"low": axis.sample.low, "high": axis.sample.high}
        yield Fault("axis_sample", values, file.place("axes", index, "sample"))


def _list_faults(axis: Axis, file: SweepFile, index: int) -> Iterator[Fault]:
    if not axis.values:
        yield Fault("axis_empty", {"key": axis.key}, file.place("axes", index, "values"))
    seen: set[tuple[bool, FromFile]] = set()
    for at, value in enumerate(axis.values or ()):
        if (isinstance(value, bool), value) in seen and axis.zip is None:
            yield Fault("axis_value_twice", {"found": value, "key": axis.key}, file.place("axes", index, "values", at))
        seen.add((isinstance(value, bool), value))


def _ends_meet(span: Range) -> bool:
    return span.last >= span.first and (Decimal(span.last) - span.first) % span.step == 0


def _drawn(sample: Sample, key: str) -> tuple[FromFile, ...]:
    """Numbers of a sample; of its own for each key, whatever other axes there are."""
    random = np.random.default_rng([sample.seed, int.from_bytes(sha256(key.encode()).digest()[:4], "big")])
    shares = random.random(sample.count)
    if sample.method == "latin_hypercube":
        shares = (random.permutation(sample.count) + shares) / sample.count
    decimals = max(_decimals(sample.low), _decimals(sample.high))
    low, steps = Decimal(sample.low), int((Decimal(sample.high) - sample.low).scaleb(decimals))
    numbers = [as_written(low + Decimal(_step(share, steps)).scaleb(-decimals)) for share in shares.tolist()]
    return tuple(numbers)


def _step(share: float, steps: int) -> int:
    """Which of ``steps`` + 1 equal parts a share of the whole falls in."""
    return min(steps, int(share * (steps + 1)))


def _decimals(number: int | Decimal) -> int:
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0
