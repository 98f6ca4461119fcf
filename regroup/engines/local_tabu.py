"""Tabu search: the best move of many, again and again, where a node may not soon go back.

After Glover, "Tabu Search", 1989, and Palubeckis, Ostreika and Rubliauskas, "Maximally diverse grouping: an
iterated tabu search approach", 2015. The price of broken rules rises while nothing allowed is met and falls while
everything is (strategic oscillation).
"""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.compiled import lean
from regroup.engines.local_chance import Chance, draw
from regroup.engines.local_moves import change_of
from regroup.engines.local_net import Net
from regroup.engines.local_plan import Plan, carry_out
from regroup.engines.local_record import Record, is_allowed, keep_if_best, keep_if_met

STEPS_A_PRICE = 10
DEARER, CHEAPER = 1.5, 0.75


@lean
def tabu(net: Net, plan: Plan, record: Record, chance: Chance, until: Ints, clock: Ints, quota: int) -> int:
    """Steps until as many moves are judged as the quota says, or patience ends; all nodes must be placed.

    Args:
        until: (k, n) the last step at which a node may not enter an area.
        clock: steps made; since the last that was better; how many of these to wait for; how long moves stay tabu;
            how many of the last plans were allowed; how many rows of inserts, rows of swaps and exchanges to judge.

    Returns:
        How many moves were judged; negative where patience ended or no move is left.
    """
    n, k = len(plan.area), len(plan.members)
    judged = 0
    while judged < quota:
        clock[0] += 1
        step = clock[0]
        top, ties = -np.inf, 0
        best_one, best_also, best_against, best_to = -1, n, n, 0
        now = plan.sums[1] - plan.sums[2]
        for phase in range(3):
            rows = clock[5 + phase]
            width = k if phase == 0 else n if phase == 1 else 1
            for row in range(rows):
                one = row if rows == n and phase < 2 else draw(chance, n)
                a = plan.area[one]
                for column in range(row + 1 if phase == 1 and rows == n else 0, width):
                    also, against, b = n, n, column
                    if phase > 0:
                        against = column if phase == 1 else draw(chance, n)
                        b = plan.area[against]
                    if a == b or not net.allowed[b, one] or (not net.allowed[a, against] and against < n):
                        continue
                    if phase == 2:
                        also = int(plan.order[a, draw(chance, plan.members[a])])
                        if also == one or not net.allowed[b, also]:
                            continue
                    points, broken = change_of(net, plan, one, also, against, a, b)
                    judged += 1
                    gain = points - record.price[0] * broken
                    if gain < top:
                        continue
                    hot = until[b, one] >= step or (against < n and until[a, against] >= step)
                    hot = hot or (also < n and until[b, also] >= step)
                    if hot and (plan.sums[0] + points <= record.points[1] or now + broken > 0.0):
                        continue
                    ties = ties + 1 if gain == top else 1
                    if ties > 1 and draw(chance, ties) > 0:
                        continue
                    top = gain
                    best_one, best_also, best_against, best_to = one, also, against, b
        if best_one < 0:
            return -judged - 1
        if top <= 0.0:
            keep_if_met(plan, record)
        a = plan.area[best_one]
        until[a, best_one] = step + 1 + draw(chance, clock[3])
        if best_also < n:
            until[a, best_also] = step + 1 + draw(chance, clock[3])
        if best_against < n:
            until[best_to, best_against] = step + 1 + draw(chance, clock[3])
        carry_out(net, plan, best_one, best_also, best_against, a, best_to)
        clock[1] = 0 if keep_if_best(plan, record) else clock[1] + 1
        clock[4] += is_allowed(plan)
        if step % STEPS_A_PRICE == 0:
            if clock[4] == 0:
                record.price[0] = min(record.price[0] * DEARER, record.price[2])
            elif clock[4] == STEPS_A_PRICE:
                record.price[0] = max(record.price[0] * CHEAPER, record.price[1])
            clock[4] = 0
        if clock[1] > clock[2]:
            return -judged - 1
    return judged
