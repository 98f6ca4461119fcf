"""The one way in which hot loops are compiled: once, kept on disk, and without the interpreter's lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """The function as machine code: made at its first call on a machine, read from the cache at later starts.

    Floating-point numbers keep their order of evaluation, so that the same input gives the same answer. Where no
    folder can be written to, there is no cache and every start compiles anew.
    """
    try:
        return cast(Loop, numba.njit(cache=True, nogil=True, fastmath=False)(loop))
    except RuntimeError:
        return cast(Loop, numba.njit(cache=False, nogil=True, fastmath=False)(loop))
