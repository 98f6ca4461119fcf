"""The one way in which hot loops are compiled: once, kept on disk, and without the interpreter's lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba.core import event

from regroup.engines import compiling

Loop = TypeVar("Loop", bound=Callable[..., object])


SAFE: dict[str, Any] = {"nogil": True, "fastmath": False}
LEAN: dict[str, Any] = SAFE | {"_nrt": False}
"""Without counting references: a tuple of thirty arrays costs nothing to hand on, but no array can be made."""


class _Compiler(event.Listener):
    """Hears of every loop that is compiled and not read from the disk."""

    def on_start(self, event: object) -> None:
        compiling.begins()

    def on_end(self, event: object) -> None:
        pass


event.register("numba:compile", _Compiler())  # type: ignore[no-untyped-call]


def compiled(loop: Loop) -> Loop:
    """The function as machine code: made at its first call on a machine, read from the cache at later starts.

    Floating-point numbers keep their order of evaluation, so that the same input gives the same answer. Where no
    folder can be written to, there is no cache and every start compiles anew.
    """
    return _kept(loop, SAFE)


def lean(loop: Loop) -> Loop:
    """The same for a function that makes no arrays and takes its tables in named tuples: many times faster."""
    return _kept(loop, LEAN)


def inlined(loop: Loop) -> Loop:
    """A small function that lean ones call: it becomes a part of each of them."""
    return cast(Loop, numba.njit(forceinline=True, **LEAN)(loop))


def _kept(loop: Loop, how: dict[str, Any]) -> Loop:
    try:
        return cast(Loop, numba.njit(cache=True, **how)(loop))
    except RuntimeError:
        return cast(Loop, numba.njit(cache=False, **how)(loop))
