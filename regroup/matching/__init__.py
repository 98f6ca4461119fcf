"""Two plans held against each other by what their areas hold, so that a new name alone is no change."""

from __future__ import annotations

from regroup.matching.agreement import Agreement, agreement
from regroup.matching.areas import Match, match
from regroup.matching.changes import Changes, Merge, Move, Split, changes

__all__ = ["Agreement", "Changes", "Match", "Merge", "Move", "Split", "agreement", "changes", "match"]
