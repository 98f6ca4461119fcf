#!/usr/bin/env python3
"""Runs a command of this checkout in its own environment, setting that up once.

    python3 run.py regroup solve scenarios/hamar.toml
    python3 run.py pytest -n 2

The environment is `.venv` beside this file, installed from requirements.lock (hashed). It is made anew
when the lock or pyproject.toml changes. Standard library only, so that it runs on a bare machine.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
STAMP = HOME / "installed.sha256"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)


def wanted() -> str:
    """Hash of everything the environment is made from."""
    parts = [(ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml")]
    parts.append(f"{sys.version_info[:2]} {ROOT}".encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def call(*command: str | Path) -> None:
    """Runs one installation step; its output is shown only when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write((done.stdout + done.stderr)[-4000:])
        raise SystemExit(f"run.py: could not set up .venv: `{' '.join(map(str, command[:4]))} …` failed (above).")


def install() -> None:
    """Makes the environment; the stamp is written last, so an interrupted run starts over."""
    print("run.py: setting up .venv from requirements.lock, once; this takes a minute or two …", file=sys.stderr)
    if HOME.exists():
        shutil.rmtree(HOME)
    uv = shutil.which("uv")
    try:
        venv.create(HOME, with_pip=uv is None)
    except subprocess.CalledProcessError as error:
        raise SystemExit("run.py: this Python cannot make environments; install its venv package.") from error
    lock = ("--require-hashes", "-r", "requirements.lock")
    here = ("--no-deps", "--no-build-isolation", "-e", ".")
    if uv:
        pip = (uv, "pip", "install", "--python", PYTHON, "--compile-bytecode")
    else:
        pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    call(*pip, *lock)
    call(*pip, *here)
    call(PYTHON, "-m", "regroup.engines.warm")
    STAMP.write_text(wanted(), encoding="ascii")


def main(words: list[str]) -> NoReturn:
    """Sets up when needed, then becomes the command."""
    if sys.version_info < OLDEST:
        found = sys.version.split()[0]
        raise SystemExit(f"run.py: Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {found}.")
    if not words:
        raise SystemExit(__doc__)
    if not STAMP.is_file() or STAMP.read_text(encoding="ascii") != wanted():
        install()
    command = BIN / (f"{words[0]}.exe" if os.name == "nt" else words[0])
    if not command.exists():
        raise SystemExit(f"run.py: there is no command {words[0]!r} in .venv.")
    if os.name == "nt":
        raise SystemExit(subprocess.call([str(command), *words[1:]]))
    os.execv(command, [str(command), *words[1:]])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        raise SystemExit(130) from None
