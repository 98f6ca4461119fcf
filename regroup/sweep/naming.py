"""Short names for the plans of a sweep: a letter each, and how each differs from the most frequent one."""

from __future__ import annotations

from regroup.sweep.summary import Plan, Summary

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MORE = "+"
"""The one sign in a map of all plans after those with a letter."""


def plan_names(summary: Summary) -> tuple[str, ...]:
    """``A``, ``B`` …, and ``+53`` for those after the letters."""
    return tuple(LETTERS[at] if at < len(LETTERS) else f"{MORE}{at + 1}" for at in range(len(summary.plans)))


def moved(plan: Plan, first: Plan) -> list[tuple[str, str | None]]:
    """The units that are elsewhere than in the first plan, with their areas there; those of other units all."""
    return [(unit, area) for unit, area in plan.items() if unit not in first or first[unit] != area]
