"""Annealing with moves drawn by chance: many moves a second, for plans of any size.

After Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated annealing", 1983. The price of broken rules rises
until half of the plans met break none, and stays: while the plan cools, the same price comes to bind.
"""

from __future__ import annotations

from regroup.engines.compiled import lean
from regroup.engines.local_chance import LEVELS, Chance, draw
from regroup.engines.local_moves import change_of
from regroup.engines.local_net import Floats, Net
from regroup.engines.local_plan import Plan, carry_out
from regroup.engines.local_record import Record, is_allowed, keep_if_best

BLOCK = 128
"""Moves tried at one price."""
DEARER = 1.05
KINDS, INSERTS, SWAPS = 32, 10, 28
"""Of this many moves so many are inserts, and so many inserts or swaps; the rest are 2-1 exchanges."""


@lean
def anneal(
    net: Net, plan: Plan, record: Record, chance: Chance, logs: Floats, heat: float, cooling: float, blocks: int
) -> None:
    """Tries ``blocks`` times `BLOCK` moves; all nodes must be placed.

    Every other time a node goes where a node goes that it has a pair with, else anywhere.

    Args:
        logs: as `minus_logs`.
        heat, cooling: the temperature in points, and its factor from one block to the next.
    """
    n, k = len(plan.area), len(plan.members)
    keep_if_best(plan, record)
    for _ in range(blocks):
        allowed = 0
        for _ in range(BLOCK):
            allowed += is_allowed(plan)
            kind = draw(chance, KINDS)
            one, also, against = draw(chance, n), n, n
            a = plan.area[one]
            degree = net.begin[one + 1] - net.begin[one]
            if degree > 0 and kind & 1:
                friend = draw(chance, n) if 2 * degree > n else net.other[net.begin[one] + draw(chance, degree)]
                b = plan.area[friend]
            else:
                b = draw(chance, k)
            if a == b or not net.allowed[b, one]:
                continue
            if kind >= INSERTS and plan.members[b] > 0:
                against = int(plan.order[b, draw(chance, plan.members[b])])
                if not net.allowed[a, against]:
                    continue
                if kind >= SWAPS:
                    also = int(plan.order[a, draw(chance, plan.members[a])])
                    if also == one or not net.allowed[b, also]:
                        continue
            points, broken = change_of(net, plan, one, also, against, a, b)
            if points - record.price[0] * broken >= -heat * logs[draw(chance, LEVELS)]:
                carry_out(net, plan, one, also, against, a, b)
                keep_if_best(plan, record)
        heat *= cooling
        if allowed < BLOCK // 2:
            record.price[0] = min(record.price[0] * DEARER, record.price[2])
