"""Every fault that the code can raise has its words in both languages, and no words are left over."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import regroup
from regroup.read import describe, prescan, toml
from regroup.text import LANGUAGES, catalogue, has

PACKAGE = Path(regroup.__file__).parent
RAISING = dict.fromkeys(["Fault", "PydanticCustomError", "CellError", "_refused", "refused", "store_fault"], "fault")
PARTS_OF_THE_LIBRARY = {"pydantic", "NoneType", "Traceback", "http", "ValidationError", "Fraction", "Decimal"}


def possible(node: ast.expr) -> set[str]:
    """The texts an expression may give, as patterns."""
    match node:
        case ast.Constant(value=str(text)):
            return {re.escape(text)}
        case ast.IfExp(body=body, orelse=orelse):
            return possible(body) | possible(orelse)
        case ast.BinOp(left=left, right=right):
            return {one + other for one in possible(left) for other in possible(right)}
        case ast.JoinedStr(values=values):
            parts = [re.escape(str(v.value)) if isinstance(v, ast.Constant) else r"\w+" for v in values]
            return {"".join(parts)}
        case _:
            return set()


def raised(names: set[str]) -> Iterator[tuple[str, str]]:
    """Patterns of the first argument of every call of ``names``, with the file."""
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
                for pattern in possible(node.args[0]):
                    yield pattern, file.name
            own = "read" in file.parts or file.name == "crosscheck.py"
            if own and isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code":
                for pattern in possible(node.value):
                    yield pattern, file.name


def codes(language: str) -> dict[str, Any]:
    faults: dict[str, Any] = catalogue(language)["fault"]
    return faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_has_words(language: str) -> None:
    missing = [
        (pattern, file)
        for pattern, file in raised(set(RAISING))
        if not any(re.fullmatch(pattern, code) for code in codes(language))
    ]
    assert not missing
    kinds = [code for _, code in toml._CODES] + [code for _, code in toml._HABITS] + list(describe._WRONG_TYPE.values())
    assert not [code for code in kinds if not has(f"fault.{code}.found", language)]


@pytest.mark.parametrize("kind", ["unit", "area", "whole", "measure", "criterion", "strength", "field", "rule", "term"])
@pytest.mark.parametrize("ending", ["", "_near"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unknown_name_has_words(kind: str, ending: str, language: str) -> None:
    assert has(f"fault.unknown_{kind}{ending}.found", language)
    assert has(f"fault.unknown_{kind}{ending}.remedy", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_disagreement_has_words(language: str) -> None:
    keys = {key for key, _ in raised({"Disagreement"})} - {code for code, _ in raised(set())}
    assert not [key for key in keys if not has(f"disagreement.{key}", language)]


def test_both_languages_have_the_same_faults_with_the_same_values() -> None:
    nb, en = codes("nb"), codes("en")
    assert list(nb) == list(en)
    for code, words in nb.items():
        assert words.keys() == en[code].keys(), code
        for part, text in words.items():
            names = [{name for _, name, _, _ in string.Formatter().parse(t) if name} for t in (text, en[code][part])]
            assert names[0] == names[1], f"{code}.{part}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_of_the_machinery(language: str) -> None:
    for code, words in codes(language).items():
        assert not [part for part in PARTS_OF_THE_LIBRARY if part in " ".join(words.values())], code


def test_limits_are_those_of_the_design() -> None:
    assert (prescan.DEEPEST, prescan.MOST_KEY_PARTS, prescan.MOST_DIGITS) == (64, 16, 18)
