"""Where bugs are planted, and which tests should catch them."""

from __future__ import annotations

PARTS: dict[str, tuple[str, ...]] = {
    "engines/columns_bend.py": ("bent", "_flatten", "_sort_out"),
    "engines/columns_bend_trained.py": ("at", "with_at", "whole", "no_bend"),
    "engines/columns_branch.py": ("price", "soon", "in_parts", "_priced", "_window", "_nothing", "_members"),
    "engines/columns_root.py": ("_closed", "run", "_learn", "finish", "_settles", "_best_of", "_listed", "_thresholds"),
    "engines/columns_search.py": ("wanted", "closed", "done", "rounded", "tighten"),
    "engines/local_rounds.py": ("__init__", "_join", "_left", "_over", "_account", "_keep"),
    "engines/local_state.py": ("__init__", "load", "area", "points", "broken", "breach"),
}
"""Functions that are planted in, of files whose others only choose shares, prices, columns or moves: any are valid."""
INTERPRETED = ("engines/columns", "engines/clique", "engines/nearby", "engines/local")
"""Files whose tests run without compiling, which would take longer than the tests, and miss bugs in cached helpers."""

BRUTE = "tests/engines/test_against_brute_force.py"
SMALL = "tests/engines/test_small_cores.py"
PREPROCESSING = ("merging", "reachable", "windows", "others", "using", "guarding", "places", "sharing", "reducing")
VERIFYING = ("rules", "terms", "stated", "totals", "shares", "reduced", "restated", "status", "origins", "edits")
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
LOCAL = "tests/engines/test_local"
CLIQUES = "tests/engines/test_clique"
TABLES = "tests/engines/test_columns_table"
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
    **{f"verify/{name}.py": (f"tests/test_verify_{name}.py",) for name in VERIFYING},
    "verify/views.py": ("tests/test_verify_views.py", "tests/test_verify_areas.py"),
    "verify/": ("tests/test_verify_checks.py", "tests/test_verify_proof.py"),
    "verify/proof.py": ("tests/test_verify_proof.py",),
    "verify/base.py": ("tests/test_verify_origins.py",),
    "verify/case.py": ("tests/test_verify_reduced.py", "tests/test_verify_shares.py"),
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
    "solve.py": (
        "tests/test_solve_told.py",
        "tests/test_lost_engines.py",
        "tests/test_solve.py",
        "tests/test_memory.py",
        "tests/test_solve_whole.py",
    ),
    "found_so_far.py": ("tests/test_solve_told.py", "tests/test_solve.py", "tests/test_solve_whole.py"),
    "asking.py": (
        "tests/test_solve_told.py",
        "tests/test_lost_engines.py",
        "tests/test_solve.py",
        "tests/test_solve_whole.py",
    ),
    "second_opinion.py": (
        "tests/test_second_opinion.py",
        "tests/test_solve_told.py",
        "tests/test_solve.py",
        "tests/test_solve_whole.py",
    ),
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
    "engines/cpsat": (
        f"{SMALL}::test_cpsat",
        f"{BRUTE}::test_cpsat[0]",
        f"{BRUTE}::test_feasibility[0]",
        "tests/engines/test_cpsat.py",
    ),
    "engines/symmetry.py": ("tests/engines/test_cpsat.py", f"{BRUTE}::test_cpsat"),
    "engines/milp": (
        f"{SMALL}::test_highs",
        f"{BRUTE}::test_highs[0]",
        "tests/engines/test_milp.py",
        f"{BRUTE}::test_highs",
    ),
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
    "engines/columns_stakes.py": (
        "tests/engines/test_columns_stakes.py",
        "tests/engines/test_columns.py::test_step_divides_every_difference",
    ),
    "engines/columns_table.py": (f"{TABLES}_small.py",),
    "engines/columns_table_call.py": (f"{TABLES}_call.py",),
    "engines/columns_table_exact.py": (f"{TABLES}_exact.py",),
    "engines/columns_table_fill.py": (f"{TABLES}_fill.py",),
    "engines/columns_table_search.py": (f"{TABLES}_search.py",),
    "engines/columns_buckets.py": ("tests/engines/test_columns_buckets.py",),
    "engines/columns_frontier.py": ("tests/engines/test_columns_frontier.py",),
    "engines/columns_order.py": ("tests/engines/test_columns_order.py",),
    "engines/clique_model.py": (f"{CLIQUES}_model_small.py",),
    "engines/clique_prices.py": (f"{CLIQUES}_prices_small.py",),
    "engines/clique_sizes.py": (f"{CLIQUES}_sizes_small.py",),
    "engines/clique_spectrum.py": (f"{CLIQUES}_spectrum_small.py", f"{CLIQUES}_parts.py"),
    "engines/clique_stars.py": (f"{CLIQUES}_stars_small.py", f"{CLIQUES}_parts.py"),
    "engines/clique_triangles.py": (f"{CLIQUES}_triangles_small.py",),
    "engines/clique_bound.py": (f"{CLIQUES}_bound_small.py",),
    "engines/local_area.py": (f"{LOCAL}_plan_small.py", f"{LOCAL}_moves_small.py"),
    "engines/local_bath.py": (f"{LOCAL}_dense_small.py",),
    "engines/local_chance.py": (f"{LOCAL}_dense_small.py",),
    "engines/local_dense.py": (f"{LOCAL}_dense_small.py",),
    "engines/local_dense_loop.py": (f"{LOCAL}_dense_loop_small.py",),
    "engines/local_moves.py": (f"{LOCAL}_moves_small.py",),
    "engines/local_net.py": (f"{LOCAL}_net_small.py", f"{LOCAL}_plan_small.py"),
    "engines/local_plan.py": (f"{LOCAL}_plan_small.py", f"{LOCAL}_moves_small.py"),
    "engines/local_pool.py": (f"{LOCAL}_pool_small.py",),
    "engines/local_record.py": (f"{LOCAL}_record_small.py",),
    "engines/local_rounds.py": (f"{LOCAL}_rounds_small.py",),
    "engines/local_search.py": (f"{LOCAL}_rounds_small.py",),
    "engines/local_start.py": (f"{LOCAL}_start_small.py",),
    "engines/local_state.py": (f"{LOCAL}_plan_small.py",),
    "engines/columns_evidence.py": PROOFS,
    "engines/columns_partition.py": ("tests/engines/test_columns_partition.py",),
    "engines/columns_pool.py": ("tests/engines/test_columns_partition.py",),
    "engines/columns_root.py": ("tests/engines/test_columns_root_small.py", *PROOFS),
    "engines/columns_search.py": PROOFS,
    "engines/columns_every.py": ("tests/engines/test_columns_every.py",),
    "engines/columns_window.py": ("tests/engines/test_columns_window.py",),
    "engines/columns_slices.py": (
        *BENDS,
        "tests/engines/test_columns_slices.py::test_each_total_is_in_one_slice",
        "tests/engines/test_columns_slices.py::test_training_is_longer_where_the_search_before_was_long",
    ),
    "engines/columns_raised.py": ("tests/engines/test_columns_raised.py",),
    "engines/columns.py": ("tests/engines/test_columns_bound.py", "tests/engines/test_columns_small.py", *PROOFS),
}
"""Which tests are run for a file: those of the longest beginning of its path, the quickest to fail first.

The processes that engines run in are not here: what they bring is checked by the core, so a bug in them costs speed
or quality, which no test here measures. ``tests/engines`` tests them in other ways. Of local search all that reckons
and keeps is here; ``local_anneal``, ``local_tabu`` and the rest of ``local_rounds`` and ``local_state`` only choose
starts, moves, temperatures and how long, and any are valid, since the core checks what comes of them. For the same
reason some files of column generation and of the bound by cliques are not here: ``columns_greedy`` and
``columns_greedy_loop`` (a column is taken only if it is allowed, and reckoned anew), ``columns_credit`` (any shares
are valid), ``columns_master``, ``columns_level`` and ``clique_ascent`` (any prices and multipliers are valid),
``columns_pricing`` and ``columns_vast`` (each way of pricing is exact, whatever is thought of how long it takes),
``columns_known`` (what an earlier solve left is judged anew: `tests/engines/test_columns_known.py` gives it anything).
"""
