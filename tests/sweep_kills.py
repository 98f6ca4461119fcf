"""Kills parts of sweeps at random and shows that nothing acknowledged is lost and the table stays the same.

    python tests/sweep_kills.py                    200 kills, half of them on workers started by hand
    python tests/sweep_kills.py --kills 20 --runs 100

What is killed: a worker, the coordinator; among workers started by hand also
the process that watches a worker, and the scheduler. After the coordinator or the scheduler, the same command again.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.campaign_line import tell
from tests.sweep.disturbed import ByHand, Running, gone, kill, stored_keys, table
from tests.sweep.processes import children

SHORTEST, LONGEST = 0.3, 2.0
"""Seconds between kills."""
LOST = 4


class Campaign:
    """Sweeps one after another, until there were kills enough."""

    def __init__(self, asked: argparse.Namespace, folder: Path) -> None:
        self._asked, self._folder = asked, folder
        self._chance = random.Random(asked.seed)
        self.killed: Counter[str] = Counter()
        self.sweeps = self.acknowledged = self.restarts = 0
        self.faults: list[str] = []

    def undisturbed(self) -> bytes:
        store = self._folder / "undisturbed.sqlite"
        code = self._started(store).wait(600)
        if code:
            raise SystemExit(f"the undisturbed sweep ended with {code}")
        return table(store)

    def local(self, kills: int, wanted: bytes) -> None:
        """Kills with workers that the coordinator starts itself."""
        victims = (*["worker"] * 4, "coordinator")
        while self._kills_of("local") < kills:
            self._one_sweep("local", wanted, lambda: "", victims, kills)

    def by_hand(self, kills: int, wanted: bytes) -> None:
        """Kills with a scheduler and workers started by hand."""
        victims = (*["worker", "watcher"] * 3, "coordinator", "scheduler")
        with ByHand(self._folder) as there:
            while self._kills_of("hand") < kills:
                self._one_sweep("hand", wanted, lambda: self._address(there), victims, kills, there)

    def _kills_of(self, where: str) -> int:
        return sum(count for what, count in self.killed.items() if what.startswith(where))

    def _address(self, there: ByHand) -> str:
        there.mend()
        return there.address

    def _started(self, store: Path, address: str = "") -> Running:
        return Running(store, self._asked.runs, self._asked.seconds, self._asked.solves, address)

    def _one_sweep(
        self,
        where: str,
        wanted: bytes,
        address: Callable[[], str],
        victims: tuple[str, ...],
        kills: int,
        there: ByHand | None = None,
    ) -> None:
        self.sweeps += 1
        store, kept, code = self._folder / f"{self.sweeps}.sqlite", [], 1
        while code:
            running = self._started(store, address())
            code = self._disturb(where, running, victims, kills, there)
            kept += running.kept
            self.restarts += bool(code)
            if code not in (0, -9, LOST):
                self.faults.append(f"sweep {self.sweeps} ended with {code}: {running.words}")
                return
        self._judge(store, kept, wanted)

    def _disturb(self, where: str, running: Running, victims: tuple[str, ...], kills: int, there: ByHand | None) -> int:
        """Kills this and that until it ends or there were kills enough; the exit code."""
        next_kill = time.monotonic() + self._chance.uniform(SHORTEST, LONGEST)
        while not running.ended:
            time.sleep(0.02)
            if time.monotonic() < next_kill or self._kills_of(where) >= kills or not running.kept:
                continue
            next_kill = time.monotonic() + self._chance.uniform(SHORTEST, LONGEST)
            what = self._chance.choice(victims)
            if self._kill(what, running, there):
                self.killed[f"{where} {what}"] += 1
                self._say(f"{what} killed at {len(running.kept)}")
            if there is not None and what != "scheduler":
                there.mend()
        return running.wait()

    def _say(self, words: str) -> None:
        if self._asked.verbose:
            print(f"{time.monotonic():.1f} {words}", flush=True)

    def _kill(self, what: str, running: Running, there: ByHand | None) -> bool:
        """Whether there was one to kill."""
        if what == "coordinator":
            others = running.kill()
            if not gone(others):
                self.faults.append(f"sweep {self.sweeps}: processes outlived the coordinator")
            return True
        if what == "scheduler" and there is not None and there.scheduler is not None:
            kill(there.scheduler.pid)
            there.scheduler.wait()
            return True
        watchers = [worker.pid for worker in there.workers] if there is not None else []
        workers = [child for pid in watchers for child in children(pid)] or running.workers()
        among = workers if what == "worker" else watchers
        if among:
            kill(self._chance.choice(among))
        return bool(among)

    def _judge(self, store: Path, kept: list[str], wanted: bytes) -> None:
        keys = stored_keys(store)
        self.acknowledged += len(kept)
        lost = set(kept) - set(keys)
        for words, wrong in (
            (f"{len(lost)} acknowledged runs lost", bool(lost)),
            ("a run acknowledged twice", len(kept) != len(set(kept))),
            ("a run stored twice", len(keys) != len(set(keys))),
            ("another table than undisturbed", table(store) != wanted),
        ):
            if wrong:
                self.faults.append(f"sweep {self.sweeps}: {words}")


def main() -> int:
    """0 where nothing was lost."""
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("--kills", type=int, default=200)
    asking.add_argument("--runs", type=int, default=500)
    asking.add_argument("--seconds", type=float, default=0.05, help="that a cheap run takes")
    asking.add_argument("--solves", type=int, default=25, help="every so many is a real solve")
    asking.add_argument("--seed", type=int, default=1)
    asking.add_argument("--verbose", action="store_true", help="tell of each kill")
    asking.add_argument("--only", choices=("local", "hand"), help="one half alone")
    asked = asking.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(asked, Path(folder))
        wanted = campaign.undisturbed()
        print(f"undisturbed: {time.monotonic() - began:.0f} s", flush=True)
        if asked.only != "hand":
            campaign.local(asked.kills // 2, wanted)
        print(f"local: {dict(campaign.killed)}", flush=True)
        if asked.only != "local":
            campaign.by_hand(asked.kills - asked.kills // 2, wanted)
    print(f"kills: {sum(campaign.killed.values())} {dict(campaign.killed)}")
    print(f"sweeps: {campaign.sweeps} of {asked.runs} runs, restarted {campaign.restarts} times")
    print(f"acknowledged: {campaign.acknowledged}; faults: {len(campaign.faults)}; {time.monotonic() - began:.0f} s")
    for fault in campaign.faults:
        print(fault)
    tell("sweep_kills", sum(campaign.killed.values()), len(campaign.faults), began)
    return 1 if campaign.faults else 0


if __name__ == "__main__":
    sys.exit(main())
