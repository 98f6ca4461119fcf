"""Plants one bug at a time in a copy of regroup and shows that some test fails for each.

    python3 run.py python tests/planted_bugs.py                 every plant, a table, exit 1 if one survives
    python3 run.py python tests/planted_bugs.py rules terms     only files whose path begins so
    python3 run.py python tests/planted_bugs.py --list          what would be planted

A plant flips a comparison, swaps min and max or plus and minus, or drops a line. Those that change nothing a
caller could see are listed in ``EQUIVALENT``, each with its reason; a listed plant that is caught after all is
an error too, so that the list stays true.

Each plant is tested in a fork of a process that has the heavy packages loaded, and regroup not; that saves
seconds per plant. Where there is no fork, a new interpreter is started instead.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "regroup"
SECONDS = 120
"""Far more than the tests for any one file take without a bug; a plant that makes them endless costs as much."""
PARTS: dict[str, tuple[str, ...]] = {
    "engines/columns_bend.py": ("bent", "_flatten", "_sort_out"),
    "engines/columns_bend_trained.py": ("at", "with_at", "whole", "no_bend"),
    "engines/columns_branch.py": ("price", "soon", "in_parts", "_priced", "_window", "_nothing", "_members"),
    "engines/columns_root.py": ("_closed", "run", "_learn", "finish", "_settles", "_best_of", "_listed", "_thresholds"),
    "engines/columns_search.py": ("wanted", "closed", "done", "rounded", "tighten"),
}
"""Functions that are planted in, of files whose others only choose shares, prices or columns: any are valid."""
HEAVY = (
    "numpy",
    "numba",
    "scipy.optimize",
    "scipy.sparse",
    "ortools.linear_solver.pywraplp",
    "ortools.sat.python.cp_model",
    "pydantic",
    "hypothesis",
    "pytest",
)
"""What nearly every test imports, and what takes far longer to import than regroup does."""
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider")
INTERPRETED = ("engines/columns", "engines/clique", "engines/nearby")
"""Files whose tests run without compiling, which would take longer than the tests, and miss bugs in cached helpers."""
NOTHING = "yield from ()"
FAILED = (1, 2, 4)
"""What pytest returns when a test fails, or cannot even be collected; that all can be is made sure of first."""
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SWAPS = {"min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "any": "all", "all": "any"}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}

BRUTE = "tests/engines/test_against_brute_force.py"
PREPROCESSING = ("merging", "reachable", "windows", "others", "using", "guarding", "places", "sharing", "reducing")
CLAIMS = "tests/test_certificate.py"
BRANCH = "tests/engines/test_columns_branch.py"
PROOF = "tests/engines/test_columns_proof.py"
PROOFS = (
    f"{PROOF}::test_no_nodes",
    f"{PROOF}::test_news_are_of_the_whole_core",
    f"{PROOF}::test_a_start_is_kept",
    f"{PROOF}::test_no_number_of_areas_is_a_proof",
    f"{PROOF}::test_a_listing_that_is_cut_short_proves_nothing",
    f"{PROOF}::test_nodes_that_may_be_nowhere",
    f"{PROOF}::test_prices_alone_prove_what_they_bound",
    f"{PROOF}::test_any_prices_prove_where_all_columns_are_listed",
    f"{PROOF}::test_gaps_are_closed_at_whole_prices[0]",
    f"{PROOF}::test_without_listing_the_bound_is_what_mixtures_have[{2**31}]",
    f"{PROOF}::test_higher_targets_are_settled_first",
    f"{PROOF}::test_gaps_are_closed[0-branch]",
    f"{PROOF}::test_gaps_are_closed[20-table]",
    f"{PROOF}::test_all_that_a_core_can_say_is_in_the_proof[0-branch]",
    f"{PROOF}::test_all_that_a_core_can_say_is_in_the_proof[40-table]",
)
BENDS = ("tests/engines/test_columns_bend_dense.py", "tests/engines/test_columns_bend_parts.py")
CLIQUES = "tests/engines/test_clique"
TABLE = "tests/engines/test_columns_table.py"
TABLES = (
    "tests/engines/test_columns_table_parts.py",
    *(f"{TABLE}::test_finds_what_trying_all_finds[{seed}]" for seed in range(0, 120, 3)),
    f"{TABLE}::test_huge_prices_forbid_and_cost_no_precision[3]",
    f"{TABLE}::test_the_same_calls_give_the_same_answers",
    f"{TABLE}::test_a_dense_graph_does_not_suit",
)
BRANCHINGS = (
    "tests/engines/test_columns_branch_dense.py",
    f"{BRANCH}::test_the_best_columns_are_found_and_bounded",
    f"{BRANCH}::test_every_column_is_listed",
    f"{BRANCH}::test_too_many_columns_are_not_called_all",
    f"{BRANCH}::test_a_search_cut_short_still_bounds",
    f"{BRANCH}::test_a_forbidden_node_is_no_member",
)
TESTS: dict[str, tuple[str, ...]] = {
    "near.py": ("tests/test_near_parts.py",),
    "engines/nearby.py": ("tests/engines/test_nearby_small.py",),
    "engines/suitable.py": ("tests/engines/test_suitable.py",),
    "engines/columns_types.py": ("tests/engines/test_columns_types.py",),
    "rules/fitting.py": ("tests/rules", "tests/terms", "tests/test_crosscheck.py"),
    "rules/": ("tests/rules", "tests/test_twins.py"),
    "terms/": ("tests/terms", "tests/test_twins.py"),
    "core.py": ("tests/test_core.py", "tests/test_twins.py"),
    "lowering.py": ("tests/test_lowering.py", "tests/test_twins.py"),
    "preprocess/": (
        *(f"tests/preprocess/test_{name}.py" for name in PREPROCESSING),
        "tests/engines/test_reduction.py",
        "tests/preprocess/test_keeps_the_set.py::test_reduce_keeps_every_allowed_plan_and_its_points[0]",
        "tests/preprocess/test_keeps_the_set.py::test_each_step_alone",
    ),
    "evaluation.py": ("tests/test_evaluation.py", "tests/test_twins.py"),
    "placement.py": ("tests/test_placement.py", "tests/test_twins.py"),
    "diagnosis.py": ("tests/test_diagnosis.py",),
    "problem.py": ("tests/test_problem.py",),
    "impossible.py": ("tests/test_impossible.py",),
    "incumbent.py": ("tests/test_incumbent.py", "tests/test_solve.py"),
    "conflict.py": ("tests/test_solve.py",),
    "solve.py": ("tests/test_solve_told.py", "tests/test_solve.py", "tests/test_solve_whole.py"),
    "found_so_far.py": ("tests/test_solve_told.py", "tests/test_solve.py", "tests/test_solve_whole.py"),
    "asking.py": ("tests/test_lost_engines.py", "tests/test_solve.py", "tests/test_solve_whole.py"),
    "second_opinion.py": ("tests/test_solve.py", "tests/test_solve_whole.py", "tests/test_lost_engines.py"),
    "verification.py": ("tests/test_solve.py", "tests/test_solve_told.py"),
    "turns.py": ("tests/test_turns.py", "tests/test_solve_told.py"),
    "known.py": ("tests/test_known.py",),
    "memory.py": ("tests/test_memory.py",),
    "certificate/": (
        "tests/test_certificate_parts.py",
        f"{CLAIMS}::test_claims_on_municipal_cores_hold_and_are_checked_quickly",
        f"{CLAIMS}::test_corrupted_municipal_certificates_are_refused[shape3]",
        f"{CLAIMS}::test_a_listed_column_that_is_dropped_is_missed",
        f"{CLAIMS}::test_each_part_is_needed",
        f"{CLAIMS}::test_shares_are_only_hints",
        f"{CLAIMS}::test_out_of_steps_is_a_reason",
        f"{CLAIMS}::test_a_scale_below_one_is_refused",
        f"{CLAIMS}::test_json_and_back",
        f"{CLAIMS}::test_every_claim_on_a_tiny_core_holds_and_no_stronger_one[branch-0]",
    ),
    "engines/cpsat": (f"{BRUTE}::test_cpsat[0]", f"{BRUTE}::test_feasibility[0]", "tests/engines/test_cpsat.py"),
    "engines/symmetry.py": ("tests/engines/test_cpsat.py", f"{BRUTE}::test_cpsat"),
    "engines/milp": (f"{BRUTE}::test_highs[0]", "tests/engines/test_milp.py", f"{BRUTE}::test_highs"),
    "engines/base.py": (
        "tests/engines/test_base.py",
        "tests/engines/test_budget.py",
        "tests/engines/test_cpsat.py",
        f"{BRUTE}::test_cpsat",
    ),
    "engines/columns_bend": BENDS,
    "engines/columns_bound.py": ("tests/engines/test_columns_bound.py",),
    "engines/columns_area.py": ("tests/engines/test_columns_area.py", f"{BRANCH}::test_every_column_is_listed"),
    "engines/columns_relax.py": ("tests/engines/test_columns_relax.py",),
    "engines/columns_branch": BRANCHINGS,
    "engines/columns_candidates.py": BRANCHINGS,
    "engines/columns_tree.py": BRANCHINGS,
    "engines/columns_kept.py": BRANCHINGS,
    "engines/columns_problem.py": BRANCHINGS,
    "engines/columns_cover.py": ("tests/engines/test_columns_cover.py",),
    "engines/columns_stakes.py": ("tests/engines/test_columns.py::test_step_divides_every_difference",),
    "engines/columns_table": TABLES,
    "engines/columns_buckets.py": TABLES,
    "engines/columns_frontier.py": TABLES,
    "engines/columns_order.py": TABLES,
    "engines/clique_model.py": (f"{CLIQUES}_model.py", f"{CLIQUES}_bound.py::test_any_multipliers_give_a_bound[1.0-0]"),
    "engines/clique_prices.py": (
        f"{CLIQUES}_model.py",
        f"{CLIQUES}_bound.py::test_any_multipliers_give_a_bound",
        f"{CLIQUES}_bound.py::test_multipliers_too_large_are_not_evaluated",
        f"{CLIQUES}_bound.py::test_no_company_where_a_node_fits_nowhere",
        f"{CLIQUES}_bound.py::test_rounded_sizes_give_a_bound[0]",
    ),
    "engines/clique_s": (f"{CLIQUES}_parts.py",),
    "engines/clique_triangles.py": (
        f"{CLIQUES}_parts.py",
        f"{CLIQUES}_bound.py::test_violated_triangles_are_all_that_there_are",
    ),
    "engines/clique_bound.py": (
        f"{CLIQUES}_bound.py::test_bounds_are_what_points_can_be",
        f"{CLIQUES}_bound.py::test_no_company_where_a_node_fits_nowhere",
        f"{CLIQUES}_bound.py::test_best_starts_are_recognised",
        f"{CLIQUES}_bound.py::test_never_below_the_truth_and_often_equal[0]",
        f"{CLIQUES}_bound.py::test_impossible_cores_are_not_called_anything_else",
    ),
    "engines/columns_evidence.py": PROOFS,
    "engines/columns_partition.py": ("tests/engines/test_columns_partition.py",),
    "engines/columns_pool.py": ("tests/engines/test_columns_partition.py",),
    "engines/columns_root.py": PROOFS,
    "engines/columns_search.py": PROOFS,
    "engines/columns_every.py": ("tests/engines/test_columns_every.py",),
    "engines/columns_window.py": ("tests/engines/test_columns_window.py",),
    "engines/columns_slices.py": (
        *BENDS,
        "tests/engines/test_columns_slices.py::test_each_total_is_in_one_slice",
        "tests/engines/test_columns_slices.py::test_training_is_longer_where_the_search_before_was_long",
    ),
    "engines/columns_raised.py": ("tests/engines/test_columns_raised.py",),
    "engines/columns.py": ("tests/engines/test_columns_bound.py", *PROOFS),
}
"""Which tests are run for a file: those of the longest beginning of its path, the quickest to fail first.

Local search and the processes that engines run in are not here: what they bring is checked by the core, so a bug
in them costs speed or quality, which no test here measures. ``tests/engines`` tests them in other ways. For the same
reason some files of column generation and of the bound by cliques are not here: ``columns_greedy`` and
``columns_greedy_loop`` (a column is taken only if it is allowed, and reckoned anew), ``columns_credit`` (any shares
are valid), ``columns_master``, ``columns_level`` and ``clique_ascent`` (any prices and multipliers are valid),
``columns_pricing`` and ``columns_vast`` (each way of pricing is exact, whatever is thought of how long it takes),
``columns_known`` (what an earlier solve left is judged anew: `tests/engines/test_columns_known.py` gives it anything).
"""

EQUIVALENT: dict[str, str] = {
    "diagnosis.py: Gt to GtE in value > 0": "zero is added either way",
    "preprocess/guarding.py: Lt to LtE in weight < 0": "no weight is no weight, certain or not",
    "preprocess/reducing.py: all to any in core.allowed.any(axis=1).all()": "impossible by then: more rounds",
    "preprocess/symmetry.py: Eq to NotEq in core.hinge_area == area": "what the others have tells areas apart as well",
    "certificate/knapsack.py: Gt to GtE in rest > 0": "zero is added either way",
    "certificate/members.py: Gt to GtE in points > 0": "pairs worth nothing are not kept",
    "certificate/members.py: Gt to GtE in value + most > self._above": "the search ends there either way",
    "certificate/plain.py: Lt to LtE in i < j": "a pair of one class is the same either way",
    "certificate/proof.py: Gt to GtE in points > 0": "pairs worth nothing are not kept",
    "impossible.py: Gt to GtE in len(held) > 1": "one unit is not both above the limit and within it",
    "engines/columns_bend.py: Lt to LtE in spare < 0": "the bound is above the threshold by then",
    "engines/columns_bend.py: Lt to LtE in over[at - 1] < spare": "another order among equals",
    "engines/columns_bend.py: Gt to GtE in again > 0": "how often the bound is looked at; each is valid",
    "engines/columns_bend.py: Sub to Add in before - bound": "how often the bound is looked at; each is valid",
    "engines/columns_bend.py: Sub to Add in bound - threshold": "how often the bound is looked at; each is valid",
    "engines/columns_bend.py: Lt to LtE in before - bound < LITTLE * (bound - threshold)": (
        "how often the bound is looked at; each is valid"
    ),
    "engines/columns_bend.py: Lt to LtE in gone * MUCH < count": "how often the bound is looked at; each is valid",
    "engines/columns_bend_branch.py: dropped in theres.pop()": "where y begins; any is valid",
    "engines/columns_bend_branch.py: dropped in rates.pop()": "what a unit of size is worth at first; any is valid",
    "engines/columns_bend_branch.py: LtE to Lt in bounds[level] <= tally[THRESHOLD]": (
        "what is worth just the threshold is searched, and not kept"
    ),
    "engines/columns_bound.py: Gt to GtE in value > 0": "zero is added either way",
    "engines/columns_branch.py: min to max in min(int(p.most[0]), int(p.sizes[0].sum()))": "the search sees it",
    "engines/columns_branch.py: any to all in (some.problem.least > some.problem.most).any()": "the search sees it",
    "engines/columns_buckets.py: GtE to Gt in counts[-1] >= exact": "the same list where they are equal",
    "engines/columns_every.py: min to max in min(n, sum(choice.most))": "more room than is needed",
    "engines/columns_every.py: Sub to Add in deep - 1": "no area is left by then, or no node",
    "engines/columns_every.py: Lt to LtE in depth < deep - 1": "no area is left by then, or no node",
    "engines/columns_every.py: Sub to Add in keep_least(found, cost, tally) - 1": "what loses more is dropped again",
    "engines/columns_evidence.py: min to max in min(above, value)": "where shares are good at; any are valid",
    "engines/columns_evidence.py: Gt to GtE in value > above": "columns are listed that need not be",
    "engines/columns_evidence.py: Gt to GtE in core.pair_points > 0": "pairs worth nothing are not kept",
    "engines/columns.py: LtE to Lt in made.size() <= MOST_NUMBERS": "a certificate of just the size of the limit",
    "engines/columns.py: Add to Sub in budget.seed + (setting is Setting.OTHER)": "another seed",
    "engines/columns.py: Sub to Add in one.count_least - search.used()": "another order of the numbers",
    "engines/columns.py: Eq to NotEq in len(numbers) == 1": "either way to close the gap is exact",
    "engines/columns_order.py: dropped in near |= neighbours[node]": "any node is tried, not only near ones",
    "engines/columns_order.py: LtE to Lt in len(linked) <= LARGE": "any order is valid; this one may be slower",
    "engines/columns_order.py: Gt to GtE in best.cost > COSTLY": "any order is valid; this one may be quicker",
    "engines/columns_order.py: Lt to LtE in after.cost < other.cost": "as cheap",
    "engines/columns_partition.py: all to any in all(holding)": "CP-SAT finds no plan either",
    "engines/columns_relax.py: Gt to GtE in left > -STEEP": "any multiplier is valid; this is where all is taken",
    "engines/columns_relax.py: min to max in min(worth, 0.0)": "any multiplier is valid; this is where all is taken",
    "engines/columns_relax.py: Lt to LtE in key[order[back]] < worth": "another order among equals",
    "engines/columns_relax.py: LtE to Lt in worth <= slope": "what is worth the slope changes no bound",
    "engines/columns_root.py: dropped in self._put_known_together()": "a plan found early only saves work",
    "engines/columns_root.py: GtE to Gt in bound >= self._bound": "as good a bound",
    "engines/columns_root.py: max to min in max(search.wanted, top - below * search.step)": "any target is valid",
    "engines/columns_search.py: Lt to LtE in scaled < self._bounds[choice]": "as good a bound, and why it holds",
    "engines/columns_slices.py: any to all in before.square.any()": "how long training is; any squares are valid",
    "engines/cpsat.py: Gt to GtE in budget.gap > 0": "a gap limit of zero is the solver's own default",
    "engines/cpsat.py: Gt to GtE in core.points(solution) > core.points(start)": "as many points",
    "engines/cpsat_model.py: any to all in any(need)": "the row it leaves out follows from the windows",
    "engines/cpsat_model.py: Gt to GtE in least > 0": "one row more, which always holds",
    "engines/cpsat_model.py: Lt to LtE in most < int(core.sizes[m, core.allowed[:, area]].sum())": "the same",
    "engines/cpsat_model.py: Add to Sub in everything + 1": "a weaker row, of those that follow from the windows",
    "engines/cpsat_model.py: max to min in max(int(core.window_least[m, area]), 0)": "a looser bound on a cost",
    "engines/cpsat_model.py: Sub to Add in at - smallest": "a looser bound on a cost",
    "engines/cpsat_model.py: Gt to GtE in core.label_cost > 0": "a presence that costs nothing",
    "engines/cpsat_model.py: Gt to GtE in points > 0": "whether a pair worth no points shares an area costs nothing",
    "engines/cpsat_model.py: Lt to LtE in points < 0": "whether a pair worth no points shares an area costs nothing",
    "engines/cpsat_sharing.py: Gt to GtE in least > 0": "one row more, which always holds",
    "engines/cpsat_sharing.py: Lt to LtE in most < sum(sizes)": "one row more, which always holds",
    "engines/milp.py: Gt to GtE in core.points(start) > core.points(found)": "as many points",
    "engines/milp_rows.py: Gt to GtE in sign > 0": "a sign is 1 or -1",
    "engines/milp_rows.py: Gt to GtE in points > 0": "a product worth no points may be anything",
    "engines/milp_rows.py: Gt to GtE in core.label_cost > 0": "a presence that costs nothing",
    "engines/nearby.py: dropped in begin_with(search, contracted(known, core, small))": "what is known saves work",
    "engines/nearby.py: GtE to Gt in others >= -search.stake": "no plan has so few points",
    "engines/nearby.py: Gt to GtE in below > 0": "the same floor again",
    "engines/nearby.py: Add to Sub in budget.seed + (setting is Setting.OTHER)": "another seed",
}
"""Plants that nobody could see, by file, kind and expression, with the reason."""


@dataclass(frozen=True, slots=True)
class Plant:
    """One bug.

    Attributes:
        file: path below the package.
        line: line number.
        kind: what is done, such as "< to <=".
        code: the line as it stands.
        expression: the part of it that is changed.
        source: the whole file with the bug.
    """

    file: str
    line: int
    kind: str
    code: str
    expression: str
    source: str

    @property
    def key(self) -> str:
        """What `EQUIVALENT` calls it; independent of line numbers."""
        return f"{self.file}: {self.kind} in {self.expression}"


def plants(path: Path) -> Iterator[Plant]:
    """Every bug that can be planted in a file."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    lines = text.splitlines()
    name = path.relative_to(PACKAGE).as_posix()
    for node in _planted_in(tree, PARTS.get(name)):
        for kind in list(_kinds(node)):
            fresh = ast.parse(text)
            twin = _twin(fresh, node)
            _plant(fresh, twin, kind)
            line: int = node.lineno  # type: ignore[attr-defined]
            yield Plant(name, line, kind, lines[line - 1].strip(), ast.unparse(node), ast.unparse(fresh))


def _planted_in(tree: ast.AST, parts: tuple[str, ...] | None) -> Iterator[ast.AST]:
    """The nodes of a file, or of some of its functions."""
    for node in ast.walk(tree):
        if parts is None:
            yield node
        elif isinstance(node, ast.FunctionDef) and node.name in parts:
            yield from ast.walk(node)


def _kinds(node: ast.AST) -> Iterator[str]:
    """What can be done to a node."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARISONS:
        yield f"{type(node.ops[0]).__name__} to {COMPARISONS[type(node.ops[0])].__name__}"
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS and not _is_text(node):
        yield f"{type(node.op).__name__} to {OPERATORS[type(node.op)].__name__}"
    if isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called in SWAPS:
            yield f"{called} to {SWAPS[called]}"
    if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant) and ast.unparse(node) != NOTHING:
        yield "dropped"
    if isinstance(node, ast.AugAssign):
        yield "dropped"


def _is_text(node: ast.BinOp) -> bool:
    """Whether a sum joins texts or lists rather than numbers."""
    return any(
        isinstance(part, ast.JoinedStr | ast.Tuple | ast.List | ast.Subscript)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in ast.walk(node)
    )


def _twin(tree: ast.AST, node: ast.AST) -> ast.AST:
    """The node at the same place in a fresh tree."""
    for other in ast.walk(tree):
        if type(other) is type(node) and all(
            getattr(other, at, None) == getattr(node, at, None)
            for at in ("lineno", "col_offset", "end_lineno", "end_col_offset")
        ):
            return other
    raise LookupError(ast.dump(node))


def _plant(tree: ast.AST, node: ast.AST, kind: str) -> None:
    if kind == "dropped":
        for parent in ast.walk(tree):
            for name in ("body", "orelse", "finalbody"):
                body = getattr(parent, name, None)
                if isinstance(body, list) and node in body:
                    body[body.index(node)] = ast.copy_location(_nothing(node), node)  # type: ignore[type-var]
    elif isinstance(node, ast.Compare):
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp):
        node.op = OPERATORS[type(node.op)]()
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name):
            node.func.id = SWAPS[node.func.id]
        elif isinstance(node.func, ast.Attribute):
            node.func.attr = SWAPS[node.func.attr]


def _nothing(node: ast.AST) -> ast.stmt:
    """What takes a dropped line's place; a generator stays one."""
    value = getattr(node, "value", None)
    if isinstance(value, ast.Yield | ast.YieldFrom):
        return ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
    return ast.Pass()


def tests_for(file: str) -> tuple[str, ...]:
    """The tests that should catch a bug in a file."""
    fitting = [start for start in TESTS if file.startswith(start)]
    return tuple(test for test in TESTS[max(fitting, key=len)] if (ROOT / test.split("::")[0]).exists())


def _copy(home: Path) -> Path:
    """This process's own copy of the project."""
    root = home / str(os.getpid())
    if not root.exists():
        for name in ("regroup", "tests", "models", "scenarios"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, root / name)
    return root


def caught(home: Path, seconds: int, plant: Plant) -> bool:
    """Whether some test fails with the bug in place; running out of time counts."""
    root = _copy(home)
    target = root / "regroup" / plant.file
    kept = target.read_text(encoding="utf-8")
    target.write_text(plant.source, encoding="utf-8")
    try:
        code = (_forked if hasattr(os, "fork") else _anew)(root, plant.file, seconds)
    finally:
        target.write_text(kept, encoding="utf-8")
    if code is None:
        print(f"out of time: {plant.file}:{plant.line}: {plant.kind}: {plant.code}", file=sys.stderr, flush=True)
    return code is None or code in FAILED


def _anew(root: Path, file: str, seconds: int) -> int | None:
    """What pytest returns in an interpreter of its own; None when it is out of time."""
    command = [sys.executable, "-B", "-m", "pytest", *OPTIONS, *tests_for(file)]
    try:
        return subprocess.run(
            command, cwd=root, env=_environment(root, file), capture_output=True, timeout=seconds, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return None


def _forked(root: Path, file: str, seconds: int) -> int | None:
    """What pytest returns in a fork of this process; None when it is out of time."""
    if any(name.split(".")[0] in ("regroup", "tests") for name in sys.modules):
        raise RuntimeError("regroup is loaded already: the fork would not see the bug")
    child = os.fork()
    if not child:
        _become_pytest(root, file)
    try:
        in_time = _ends(child, seconds)
    finally:
        with suppress(OSError):
            os.killpg(child, signal.SIGKILL)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) if in_time else None


def _ends(child: int, seconds: int) -> bool:
    """Waits until a child has ended, or time is up; it stays a zombie, so that nothing else gets its number."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(0.02)
    return False


def _become_pytest(root: Path, file: str) -> NoReturn:
    """Runs pytest in a copy of the project, silently, and ends the process with its exit code."""
    code = 1
    try:
        os.setsid()
        os.chdir(root)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os.environ.update(_environment(root, file))
        import_module("numba.core.config").reload_config()
        sys.dont_write_bytecode = True
        sys.path[:] = [str(root), *(path for path in sys.path if Path(path).resolve() not in (ROOT, ROOT / "tests"))]
        code = int(import_module("pytest").main(["--rootdir", str(root), *OPTIONS, *tests_for(file)]))
    finally:
        os._exit(code)


def _refuse_failing_tests(home: Path, every: list[Plant], jobs: int) -> None:
    """Without a bug all tests pass; otherwise everything would look caught."""
    for interpreted in (False, True):
        files = sorted({plant.file for plant in every if plant.file.startswith(INTERPRETED) is interpreted})
        if files:
            _refuse_failing_tests_for(home, files, jobs)


def _refuse_failing_tests_for(home: Path, files: list[str], jobs: int) -> None:
    """The same for files whose tests run in one way."""
    tests = sorted({test for file in files for test in tests_for(file)})
    command = [sys.executable, "-B", "-m", "pytest", "-n", str(jobs), *OPTIONS, *tests]
    root = _copy(home)
    environment = _environment(root, files[0])
    if subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False).returncode:
        raise SystemExit(f"without any bug, one of these already fails: {' '.join(tests)}")


def _environment(root: Path, file: str) -> dict[str, str]:
    """Of the process that tests a file."""
    compiling = {"NUMBA_DISABLE_JIT": "1" if file.startswith(INTERPRETED) else "0"}
    return os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"} | compiling


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Processes that plant bugs; where there is fork, with the heavy packages loaded."""
    if not hasattr(os, "fork"):
        return ProcessPoolExecutor(jobs)
    for name in HEAVY:
        import_module(name)
    return ProcessPoolExecutor(jobs, mp_context=get_context("fork"))


def chosen(starts: list[str]) -> list[Plant]:
    """All plants in the files that are tested here, or in those whose path begins so."""
    files = sorted(path for path in PACKAGE.rglob("*.py"))
    names = [(path, path.relative_to(PACKAGE).as_posix()) for path in files]
    covered = [(path, name) for path, name in names if any(name.startswith(start) for start in TESTS)]
    wanted = [path for path, name in covered if not starts or any(name.startswith(start) for start in starts)]
    return [plant for path in wanted for plant in plants(path)]


def _planted(home: Path, every: list[Plant], jobs: int, seconds: int) -> tuple[list[Plant], list[Plant]]:
    """The plants that survive, and those that are caught though listed as equivalent."""
    survivors, wrongly_listed = [], []
    with _pool(jobs) as pool:
        for number, (plant, seen) in enumerate(
            zip(every, pool.map(partial(caught, home, seconds), every), strict=True), 1
        ):
            listed = plant.key in EQUIVALENT
            if not seen and not listed:
                survivors.append(plant)
                print(f"SURVIVED at line {plant.line} of {plant.key}", flush=True)
            if seen and listed:
                wrongly_listed.append(plant)
                print(f"CAUGHT THOUGH LISTED {plant.key}", flush=True)
            if number % 25 == 0:
                print(f"{number} of {len(every)} planted, {len(survivors)} survived", file=sys.stderr, flush=True)
    return survivors, wrongly_listed


def main() -> int:
    """Runs the campaign; 0 when every plant is caught, and every listed equivalent is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("starts", nargs="*", help="beginnings of paths below the package")
    parser.add_argument("--list", action="store_true", help="only list the plants")
    parser.add_argument("--jobs", type=int, default=2, help="copies at work at a time")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each plant; out of time is caught")
    asked = parser.parse_args()
    every = chosen(asked.starts)
    if asked.list:
        print("\n".join(f"{plant.file}:{plant.line}: {plant.kind}: {plant.code}" for plant in every))
        return 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="planted-") as home:
        _refuse_failing_tests(Path(home), every, asked.jobs)
        survivors, wrongly_listed = _planted(Path(home), every, asked.jobs, asked.seconds)
    equivalent = sum(plant.key in EQUIVALENT for plant in every)
    print(
        f"{len(every)} plants: {len(every) - equivalent - len(survivors)} caught, {len(survivors)} survived, "
        f"{equivalent} listed as equivalent"
    )
    stale = [] if asked.starts else sorted(EQUIVALENT.keys() - {plant.key for plant in every})
    for key in stale:
        print(f"LISTED, BUT NOT PLANTED {key}")
    wrong = len(survivors) + len(wrongly_listed) + len(stale)
    # Not by tests/campaign_line.py: the forks that test a plant must not have loaded this checkout's tests.
    print(f"campaign\tplanted_bugs\t{len(every)}\t{wrong}\t{time.monotonic() - began:.0f}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
