"""The command line: one file per command, each of which parses, calls and prints."""

from __future__ import annotations

import gc

from regroup.interrupt import guard

__all__ = ["main"]

SPARE = 200_000
"""Objects made before Python looks for circles among them. What is read is kept to the end: at the usual 700 a third
of the time goes into looking through it in vain."""


def main() -> None:
    """Entry point. The commands are loaded when Ctrl-C is already attended to."""
    guard()
    gc.set_threshold(SPARE, *gc.get_threshold()[1:])
    from regroup.cli.app import main as run

    try:
        run()
    finally:
        gc.freeze()  # what is left is not looked through when Python ends
