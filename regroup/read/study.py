"""Reads a study file: stakeholders with weights of their own, checked against the problem they weigh."""

from __future__ import annotations

from pathlib import Path

from regroup.problem import Problem
from regroup.read.bounded import read_source
from regroup.read.origin import FileOrigin
from regroup.read.shipped import resolve
from regroup.read.toml import parse
from regroup.read.validate import refuse, validate
from regroup.stakeholders import StudyFile


def read_study(name_or_path: str | Path, problem: Problem) -> StudyFile:
    """The study in a file, or a shipped one by its name.

    Args:
        problem: what the stakeholders weigh; all that they name must be there.

    Raises:
        InputError: everything that is wrong with it, each with its place.
    """
    source = read_source(resolve("studies", name_or_path))
    data = parse(source)
    origin = FileOrigin(source)
    study = validate(StudyFile, data, origin).located(origin)
    refuse(study.faults(problem), origin)
    return study
