"""Imports go one way: a file may import only from those above it. Standard library only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "regroup"

LAYERS = [
    *("interrupt", "text", "errors", "extras", "fields", "wording"),
    *("facts", "instance", "plan", "edits", "placement"),
    *("core", "certificate", "lowering", "preprocess", "rules", "terms", "model", "scenario", "crosscheck"),
    *("problem", "stakeholders", "sweep_file"),
    *("read", "evaluation", "diagnosis", "totals", "impossible", "params", "result", "provenance", "inputs"),
    *("document", "model_diff", "data_warnings", "checking", "incumbent", "known", "memory", "engines", "conflict"),
    *("changed", "matched"),
    *("verify", "proving", "verification", "turns", "news", "found_so_far", "asking"),
    *("second_opinion", "solve", "indented", "write", "possible", "study", "near"),
    *("tradeoff", "matching"),
    *("sheets", "workbook", "intake"),
    "criteria",
    *("census", "standing"),
    *(
        "compare",
        "audit",
        "alternatives",
        "holding",
        "prices",
        "repairs",
        "explain",
        "frontier",
        "draws",
        "overturn",
        "regret",
    ),
    *("robust", "sweep", "reproduce", "hiding", "retold", "edited"),
    *("report", "pictures", "paper", "formats", "board", "cli", "__main__"),
]
"""Top to bottom. A folder is one layer; inside it `base` comes first, and the files may not form a circle."""

FORBIDDEN = {
    "certificate": {"lowering", "preprocess", "engines"},  # it checks what they say
    "evaluation": {"core", "lowering", "preprocess", "engines"},  # it checks what they say
    "verify": {"core", "lowering", "preprocess", "engines", "evaluation", "rules", "terms", "placement", "problem"},
    "report": {"engines", "core", "lowering", "solve"},  # it only renders
    "paper": {"engines", "core", "lowering", "solve"},
}
ENGINES_MAY = {"errors", "core", "certificate", "preprocess", "known", "engines"}  # none of them knows TOML


def files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def module_of(path: Path) -> str:
    """``rules.base`` for regroup/rules/base.py, ``rules`` for regroup/rules/__init__.py."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """What a file imports from regroup, at any depth of its code: ``rules.base``, ``text`` …"""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            if node.module == "regroup":
                yield from (alias.name for alias in node.names)
            elif node.module and node.module.startswith("regroup."):
                yield from _deepest(node.module.removeprefix("regroup."), [alias.name for alias in node.names])
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.removeprefix("regroup.") for alias in node.names if alias.name.startswith("regroup.")
            )


def _deepest(module: str, names: list[str]) -> Iterator[str]:
    """``from regroup.rules import base`` imports rules.base; ``from regroup.rules import Rule`` imports rules."""
    folder = PACKAGE.joinpath(*module.split("."))
    for name in names:
        yield f"{module}.{name}" if (folder / f"{name}.py").exists() else module


GRAPH = {module_of(path): sorted(set(imports(path)) - {"__version__"}) for path in files()}


def layer(module: str) -> str:
    return module.split(".")[0]


@pytest.mark.parametrize("module", GRAPH)
def test_every_module_has_its_place(module: str):
    assert layer(module) in LAYERS


@pytest.mark.parametrize("module", GRAPH)
def test_imports_only_from_above(module: str):
    below = [other for other in GRAPH[module] if LAYERS.index(layer(other)) > LAYERS.index(layer(module))]
    assert not below


@pytest.mark.parametrize("module", GRAPH)
def test_what_it_imports_exists(module: str):
    assert not [other for other in GRAPH[module] if other not in GRAPH]


@pytest.mark.parametrize("module", [module for module in GRAPH if module.endswith(".base")])
def test_base_comes_first_in_its_folder(module: str):
    assert not [other for other in GRAPH[module] if layer(other) == layer(module)]


@pytest.mark.parametrize("module", GRAPH)
def test_no_circles(module: str):
    seen, waiting = set(), list(GRAPH[module])
    while waiting:
        other = waiting.pop()
        if other not in seen:
            seen.add(other)
            waiting.extend(GRAPH.get(other, ()))
    assert module not in seen


@pytest.mark.parametrize("module", [module for module in GRAPH if layer(module) in FORBIDDEN])
def test_kept_apart(module: str):
    assert not {layer(other) for other in GRAPH[module]} & FORBIDDEN[layer(module)]


@pytest.mark.parametrize("module", [module for module in GRAPH if layer(module) == "engines"])
def test_engines_know_only_the_core(module: str):
    assert {layer(other) for other in GRAPH[module]} <= ENGINES_MAY
