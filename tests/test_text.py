"""Texts in both languages: the same keys, the same placeholders, and numbers as each language writes them."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regroup.rules import RULES
from regroup.terms import TERMS
from regroup.text import LANGUAGES, MINUS, NO_BREAK_SPACE, catalogue, has, listing, number, percent, say


def texts(language: str) -> dict[str, str]:
    """Every text of a language under its dotted key."""
    return dict(_flat("", catalogue(language)))


def _flat(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            assert isinstance(value, str), f"{prefix}{key} is not a text"
            yield prefix + key, value


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys():
    assert set(texts("nb")) == set(texts("en"))


@pytest.mark.parametrize("key", texts("nb"))
def test_both_languages_have_the_same_placeholders(key: str):
    assert placeholders(texts("nb")[key]) == placeholders(texts("en").get(key, ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_blank_or_ends_in_blanks(language: str):
    assert not [key for key, text in texts(language).items() if text != text.rstrip() or not text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_says_optimal(language: str):
    assert not [key for key, text in texts(language).items() if "optimal" in text.casefold()]


@pytest.mark.parametrize("kind", [*RULES.values(), *TERMS.values()], ids=lambda kind: kind.__name__)
def test_every_rule_and_term_has_a_title_in_both_languages(kind: type):
    labels = [kind.title] + ([kind.unit] if kind in TERMS.values() else [])
    for words in labels:
        assert tuple(words) == LANGUAGES
        assert all(text.strip() for text in words.values())


def test_titles_tell_rules_and_terms_apart():
    for language in LANGUAGES:
        titles = [kind.title[language] for kind in (*RULES.values(), *TERMS.values())]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", [*RULES, *TERMS])
def test_a_rule_or_term_is_registered_under_its_own_name(name: str):
    kind = (RULES | TERMS)[name]
    assert kind.model_fields["rule" if name in RULES else "term"].default == name


def test_say_and_has():
    assert say("word.and", "nb") == "og"
    assert say("word.and") == "and"
    assert has("word.and")
    assert not has("word")
    assert not has("word.no_such_word")
    with pytest.raises(KeyError):
        say("word")


@pytest.mark.parametrize(
    ("value", "decimals", "nb", "en"),
    [
        (0, 1, "0", "0"),
        (7, 1, "7", "7"),
        (1234567, 1, "1~234~567", "1,234,567"),
        (Fraction(2469, 2), 1, "1~234,5", "1,234.5"),
        (Fraction(1, 3), 1, "0,3", "0.3"),
        (Fraction(1, 20), 1, "0,1", "0.1"),  # half a step goes up
        (Fraction(-1, 20), 1, "−0,1", "−0.1"),  # and away from zero
        (Fraction(1, 25), 1, "<0,1", "<0.1"),
        (Fraction(-1, 25), 1, "−<0,1", "−<0.1"),
        (Fraction(1, 3), 0, "<1", "<1"),
        (Fraction(1, 2), 0, "1", "1"),
        (Fraction(1999, 100), 1, "20", "20"),  # 19.99 rounds to 20.0
        (Fraction(-5, 2), 1, "−2,5", "−2.5"),
        (100, 0, "100", "100"),  # the zeros of a whole number stay
        (Fraction(1, 8), 3, "0,125", "0.125"),
        (Fraction(99999, 100), 1, "1~000", "1,000"),
    ],
)
def test_number(value, decimals, nb, en):
    assert number(value, "nb", decimals) == nb.replace("~", NO_BREAK_SPACE)
    assert number(value, "en", decimals) == en


@given(st.fractions(-(10**9), 10**9, max_denominator=10**6))
def test_a_number_reads_back_within_half_a_step(value: Fraction):
    text = number(value, "nb")
    if "<" not in text:
        plain = text.replace(NO_BREAK_SPACE, "").replace(",", ".").replace(MINUS, "-")
        assert abs(Fraction(plain) - value) <= Fraction(1, 20)
    else:
        assert 0 < abs(value) < Fraction(1, 20)


@pytest.mark.parametrize(
    ("share", "decimals", "nb", "en"),
    [
        (Fraction(1, 2), 0, "50~%", "50%"),
        (Fraction(1, 8), 0, "13~%", "13%"),
        (Fraction(1, 8), 1, "12,5~%", "12.5%"),
        (Fraction(1, 2000), 1, "0,1~%", "0.1%"),
        (Fraction(1, 3000), 1, "<0,1~%", "<0.1%"),
        (Fraction(-1, 4), 0, "−25~%", "−25%"),
        (Fraction(0), 0, "0~%", "0%"),
    ],
)
def test_percent(share, decimals, nb, en):
    assert percent(share, "nb", decimals) == nb.replace("~", NO_BREAK_SPACE)
    assert percent(share, "en", decimals) == en


@pytest.mark.parametrize(
    ("items", "nb", "en"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a og b", "a and b"), (["a", "b", "c"], "a, b og c", "a, b and c")],
)
def test_listing(items, nb, en):
    assert (listing(items, "nb"), listing(items)) == (nb, en)
