"""The price list: what the best plan loses where a unit must sit elsewhere, and gains where a rule is dropped.

Every price is that of a plan made anew: all other units may move as well.
"""

from __future__ import annotations

from regroup.prices.asking import price_list
from regroup.prices.figures import Gain, Price, PriceList
from regroup.prices.place import Place

__all__ = ["Gain", "Place", "Price", "PriceList", "price_list"]
