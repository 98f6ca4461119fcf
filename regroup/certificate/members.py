"""Every column of one area above a value, by exact search over its members.

A class that may still join has a hope: what it brings by itself and with the members so far, and its shares of the
points of pairs with others that may join. The hopes of those that do join are worth at least what they bring, so
`knapsack` bounds what any of them can bring.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from regroup.certificate.base import WHOLE_SHARE
from regroup.certificate.knapsack import Losses, Room, bound
from regroup.certificate.plain import Area, Plain
from regroup.certificate.steps import Steps

Column = tuple[int, ...]


@dataclass(slots=True)
class State:
    """Some members, and who may join them.

    Attributes:
        value: of the members, hinges aside.
        totals: their size in each measure.
        may: those that may join.
        gain: what each class would bring to the members.
        hope: what each of those that may join could bring at most, with others of them.
    """

    members: Column
    value: int
    totals: list[int]
    may: list[int]
    gain: list[int]
    hope: list[int]


class Search:
    """The columns of one area at given prices.

    Args:
        shares: of pairs with points above zero, in their order; see `base.Kind`.
        above: only columns of a greater value are found.
    """

    def __init__(
        self,
        core: Plain,
        area: Area,
        scale: int,
        prices: Sequence[int],
        shares: Sequence[int],
        above: int,
        steps: Steps,
    ) -> None:
        self._core, self._area, self._scale, self._above, self._steps = core, area, scale, above, steps
        self._points: list[dict[int, int]] = [{} for _ in range(core.n)]
        self._credit: list[dict[int, int]] = [{} for _ in range(core.n)]
        self._apart: list[set[int]] = [set() for _ in range(core.n)]
        for i, j in core.apart:
            self._apart[i].add(j)
            self._apart[j].add(i)
        self._share_out(shares)
        whole = range(len(core.sizes))
        self._losses = [Losses([hinge for hinge in area.hinges if hinge.measure == m], scale) for m in whole]
        self._measure = self._binding()
        self._sizes = core.sizes[self._measure] if core.sizes else (0,) * core.n
        self._near = [self._ranked(one) for one in range(core.n)]
        self._cost = [scale * cost for cost in area.labels]
        self._part = [cost // max(1, len(who)) for cost, who in zip(self._cost, core.carriers, strict=True)]
        self._gain = [scale * pull - price for pull, price in zip(area.pull, prices, strict=True)]

    def _share_out(self, shares: Sequence[int]) -> None:
        """Points of pairs, and the credit of each of the two; pairs that may not be do not count."""
        wanted = iter(shares)
        for (i, j), points in self._core.pairs.items():
            worth = points * self._scale
            share = worth * next(wanted) // WHOLE_SHARE if points > 0 else 0
            if j in self._apart[i]:
                continue
            self._points[i][j] = self._points[j][i] = worth
            if points > 0:
                self._credit[i][j], self._credit[j][i] = share, worth - share

    def _binding(self) -> int:
        """The measure that leaves least room."""
        windows = zip(self._area.windows, self._core.sizes, strict=True)
        room = [Fraction(most, max(1, sum(sizes))) for (_, most), sizes in windows]
        return room.index(min(room)) if room else 0

    def _ranked(self, one: int) -> list[tuple[int, int]]:
        """Those that a class has credit for, in falling credit per size, and the credit."""
        sizes, links = self._sizes, self._credit[one].items()
        free = [(other, credit) for other, credit in links if not sizes[other]]
        rest = [(other, credit) for other, credit in links if sizes[other]]
        return free + sorted(rest, key=lambda link: Fraction(-link[1], sizes[link[0]]))

    def run(self) -> Iterator[tuple[Column, int]]:
        """The columns with their values, as they are found.

        Raises:
            OutOfSteps: there are not enough.
        """
        everyone = range(self._core.n)
        hope = self._gain.copy()
        for one in everyone:
            hope[one] += sum(self._credit[one].values())
            hope[one] -= sum(part for part, who in zip(self._part, self._core.carriers, strict=True) if one in who)
        start = State((), -self._scale * self._area.open_cost, [0] * len(self._core.sizes), [], self._gain, hope)
        start.may = list(everyone)
        self._bar(start, {one for one in everyone if not self._area.allowed[one] or one in self._apart[one]})
        yield from self._visit(start)

    def _visit(self, state: State) -> Iterator[tuple[Column, int]]:
        """Finds the columns with these members and any of those that may join; uses the state up."""
        worth = self._worth(state)
        if state.members and worth > self._above and self._allows(state):
            yield tuple(sorted(state.members)), worth
        self._bar(state, {one for one in state.may if not self._fits(one, state.totals)})
        while state.may:
            self._steps.take()
            most, spare = self._hopes(state)
            if most <= self._above:
                return
            out = [one for one, rest in spare.items() if most + rest <= self._above]
            if out:
                self._bar(state, out)
                continue
            pick = max(spare, key=spare.__getitem__)
            self._bar(state, [pick])
            yield from self._visit(self._with(pick, state))

    def _with(self, pick: int, state: State) -> State:
        """The state with one member more."""
        gain, hope = state.gain.copy(), state.hope.copy()
        for other, points in self._points[pick].items():
            gain[other] += points
            hope[other] += points
        value = state.value + state.gain[pick]
        for label, who in enumerate(self._core.carriers):
            if pick in who and who.isdisjoint(state.members):
                value -= self._cost[label]
                for other in who:
                    hope[other] += self._part[label]
        totals = [total + sizes[pick] for total, sizes in zip(state.totals, self._core.sizes, strict=True)]
        more = State((*state.members, pick), value, totals, state.may, gain, hope)
        self._bar(more, self._apart[pick].intersection(state.may))
        return more

    def _bar(self, state: State, out: Collection[int]) -> None:
        """Some may not join any more: nobody can hope for points with them."""
        for gone in out:
            for other in self._credit[gone]:
                state.hope[other] -= self._credit[other][gone]
        if out:
            state.may = [one for one in state.may if one not in out]

    def _fits(self, one: int, totals: list[int]) -> bool:
        windows = zip(totals, self._core.sizes, self._area.windows, strict=True)
        return all(total + sizes[one] <= most for total, sizes, (_, most) in windows)

    def _worth(self, state: State) -> int:
        lost = (losses.at(total) for losses, total in zip(self._losses, state.totals, strict=True))
        return state.value - sum(lost)

    def _allows(self, state: State) -> bool:
        windows = zip(state.totals, self._area.windows, strict=True)
        return all(least <= total <= most for total, (least, most) in windows) and all(
            sum(guard.weights[one] for one in state.members) <= guard.most
            for guard in self._core.guards
            if guard.one in state.members
        )

    def _hopes(self, state: State) -> tuple[int, dict[int, int]]:
        """The most that a column with these members is worth, and how much each that may join is worth its size.

        A column with one that is not worth its size has so much less.
        """
        rooms = [self._room(state, m) for m in range(len(self._losses))]
        if any(room.low > room.high for room in rooms):
            return self._above, {}
        value = state.value - sum(
            losses.at(losses.best_total(0, room.low, room.high))
            for m, (losses, room) in enumerate(zip(self._losses, rooms, strict=True))
            if m != self._measure
        )
        room = rooms[self._measure] if rooms else Room(0, 0, 0)
        losses = self._losses[self._measure] if rooms else Losses((), 1)
        hopes = {one: state.hope[one] for one in state.may}
        most, price = bound(hopes, self._sizes, room, losses)
        if value + most > self._above:
            hopes = self._fitting(state, room.total)
            most, price = bound(hopes, self._sizes, room, losses)
        return value + most, {one: hope - price * self._sizes[one] for one, hope in hopes.items()}

    def _room(self, state: State, m: int) -> Room:
        total, sizes, (least, most) = state.totals[m], self._core.sizes[m], self._area.windows[m]
        return Room(total, max(total, least), min(most, total + sum(sizes[one] for one in state.may)))

    def _fitting(self, state: State, total: int) -> dict[int, int]:
        """Hopes less the credit for those that do not fit beside the class, all together."""
        sizes, free = self._sizes, set(state.may)
        room = self._area.windows[self._measure][1] - total if self._core.sizes else 0
        hopes = dict[int, int]()
        for one in state.may:
            left, hope = room - sizes[one], state.hope[one]
            for other, credit in self._near[one]:
                if other not in free:
                    continue
                if sizes[other] > left:
                    hope -= max(0, credit - (credit * left // sizes[other] + 1))
                left = max(0, left - sizes[other])
            hopes[one] = hope
        return hopes
