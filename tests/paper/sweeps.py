"""Sweeps made without a solver, told as documents."""

from __future__ import annotations

import atexit
import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from regroup.paper.base import Paper
from regroup.paper.swept import paper_of_sweep, swept
from regroup.sweep.base import Row, State
from regroup.sweep.chosen import of_store
from regroup.sweep.store import Store
from tests.sweep.rows import row, unanswered
from tests.sweep.test_table import stored

MODELS = ("balanced", "few-moves")
WEIGHTS = ("model.terms.synergy.weight", "model.terms.moves.weight")
SUMS = {"scenario_sha256": "a" * 64, "model_sha256": "b" * 64, "plan_by": "columns", "bound_by": "cpsat"}
ABOUT = {**SUMS, "versions": {"regroup": "0.1.0"}, "settings": {"seed": 1, "work": 20.0, "time_limit": None}}


def drawn(count: int = 25) -> list[Row]:
    """Draws under two models; some units move, one draw has no answer."""
    dice, made = random.Random(7), list[Row]()
    for model in MODELS:
        for draw in range(count):
            plan = "xxyy" + dice.choice("zzx") + dice.choice("xyz")
            at = {"model": model, "draw": draw}
            made.append(row((model, draw), at, plan=plan, points=dice.randint(100, 900), provenance=ABOUT))
    made[3] = unanswered(("balanced", 3), {"model": "balanced", "draw": 3}, State.LIMIT, "grensen kom")
    return made


def weighed() -> list[Row]:
    """Two weights, in a grid of four by three; one run in it has no plan."""
    dice, made = random.Random(3), list[Row]()
    for synergy in (1, 2, 4, 8):
        for moves in (0, 1, 2):
            at = dict(zip(WEIGHTS, (synergy, moves), strict=True))
            plan = "xxyyz" + ("x" if synergy > 2 else dice.choice("yz"))
            made.append(row((synergy, moves), at, plan=plan, points=synergy * 100 - moves, provenance=ABOUT))
    nothing = {"status": "impossible", "plan": None, "points": None, "bound": None, "points_scale": 100, "gap": None}
    made[5] = row("none", made[5].at and dict(made[5].at), found=nothing, provenance=ABOUT)
    return made


@cache
def made(kind: str, language: str) -> Paper:
    """The document of one of the sweeps above, whose store is made once."""
    with Store.read(_store(kind)) as store:
        return paper_of_sweep(swept(of_store(store, None), language))


@cache
def _store(kind: str) -> Path:
    folder = Path(mkdtemp())
    atexit.register(rmtree, folder, ignore_errors=True)
    stored(folder / "s.sqlite", KINDS[kind](), "prove").close()
    return folder / "s.sqlite"


KINDS = {"drawn": drawn, "weighed": weighed}


def told(folder: Path, rows: Iterable[Row], language: str = "nb", name: str = "prove") -> Paper:
    """The document of a store that has these rows."""
    with stored(folder / f"{name[:4].strip('/<')}.sqlite", list(rows), name) as store:
        return paper_of_sweep(swept(of_store(store, None), language))
