"""Data warnings: each kind where it is due, with its line, and not elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regroup.data_warnings import DataWarning, data_warnings
from regroup.facts import Affinity, Size, Synergy
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.fixed import Fixed
from regroup.terms.affinity import AffinityTerm
from regroup.terms.base import Term
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.synergy import SynergyTerm
from regroup.text import LANGUAGES, catalogue
from tests.build import model, proposal, scenario, unit
from tests.report.made import assumed

SYNERGY = SynergyTerm(weight=1, why="w")
STATED = Size(value=10, basis="stated", source="s")  # type: ignore[arg-type]


def sourced(id: str, **facts: Any) -> Any:  # noqa: A002
    """A unit of ten with nothing to remark."""
    return unit(id, 10, **{"size": {"fte": STATED}} | facts)


def link(one: str, other: str, strength: int = 3, **facts: Any) -> Synergy:
    described = {"criterion": "shared_users", "why": "w", "source": "s"} | facts
    return Synergy(between=(one, other), strength=strength, **described)


def warned(units: str | list[Any] = "abc", terms: tuple[Term, ...] = (SYNERGY,), **facts: Any) -> list[DataWarning]:
    """The warnings, except on a measure that this test's units do not have."""
    listed = [sourced(u) for u in units] if isinstance(units, str) else units
    described = {"synergies": [link("a", "b"), link("b", "c")]} | facts
    found = data_warnings(Problem(scenario(listed, "xy", **described), model(terms)))
    return [warning for warning in found if warning.values.get("measure") != "employees"]


def codes(*args: Any, **facts: Any) -> list[str]:
    return [warning.code for warning in warned(*args, **facts)]


def three(**changed: Any) -> list[Any]:
    return [sourced("a", **changed), sourced("b"), sourced("c")]


def test_good_data_is_not_remarked_on():
    assert codes() == []


@pytest.mark.parametrize(
    ("units", "code"),
    [
        (three(size={"fte": assumed(5, 10, 20)}), "size_assumed"),
        (three(size={"fte": STATED.model_copy(update={"basis": "estimated"})}), "size_estimated"),
        (three(size={"fte": STATED.model_copy(update={"source": None})}), "size_without_source"),
        (three(size={"fte": STATED.model_copy(update={"basis": "computed", "counted_in": "ansatte"})}), "counted_in"),
        (three(size={"fte": STATED.model_copy(update={"value": 4})}), "few_people"),
    ],
)
def test_sizes(units: list[Any], code: str):
    assert codes(units) == [code]


def test_nobody_is_recognised_in_a_unit_of_none_or_five():
    for value in (0, 5):
        assert codes(three(size={"fte": STATED.model_copy(update={"value": value})})) == []


def test_money_is_not_people():
    measures = {"fte": {"unit": "mill. kr", "basis": "budsjett"}}
    small = {"budget": STATED.model_copy(update={"value": 2})}
    units = [sourced(u, size=small) for u in "abc"]
    measures = {"budget": {"unit": "mill. kr", "basis": "budsjett"}}
    assert codes(units, measures=measures, measure="budget") == []
    people = {"heads": {"unit": "Ansatte", "basis": "i fast stilling"}}
    units = [sourced(u, size={"heads": STATED.model_copy(update={"value": 2})}) for u in "abc"]
    assert codes(units, measures=people, measure="heads") == ["few_people"] * 3


def test_a_measure_in_anothers_words():
    measures = {"fte": {"unit": "ansatte", "basis": "i fast stilling"}}
    assert codes(measures=measures) == ["measure_word"]


def test_a_measure_that_some_units_lack():
    units = [sourced("a", size={"fte": STATED, "employees": STATED}), sourced("b"), sourced("c")]
    found = data_warnings(Problem(scenario(units, "xy", synergies=[link("a", "b"), link("b", "c")]), model([SYNERGY])))
    assert [(w.code, w.values["unit"]) for w in found] == [("size_missing", "B"), ("size_missing", "C")]


def test_a_measure_that_no_unit_has():
    found = data_warnings(Problem(scenario([sourced("a"), sourced("b")], "xy"), model([SYNERGY])))
    assert "measure_unused" in [warning.code for warning in found]


def test_missing_sources():
    bare = proposal("p", {"x": "abc"})
    pull = Affinity(unit="a", area="x", strength=1, why="w")
    found = codes(
        terms=(SYNERGY, AffinityTerm(weight=1, why="w")),
        synergies=[link("a", "b", source=None), link("b", "c")],
        affinities=[pull],
        proposals=[bare],
    )
    assert found == ["synergies_without_source", "affinities_without_source", "proposals_without_source"]


def test_synergies_that_the_model_does_not_use():
    moves = Moves(weight=1, why="w")
    units = [sourced(u, today="x") for u in "abc"]
    assert codes(units, (moves,)) == ["no_synergy_term"]
    assert codes(units, (SynergyTerm(weight=0, why="w"),)) == ["no_synergy_term"]
    nothing = SynergyTerm(weight=1, why="w", others=0)
    assert codes(units, (nothing,)) == ["synergy_without_weight"] * 2
    assert codes(synergies=[link("a", "b", 0), link("b", "c")]) == ["synergy_without_strength"]


def test_a_misspelt_criterion_of_the_model_is_told_where_one_near_to_it_has_no_weight(tmp_path: Path):
    criteria = {name: {"nb": name} for name in ("shared_users", "capacity")}

    def told(weighed: dict[str, int]) -> list[dict[str, object]]:
        found = warned(terms=(SynergyTerm(weight=1, why="w", criteria=weighed),), criteria=criteria)
        return [dict(warning.values) for warning in found if warning.code == "criterion_misspelt"]

    assert told({"shared_user": 3}) == [{"criterion": "shared_user", "suggestion": "shared_users"}]
    assert told({"shared_user": 3, "shared_users": 2}) == []  # the one near to it has a weight of its own
    assert told({"service_chain": 3, "capacity": 2}) == []  # a model weighs what other scenarios have

    text = (Path(read_model("balanced").place().file)).read_text(encoding="utf-8")  # type: ignore[union-attr]
    own = tmp_path / "balanced.toml"
    own.write_text(text.replace("capacity  ", "capasity  "), encoding="utf-8")
    found = data_warnings(Problem(read_scenario("hamar"), read_model(own)))
    (misspelt,) = [warning for warning in found if warning.code == "criterion_misspelt"]
    line = next(at for at, words in enumerate(text.splitlines(), 1) if words.startswith("capacity  "))
    assert misspelt.place is not None
    assert (misspelt.place.file, misspelt.place.line) == (str(own), line)
    assert "capasity" in misspelt.found("en")
    assert "capacity" in misspelt.found("nb")


def test_synergies_that_no_plan_can_change():
    fixed = [Fixed(units=("a", "b"), area="x", why="w", source="s")]
    (found,) = warned(requirements=fixed)
    assert found.code == "synergy_settled"
    assert found.values["name"] == "«A» – «B»"


def test_affinities_that_the_model_does_not_use():
    pull = Affinity(unit="a", area="x", strength=1, why="w", source="s")
    assert codes(affinities=[pull]) == ["no_affinity_term"]
    assert codes(affinities=[pull], terms=(SYNERGY, AffinityTerm(weight=1, why="w"))) == []


def test_units_without_today_matter_only_where_moves_count():
    units = [sourced("a", today="x"), sourced("b", today="y"), sourced("c")]
    assert codes(units) == []
    assert codes(units, (SYNERGY, Moves(weight=1, why="w"))) == ["no_today"]
    assert codes(units, (SYNERGY, Moves(weight=0, why="w"))) == []


def test_units_that_nothing_draws():
    (found,) = warned(synergies=[link("a", "b")])
    assert (found.code, found.values["unit"]) == ("unit_alone", "C")
    pull = Affinity(unit="c", area="x", strength=1, why="w", source="s")
    terms = (SYNERGY, AffinityTerm(weight=1, why="w"))
    assert codes(synergies=[link("a", "b")], affinities=[pull], terms=terms) == []


def test_fields_that_nothing_reads():
    units = three(fields=["helse"])
    assert codes(units) == ["fields_unused"]
    limit = CompanyLimit(units=("b",), field="helse", most=0.5, why="w", source="s")  # type: ignore[arg-type]
    assert codes(units, requirements=[limit]) == []


def test_units_without_fields_where_they_count():
    counted = (SYNERGY, Heterogeneity(weight=1, why="w"))
    assert codes(three(fields=["helse"]), counted) == ["no_fields"] * 2


def test_every_kind_has_its_words_in_both_languages():
    for language in LANGUAGES:
        for words in catalogue(language)["warning"].values():
            assert set(words) == {"found", "todo"}


def test_numbers_are_written_as_the_language_writes_them():
    half = {"fte": assumed(0, 0, 1).model_copy(update={"low": 5, "likely": 10, "high": 1000})}
    (found,) = warned(three(size=half))
    assert "10 (5–1\u00a0000)\u00a0årsverk" in found.found("nb")
    assert "10 (5–1,000)\u00a0årsverk" in found.found("en")


def test_every_warning_on_a_file_has_its_line():
    path = Path("scenarios") / "hamar.toml"
    found = data_warnings(Problem(read_scenario("hamar"), read_model("balanced")))
    assert {"size_assumed", "size_estimated", "counted_in", "unit_alone", "no_today"} <= {w.code for w in found}
    for warning in found:
        assert warning.place is not None
        assert warning.place.file.endswith(path.name)
        assert warning.place.line
        for language in LANGUAGES:
            assert warning.found(language)
            assert warning.todo(language)
