"""Nothing that is read is run, and nothing is global: what the package's code may do, read from the code itself.

Each exception stands below with its reason, and one that is no longer there is an error too.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import regroup

PACKAGE = Path(regroup.__file__).parent

RUNS_CODE = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
RUNS_DATA = (
    "pickle.",
    "marshal.",
    "shelve.",
    "dill.",
    "cloudpickle.",
    "joblib.",
    "yaml.",
    "jsonpickle.",
    "code.",
    "ctypes.",
)
PROCESSES = ("subprocess.", "os.system", "os.popen", "os.exec", "os.spawn", "os.startfile", "pty.", "multiprocessing.")
IMPORTS = ("importlib.import_module", "importlib.util.module", "importlib.util.spec", "runpy.")
OPENS = ("webbrowser.",)
NETWORK = {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "telnetlib", "xmlrpc", "socketserver", "asyncio"),
    *("requests", "httpx", "aiohttp", "urllib3", "tornado", "websockets", "uvicorn", "fastapi", "starlette"),
}

ALLOWED = {
    "runs data": {
        "engines/frames.py": "from our own child, on a pipe that nobody else holds",
        "sweep/child.py": "from our own parent, on a pipe that nobody else holds",
        "sweep/isolated.py": "to our own child",
    },
    "starts a process": {
        "engines/connection.py": "our own interpreter and module, no shell",
        "sweep/isolated.py": "our own interpreter and module, no shell",
        "intake/grids.py": "our own interpreter and file, which reads workbooks within bounds, no shell",
        "sweep/cluster.py": "only the tracker of shared memory, started early",
    },
    "imports by name": {
        "engines/child.py": "an engine's name, from the parent",
        "sweep/child.py": "a function of ours, from the coordinator",
        "__init__.py": "a name of the list in it, when it is asked for",
        "cli/app.py": "a command of the list above it",
        "formats/__init__.py": "a format of the list above it",
        "extras.py": "a package that an extra brings",
    },
    "opens a browser": {
        "cli/report.py": "the page that was written, with --open",
        "cli/documents.py": "the page that was written, with --open",
    },
    "imports the network": {
        "sweep/worker.py": "the name of this machine, for a message; nothing is opened",
    },
    "changes what is global": {
        "sweep/run.py": "the engines of a process that does runs, closed when it ends",
        "__init__.py": "how the package's own names are found, when it is imported",
        "interrupt.py": "what Ctrl-C does, in the process of the command line",
        "report/page.py": "where rich may break a line, once, when it is imported",
    },
    "writes files": {
        "write.py": "whole or not at all, never through a link",
        "sweep/schema.py": "a new store beside its name first",
        "sweep/lock.py": "the lock beside a store, never through a link",
        "engines/child.py": "standard output under another number",
        "sweep/child.py": "standard output under another number",
        "report/page.py": "nowhere: the null device",
    },
}


def files() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


TREES = dict(files())
KINDS = (ast.Call, ast.Import, ast.ImportFrom, ast.Global, ast.Assign, ast.Delete)
NODES = {id(tree): [node for node in ast.walk(tree) if isinstance(node, KINDS)] for tree in TREES.values()}


def _calls(tree: ast.Module) -> list[tuple[str, ast.Call]]:
    known = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in NODES[id(tree)]
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    found = []
    for node in NODES[id(tree)]:
        if isinstance(node, ast.Call):
            first, _, rest = _dotted(node.func).partition(".")
            found.append((known.get(first, first) + ("." + rest if rest else ""), node))
    return found


def _dotted(node: ast.expr) -> str:
    """``np.random.default_rng``; what is no name is a ``?``."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else _dotted(node.func) if isinstance(node, ast.Call) else "?"


CALLS = {id(tree): _calls(tree) for tree in TREES.values()}


def called(tree: ast.Module) -> list[tuple[str, ast.Call]]:
    """Every call, with what is called as it is written and, for names imported from a module, as they are known."""
    return CALLS[id(tree)]


def calling(*starts: str) -> set[str]:
    return {file for file, tree in TREES.items() if any(name.startswith(starts) for name, _ in called(tree))}


def test_no_code_is_made_of_text() -> None:
    found = {(file, name) for file, tree in TREES.items() for name, _ in called(tree) if name in RUNS_CODE}
    assert found == set()


def test_no_shell_is_started() -> None:
    for file, tree in TREES.items():
        for name, call in called(tree):
            assert not any(word.arg == "shell" for word in call.keywords), f"{file}: {name}"


@pytest.mark.parametrize(
    ("what", "starts"),
    [
        ("runs data", RUNS_DATA),
        ("starts a process", PROCESSES),
        ("imports by name", IMPORTS),
        ("opens a browser", OPENS),
    ],
)
def test_only_what_is_listed(what: str, starts: tuple[str, ...]) -> None:
    assert calling(*starts) == ALLOWED[what].keys()


def _importing(packages: set[str]) -> set[str]:
    found = set()
    for file, tree in TREES.items():
        for node in NODES[id(tree)]:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            found |= {file for name in names if name.split(".")[0] in packages}
    return found


def test_only_dask_speaks_to_a_network() -> None:
    assert _importing(NETWORK) == ALLOWED["imports the network"].keys()
    sockets = {name for name, _ in called(TREES["sweep/worker.py"]) if name.startswith("socket")}
    assert sockets == {"socket.gethostname"}
    assert _importing({"dask", "distributed"}) == {"sweep/cluster.py"}
    assert _importing({"dask_jobqueue", "dask_kubernetes"}) == {"sweep/slurm.py", "sweep/kubernetes.py"}


def test_a_solve_loads_nothing_that_speaks_to_a_network() -> None:
    words = "import sys, regroup, regroup.cli.solve, regroup.solve, regroup.read\n"
    words += (
        "print(*sorted({name.split('.')[0] for name in sys.modules} & {'distributed', 'dask', 'tornado', 'requests'}))"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == ""


def test_no_global_source_of_chance() -> None:
    allowed = {"default_rng", "SeedSequence", "Generator"}
    for file, tree in TREES.items():
        for name, _ in called(tree):
            if name.startswith(("np.random.", "numpy.random.")):
                assert name.split(".")[2] in allowed, f"{file}: {name}"
        imported = {alias.name for node in NODES[id(tree)] if isinstance(node, ast.Import) for alias in node.names}
        assert "random" not in imported, f"{file}: the module random"
        assert not any(isinstance(node, ast.ImportFrom) and node.module == "random" for node in NODES[id(tree)]), file


def _changes_something_global(tree: ast.Module) -> bool:
    """Rebinds a global name, sets the environment, or sets an attribute of a module that it imported."""
    modules = {
        alias.asname or alias.name.split(".")[0]
        for node in NODES[id(tree)]
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if isinstance(node, ast.Import) or alias.name.islower()
    }
    for node in NODES[id(tree)]:
        if isinstance(node, ast.Global):
            return True
        targets = node.targets if isinstance(node, ast.Assign | ast.Delete) else []
        for target in targets:
            text = ast.unparse(target)
            if text.startswith("os.environ") or (isinstance(target, ast.Attribute) and text.split(".")[0] in modules):
                return True
    return any(
        name.startswith(("os.environ.", "os.putenv", "os.unsetenv", "os.chdir", "os.umask"))
        and not name.endswith(".get")
        for name, _ in called(tree)
    )


def test_nothing_global_is_changed() -> None:
    found = {file for file, tree in TREES.items() if _changes_something_global(tree)}
    assert found == ALLOWED["changes what is global"].keys()


CONTAINERS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
CHANGED_BY = {
    "append",
    "add",
    "update",
    "pop",
    "extend",
    "insert",
    "remove",
    "clear",
    "setdefault",
    "discard",
    "popitem",
}
KEPT = {("engines/compiling.py", "_listeners"): "who wants to hear of compiling, in this process"}


def test_no_list_of_a_module_is_changed() -> None:
    found = set()
    for file, tree in TREES.items():
        names = set()
        for node in tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, CONTAINERS):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
        inside = [
            one for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) for one in ast.walk(node)
        ]
        for node in inside:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGED_BY:
                found |= {(file, ast.unparse(node.func.value))} & {(file, name) for name in names}
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
                found |= {(file, ast.unparse(node.value))} & {(file, name) for name in names}
    assert found == KEPT.keys()


def test_only_what_is_listed_opens_files_to_write() -> None:
    found = set()
    for file, tree in TREES.items():
        for name, call in called(tree):
            if name.split(".")[-1] not in ("open", "fdopen", "write_text", "write_bytes"):
                continue
            said = " ".join(ast.unparse(one) for one in [*call.args, *(word.value for word in call.keywords)])
            if name == "os.open" and any(
                word in said for word in ("O_WRONLY", "O_RDWR", "_NEW", "_FLAGS | os.O_CREAT")
            ):
                found.add(file)
            if name.split(".")[-1] in ("open", "fdopen") and any(
                f"'{mode}'" in said for mode in ("w", "wb", "a", "ab", "x", "xb", "r+b")
            ):
                found.add(file)
            if name.split(".")[-1] in ("write_text", "write_bytes") and name.startswith(("Path", "path", "pathlib")):
                found.add(file)
    found |= {"sweep/lock.py"} if "O_CREAT" in ast.unparse(TREES["sweep/lock.py"]) else set()
    assert found == ALLOWED["writes files"].keys()
