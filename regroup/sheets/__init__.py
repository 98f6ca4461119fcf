"""A scenario as sheets: which sheets and columns there are, and what a scenario's facts are in them and back."""

from __future__ import annotations
