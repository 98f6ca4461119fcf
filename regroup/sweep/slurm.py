"""Workers that Slurm starts: what the file says, within bounds, handed to dask-jobqueue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from pydantic import Field

from regroup.fields import Frozen, Many
from regroup.sweep.fault import FarmError

Word = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\w.:=/,@+-]+$")]
"""What may stand in a line of a job script: no space and nothing that a shell reads."""


class Slurm(Frozen):
    """``[slurm]``: one job is one worker of one core.

    Attributes:
        jobs: how many jobs to ask for.
        memory: of each, ``4GB``.
        walltime: ``02:00:00``; a job that ends before the sweep is followed by another.
        queue, account: as the cluster names them.
        interface: of the network, ``ib0``, over which the workers reach the coordinator.
        directives: further options of sbatch.
        modules: modules to load before the worker starts.
    """

    jobs: Annotated[int, Field(ge=1, le=1000)]
    memory: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,4}(MB|GB)$")] = "4GB"
    walltime: Annotated[str, Field(pattern=r"^\d{1,3}:[0-5]\d:[0-5]\d$")] = "02:00:00"
    queue: Word | None = None
    account: Word | None = None
    interface: Word | None = None
    directives: Annotated[Many[Word], Field(max_length=20)] = ()
    modules: Annotated[Many[Word], Field(max_length=20)] = ()


def job_settings(slurm: Slurm) -> dict[str, Any]:
    """As dask-jobqueue takes them."""
    return {
        "cores": 1,
        "processes": 1,
        "memory": slurm.memory,
        "walltime": slurm.walltime,
        "queue": slurm.queue,
        "account": slurm.account,
        "interface": slurm.interface,
        "job_extra_directives": list(slurm.directives),
        "job_script_prologue": [f"module load {name}" for name in slurm.modules],
    }


@contextmanager
def slurm_cluster(slurm: Slurm, workers: int | None) -> Iterator[Any]:
    """Asks Slurm for the workers, and gives the jobs back after.

    Args:
        workers: how many jobs, when not as many as the file says.

    Raises:
        FarmError: the extra is missing.
    """
    try:
        from dask_jobqueue import SLURMCluster
    except ImportError:
        raise FarmError("extra", extra="cluster", package="dask-jobqueue") from None
    with SLURMCluster(**job_settings(slurm)) as started:
        started.adapt(minimum=workers or slurm.jobs, maximum=workers or slurm.jobs)
        yield started
