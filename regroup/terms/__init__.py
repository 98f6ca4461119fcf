"""The registry of terms. To add one: its file, its line here, a hand-worked test, a line in models/README.md."""

from __future__ import annotations

from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.base import Term
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm

TERMS: dict[str, type[Term]] = {
    "synergy": SynergyTerm,
    "affinity": AffinityTerm,
    "size_balance": SizeBalance,
    "size_band": SizeBand,
    "heterogeneity": Heterogeneity,
    "moves": Moves,
    "splits": Splits,
    "areas_used": AreasUsed,
}

__all__ = ["TERMS", "Term"]
