"""What a reader must be able to read: no name on another, no label on another, nothing outside the drawing."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from regroup.pictures.bars import Bar, Edge, Group, bars
from regroup.pictures.base import shortened, width_of, wrapped
from regroup.pictures.chart import Box, chart
from regroup.pictures.curve import Axes, Spot, curve
from regroup.pictures.flow import PILL_HEIGHT, Band, Side, flow
from regroup.pictures.network import Dot, Tie, Words, _apart, network

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Konstruert eksempelkommune med seksti enheter og et navn som ikke tar slutt"


@pytest.mark.parametrize("seed", range(20))
def test_names_are_apart_in_order_and_as_near_as_can_be(seed: int):
    """Moving any run of names together, up or down, never brings them nearer to where they should be."""
    chance = random.Random(seed)
    wanted = sorted(chance.uniform(0, 100) for _ in range(8))
    heights = [chance.choice((15.0, 29.0)) for _ in wanted]
    found = _apart(wanted, heights)
    least = [(one + other) / 2 for one, other in pairwise(heights)]

    def holds(places: list[float]) -> bool:
        return all(low - high >= gap - 1e-6 for high, low, gap in zip(places, places[1:], least, strict=False))

    def far(places: list[float]) -> float:
        return sum((place - want) ** 2 for place, want in zip(places, wanted, strict=True))

    assert holds(found)
    for start in range(8):
        for end in range(start + 1, 9):
            for step in (-0.5, 0.5):
                moved = [place + step * (start <= at < end) for at, place in enumerate(found)]
                assert not holds(moved) or far(moved) >= far(found) - 1e-9


def test_sixty_names_stand_within_the_network_and_none_on_another():
    dots = [Dot(f"Enhet nummer {at}", at // 38, 1.0 + at % 7) for at in range(60)]
    root = ET.fromstring(network(dots, [Tie(0, 1, 3, True)], Words("k", "c", "a"), "t", "a"))  # noqa: S314  our own
    names = [text for text in root.iter(f"{SVG}text") if "Enhet" in (text.text or "")]
    assert len(names) == 60
    for anchor in ("start", "end"):
        heights = sorted(float(text.get("y", "")) for text in names if text.get("text-anchor") == anchor)
        assert min(low - high for high, low in pairwise(heights)) >= 13
        assert min(heights) >= 10
        assert max(heights) <= float(root.get("height", ""))


def test_labels_of_bands_do_not_cover_one_another():
    sides = [Side(str(at), f"Område {at}", "10 årsverk") for at in range(4)]
    bands = [Band(str(a), str(b), 5.0, "2 enheter", "x", a != b) for a in range(4) for b in range(4)]
    root = ET.fromstring(flow(sides, sides, bands, ("I dag", LONG), "t", "a"))  # noqa: S314  our own
    pills = [box for box in root.iter(f"{SVG}rect") if box.get("rx")]
    assert len(pills) == 12
    places = [(float(p.get("x", "")), float(p.get("y", "")), float(p.get("width", ""))) for p in pills]
    covered = [
        (one, other)
        for at, one in enumerate(places)
        for other in places[:at]
        if abs(one[1] - other[1]) < PILL_HEIGHT and one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    ]
    assert not covered


def test_a_long_name_stands_within_the_box_at_the_top_and_a_large_area_takes_columns():
    boxes = [Box("Stort", "", tuple((f"Enhet {at}", False) for at in range(40))), Box("Lite", "", (("Én", True),))]
    root = ET.fromstring(chart(LONG, boxes, "ny", "t", "a"))  # noqa: S314  our own
    top = next(box for box in root.iter(f"{SVG}rect") if box.get("rx"))
    for text in (text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "middle"):
        assert width_of(text.text or "", 14) < float(top.get("width", ""))
    lefts = {text.get("x") for text in root.iter(f"{SVG}text") if re.fullmatch(r"Enhet \d+", text.text or "")}
    assert len(lefts) == 3
    assert float(root.get("height", "")) < 500


def test_lines_hold_every_word_until_there_is_no_room():
    assert wrapped("Pedagogisk-psykologisk tjeneste", 90, 12) == ["Pedagogisk-", "psykologisk", "tjeneste"]
    assert wrapped("a - b", 90, 12) == ["a - b"]
    assert "".join(wrapped("Miljøarbeidertjenesten", 90, 12)).replace("-", "") == "Miljøarbeidertjenesten"
    assert wrapped("én to tre fire", 40, 12, 2)[-1].endswith("…")
    assert shortened("kort", 90, 12) == "kort"
    assert width_of(shortened("w" * 50, 90, 12), 12) <= 90


def test_names_of_areas_are_neither_broken_nor_cut_off_in_the_chart():
    names = ("Opplæringssenteret (under oppvekst)", "Roverudhjemmet og hjemmebaserte tjenester Brandval")
    root = ET.fromstring(chart("t", [Box(name, "", (("Én", True),)) for name in names], "ny", "t", "a"))  # noqa: S314
    drawn = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert all(name in drawn for name in names)


def test_an_axis_that_counts_has_no_halves():
    plans = [Spot("A", 3, 10, "a"), Spot("B", 5, 20, "b")]
    for step, halves in ((1.0, False), (0.0, True)):
        axes = Axes("Antall", "Andel", "", " %", ",", across_step=step)
        root = ET.fromstring(curve(plans, [], [], axes, "t", "a"))  # noqa: S314  our own
        marks = [text.text or "" for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "middle"]
        assert any("," in mark for mark in marks) == halves


def test_two_lines_about_an_area_have_room_under_its_size():
    told = [Bar("Område", 1, 2, 3, "2", words, fits=False) for words in ("for liten " * 8, "for liten")]
    root = ET.fromstring(bars([Group("Planen", tuple(told))], [Edge(2, "minst 2")], "t", "a"))  # noqa: S314  our own
    lines = [float(text.get("y", "")) for text in root.iter(f"{SVG}text") if float(text.get("x", "")) > 500]
    assert len(lines) == 5
    assert all(other - one >= 11 for one, other in pairwise(sorted(lines)))
