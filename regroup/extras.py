"""Libraries that only some commands need: imported when used, and named with the extra they come in when absent."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from regroup.errors import Fault, InputError


def needed(module: str, extra: str) -> ModuleType:
    """The module, imported.

    Raises:
        InputError: it is not installed; the message names the extra.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise InputError([Fault("extra_missing", {"module": module, "extra": extra})]) from error
