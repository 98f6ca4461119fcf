"""Certificates of a small result, genuine, changed and away: what is proven, and whose word is taken."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from regroup.certificate import from_json
from regroup.inputs import hash_of
from regroup.verify import Check, Outcome, verify
from regroup.verify import proof as module
from regroup.verify.proof import gaps
from regroup.verify.stated import Stated
from tests.test_verify_checks import FAIL, NOTE, PASS, Result, best, changed, none


def of_certificate(made: Result, **more: Any) -> list[tuple[Outcome, str | None]]:
    return [(check.outcome, check.code) for check in verify(made, **more) if check.name == "certificate"]


def proved(certificate: Any = None, *, of: Result | None = None, **parts: Any) -> Result:
    """The result with another certificate, its hash made right again, or with none; and with other words on it."""
    made = copy.deepcopy(of or best())
    hashed = None if certificate is None else hash_of(certificate)
    made["certificate"] = certificate
    made["proof"] |= {"stored": certificate is not None, "certificate_sha256": hashed} | parts
    return made


def lowered(made: Result) -> Any:
    certificate = copy.deepcopy(made["certificate"])
    for kind in certificate["parts"][0]["kinds"]:
        kind["value"] -= 10**6
    return certificate


def test_a_certificate_proves_the_bound_or_that_there_is_no_plan() -> None:
    for made in (best(), none()):
        assert of_certificate(made) == [(PASS, None)]
        assert of_certificate(proved(lowered(made), of=made)) == [(FAIL, "no_proof")]
        assert of_certificate(proved(lowered(made), of=made, checked=False)) == [(FAIL, "no_proof")]
    assert of_certificate(changed("bound", to=2)) == [(FAIL, "no_proof")]
    assert of_certificate(proved(best()["certificate"], of=none())) == [(FAIL, "no_proof")]
    assert of_certificate(proved({"scale": 1})) == [(FAIL, "no_proof")]


def test_no_bound_has_no_certificate() -> None:
    assert of_certificate(changed("bound", to=None)) == [(FAIL, "stray")]
    assert of_certificate(changed("proof", to=None)) == [(FAIL, "stray")]
    assert of_certificate(changed("proof", to=None, of=changed("certificate", to=None))) == []


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("proof", "stored"), False),
        (("certificate",), None),
        (("proof", "certificate_sha256"), "0" * 64),
        (("proof", "certificate_sha256"), None),
        (("certificate", "scale"), 7),
    ],
)
def test_another_certificate_than_that_of_the_proof_is_none(path: tuple[str, ...], to: Any) -> None:
    assert of_certificate(changed(*path, to=to)) == [(FAIL, "other_certificate")]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"kind": "claimed"}, (NOTE, "claimed")),
        ({"kind": "corroborated", "second": "cpsat"}, (NOTE, "second")),
        ({"kind": "proven"}, (FAIL, "stray")),
        ({"kind": "proven", "certificate_sha256": "1" * 64}, (NOTE, "not_stored")),
        ({"kind": "claimed", "certificate_sha256": "1" * 64}, (NOTE, "not_stored")),
    ],
)
def test_without_a_certificate_it_is_told_whose_word_it_is(parts: Mapping[str, Any], found: Sequence[Any]) -> None:
    assert of_certificate(proved(**parts)) == [found]


def word(made: Result) -> Check:
    (found,) = [check for check in verify(made) if check.name == "certificate"]
    return found


def test_whose_word_it_is_goes_by_name() -> None:
    assert word(proved(kind="claimed")).values == {"by": "columns", "second": ""}
    assert word(proved(kind="corroborated", second="cpsat")).values == {"by": "columns", "second": "cpsat"}


def test_what_takes_too_long_is_no_fault_unless_it_is_said_to_have_been_checked() -> None:
    unchecked = proved(best()["certificate"], checked=False)
    assert of_certificate(unchecked, limit=1) == [(NOTE, "too_long")]
    assert of_certificate(best(), limit=1) == [(FAIL, "no_proof")]
    assert of_certificate(unchecked) == [(PASS, None)]


def test_of_many_units_nothing_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    stated, certificate = Stated(best()["inputs"]), from_json(best()["certificate"])
    monkeypatch.setattr(module, "MOST_UNITS", 3)
    assert gaps(stated, certificate, best()["bound"], 10**6) == []
    monkeypatch.setattr(module, "MOST_UNITS", 2)
    assert gaps(stated, certificate, best()["bound"], 10**6) == ["more than 2 units"]
    assert of_certificate(proved(best()["certificate"], checked=False)) == [(NOTE, "too_long")]
