"""The registry of rules. To add one: its file, its line here, a hand-worked test, a line in models/README.md."""

from __future__ import annotations

from regroup.rules.apart import Apart
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Breach, Rule
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.fixed import Fixed
from regroup.rules.in_use import InUse
from regroup.rules.keep_parts import KeepParts
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount

RULES: dict[str, type[Rule]] = {
    "area_size": AreaSize,
    "unit_count": UnitCount,
    "area_count": AreaCount,
    "in_use": InUse,
    "together": Together,
    "apart": Apart,
    "fixed": Fixed,
    "not_in": NotIn,
    "company_limit": CompanyLimit,
    "keep_parts": KeepParts,
}

MODEL_RULES = tuple(rule for rule in RULES.values() if rule.in_models)
SCENARIO_RULES = tuple(rule for rule in RULES.values() if rule.in_scenarios)

__all__ = ["MODEL_RULES", "RULES", "SCENARIO_RULES", "Breach", "Rule"]
