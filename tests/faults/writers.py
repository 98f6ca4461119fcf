"""Every place in the package that opens a file to write to it, found in its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "regroup"
WRITES = ("write_text", "write_bytes", "touch", "mkdir", "symlink_to", "hardlink_to", "rename", "save", "savez")
"""Methods that write, whoever has them; `regroup.write`'s own functions are called by name, not as methods."""
MAKES = ("ZipFile", "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "Workbook")
FLAGS = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND", "O_TRUNC")
_WORDS = re.compile(
    rf"\b(?:open|fdopen|replace|sqlite3|shutil|fastparquet|{'|'.join((*WRITES, *MAKES, *FLAGS))})\b(?! as)"
)
"""Without any of these a file need not be looked into."""


def places() -> set[str]:
    """``file:function`` of each."""
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not _WORDS.search(text):
            continue
        tree = ast.parse(text)
        flagged = {name for name, value in _constants(tree) if _has_flag(value, set())}
        name = path.relative_to(PACKAGE).as_posix()
        found |= {f"{name}:{where}" for where, call in _calls(tree, "") if _writes(call, flagged)}
    return found


def writes(text: str) -> bool:
    """Whether any call in a piece of source writes."""
    return any(_writes(call, set()) for _, call in _calls(ast.parse(text), ""))


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _calls(node: ast.AST, where: str) -> Iterator[tuple[str, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.FunctionDef | ast.ClassDef) else where
        if isinstance(child, ast.Call):
            yield where, child
        yield from _calls(child, inside)


def _writes(call: ast.Call, flagged: set[str]) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    of = call.func.value.id if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) else ""
    if (of, name) == ("os", "open"):
        return any(_has_flag(given, flagged) for given in call.args[1:])
    if name in ("open", "fdopen"):
        return any(_is_mode(given) for given in [*call.args, *(word.value for word in call.keywords)])
    if name == "replace":
        return isinstance(call.func, ast.Attribute) and (len(call.args) + len(call.keywords) == 1 or of == "os")
    if (of, name) == ("sqlite3", "connect") or of == "shutil" or (of, name) == ("fastparquet", "write"):
        return True
    if name == "ZipFile":
        return any(_is_mode(given) for given in call.args[1:])
    return name in MAKES or (isinstance(call.func, ast.Attribute) and name in WRITES)


def _has_flag(node: ast.expr, flagged: set[str]) -> bool:
    names = {getattr(part, "attr", getattr(part, "id", "")) for part in ast.walk(node)}
    return bool(names & {*FLAGS, *flagged})


def _is_mode(node: ast.expr) -> bool:
    """A literal mode that writes; a mode that is worked out counts as one."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(set(node.value) & set("wxa+"))
