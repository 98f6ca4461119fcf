"""Summary, map and status of a sweep as plain objects, ready for JSON."""

from __future__ import annotations

from typing import Any

from regroup.sweep.chosen import Chosen
from regroup.sweep.map import Map
from regroup.sweep.naming import plan_names
from regroup.sweep.status import Status
from regroup.sweep.summary import Occurring, Summary

Object = dict[str, Any]


def summary_document(summary: Summary, made: Map | None) -> Object:
    """The whole summary; shares are numbers from 0 to 1, None where nothing can be compared."""
    names = plan_names(summary)
    return {
        "kind": "sweep_summary",
        "sweep": summary.name,
        "runs": {"missing": summary.missing, **summary.states},
        "reasons": [{"state": str(state), "reason": reason, "runs": count} for state, reason, count in summary.reasons],
        "axes": [{"key": axis.key, "values": list(axis.values)} for axis in summary.axes],
        "plans": [_plan(name, plan) for name, plan in zip(names, summary.plans, strict=True)],
        "turning": [
            {
                "axes": list(one.axes),
                "compared": one.compared,
                "changed": one.changed,
                "share": None if one.share is None else float(one.share),
            }
            for one in summary.turning
        ],
        "together_always": None if summary.pairs is None else [list(group) for group in summary.pairs.always],
        "together_never": None if summary.pairs is None else [list(pair) for pair in summary.pairs.never],
        "map": None if made is None else map_document(made, names),
    }


def map_document(made: Map, names: tuple[str, ...]) -> Object:
    """The cells, row by row; ``plan`` is the name in the summary, None where the runs have none."""
    return {
        "x": made.across.key,
        "y": made.up.key,
        "summed_up": list(made.others),
        "cells": [
            {
                "x": made.across.values[x],
                "y": made.up.values[y],
                "plan": names[cell.what] if isinstance(cell.what, int) else None,
                "end": "plan" if isinstance(cell.what, int) else cell.what,
                "runs": cell.runs,
                "share": float(cell.share),
            }
            for (x, y), cell in sorted(made.cells.items(), key=lambda item: item[0][::-1])
        ],
    }


def status_document(chosen: Chosen, status: Status) -> Object:
    """How far a sweep is."""
    return {
        "kind": "sweep_status",
        "sweep": chosen.name,
        "runs": len(chosen.runs),
        "missing": status.missing,
        "ended": status.states,
        "reasons": [{"state": str(state), "reason": reason, "runs": count} for state, reason, count in status.reasons],
        "running": status.process is not None,
        "runs_per_second": status.rate,
    }


def _plan(name: str, one: Occurring) -> Object:
    return {
        "name": name,
        "runs": one.runs,
        "share": float(one.share),
        "alone": float(one.alone),
        "best_at": {region.axis: "all" if region.everywhere else list(region.values) for region in one.regions},
        "plan": one.plan,
    }
