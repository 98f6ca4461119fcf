"""Where no plan keeps all rules: which rules cannot hold together, and what would make a plan possible."""

from __future__ import annotations

from regroup.repairs.finding import Drop, Repairs, find_repairs
from regroup.repairs.relaxing import Relaxation

__all__ = ["Drop", "Relaxation", "Repairs", "find_repairs"]
