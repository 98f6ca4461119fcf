"""The file that ``--cluster`` takes: workers that Slurm or Kubernetes starts, said in one table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from regroup.fields import Frozen
from regroup.read.bounded import read_source
from regroup.read.origin import FileOrigin
from regroup.read.toml import parse
from regroup.read.validate import validate
from regroup.sweep.kubernetes import Kubernetes, kubernetes_cluster
from regroup.sweep.slurm import Slurm, slurm_cluster


class ClusterFile(Frozen):
    """One of the two."""

    schema_version: Literal[1] = Field(alias="schema")
    slurm: Slurm | None = None
    kubernetes: Kubernetes | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> ClusterFile:
        if (self.slurm is None) == (self.kubernetes is None):
            raise PydanticCustomError("slurm_or_kubernetes", "slurm or kubernetes", {})
        return self


def read_cluster_file(path: str) -> Slurm | Kubernetes:
    """The settings in a file.

    Raises:
        InputError: everything that is wrong with it, each with its place.
    """
    source = read_source(path)
    read = validate(ClusterFile, parse(source), FileOrigin(source))
    found = read.slurm or read.kubernetes
    assert found is not None  # noqa: S101 - the type holds exactly one
    return found


@contextmanager
def started_cluster(path: str, workers: int | None) -> Iterator[Any]:
    """Asks for the workers that a file speaks of, and gives them back after.

    Args:
        workers: how many, when not as many as the file says.

    Raises:
        FarmError: the extra is missing, or nobody starts them.
        InputError: the file is wrong.
    """
    settings = read_cluster_file(path)
    opened = slurm_cluster if isinstance(settings, Slurm) else kubernetes_cluster
    with opened(settings, workers) as started:  # type: ignore[arg-type]
        yield started
