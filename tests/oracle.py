"""The engines against the truth: brute force on tiny problems, laws on larger ones, engines against each other.

    python3 run.py python tests/oracle.py                          all of it; about an hour on two cores
    python3 run.py python tests/oracle.py --laws 0 --cross 0 --cores 0 --instances 5000 --first 20000
    python3 run.py python tests/oracle.py --nightly                ten times as many

Instances: tiny problems (at most eight units, three areas) of all rules and terms, alone and together, a third of them
impossible; every engine in every setting must say what trying every plan shows. Cores: the same below the level of
scenarios, for exact pricing. Laws: what must not change the answer does not, on 10 to 80 units. Cross: column
generation and an engine that shares nothing with it, on up to 60 units. What takes too long counts as not settled; its
bounds are compared all the same.

One line per mismatch, which is made as small as it gets and kept in `tests/regressions/`. Exit 1 if there is any, 130
after Ctrl-C, which prints what was done. The last lines are for a table: `campaign`, name, tried, wrong, seconds.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.campaign_line import Line
from tests.exact.campaign import Run, keep_all, run, table

SIZES = {"instances": 20_000, "cores": 5_000, "laws": 500, "cross": 500}
NIGHTLY = 10
SEEDS = {
    "instances": "tiny problems against brute force",
    "cores": "tiny cores",
    "laws": "problems for every law",
    "cross": "problems for two engines",
}


def main() -> int:
    """Runs the parts one after the other; the number of mismatches decides the exit code."""
    asked = _parser().parse_args()
    times = NIGHTLY if asked.nightly else 1
    done: list[Run] = []
    for part in SIZES:
        many = getattr(asked, part) * times
        if many and not any(going.interrupted for going in done):
            done.append(run(part, asked.first, many, asked.workers))
            print(f"\n{_summary(done[-1])}", *table(done[-1]), "", sep="\n", flush=True)
    interrupted = any(going.interrupted for going in done)
    if not interrupted:
        for line in keep_all([mismatch for going in done for mismatch in going.found.mismatches]):
            print(line, flush=True)
    for going in done:
        print(Line(f"oracle-{going.part}", going.done, going.wrong, round(going.seconds)))
    if interrupted:
        return 130
    return 1 if any(going.wrong for going in done) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for part, many in SIZES.items():
        parser.add_argument(f"--{part}", type=int, default=many, help=f"{SEEDS[part]}, {many} by default")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--nightly", action="store_true", help=f"{NIGHTLY} times as many")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    return parser


def _summary(going: Run) -> str:
    end = ", interrupted" if going.interrupted else ""
    each = 1000 * going.seconds / max(1, going.done)
    return (
        f"{going.part}: {going.done} of {going.asked}, {going.wrong} wrong, "
        f"{going.seconds:.0f} seconds, {each:.0f} ms each{end}"
    )


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
