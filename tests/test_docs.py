"""What the documents say is run: every README command, the library example, the links, the two commands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import regroup
from regroup.text import NO_BREAK_SPACE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REGROUP = [sys.executable, "-m", "regroup"]


def blocks(language: str) -> list[str]:
    """The fenced blocks of the README in a language; an empty name for plain ones."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def readme_commands() -> list[str]:
    """Every line of the README's plain blocks that calls regroup."""
    lines = [line for block in blocks("") for line in block.splitlines()]
    commands = [line.removeprefix("python3 run.py ") for line in lines]
    return [command for command in commands if command.startswith("regroup ")]


def run(*words: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*REGROUP, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("command", readme_commands())
def test_every_command_in_the_readme_runs(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)[1:]
    if words[:2] == ["solve", "scenarios/hamar.toml"]:
        words += ["--out", str(tmp_path / "hamar.result.json")]
    if words[0] == "new":
        words[words.index("--xlsx") + 1] = str(tmp_path / "new.xlsx")
    done = run(*words)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("block", blocks("console"))
def test_output_shown_in_the_readme_is_what_comes_out(block: str) -> None:
    command, *shown = block.splitlines()
    printed = run(*shlex.split(command.removeprefix("$ regroup "))).stdout.replace(NO_BREAK_SPACE, " ")
    out = [line.rstrip() for line in printed.splitlines()]
    places = [out.index(line) for line in shown if line != "…"]
    assert len(places) > 1
    assert places == sorted(places)


def test_the_two_commands_are_the_first_block() -> None:
    first = blocks("")[0].splitlines()
    assert first == ["python3 run.py regroup solve scenarios/hamar.toml", "python3 run.py pytest -n 2"]


def test_the_campaign_in_the_readme_exists() -> None:
    assert (ROOT / "tests" / "planted_bugs.py").is_file()
    assert "python3 run.py python tests/planted_bugs.py" in README


def test_the_library_examples_run_and_are_short(tmp_path: Path) -> None:
    examples = blocks("python")
    for example in examples:
        assert len([line for line in example.splitlines() if line.strip()]) <= 10
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(examples)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("best ")
    assert "few-moves " in done.stdout


def test_every_cli_command_has_help_and_a_line_in_the_readme() -> None:
    done = run("--help")
    commands = re.findall(r"^[│ ]+(\w[\w-]*)  +\w", done.stdout.split("Commands", 1)[1], flags=re.MULTILINE)
    assert {"solve", "check", "models", "schema"} <= set(commands)
    for command in commands:
        assert f"`regroup {command}" in README
        assert run(command, "--help").returncode == 0


def test_every_flag_of_solve_is_in_the_readme() -> None:
    flags = set(re.findall(r"--[a-z][a-z-]+", run("solve", "--help").stdout)) - {"--help"}
    assert flags
    assert [flag for flag in sorted(flags) if flag not in README] == []


@pytest.mark.parametrize(
    "page", ["README.md", "models/README.md", "scenarios/README.md", "scenarios/sweeps/README.md", "CHANGELOG.md"]
)
def test_every_link_leads_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_public_names_are_all_there() -> None:
    assert sorted(regroup.__all__) == regroup.__all__
    for name in regroup.__all__:
        assert callable(getattr(regroup, name)), f"{name} is hidden by the module of the same name"


@pytest.mark.parametrize("mark", ["https:" + "//", "http:" + "//"])
def test_no_host_stands_in_the_lock_or_the_project(mark: str) -> None:
    assert mark not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert mark not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_every_requirement_is_hashed() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    names = [index for index, line in enumerate(lines) if re.match(r"^[a-z0-9]", line)]
    assert len(names) > 20
    assert all(lines[index + 1].strip().startswith("--hash=sha256:") for index in names)


def test_ci_reads_the_commands_out_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    assert "regroup solve" not in script
