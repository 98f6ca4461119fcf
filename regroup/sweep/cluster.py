"""Where the workers are: processes of this machine, a scheduler that runs, or those that Slurm or Kubernetes starts.

The only module that knows Dask. What the rest sees is an `Executor` of the standard library's kind.
"""

from __future__ import annotations

import logging
import os
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import Any

from regroup import interrupt
from regroup.sweep.cluster_file import started_cluster
from regroup.sweep.fault import FarmError

LOOPBACK = "127.0.0.1"
SECONDS_TO_CONNECT = 15
SECONDS_TO_START = 120
SECONDS_TO_END = 5
LOST_WORKERS_ALLOWED = 8
"""Workers a run may lose before it is suspected: a run cannot end its worker, so they were ended from outside."""
SETTINGS = {
    "distributed.scheduler.allowed-failures": LOST_WORKERS_ALLOWED,
    "distributed.scheduler.no-workers-timeout": "120s",
    "distributed.scheduler.worker-saturation": 2.0,
    "distributed.worker.daemon": True,
    "distributed.admin.tick.limit": "1h",
    "distributed.comm.timeouts.connect": "30s",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers that can be given work.

    Attributes:
        executor: takes calls and gives futures.
        here: whether the workers are processes of this one.
    """

    executor: Executor
    here: bool
    client: Any

    def workers(self) -> int:
        """How many there are just now; 0 where nobody answers."""
        try:
            return len(self.client.nthreads())
        except (OSError, TimeoutError, ValueError, RuntimeError):
            return 0

    def lost(self) -> bool:
        """Whether the scheduler is gone."""
        return bool(self.client.status != "running")


@contextmanager
def cluster(address: str | None, workers: int | None) -> Iterator[Cluster]:
    """Opens what ``address`` names and closes it after.

    Args:
        address: ``tcp://host:port`` of a scheduler, a TOML file for Slurm or Kubernetes, or None for processes of
            this machine.
        workers: how many processes, one for each core when None; only where they are started here.

    Raises:
        FarmError: a package is missing, or nobody answers there.
        InputError: the file is wrong.
    """
    distributed = _distributed(keep_settings=address is not None)
    if address is None:
        with _here(distributed, workers or cores()) as found:
            yield found
    elif address.endswith(".toml"):
        with started_cluster(address, workers) as started, _client(distributed, started, address) as found:
            yield found
    else:
        with _client(distributed, address, address) as found:
            yield found


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _distributed(*, keep_settings: bool) -> Any:
    """The package, without the user's own settings of Dask unless they are needed to reach a scheduler."""
    try:
        import dask
        import distributed
    except ImportError as error:
        raise FarmError("extra", extra="sweep", package=error.name or "distributed") from None
    except ValueError as error:  # a settings file that cannot be read
        raise FarmError("dask_settings", detail=error) from None
    if not keep_settings:
        dask.config.refresh(paths=[], env={})
    dask.config.set(SETTINGS)
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    return distributed


@contextmanager
def _here(distributed: Any, workers: int) -> Iterator[Cluster]:
    scratch = tempfile.TemporaryDirectory(prefix="regroup-", ignore_cleanup_errors=True)
    local: Any = None
    client: Any = None
    try:
        with _deaf_to_interrupts():
            local = _local(distributed, workers, scratch.name)
        client = distributed.Client(local, set_as_default=False)
        yield Cluster(client.get_executor(pure=False), True, client)
    finally:
        with interrupt.later():  # some seconds at most, and nothing is left behind
            _end(client, local)
            scratch.cleanup()


def _end(client: Any, local: Any) -> None:
    """Ends workers, client and scheduler, as far as they were started."""
    if local is not None:
        _end_processes(local)
    for one in (client, local):
        if one is not None:
            with suppress(TimeoutError, OSError):
                one.close(timeout=SECONDS_TO_END)


def _local(distributed: Any, workers: int, scratch: str) -> Any:
    """Processes of this machine; what workers leave in their folders goes away with ``scratch``."""
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host=LOOPBACK,
        dashboard_address=f"{LOOPBACK}:0",
        worker_dashboard_address=None,
        memory_limit=0,
        silence_logs=logging.CRITICAL,
        local_directory=scratch,
    )


def _end_processes(local: Any) -> None:
    """Ends the workers at once; what they still did is wanted by nobody."""
    for nanny in list(local.workers.values()):
        pid = getattr(getattr(nanny, "process", None), "pid", None)
        if pid is not None:
            nanny.auto_restart = False
            with suppress(OSError):
                os.kill(pid, signal.SIGTERM if os.name != "posix" else signal.SIGKILL)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Workers started from here, also later, do not hear Ctrl-C: what it means is for the coordinator to say.

    Signals that are blocked in a thread are so in the threads and processes that it starts.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # or starting it would unblock them again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _client(distributed: Any, scheduler: Any, address: str) -> Iterator[Cluster]:
    try:
        client = distributed.Client(scheduler, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError, TypeError) as error:
        raise FarmError("unreachable", address=address, detail=type(error).__name__) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_START)
        except TimeoutError:
            raise FarmError("no_workers", address=address, seconds=SECONDS_TO_START) from None
        yield Cluster(client.get_executor(pure=False), False, client)
