"""What a narrow page does to words: numbers keep their per cent sign, long words in headings get a hyphen."""

from __future__ import annotations

import io

import pytest

from regroup.report.page import console_on, hyphenated, line, set_widths, table
from regroup.text import percent


@pytest.mark.parametrize("width", range(12, 40))
def test_a_number_and_its_per_cent_sign_stay_on_one_line(width: int):
    stream = io.StringIO()
    line(console_on(stream, width), f"Det som må til, er i alt {percent(1, 'nb')}: vekten")
    assert "100\u00a0%:" in stream.getvalue()


def test_long_words_in_headings_are_hyphenated():
    assert hyphenated("a) Sammen med Voksenopplæringa", 12) == "a) Sammen med Voksenop- plæringa"
    assert hyphenated("kort ord", 12) == "kort ord"
    for width in range(3, 30):
        pieces = hyphenated("miljøarbeidertjenesten", width).split(" ")
        assert max(map(len, pieces)) <= width
        assert "".join(pieces).replace("-", "") == "miljøarbeidertjenesten"


def test_a_heading_in_a_narrow_column():
    made = table("Mål", "Miljøarbeidertjenesten", numbers=(1,))
    set_widths(made, 10, 15)
    stream = io.StringIO()
    console_on(stream, 40).print(made)
    assert "Miljøarbeid-" in stream.getvalue()
