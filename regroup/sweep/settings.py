"""How the runs of a sweep search: a limit of work and no limit of time, so that any machine gives the same."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from regroup.errors import Fault, InputError
from regroup.fields import shown
from regroup.params import LARGEST_SEED, Params
from regroup.sweep.base import Value

_ACCEPTED = {"work": "> 0", "gap": "0 – 1", "seed": f"0 – {LARGEST_SEED}"}


def params_of(settings: Iterable[tuple[str, Value]]) -> Params:
    """The settings of one run: one thread, since there is a run on every core, and no second engine.

    Raises:
        InputError: a setting out of range, or not a number.
    """
    given = dict(settings)
    for name, value in given.items():
        if isinstance(value, bool | str) or (name == "seed" and not isinstance(value, int)):
            values = {"setting": name, "found": shown(value), "accepted": _ACCEPTED.get(name, "")}
            raise InputError([Fault("setting_out_of_range", values)])
    plain = Params(second_opinion=False)
    return Params(
        work=float(given.get("work", plain.work)),
        gap=Fraction(Decimal(repr(given.get("gap", 0)))),
        seed=int(given.get("seed", plain.seed)),
        second_opinion=False,
        threads=1,
    )
