"""Runs the benchmark families and writes a dated table and a chart into `results`.

    python3 run.py python tests/benchmarks/run.py                                    every family
    python3 run.py python tests/benchmarks/run.py --family municipal county --engine columns --limit 60
    python3 run.py python tests/benchmarks/run.py --list                             what would be run
    python3 run.py python tests/benchmarks/run.py --resume                           only what is missing

Exit code 1 if an engine said what cannot be true, 2 if nothing could be run, 130 after Ctrl-C.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import options
from tests.benchmarks.session import Job, Session, tell

NAME = "benchmarks"


def main(arguments: list[str]) -> int:
    """Runs; returns the exit code."""
    parser = options.parser(__doc__)
    parser.add_argument("--engine", nargs="+", metavar="NAME", help="modules of regroup.engines; else each case's own")
    parser.add_argument("--workers", type=options.positive, default=1, help="threads of the engine")
    words = parser.parse_args(arguments)
    cases, skipped = options.chosen(words)
    if words.list:
        options.listed(cases, words.limit)
        return 0
    jobs = [
        Job(case, engine, words.workers, words.limit or case.seconds)
        for case in cases
        for engine in words.engine or [case.engine]
    ]
    engines = list(dict.fromkeys(job.engine for job in jobs))
    absent = options.unknown(engines)
    if absent or not jobs:
        tell(f"no engine called {', '.join(absent)}; see regroup/engines" if absent else "nothing to run")
        return 2
    session = Session(words.results, NAME, "Benchmarks", resume=words.resume)
    finished = session.run(jobs)
    session.write(skipped)
    if not finished:
        return 130
    return 1 if session.wrong(engines) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
