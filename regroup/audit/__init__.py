"""Audit of proposals: the gap to the best plan, what closes it, what it would take in weights, and where they stand."""

from __future__ import annotations

from regroup.audit.audited import Audit, Audited, audit, proposals_of
from regroup.audit.document import audit_document
from regroup.audit.levels import Level, gains
from regroup.audit.weights import Change, Outcome, smallest_change

__all__ = [
    "Audit",
    "Audited",
    "Change",
    "Level",
    "Outcome",
    "audit",
    "audit_document",
    "gains",
    "proposals_of",
    "smallest_change",
]
