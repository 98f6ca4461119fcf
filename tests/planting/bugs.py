"""Bugs that can be planted in a source file: a comparison or an operator is flipped, or a line dropped."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.planting.tests import PARTS

PACKAGE = Path(__file__).resolve().parents[2] / "regroup"
NOTHING = "yield from ()"
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SWAPS = {"min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "any": "all", "all": "any"}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}


@dataclass(frozen=True, slots=True)
class Plant:
    """One bug.

    Attributes:
        file: path below the package.
        line: line number.
        kind: what is done, such as "< to <=".
        code: the line as it stands.
        expression: the part of it that is changed.
        source: the whole file with the bug.
    """

    file: str
    line: int
    kind: str
    code: str
    expression: str
    source: str

    @property
    def key(self) -> str:
        """What `EQUIVALENT` calls it; independent of line numbers."""
        return f"{self.file}: {self.kind} in {self.expression}"


def plants(path: Path) -> Iterator[Plant]:
    """Every bug that can be planted in a file."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    lines = text.splitlines()
    name = path.relative_to(PACKAGE).as_posix()
    for node in _planted_in(tree, PARTS.get(name)):
        for kind in list(_kinds(node)):
            fresh = ast.parse(text)
            twin = _twin(fresh, node)
            _plant(fresh, twin, kind)
            line: int = node.lineno  # type: ignore[attr-defined]
            yield Plant(name, line, kind, lines[line - 1].strip(), ast.unparse(node), ast.unparse(fresh))


def _planted_in(tree: ast.AST, parts: tuple[str, ...] | None) -> Iterator[ast.AST]:
    """The nodes of a file, or of some of its functions."""
    for node in ast.walk(tree):
        if parts is None:
            yield node
        elif isinstance(node, ast.FunctionDef) and node.name in parts:
            yield from ast.walk(node)


def _kinds(node: ast.AST) -> Iterator[str]:
    """What can be done to a node."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARISONS:
        yield f"{type(node.ops[0]).__name__} to {COMPARISONS[type(node.ops[0])].__name__}"
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS and not _is_text(node):
        yield f"{type(node.op).__name__} to {OPERATORS[type(node.op)].__name__}"
    if isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called in SWAPS:
            yield f"{called} to {SWAPS[called]}"
    if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant) and ast.unparse(node) != NOTHING:
        yield "dropped"
    if isinstance(node, ast.AugAssign):
        yield "dropped"


def _is_text(node: ast.BinOp) -> bool:
    """Whether a sum joins texts or lists rather than numbers."""
    return any(
        isinstance(part, ast.JoinedStr | ast.Tuple | ast.List | ast.Subscript)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in ast.walk(node)
    )


def _twin(tree: ast.AST, node: ast.AST) -> ast.AST:
    """The node at the same place in a fresh tree."""
    for other in ast.walk(tree):
        if type(other) is type(node) and all(
            getattr(other, at, None) == getattr(node, at, None)
            for at in ("lineno", "col_offset", "end_lineno", "end_col_offset")
        ):
            return other
    raise LookupError(ast.dump(node))


def _plant(tree: ast.AST, node: ast.AST, kind: str) -> None:
    if kind == "dropped":
        for parent in ast.walk(tree):
            for name in ("body", "orelse", "finalbody"):
                body = getattr(parent, name, None)
                if isinstance(body, list) and node in body:
                    body[body.index(node)] = ast.copy_location(_nothing(node), node)
    elif isinstance(node, ast.Compare):
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp):
        node.op = OPERATORS[type(node.op)]()
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name):
            node.func.id = SWAPS[node.func.id]
        elif isinstance(node.func, ast.Attribute):
            node.func.attr = SWAPS[node.func.attr]


def _nothing(node: ast.AST) -> ast.stmt:
    """What takes a dropped line's place; a generator stays one."""
    value = getattr(node, "value", None)
    if isinstance(value, ast.Yield | ast.YieldFrom):
        return ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
    return ast.Pass()
