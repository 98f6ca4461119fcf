"""The parts of the clique bound against plain reckoning: knapsacks, grains, rates, vectors, triangles."""

from __future__ import annotations

from itertools import product

import numpy as np

from regroup.core import Bools, Ints
from regroup.engines.clique_sizes import grain, least_rate
from regroup.engines.clique_spectrum import squares, terms
from regroup.engines.clique_stars import NONE, best_areas, best_companies, fill, unwind
from regroup.engines.clique_triangles import count_violated, excess, keys, list_violated, weigh

SEEDS = range(80)


def sets(n: int) -> Bools:
    """(2**n, n): every set of nodes."""
    return np.asarray((np.arange(1 << n)[:, None] >> np.arange(n)) & 1 > 0)


def test_the_best_company_at_each_total():
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        n, totals = int(random.integers(1, 7)), int(random.integers(1, 16))
        profit, may = random.integers(-9, 10, n), random.random(n) < 0.8
        sizes, own = random.integers(0, 5, n), int(random.integers(0, 5))
        value, took = np.empty(totals, np.int64), np.ones((n, totals), np.bool_)
        fill(profit, may, sizes, own, value, np.empty(totals, np.int64), took)
        every = sets(n)[(sets(n) <= may).all(axis=1)]
        for x in range(totals):
            worth = (every @ profit)[every @ sizes + own == x]
            if len(worth):
                assert value[x] == worth.max()
                taken = np.ones(n, np.bool_)
                unwind(x, may, sizes, took, taken)
                assert not (taken & ~may).any()
                assert taken @ sizes + own == x
                assert taken @ profit == value[x]
            else:
                assert value[x] < -(2**61)


def stars(seed: int) -> tuple[np.random.Generator, int, int, Ints, Ints, Ints, Bools, Ints, Ints]:
    """Random knapsacks: nodes, types, nodes of types, sizes, profits, who may be with whom, first and last totals."""
    random = np.random.default_rng([2, seed])
    n, types = int(random.integers(1, 5)), int(random.integers(1, 4))
    own = random.random(types) < 0.5
    node_of = np.where(own, n - 1 + np.cumsum(own), -1)
    every = n + int(own.sum())
    may = np.triu(random.random((every, every)) < 0.8, 1)
    first = random.integers(0, 5, types)
    last = first + random.integers(-1, 10, types)
    profit = random.integers(-20, 30, (every, every))
    return random, n, types, node_of, random.integers(0, 5, n), profit, may | may.T, first, last


def test_the_best_company_of_each_node():
    found = 0
    for seed in SEEDS:
        random, n, types, node_of, sizes, profit, may, first, last = stars(seed)
        totals, unit = max(0, int(last.max())) + 2, 4
        high = np.arange(totals) + random.integers(0, 3, totals)
        rate = random.integers(-20, 60, (types, totals))
        pull, empty = random.integers(-9, 30, (n, types)), random.integers(-30, 30, types)
        extra = random.integers(0, 30, (n, types)) * (random.random((n, types)) < 0.6)
        fits = random.random((n, types)) < 0.8
        company, share = np.ones(profit.shape, np.bool_), np.ones(types)
        numbers = rate, unit, extra, empty
        best = best_companies(
            profit, may, pull, fits, node_of, sizes, sizes, high, first, last, *numbers, company, share
        )
        total, thought, tied = 0, np.zeros(types), False
        for i in range(n):
            worth = {}
            for t, chosen in product(range(types), sets(n)):
                x = int(sizes[i] + chosen @ sizes)
                if chosen[i] or (chosen & ~may[i, :n]).any() or not fits[i, t] or not first[t] <= x <= last[t]:
                    continue
                paid = min(0, empty[t])
                if sizes[i]:
                    part = sizes[i] * (extra[i, t] * unit // max(1, high[x])) // unit
                    paid = sizes[i] * rate[t, x] // unit + part
                base = pull[i, t] if node_of[t] < 0 else profit[i, node_of[t]]
                own = np.arange(n, len(may)) == node_of[t]
                worth[t, x, (*chosen.tolist(), *own.tolist())] = int(chosen @ profit[i, :n] + base - paid)
            if not worth:
                assert best == NONE
                break
            most = max(worth.values())
            total += most
            kinds = [key for key, value in worth.items() if value == most]
            tied |= len({key[:2] for key in kinds}) > 1
            thought[kinds[0][0]] += sizes[i] / max(1, high[kinds[0][1]], sizes[i])
            if best != NONE:
                assert tuple(company[i].tolist()) in [key[2] for key in kinds]
        else:
            found += 1
            assert best == total
            assert tied or np.allclose(share, thought)
    assert found > 20


def test_the_best_members_of_each_area():
    found = 0
    for seed in SEEDS:
        random, n, types, node_of, sizes, profit, may, first, last = stars(seed)
        fewest = random.integers(0, 2, types)
        company, best = np.ones(profit.shape, np.bool_), 0
        for t in np.flatnonzero(node_of >= 0):
            allowed = [
                int(chosen @ profit[node_of[t], :n])
                for chosen in sets(n)
                if not (chosen & ~may[node_of[t], :n]).any() and first[t] <= chosen @ sizes <= last[t]
            ] + ([] if fewest[t] else [0])
            best = NONE if not allowed or best == NONE else best + max(allowed)
        assert best_areas(profit, may, node_of, sizes, first, last, fewest, company) == best
        if best != NONE:
            found += 1
            own = node_of[node_of >= 0]
            assert int((profit * company)[own].sum()) == best
            assert not (company[own] & ~may[own])[:, :n].any()
    assert found > 20


def test_true_totals_are_within_their_grain():
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        n = int(random.integers(1, 8))
        sizes = random.integers(0, int(random.choice([4, 60])), n)
        most = int(random.integers(1, int(sizes.sum()) + 2))
        least = int(random.integers(0, most + 1))
        limit = int(random.choice([3, 8, 10**4]))
        of = grain(sizes, least, most, limit)
        totals, told = sets(n) @ sizes, sets(n) @ of.rounded
        inside = (totals >= least) & (totals <= most)
        assert (told[inside] <= of.largest).all()
        assert (of.low[told[inside]] <= totals[inside]).all()
        assert (totals[inside] <= of.high[told[inside]]).all()
        assert (of.low >= least).all()
        assert (of.high <= most).all()
        assert of.largest <= limit + 2 + n
        if limit > most:
            assert (of.rounded == sizes).all()
            assert of.largest == most
            assert (of.low == np.maximum(np.arange(most + 1), least)).all()
            assert (of.high == np.arange(most + 1)).all()
        for low, high in ((0, most), (least, most), (most // 2, most), (most + 1, most)):
            can = [x for x in range(of.largest + 1) if of.high[x] >= low and of.low[x] <= high]
            assert of.window(low, high) == ((can[0], can[-1]) if can else (1, 0))


def test_rates_are_the_least_cost_per_size():
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        sizes = random.integers(0, 12, 5)
        most = max(1, int(sizes.sum()))
        of = grain(sizes, 0, most, int(random.choice([4, 1000])))
        hinges = [tuple(each) for each in random.integers(0, [30, 5, 5], (int(random.integers(0, 4)), 3)).tolist()]
        fixed, window = int(random.integers(-40, 60)), (int(random.integers(0, most)), most)
        rates = least_rate(of, fixed, hinges, window, 16)
        assert len(rates) == of.largest + 1
        for x, rate in enumerate(rates):
            low, high = max(1, int(of.low[x]), window[0]), min(int(of.high[x]), window[1])
            costs = [
                (fixed + sum(b * max(at - z, 0) + a * max(z - at, 0) for at, b, a in hinges)) * 16 // z
                for z in range(low, max(low, high) + 1)
            ]
            assert rate == min(costs)


def partitions(n: int, areas: int) -> Bools:
    """(P, n, n) who shares with whom, for every way into so many areas."""
    plans = np.array(list(product(range(areas), repeat=n)))
    return np.asarray(plans[:, :, None] == plans[:, None, :])


def test_vectors_add_what_no_partition_is_below():
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        n, areas, fine = int(random.integers(1, 6)), int(random.integers(1, 4)), int(random.integers(1, 5))
        rows = random.integers(-9, 10, (int(random.integers(0, 4)), n))
        gram = squares(rows)
        assert (gram == rows.T @ rows).all()
        more, fixed = terms(gram, fine, areas)
        for sharing in partitions(n, areas):
            added = int((np.triu(more, 1) * sharing).sum()) + fixed
            true = (float((gram * sharing).sum()) - gram.sum() / areas) / fine**2
            assert true >= -1e-9
            assert true <= added + 1e-9
            assert added <= true + n * n + 1


def test_squares_that_doubles_cannot_hold_are_none():
    assert squares(np.full((1, 1), 2**26 - 1)) is not None
    assert squares(np.full((1, 1), 2**26)) is None


def test_triangles_are_kept_by_every_partition():
    random = np.random.default_rng(4)
    rows = np.array([random.permutation(5)[:3] for _ in range(12)])
    price = random.integers(0, 20, 12)
    points = np.triu(random.integers(-50, 50, (5, 5)), 1)
    after = points.copy()
    weigh(rows, price, after)
    for sharing in partitions(5, 3):
        over = [int(sharing[c, j]) + int(sharing[c, k]) - int(sharing[j, k]) for c, j, k in rows.tolist()]
        assert max(over) <= 1
        assert excess(rows, sharing.astype(np.float64)).tolist() == [each - 1 for each in over]
        assert int((after * sharing).sum()) == int((points * sharing).sum()) - int(price @ over)
    assert len(set(keys(np.array(list(product(range(5), repeat=3))), 5).tolist())) == 125


def test_violated_triangles_are_counted_and_listed():
    random = np.random.default_rng(3)
    for _ in range(20):
        sharing = np.triu(random.choice([0.0, 0.25, 0.5, 0.75, 1.0], (6, 6)), 1)
        sharing += sharing.T
        triples = np.array([(c, j, k) for c in range(6) for j in range(6) for k in range(j + 1, 6) if c not in (j, k)])
        over = excess(triples, sharing)
        levels = np.array([0.0, 0.25, 0.6])
        assert count_violated(sharing, levels).tolist() == [(over > level).sum() for level in levels]
        for level in levels.tolist():
            right = triples[over > level].tolist()
            assert list_violated(sharing, level, len(right)).tolist() == right
            assert list_violated(sharing, level, 2).tolist() == right[:2]
