"""Where bugs are planted, which tests should catch them, and which plants nobody could see."""

from __future__ import annotations

PARTS: dict[str, tuple[str, ...]] = {
    "engines/columns_bend.py": ("bent", "_flatten", "_sort_out"),
    "engines/columns_bend_trained.py": ("at", "with_at", "whole", "no_bend"),
    "engines/columns_branch.py": ("price", "soon", "in_parts", "_priced", "_window", "_nothing", "_members"),
    "engines/columns_root.py": ("_closed", "run", "_learn", "finish", "_settles", "_best_of", "_listed", "_thresholds"),
    "engines/columns_search.py": ("wanted", "closed", "done", "rounded", "tighten"),
}
"""Functions that are planted in, of files whose others only choose shares, prices or columns: any are valid."""
INTERPRETED = ("engines/columns", "engines/clique", "engines/nearby")
"""Files whose tests run without compiling, which would take longer than the tests, and miss bugs in cached helpers."""

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
    "tests/engines/test_columns_branch_work.py",
    "tests/engines/test_columns_branch_dense.py",
    f"{BRANCH}::test_every_column_is_listed",
    f"{BRANCH}::test_too_many_columns_are_not_called_all",
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
    "engines/columns_branch.py": ("tests/engines/test_columns_branch_parts.py", *BRANCHINGS),
    "engines/columns_candidates.py": (
        "tests/engines/test_columns_candidates.py",
        f"{BRANCH}::test_every_column_is_listed",
    ),
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
