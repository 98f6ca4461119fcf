"""A sweep of cheap runs in a process of its own, which tests kill: ``python -m tests.sweep.coordinator STORE COUNT …``.

Prints ``kept KEY`` for each run after it is stored, so that whoever listens knows what must not be lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

from regroup.errors import RegroupError
from regroup.sweep.coordinate import Step, planned, sweep
from regroup.sweep.farm import Farm
from regroup.sweep.store import Store
from tests.sweep.work import mixed, work

INTERRUPTED = 130


def main(store: str, count: str, seconds: str, solves: str, address: str = "") -> int:
    """Runs ``count`` tasks of ``seconds`` each, every ``solves``-th a real solve; 0 for none."""
    tasks = mixed(int(count), float(seconds), int(solves))
    try:
        with Store.open(Path(store)) as kept:
            plan = planned(tasks, kept.known())
            kept.note_sweep("cheap", tasks)
            _say(f"missing {len(plan.missing)}")
            if not plan.missing:
                return 0
            with Farm.open(address or None, 2, 600.0) as farm:
                _say("open")
                outcome = sweep(tasks, plan.missing, kept, farm, work, _told, lambda: _say("stopping"))
    except RegroupError as error:
        _say(error.text())
        return error.exit_code
    return INTERRUPTED if outcome.interrupted else 0


def _told(step: Step) -> None:
    _say(f"kept {step.row.key}")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
