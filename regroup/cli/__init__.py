"""The command line: one file per command, each of which parses, calls and prints."""

from __future__ import annotations

from regroup.interrupt import guard

__all__ = ["main"]


def main() -> None:
    """Entry point. The commands are loaded when Ctrl-C is already attended to."""
    guard()
    from regroup.cli.app import main as run

    run()
