"""Models: what is wrong in them, and changes from the command line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.model import Model
from regroup.read import read_model, source_hash
from regroup.terms.size_balance import SizeBalance
from regroup.terms.synergy import SynergyTerm
from tests.read.files import MODEL, changed, write

BAD = [
    ("term", '"size_balance"', '"size_balanse"', "19:8: there is no term size_balanse [unknown_term_near]"),
    ("rule as term", 'rule = "area_size"', 'rule = "synergy"', "7:8: synergy is a term, not a rule [term_among_rules]"),
    (
        "rule of scenarios",
        'rule = "area_size"\nleast = { share = 0.1 }',
        'rule = "together"\nunits = ["a"]',
        "7:8: the rule together names units and belongs in a scenario [rule_in_scenarios_only]",
    ),
    ("units", 'why = "jevnt"', 'why = "jevnt"\nunits = ["a"]', "23:1: unknown key units in [[terms]] [unknown_key]"),
    ("96 negative", "weight = 10", "weight = -1", "13:10: terms.weight is -1 [below_least]"),
    ("96 large", "weight = 10", "weight = 1000001", "13:10: terms.weight is 1000001 [above_most]"),
    (
        "96 fine",
        "weight = 10",
        "weight = 1e-12",
        "13:10: terms.weight is 1E-12; a whole number is accepted here [not_a_whole_number]",
    ),
    ("share", "share = 0.1", "share = 10", "8:19: 10 is not a share [not_a_share]"),
    ("share key", "share = 0.1", "shares = 0.1", "8:11: unknown key shares in [rules.least] [unknown_key_near]"),
    ("both", "share = 0.1", "share = 0.1, value = 3", "8:9: a bound is either a value or a share [value_or_share]"),
    ("no bound", "least = { share = 0.1 }\n", "", "6:1: neither least nor most is given [no_bound]"),
    ("no why", 'why = "jevnt"\n', "", "18:1: why is missing in [[terms]] [missing_key]"),
    ("no title", '{ nb = "Prøve", en = "Trial" }', "{}", "3:9: a text without words [no_language]"),
    ("no why in either", 'why = "jevnt"', "why = {}", "22:7: a text without words [no_language]"),
    ("why in none", 'why = "jevnt"', 'why.no = "jevnt"', "22:5: unknown key no in [terms.why] [unknown_key]"),
    ("blank", 'why = "jevnt"', 'why = { nb = "jevnt", en = " " }', "22:28: nothing stands here [blank]"),
    ("why", 'why = "jevnt"', "why = 3", "22:7: terms.why is 3; a text is accepted here [not_text]"),
    (
        "title",
        '{ nb = "Prøve", en = "Trial" }',
        '"Prøve"',
        '3:9: title is "Prøve"; a table is accepted here [not_a_table]',
    ),
    ("name", 'name = "prove"', 'name = "Prøve"', '2:8: "Prøve" is not a model\'s name [model_name_pattern]'),
    (
        "file",
        'name = "prove"',
        'name = "trial"',
        "2:8: the model is named trial and its file prove.toml [model_name_not_file]",
    ),
    (
        "newer",
        "schema = 1",
        "schema = 7",
        "1:10: schema is 7: the file is newer than this regroup, which reads up to 1 [schema_newer]",
    ),
]


def said(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [f"{fault.place}: {fault.message()}".rpartition("/")[2] for fault in caught.value.faults]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case[0])
def test_one_fault(case: tuple[str, str, str, str], tmp_path: Path) -> None:
    _, old, new, expected = case
    with pytest.raises(InputError) as caught:
        read_model(write(tmp_path, changed(MODEL, old, new), "prove.toml"))
    assert said(caught) == [f"prove.toml:{expected}"]


def read(folder: Path, *overrides: str) -> Model:
    return read_model(write(folder, MODEL, "prove.toml"), overrides)


def test_changes_from_the_command_line(tmp_path: Path) -> None:
    plain = read(tmp_path)
    model = read(
        tmp_path,
        "terms.synergy.weight=5",
        "terms.synergy.criteria.users = 7",
        "terms.1.towards=stated",
        "rules.area_size.least.share=0.2",
        "title.nb=Ny tittel",
        "terms.size_balance.measure='ansatte'",
    )
    synergy, balance = model.terms
    assert isinstance(synergy, SynergyTerm)
    assert isinstance(balance, SizeBalance)
    assert (synergy.weight, synergy.criteria, balance.towards, balance.measure) == (
        5,
        {"users": 7},
        "stated",
        "ansatte",
    )
    assert getattr(model.rules[0], "least").share == Fraction(1, 5)  # noqa: B009 - not a field of every rule
    assert model.title.nb == "Ny tittel"
    assert source_hash(model) == source_hash(plain)
    assert str(model.place("terms", 0, "weight")) == "--set terms.synergy.weight=5"
    assert str(model.place("terms", 1, "weight")).endswith("prove.toml:20:10")


def test_a_whole_table_can_be_set(tmp_path: Path) -> None:
    assert getattr(read(tmp_path, "rules.0.least={value=3}").rules[0], "least").value == 3  # noqa: B009


OVERRIDES = [
    ("terms.synergy.wieght=5", "unknown key wieght in [[terms]] [unknown_key_near]", "did you mean weight?"),
    ("terms.synergi.weight=5", "there is no synergi there [override_unknown_near]", "did you mean synergy?"),
    ("terms.9.weight=5", "there is no 9 there [override_unknown]", "there is: synergy, size_balance"),
    ("terms.synergy.weight.x=5", "nothing can stand under x there [override_no_table]", "name a key of the file"),
    (
        "terms.synergy.weight=five",
        'terms.weight is "five"; a whole number is accepted here [not_a_whole_number]',
        "write",
    ),
    ("terms.synergy.weight=5,5", "5,5 is not a value [override_value]", "numbers like 5 or 0.1"),
    ("terms.synergy.weight=-1", "terms.weight is -1 [below_least]", "at least 0"),
    ("terms.synergy.weight=" + "9" * 30, "9" * 30 + " is not a value [override_value]", "numbers"),
    ("weight", "this is not a change of the form key=value [override_form]", "terms.synergy.weight=5"),
    ("a..b=1", "this is not a change of the form key=value [override_form]", "terms.synergy.weight=5"),
    ("=1", "this is not a change of the form key=value [override_form]", "terms.synergy.weight=5"),
    ("new.a=1", "unknown key new in the part before the first table [unknown_key]", "accepted here"),
    ("terms=3", "terms is 3; a list is accepted here [not_a_list]", "[ … ]"),
    ("name=x", "the model is named x and its file prove.toml [model_name_not_file]", "prove"),
]


@pytest.mark.parametrize("case", OVERRIDES, ids=lambda case: case[0][:30])
def test_a_bad_change_names_itself(case: tuple[str, str, str], tmp_path: Path) -> None:
    override, message, remedy = case
    with pytest.raises(InputError) as caught:
        read(tmp_path, override)
    assert said(caught) == [f"--set {override}: {message}"]
    assert remedy in caught.value.text("en")


def test_a_change_is_one_value_and_shows_no_control_characters(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"--set terms\.synergy\.weight=1\ufffdwhy = 2: .* is not a value"):
        read(tmp_path, "terms.synergy.weight=1\nwhy = 2")


def test_one_of_two_rules_of_a_kind_is_named_by_its_number(tmp_path: Path) -> None:
    rule = '[[rules]]\nrule = "area_size"\nmost = { value = 3 }\nwhy = "x"\n\n[[terms]]\nterm = "synergy"'
    path = write(tmp_path, changed(MODEL, '[[terms]]\nterm = "synergy"', rule), "prove.toml")
    with pytest.raises(InputError, match="area_size stands several times"):
        read_model(path, ["rules.area_size.most.value=2"])
    assert getattr(read_model(path, ["rules.1.most.value=2"]).rules[1], "most").value == 2  # noqa: B009
