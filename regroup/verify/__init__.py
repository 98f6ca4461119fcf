"""Stored results checked again from the inputs in them: plain Python that shares nothing with engines or core."""

from __future__ import annotations

from regroup.verify.base import Check, Outcome
from regroup.verify.checks import failures, verify

__all__ = ["Check", "Outcome", "failures", "verify"]
