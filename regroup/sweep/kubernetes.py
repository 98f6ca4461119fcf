"""Workers that Kubernetes starts: what the file says, within bounds, handed to the operator of dask-kubernetes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from pydantic import Field

from regroup.fields import Frozen
from regroup.sweep.fault import FarmError

Label = Annotated[str, Field(max_length=63, pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")]
"""A name as Kubernetes takes it (RFC 1123)."""
Image = Annotated[str, Field(max_length=255, pattern=r"^[\w][\w.:/@-]*$")]


class Kubernetes(Frozen):
    """``[kubernetes]``: one pod is one worker of one core.

    Attributes:
        name: of the Dask cluster that is made, and taken away after.
        image: of the pods; it holds the same version of regroup, with the ``sweep`` extra.
        workers: how many pods to ask for.
        memory: of each, ``4GB``.
        namespace: where; the current one when absent.
    """

    name: Label = "regroup-sweep"
    image: Image
    workers: Annotated[int, Field(ge=1, le=1000)]
    memory: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,4}(MB|GB)$")] = "4GB"
    namespace: Label | None = None


def pod_settings(asked: Kubernetes, workers: int | None) -> dict[str, Any]:
    """As dask-kubernetes takes them; a pod has what it asks for, no less and no more."""
    room = {"cpu": "1", "memory": asked.memory.removesuffix("B")}
    return {
        "name": asked.name,
        "namespace": asked.namespace,
        "image": asked.image,
        "n_workers": workers or asked.workers,
        "resources": {"requests": room, "limits": room},
        "worker_command": ["dask", "worker", "--nthreads", "1", "--memory-limit", "0"],
        "shutdown_on_close": True,
        "quiet": True,
    }


@contextmanager
def kubernetes_cluster(asked: Kubernetes, workers: int | None) -> Iterator[Any]:
    """Asks Kubernetes for the pods, and takes them away after.

    Args:
        workers: how many, when not as many as the file says.

    Raises:
        FarmError: the extra is missing, or no cluster could be made.
    """
    try:
        from dask_kubernetes.operator import KubeCluster
    except ImportError:
        raise FarmError("extra", extra="cluster", package="dask-kubernetes") from None
    try:
        started = KubeCluster(**pod_settings(asked, workers))
    except Exception as error:
        raise FarmError("no_pods", name=asked.name, detail=type(error).__name__) from error
    with started:
        yield started
