#!/usr/bin/env python3
"""Asks a database of vulnerabilities about everything in requirements.lock; a part of .ci/run.

    python3 .ci/audit.py

pip-audit is installed from .ci/audit.lock (hashed) into a folder that is taken away again: it is not among what it
audits. Exit 1 where a locked package has a known vulnerability that is not in ACCEPTED. Where the database, or the
tool, cannot be had, it says that the audit did not run, and exits 0: no network is no fault of a change.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
TOOL = ROOT / ".ci" / "audit.lock"
SECONDS = 600
ACCEPTED: Mapping[str, str] = {}
"""Id of a vulnerability, and why it cannot be reached through regroup."""
DID_NOT_RUN = "DEPENDENCY AUDIT DID NOT RUN"


def verdict(report: Mapping[str, Any], accepted: Mapping[str, str] = ACCEPTED) -> tuple[int, list[str]]:
    """The exit code and the lines to print.

    Args:
        report: what ``pip-audit --format json`` printed.
    """
    packages = report.get("dependencies") or []
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    found = [(package, one) for package in packages for one in package.get("vulns", ()) if one["id"] not in accepted]
    lines = [f"{package['name']} {package['version']}: {_told(one)}" for package, one in found]
    asked = len(packages) - len(skipped)
    if not asked:
        lines.append(f"{DID_NOT_RUN}: the database knew none of {len(packages)} packages, or was not reached")
    elif skipped:
        lines.append(f"{DID_NOT_RUN} for {len(skipped)} of {len(packages)} packages: {', '.join(skipped)}")
    else:
        lines.append(f"dependency audit: {asked} packages asked about, {len(found)} known vulnerabilities")
    return int(bool(found)), lines


def _told(one: Mapping[str, Any]) -> str:
    return f"{one['id']}, mended in {', '.join(one.get('fix_versions') or ['no version yet'])}"


def _asked(folder: Path) -> tuple[int, list[str]]:
    """Installs the tool in ``folder`` and asks."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(TOOL))
    _output(python, *install)
    options = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off")
    printed = _output(python, "-m", "pip_audit", "-r", str(LOCK), *options, may_fail=True)
    return verdict(json.loads(printed))


def _output(*words: Path | str, may_fail: bool = False) -> str:
    command: Sequence[str] = [str(word) for word in words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=not may_fail, timeout=SECONDS)
    return done.stdout


def main() -> int:
    """Prints the verdict."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            code, lines = _asked(Path(folder))
    except (OSError, ValueError, LookupError, subprocess.SubprocessError) as error:
        code, lines = 0, [f"{DID_NOT_RUN}: {type(error).__name__}"]
    print("\n".join(lines), flush=True)
    return code


if __name__ == "__main__":
    raise SystemExit(main())
