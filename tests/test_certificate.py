"""Certificates: every claim of the column generation holds up, and nothing false ever does."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from regroup.certificate import Certificate, check, from_json, to_json
from regroup.certificate.base import WHOLE_SHARE
from regroup.certificate.plain import plain
from regroup.certificate.steps import OutOfSteps, Steps
from regroup.core import Core
from regroup.engines import columns
from regroup.engines.base import Budget, Claim, Outcome
from regroup.engines.columns_pricing import Pricing
from regroup.preprocess import reduce
from tests.benchmarks import generator
from tests.certificates import corrupted
from tests.engines.random_cores import random_core

WORK = Budget(work=50)
MANY = 10**7


@cache
def solved(seed: int, pricing: Pricing = Pricing.BRANCH) -> tuple[Core, Outcome]:
    core = reduce(random_core(seed)).core
    return core, columns.solve(core, WORK, pricing=pricing)


@cache
def municipal(n: int, k: int, named: bool, soft: bool, seed: int = 1) -> tuple[Core, Outcome]:
    core = reduce(generator.municipal(n, k, seed, named=named, soft=soft)).core
    return core, columns.solve(core, WORK)


MUNICIPAL = [(n, k, named, soft) for n, k in ((15, 3), (18, 4), (20, 4)) for named in (0, 1) for soft in (0, 1)]


def first_kind(certificate: Certificate, **changes: object) -> Certificate:
    part = certificate.parts[0]
    kinds = (replace(part.kinds[0], **changes), *part.kinds[1:])
    return replace(certificate, parts=(replace(part, kinds=kinds), *certificate.parts[1:]))


def first_prices(certificate: Certificate, prices: list[int]) -> Certificate:
    return replace(certificate, parts=(replace(certificate.parts[0], prices=tuple(prices)), *certificate.parts[1:]))


@pytest.mark.parametrize("first", range(0, 500, 50))
@pytest.mark.parametrize("pricing", [Pricing.BRANCH, Pricing.TABLE])
def test_every_claim_on_a_tiny_core_holds_and_no_stronger_one(first: int, pricing: Pricing):
    for seed in range(first, first + 50):
        core, outcome = solved(seed, pricing)
        assert outcome.claim in (Claim.BEST, Claim.IMPOSSIBLE)
        assert check(core, outcome.certificate, outcome.bound) == []
        if outcome.bound is not None:
            assert check(core, outcome.certificate, outcome.bound + 1) == []
            assert check(core, outcome.certificate, outcome.bound - 1)
            assert check(core, outcome.certificate, None)


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_no_corruption_makes_it_prove_what_is_false(first: int):
    for seed in range(first, first + 50):
        core, outcome = solved(seed)
        if outcome.bound is None:
            continue
        random = np.random.default_rng(seed)
        bad = outcome.certificate
        for _ in range(20):
            bad = corrupted(bad if random.random() < 0.5 else outcome.certificate, random)
            assert check(core, bad, outcome.bound - 1)


@pytest.mark.parametrize("shape", MUNICIPAL)
def test_claims_on_municipal_cores_hold_and_are_checked_quickly(shape: tuple[int, int, bool, bool]):
    core, outcome = municipal(*shape)
    assert outcome.claim is Claim.BEST
    assert check(core, outcome.certificate, outcome.bound, 5_000) == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("soft", [False, True])
def test_claims_with_several_numbers_of_areas_hold(seed: int, named: bool, soft: bool):
    core = generator.municipal(15, 4, seed, named=named, soft=soft)
    core = replace(core, count_least=1, must_use=np.zeros(4, dtype=np.bool_), open_cost=np.full(4, 40))
    core = reduce(replace(core, window_most=3 * core.window_most, together=np.array([[1, 5], [2, 7], [5, 8]]))).core
    outcome = columns.solve(core, WORK)
    assert outcome.claim is Claim.BEST
    assert len(outcome.certificate.parts[0].prices) == 12
    assert check(core, outcome.certificate, outcome.bound, 20_000) == []
    assert check(core, outcome.certificate, outcome.bound - 1, 20_000)


@pytest.mark.parametrize("shape", MUNICIPAL)
def test_corrupted_municipal_certificates_are_refused(shape: tuple[int, int, bool, bool]):
    core, outcome = municipal(*shape)
    certificate, points = outcome.certificate, outcome.bound
    prices, kind = list(certificate.parts[0].prices), certificate.parts[0].kinds[0]
    far, step = 1000 * certificate.scale, plain(core).step()
    low, high = prices.index(min(prices)), prices.index(max(prices))
    swapped = prices.copy()
    swapped[low], swapped[high] = prices[high], prices[low]
    bad = {
        "dearer": first_prices(certificate, [prices[0] + far, *prices[1:]]),
        "cheaper": first_prices(certificate, [prices[0] - far, *prices[1:]]),
        "swapped": first_prices(certificate, swapped),
        "too few prices": first_prices(certificate, prices[1:]),
        "lower value": first_kind(certificate, value=kind.value - far),
        "higher value": first_kind(certificate, value=kind.value + far),
        "finer": replace(certificate, scale=2 * certificate.scale),
        "coarser": replace(certificate, scale=certificate.scale // 2),
        "no part": replace(certificate, parts=()),
        "no area": first_kind(certificate, areas=kind.areas[1:]),
        "no shares": first_kind(certificate, shares=()),
    }
    for name, one in bad.items():
        reasons = check(core, one, points, 20_000)
        assert reasons, name
        assert "not checked" not in reasons[0], name
    assert check(core, certificate, points - 1, 20_000)
    assert check(core, certificate, points - step, 20_000)


def listings() -> list[tuple[Core, Outcome]]:
    """Claims on municipal cores that needed a listing."""
    wide = [municipal(16, 3, named, soft, seed) for named in (0, 1) for soft in (0, 1) for seed in range(6)]
    return [(c, o) for c, o in wide if any(kind.columns for part in o.certificate.parts for kind in part.kinds)]


def test_a_listed_column_that_is_dropped_is_missed():
    found = listings()
    assert len(found) >= 2
    for core, outcome in found:
        assert check(core, outcome.certificate, outcome.bound) == []
        for p, part in enumerate(outcome.certificate.parts):
            for at, kind in enumerate(part.kinds):
                for drop in range(len(kind.columns)):
                    less = replace(kind, columns=kind.columns[:drop] + kind.columns[drop + 1 :])
                    kinds = (*part.kinds[:at], less, *part.kinds[at + 1 :])
                    parts = list(outcome.certificate.parts)
                    parts[p] = replace(part, kinds=kinds)
                    reasons = check(core, replace(outcome.certificate, parts=tuple(parts)), outcome.bound)
                    assert any("is missing" in reason for reason in reasons)


@pytest.mark.parametrize("seed", range(60))
def test_each_part_is_needed(seed: int):
    core, outcome = solved(seed)
    parts = outcome.certificate.parts
    for at, part in enumerate(parts):
        left = replace(outcome.certificate, parts=parts[:at] + parts[at + 1 :])
        spoken = set(range(part.least, part.most + 1)).intersection(plain(core).numbers())
        reasons = check(core, left, outcome.bound)
        assert sum("no part speaks of" in reason for reason in reasons) == len(spoken)


def test_shares_are_only_hints():
    core, outcome = municipal(15, 3, False, False)
    many = len(outcome.certificate.parts[0].kinds[0].shares)
    for share in (0, WHOLE_SHARE // 2, WHOLE_SHARE):
        assert check(core, first_kind(outcome.certificate, shares=(share,) * many), outcome.bound) == []
    for share in (-1, WHOLE_SHARE + 1):
        reasons = check(core, first_kind(outcome.certificate, shares=(share,) * many), outcome.bound)
        assert reasons == ["part 0: a share is not part of a whole"]


def test_out_of_steps_is_a_reason():
    core, outcome = municipal(15, 3, False, False)
    assert check(core, outcome.certificate, outcome.bound, 10) == ["not checked within 10 steps"]
    steps = Steps(3)
    steps.take(2)
    steps.take()
    with pytest.raises(OutOfSteps):
        steps.take()


def test_a_scale_below_one_is_refused():
    core, outcome = municipal(15, 3, False, False)
    assert check(core, replace(outcome.certificate, scale=0), outcome.bound) == ["the scale is 0"]


def test_json_and_back():
    for seed in range(100):
        certificate = solved(seed)[1].certificate
        text = json.dumps(to_json(certificate))
        assert from_json(json.loads(text)) == certificate
        assert from_json(json.loads(text), certificate.size()) == certificate
        with pytest.raises(ValueError, match="too large"):
            from_json(json.loads(text), certificate.size() - 1)
