"""Every column of one area above a value, by exact search over its members.

A class that may still join has a hope: what it brings by itself and with the members so far, and its shares of the
points of pairs with others that may join. The hopes of those that do join are worth at least what they bring. For
any price t of size, no choice of them from a total S to a total z is worth more than the sum of max(0, hope - t size)
plus t (z - S) less what the hinges lose at z: the greatest over z is the bound. All of it is integers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction

from regroup.certificate.base import WHOLE_SHARE
from regroup.certificate.plain import Area, Hinge, Plain
from regroup.certificate.steps import Steps

Column = tuple[int, ...]
Links = tuple[tuple[int, int], ...]
"""Other classes, each with a number."""


class Losses:
    """What the hinges of one measure lose, as a convex function of its total."""

    def __init__(self, hinges: Sequence[Hinge], scale: int) -> None:
        self._hinges, self._scale = hinges, scale
        self._turns = sorted({hinge.at for hinge in hinges})
        edges = [self._turns[0] - 1, *self._turns, self._turns[-1] + 1] if hinges else [0, 1]
        self.slopes = [self.at(high) - self.at(low) for low, high in zip(edges, edges[1:], strict=False)]
        self.slopes = [
            slope // (high - low) for slope, low, high in zip(self.slopes, edges, edges[1:], strict=False)
        ]

    def at(self, total: int) -> int:
        """What is lost at a total."""
        return self._scale * sum(hinge.lost(total) for hinge in self._hinges)

    def best_total(self, price: int, low: int, high: int) -> int:
        """The total from low to high with the greatest price of size less loss."""
        place = bisect_left(self.slopes, price)
        if place == 0:
            return low
        return high if place == len(self.slopes) else max(low, min(high, self._turns[place - 1]))


class Search:
    """The columns of one area at given prices.

    Args:
        shares: of pairs with points above zero, in their order; see `base.Kind`.
        above: only columns of a greater value are found.
    """

    def __init__(
        self, core: Plain, area: Area, scale: int, prices: Sequence[int], shares: Sequence[int], above: int, steps: Steps
    ) -> None:
        self._core, self._area, self._scale, self._above, self._steps = core, area, scale, above, steps
        self._pairs: list[dict[int, int]] = [{} for _ in range(core.n)]
        self._credit: list[dict[int, int]] = [{} for _ in range(core.n)]
        self._apart: list[set[int]] = [set() for _ in range(core.n)]
        for i, j in core.apart:
            self._apart[i].add(j)
            self._apart[j].add(i)
        self._share_out(shares)
        self._measure = self._binding()
        whole = range(len(core.sizes))
        self._losses = [Losses([hinge for hinge in area.hinges if hinge.measure == m], scale) for m in whole]
        self._sizes = core.sizes[self._measure] if core.sizes else (0,) * core.n
        self._near = [self._ranked(one) for one in range(core.n)]
        self._cost = [scale * cost for cost in area.labels]
        self._part = [cost // max(1, len(who)) for cost, who in zip(self._cost, core.carriers, strict=True)]
        self._gain = [scale * pull - price for pull, price in zip(area.pull, prices, strict=True)]
        self._found: list[tuple[Column, int]] = []

    def _share_out(self, shares: Sequence[int]) -> None:
        """Points of pairs, and the credit of each of the two; pairs that may not be do not count."""
        wanted = iter(shares)
        for (i, j), points in self._core.pairs.items():
            worth = points * self._scale
            share = worth * next(wanted) // WHOLE_SHARE if points > 0 else 0
            if j in self._apart[i]:
                continue
            self._pairs[i][j] = self._pairs[j][i] = worth
            if points > 0:
                self._credit[i][j], self._credit[j][i] = share, worth - share

    def _binding(self) -> int:
        """The measure that leaves least room."""
        room = [
            Fraction(most, max(1, sum(sizes)))
            for (_, most), sizes in zip(self._area.windows, self._core.sizes, strict=True)
        ]
        return room.index(min(room)) if room else 0

    def _ranked(self, one: int) -> Links:
        """Those that a class has credit for, in falling credit per size."""
        sizes = self._sizes
        free = [(other, credit) for other, credit in self._credit[one].items() if not sizes[other]]
        rest = [(other, credit) for other, credit in self._credit[one].items() if sizes[other]]
        return (*free, *sorted(rest, key=lambda link: Fraction(-link[1], sizes[link[0]])))

    def run(self) -> list[tuple[Column, int]]:
        """The columns with their values.

        Raises:
            OutOfSteps: there are not enough.
        """
        may = [one for one in range(self._core.n) if self._area.allowed[one] and one not in self._apart[one]]
        hope = self._gain.copy()
        for one in range(self._core.n):
            hope[one] += sum(self._credit[one].values())
            hope[one] -= sum(part for part, who in zip(self._part, self._core.carriers, strict=True) if one in who)
        self._without([], set(range(self._core.n)).difference(may), hope)
        totals = [0] * len(self._core.sizes)
        self._visit((), -self._scale * self._area.open_cost, totals, may, self._gain, hope)
        return self._found

    def _visit(
        self, members: Column, value: int, totals: list[int], may: list[int], gain: list[int], hope: list[int]
    ) -> None:
        """Finds the columns with these members and any of those that may join; spoils the hopes."""
        self._take(members, value, totals)
        may = self._without(may, {one for one in may if not self._fits(one, totals)}, hope)
        while may:
            self._steps.take()
            ruled_out = self._ruled_out(value, totals, may, hope)
            if ruled_out is None:
                return
            pick, out = ruled_out
            if out:
                may = self._without(may, out, hope)
                continue
            may = self._without(may, {pick}, hope)
            self._join(pick, members, value, totals, may, gain, hope)

    def _join(
        self, pick: int, members: Column, value: int, totals: list[int], may: list[int], gain: list[int], hope: list[int]
    ) -> None:
        """Goes on with one member more."""
        more, hopes = gain.copy(), hope.copy()
        for other, points in self._pairs[pick].items():
            more[other] += points
            hopes[other] += points
        value += gain[pick]
        for label, who in enumerate(self._core.carriers):
            if pick in who and not who.intersection(members):
                value -= self._cost[label]
                for other in who:
                    hopes[other] += self._part[label]
        left = self._without(may, self._apart[pick].intersection(may), hopes)
        sums = [total + sizes[pick] for total, sizes in zip(totals, self._core.sizes, strict=True)]
        self._visit((*members, pick), value, sums, left, more, hopes)

    def _without(self, may: list[int], out: set[int], hope: list[int]) -> list[int]:
        """Those that may join without some, whose credit is taken back."""
        if not out:
            return may
        for gone in out:
            for other in self._credit[gone]:
                hope[other] -= self._credit[other][gone]
        return [one for one in may if one not in out]

    def _fits(self, one: int, totals: list[int]) -> bool:
        return all(
            total + sizes[one] <= most
            for total, sizes, (_, most) in zip(totals, self._core.sizes, self._area.windows, strict=True)
        )

    def _take(self, members: Column, value: int, totals: list[int]) -> None:
        """Notes a column if it is allowed and worth enough."""
        worth = value - sum(losses.at(total) for losses, total in zip(self._losses, totals, strict=True))
        if members and worth > self._above and self._allows(members, totals):
            self._found.append((tuple(sorted(members)), worth))

    def _allows(self, members: Column, totals: list[int]) -> bool:
        inside = all(least <= total <= most for total, (least, most) in zip(totals, self._area.windows, strict=True))
        return inside and all(
            sum(guard.weights[one] for one in members) <= guard.most
            for guard in self._core.guards
            if guard.one in members
        )

    def _ruled_out(
        self, value: int, totals: list[int], may: list[int], hope: list[int]
    ) -> tuple[int, set[int]] | None:
        """Who joins best, and who cannot join; None where nobody can."""
        ranges = list(self._ranges(totals, may))
        if any(low > high for low, high in ranges):
            return None
        for m, (low, high) in enumerate(ranges):
            if m != self._measure:
                losses = self._losses[m]
                value -= losses.at(losses.best_total(0, low, high))
        total, (low, high) = (totals[self._measure], ranges[self._measure]) if totals else (0, (0, 0))
        for hopes in (hope, None):
            if hopes is None:
                hopes = self._held(may, hope, total)
            price, bound = self._bound(may, hopes, total, low, high)
            bound += value
            if bound <= self._above:
                return None
        sizes, room = self._sizes, self._above - bound
        spare = {one: hopes[one] - price * sizes[one] for one in may}
        return max(spare, key=spare.__getitem__), {one for one, rest in spare.items() if rest <= room}

    def _ranges(self, totals: list[int], may: list[int]) -> Iterator[tuple[int, int]]:
        """The least and the most total that there can be, for each measure."""
        for total, sizes, (least, most) in zip(totals, self._core.sizes, self._area.windows, strict=True):
            yield max(total, least), min(most, total + sum(sizes[one] for one in may))

    def _bound(self, may: list[int], hope: Sequence[int], total: int, low: int, high: int) -> tuple[int, int]:
        """A good price of size, and the bound that it gives."""
        losses = self._losses[self._measure] if self._losses else Losses((), 1)
        prices = self._prices(may, hope, total, low, high, losses)
        return min(((price, self._worth(price, may, hope, total, low, high, losses)) for price in prices), key=lambda p: p[1])

    def _prices(
        self, may: list[int], hope: Sequence[int], total: int, low: int, high: int, losses: Losses
    ) -> Iterator[int]:
        """Prices of which one is good: where the best total is reached by those that are worth their size."""
        sizes = self._sizes
        ranked = sorted(((hope[one] // sizes[one], sizes[one]) for one in may if sizes[one]), reverse=True)
        before: int | None = None
        for price, size in ranked:
            total += size
            if total >= losses.best_total(price, low, high):
                yield price
                yield from (s for s in losses.slopes if price < s and (before is None or s < before))
                return
            before = price
        yield 0

    def _worth(
        self, price: int, may: list[int], hope: Sequence[int], total: int, low: int, high: int, losses: Losses
    ) -> int:
        """The bound at a price of size."""
        sizes = self._sizes
        best = losses.best_total(price, low, high)
        spare = [hope[one] - price * sizes[one] for one in may]
        return sum(rest for rest in spare if rest > 0) + price * (best - total) - losses.at(best)

    def _held(self, may: list[int], hope: list[int], total: int) -> list[int]:
        """Hopes less the credit for those that do not fit beside the class, all together."""
        sizes, free, held = self._sizes, set(may), hope.copy()
        room = self._area.windows[self._measure][1] - total if self._core.sizes else 0
        for one in may:
            left = room - sizes[one]
            for other, credit in self._near[one]:
                if other not in free:
                    continue
                if sizes[other] <= left:
                    left -= sizes[other]
                else:
                    held[one] -= max(0, credit - (credit * left // sizes[other] + 1))
                    left = 0
        return held
