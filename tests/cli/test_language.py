"""Which language is spoken: the option, else the scenario's own, else the surroundings', else English."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import inside
from tests.cli.small import MODEL, put, scenario

NORWEGIAN, ENGLISH = "utelukker ingen plan", "rules out no plan"


@pytest.mark.parametrize(
    ("language", "words", "env", "said"),
    [
        ("nb", [], {}, NORWEGIAN),
        ("en", [], {}, ENGLISH),
        ("nb", ["--lang", "en"], {}, ENGLISH),
        ("en", ["--lang", "nb"], {}, NORWEGIAN),
        ("nb", [], {"LC_ALL": "en_GB.UTF-8"}, NORWEGIAN),
    ],
)
def test_option_then_scenario(tmp_path: Path, language: str, words: list[str], env: dict[str, str], said: str):
    put(tmp_path, MODEL, "own.toml")
    put(tmp_path, scenario(language=language))
    done = inside("check", "case.toml", "--model", "own.toml", *words, folder=tmp_path, **env)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"LC_ALL": "nb_NO.UTF-8"}, "Modeller"),
        ({"LC_ALL": "nn_NO.UTF-8"}, "Modeller"),
        ({"LC_ALL": "no_NO.UTF-8"}, "Modeller"),
        ({"LC_ALL": "", "LANG": "nb_NO.UTF-8"}, "Modeller"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "nb_NO.UTF-8"}, "Models"),
        ({"LC_ALL": "C.UTF-8"}, "Models"),
    ],
)
def test_without_a_scenario_the_surroundings_decide(env: dict[str, str], said: str):
    assert inside("models", **env).stdout.startswith(said)


def test_faults_are_told_in_the_scenarios_own_language_though_it_is_broken(tmp_path: Path):
    put(tmp_path, scenario().replace("strength = 3", "strenght = 3"))
    done = inside("check", "case.toml", folder=tmp_path)
    assert done.returncode == 2
    assert "ukjent nøkkel" in done.stderr
    assert "unknown key" in inside("check", "case.toml", "--lang", "en", folder=tmp_path).stderr
