"""The wheel carries models, scenarios and schemas, and works by name from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's contents, away from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_everything_shipped_is_inside(unpacked: Path) -> None:
    for kind in ("models", "scenarios"):
        inside = {path.name for path in (unpacked / "regroup" / "shipped" / kind).iterdir()}
        assert {path.name for path in (ROOT / kind).iterdir() if path.suffix in (".toml", ".csv")} <= inside
    schemas = {path.name for path in (ROOT / "regroup" / "schemas").iterdir()}
    assert {path.name for path in (unpacked / "regroup" / "schemas").iterdir()} == schemas
    assert (unpacked / "regroup" / "py.typed").is_file()
    assert not list(unpacked.glob("tests"))


def test_names_work_from_any_folder(unpacked: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "regroup", "solve", "toy", "--model", "balanced", "--lang", "en", "-q"]
    environment = os.environ | {"PYTHONPATH": str(unpacked)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "Best plan under these weights and rules" in done.stdout
    assert list(tmp_path.iterdir()) == []
