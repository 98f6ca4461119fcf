"""What planted bugs are, and when the verdict on one may be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.planted_bugs import FAILED, NOT_BEGUN, chosen, to_run
from tests.planting.bugs import PACKAGE, plants
from tests.planting.kept import Kept
from tests.planting.tests import TESTS
from tests.planting.unseen import EQUIVALENT

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    "pyproject.toml": "[project]\n",
    "regroup/core.py": "x = 1\n",
    "models/a.toml": "a = 1\n",
    "tests/helper.py": "y = 1\n",
    "tests/test_core.py": "assert True\n",
    "tests/rules/test_a.py": "assert True\n",
    "tests/test_other.py": "assert True\n",
    "tests/planted_bugs.py": "z = 1\n",
    "tests/planting/tests.py": "z = 1\n",
}
ASKED = ("tests/test_core.py::test_one", "tests/rules")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def key(project: Path, source: str = "x = 2\n", file: str = "core.py", asked: tuple[str, ...] = ASKED) -> str:
    return Kept(project / "kept.jsonl", project).key(source, file, asked)


def test_a_verdict_is_there_in_the_next_run(project: Path) -> None:
    path = project / "new" / "kept.jsonl"
    kept, one, two = Kept(path, project), key(project), key(project, source="x = 3\n")
    assert kept.known(one) is None
    kept.keep(one, True, 1.5)
    kept.keep(two, False, 2)
    with path.open("a", encoding="utf-8") as out:
        out.write('["cut sho')
    again = Kept(path, project)
    assert (again.known(one), again.known(two)) == ((True, 1.5), (False, 2.0))


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("tests/test_other.py",)])
def test_a_verdict_holds_while_what_it_hangs_on_is_the_same(project: Path, name: str) -> None:
    before = key(project)
    assert key(project) == before
    with (project / name).open("a", encoding="utf-8") as out:
        out.write("# more\n")
    assert (key(project) == before) is (name in ("tests/planted_bugs.py", "tests/planting/tests.py"))


def test_other_tests_are_not_what_it_hangs_on(project: Path) -> None:
    before = key(project)
    (project / "tests" / "test_other.py").write_text("assert 1\n", encoding="utf-8")
    (project / "tests" / "test_new.py").write_text("assert 1\n", encoding="utf-8")
    assert key(project) == before
    (project / "tests" / "rules" / "test_new.py").write_text("assert 1\n", encoding="utf-8")
    assert key(project) != before


def test_another_plant_another_file_or_other_tests_have_a_key_of_their_own(project: Path) -> None:
    keys = {
        key(project),
        key(project, source="x = 3\n"),
        key(project, file="lowering.py"),
        key(project, asked=ASKED[:1]),
        key(project, asked=("tests/test_core.py::test_two", "tests/rules")),
    }
    assert len(keys) == 5


def test_each_kind_of_bug_is_planted_once_where_it_stands() -> None:
    found = list(plants(PACKAGE / "rules" / "together.py")) + list(plants(PACKAGE / "core.py"))
    assert found
    for plant in found:
        original = (PACKAGE / plant.file).read_text(encoding="utf-8")
        assert plant.code == original.splitlines()[plant.line - 1].strip()
        compile(plant.source, plant.file, "exec")
    assert len({plant.source for plant in found}) == len(found)


def test_every_test_that_is_asked_for_is_there() -> None:
    for start, tests in TESTS.items():
        assert tests, start
        for test in tests:
            assert (ROOT / test.split("::")[0]).exists(), f"{start}: {test}"


def test_every_rule_and_term_has_its_plants() -> None:
    for folder in ("rules", "terms"):
        files = {plant.file for plant in chosen([f"{folder}/"])}
        for path in (PACKAGE / folder).glob("[a-z]*.py"):
            assert (f"{folder}/{path.name}" in files) is (next(plants(path), None) is not None), path.name


@pytest.mark.parametrize("engine", ["cpsat_model", "milp_rows", "columns_branch_loop", "clique_stars", "nearby"])
def test_every_engine_has_its_plants(engine: str) -> None:
    first = next(plants(PACKAGE / "engines" / f"{engine}.py"))
    assert first.file == f"engines/{engine}.py"
    assert to_run(first.file)


def test_reasons_stand_beside_files_that_are_planted_in() -> None:
    for listed, reason in EQUIVALENT.items():
        assert (PACKAGE / listed.partition(":")[0]).is_file(), listed
        assert reason


def test_what_did_not_come_as_far_as_pytest_caught_nothing() -> None:
    assert NOT_BEGUN not in FAILED
    assert 0 not in FAILED
