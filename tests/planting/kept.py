"""What is known of plants from earlier runs: a run that was ended goes on where it was, and nothing is tried twice.

A verdict holds while all of the package, the models and scenarios, the tests that are run for the plant, and what these
tests share are as they were; any other byte, and the plant is tried again.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

FOLDERS = ("regroup", "models", "scenarios")
LIBRARIES = ("ortools", "numpy", "scipy", "numba", "pydantic", "hypothesis", "pytest")
OURS = ("tests/planting/", "tests/campaign_results/", "tests/benchmarks/results/")
"""Below the tests, and read by none of those that catch bugs."""


class Kept:
    """Verdicts in a file, one a line: whether a test failed, and the seconds it took.

    Args:
        path: the file; none is written before there is a verdict.
        root: of the project.
    """

    def __init__(self, path: Path, root: Path) -> None:
        self._path, self._root = path, root
        self._base = _digest(root, _shared(root)) + platform.python_version() + "".join(map(version, LIBRARIES))
        self._tests: dict[tuple[str, ...], str] = {}
        self._known = dict(_read(path))

    def key(self, source: str, file: str, tests: Sequence[str]) -> str:
        """What tells a plant and all that its verdict hangs on from every other."""
        asked = tuple(tests)
        if asked not in self._tests:
            self._tests[asked] = _digest(self._root, _files_of(self._root, asked)) + "\n".join(asked)
        return hashlib.sha256("\0".join((self._base, self._tests[asked], file, source)).encode()).hexdigest()

    def known(self, key: str) -> tuple[bool, float] | None:
        """Whether a test failed then, and the seconds; None where it was not tried."""
        return self._known.get(key)

    def keep(self, key: str, caught: bool, seconds: float) -> None:
        """Adds a verdict at once: what was tried is not lost when the run is ended."""
        self._known[key] = caught, seconds
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as out:
            out.write(json.dumps([key, caught, round(seconds, 2)]) + "\n")


def _read(path: Path) -> Iterator[tuple[str, tuple[bool, float]]]:
    """What a file holds; a line that was cut short is left out."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            key, caught, seconds = json.loads(line)
        except ValueError:
            continue
        yield str(key), (bool(caught), float(seconds))


def _shared(root: Path) -> list[Path]:
    """Files that any test may use: the package, its data, and what is no test below the tests."""
    package = [path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    helpers = [
        path
        for path in (root / "tests").rglob("*.py")
        if not path.name.startswith("test_") and path != root / "tests" / "planted_bugs.py"
    ]
    return [root / "pyproject.toml", *package, *helpers]


def _files_of(root: Path, tests: Sequence[str]) -> list[Path]:
    """The files of tests as pytest is given them: files, folders, or single tests."""
    found = []
    for test in tests:
        path = root / test.split("::")[0]
        found += sorted(path.rglob("test_*.py")) if path.is_dir() else [path]
    return found


def _digest(root: Path, paths: Iterable[Path]) -> str:
    """Of names and bytes; what is compiled, and what no test reads, is left out."""
    found = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in set(paths)):
        if "__pycache__" not in name and not name.startswith(OURS):
            found.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()
