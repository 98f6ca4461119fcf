"""Tries to read hidden sizes out of public documents of random cases: a slow campaign.

    python3 run.py python tests/suppression.py                    200 cases
    python3 run.py python tests/suppression.py --count 1000 --first 200

Each hidden size is attacked by linear programming, and the case is told again with other sizes that fit all that is
printed: the two documents must be the same. One line per failure; exit 1 if there is any.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.campaign_line import tell
from tests.public_cases import attacked, case


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=200)
    asked.add_argument("--first", type=int, default=0)
    given = asked.parse_args()
    began = time.monotonic()
    hidden = worlds = refused = failed = 0
    for seed in range(given.first, given.first + given.count):
        found = attacked(case(seed))
        hidden, worlds, refused = hidden + found.hidden, worlds + found.worlds, refused + found.refused
        if found.narrow or found.unlike:
            failed += 1
            print(f"case {seed}: {found.narrow} sizes nearly known, {found.unlike} documents that differ", flush=True)
    print(f"{given.count} cases, {hidden} hidden sizes, {worlds} other worlds told, {refused} refused, {failed} failed")
    tell("suppression", given.count, failed, began)
    return 1 if failed or not hidden else 0


if __name__ == "__main__":
    sys.exit(main())
