"""Runs the command line: in a process of its own, as a person would, or inside this one, which is quicker."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from regroup.cli.app import app

ROOT = Path(__file__).parents[2]
REGROUP = [sys.executable, "-m", "regroup"]
QUIET_SURROUNDINGS = {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
UNSET = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LANG", "LC_MESSAGES", "REGROUP_TRACE")


def surroundings(**more: str) -> dict[str, str]:
    """An environment that says nothing of language, colour or width, but what is given."""
    return {k: v for k, v in os.environ.items() if k not in UNSET} | QUIET_SURROUNDINGS | more


def run(*words: str | Path, folder: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    """One command, to its end."""
    return subprocess.run(
        [*REGROUP, *map(str, words)],
        cwd=folder,
        env=surroundings(**env),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )


def inside(*words: str | Path, folder: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    """One command in this process, with its streams caught."""
    known: dict[str, str | None] = {**dict.fromkeys(UNSET), **QUIET_SURROUNDINGS, **env}
    with contextlib.chdir(folder):
        done = CliRunner().invoke(app, [*map(str, words)], env=known, prog_name="regroup")
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)
