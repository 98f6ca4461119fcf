"""The command line: one file per command, each of which parses, calls and prints."""

from __future__ import annotations

from regroup.cli.app import main

__all__ = ["main"]
