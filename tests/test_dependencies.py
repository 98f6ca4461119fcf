"""What regroup is installed with: hashed, allowed, under known licences, and what the audit in .ci says of it."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = (ROOT / "requirements.lock", ROOT / ".ci" / "audit.lock")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?$")
ENTRY = re.compile(r"([a-z0-9][a-z0-9._-]*)==([0-9][\w.+!-]*)( ;[^\\]*)? \\$")
FORBIDDEN = {
    "highspy": "breaks OR-tools in the same process",
    "igraph": "GPL",
    "leidenalg": "GPL",
    "timefold": "a beta that needs Java",
    **dict.fromkeys(
        ("ray", "streamlit", "plotly", "duckdb", "polars", "pyarrow", "weasyprint"), "large, and not needed"
    ),
    **dict.fromkeys(("great-tables", "babel", "textual"), "not needed"),
}
LICENCES = tomllib.loads((Path(__file__).parent / "licences.toml").read_text(encoding="utf-8"))
SAYS_NOTHING = {"resvg-py"}
"""Packages whose metadata names no licence; the file of the licence in them was read."""
FREE = re.compile(r"MIT|BSD|Apache|MPL|Mozilla|PSF|ISC|Zlib|CC0|LGPL-2\.1|Python Software")
COPYLEFT = re.compile(r"(?<![L])\bA?GPL|GNU (Affero )?General|SSPL|BUSL|non-?commercial", re.IGNORECASE)


def entries(lock: Path) -> list[tuple[str, list[str]]]:
    """Each package with the lines of its hashes; every line belongs to one."""
    found: list[tuple[str, list[str]]] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if entry := ENTRY.match(line):
            found.append((entry[1], []))
        else:
            assert HASH.match(line), f"{lock.name}: {line}"
            found[-1][1].append(line)
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_everything_is_pinned_and_hashed(lock: Path) -> None:
    locked = entries(lock)
    assert len(locked) > 20
    assert all(hashes for _, hashes in locked)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_nothing_forbidden_is_locked(lock: Path) -> None:
    assert {name for name, _ in entries(lock)}.isdisjoint(FORBIDDEN)


def test_every_locked_package_has_a_known_licence_and_no_other_has() -> None:
    assert {name for name, _ in entries(LOCKS[0])} == LICENCES.keys()
    for name, licence in LICENCES.items():
        assert FREE.search(licence), name
        assert not COPYLEFT.search(licence), name


def test_licences_are_those_that_the_packages_name() -> None:
    compared = 0
    for name, licence in LICENCES.items():
        try:
            named = _named(name)
        except PackageNotFoundError:
            continue
        compared += 1
        assert named == ("" if name in SAYS_NOTHING else licence), name
    assert compared > 60


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "AGPL-3.0", "GNU General Public License v3 (GPLv3)", "MIT AND GPL-2.0"]
)
def test_a_licence_that_spreads_is_seen(licence: str) -> None:
    assert COPYLEFT.search(licence)
    assert not COPYLEFT.search("LGPL-2.1-only")


def _named(name: str) -> str:
    said = metadata(name)
    kinds = [
        one.rpartition("::")[2].strip() for one in said.get_all("Classifier") or [] if one.startswith("License ::")
    ]
    spoken = "; ".join(kind for kind in kinds if kind != "DFSG approved")
    return said.get("License-Expression") or spoken or (said.get("License") or "").split("\n")[0][:60]


def _audit():  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WEAK = {"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}
FINE = {"name": "b", "version": "1", "vulns": []}
SKIPPED = {"name": "c", "skip_reason": "not found"}


def test_a_known_vulnerability_fails_and_an_accepted_one_does_not() -> None:
    verdict = _audit().verdict
    assert verdict({"dependencies": [WEAK, FINE]}) == (
        1,
        ["a 1: X-1, mended in 2", "dependency audit: 2 packages asked about, 1 known vulnerabilities"],
    )
    assert verdict({"dependencies": [WEAK, FINE]}, {"X-1": "not reached"})[0] == 0
    assert verdict({"dependencies": [WEAK, SKIPPED]})[0] == 1


def test_what_was_not_asked_about_is_said_and_never_called_fine() -> None:
    audit = _audit()
    for packages in ([], [SKIPPED], [FINE, SKIPPED]):
        code, lines = audit.verdict({"dependencies": packages})
        assert code == 0
        assert audit.DID_NOT_RUN in lines[-1]


def test_without_the_tool_it_says_so_and_does_not_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    audit = _audit()

    def offline(folder: Path) -> None:
        raise OSError("no network")

    monkeypatch.setattr(audit, "_asked", offline)
    assert audit.main() == 0
    assert audit.DID_NOT_RUN in capsys.readouterr().out


def test_ci_asks() -> None:
    assert "python3 .ci/audit.py" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
