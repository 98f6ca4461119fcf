"""Charts on a slide that the reader can change: bars with their range, and limits as lines across."""

from __future__ import annotations

import io
from copy import deepcopy
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from regroup.extras import needed
from regroup.formats.plain import in_one_line
from regroup.formats.slide_blocks import BAD, ROOM, described
from regroup.formats.slide_page import LEFT, TOP, WITHIN
from regroup.formats.zipped import MADE, undated
from regroup.paper.base import Chart, Mark, Series
from regroup.pictures.base import COLOURS, INK

if TYPE_CHECKING:
    from pptx.slide import Slide as Page

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
FORM = "General;-General;"
"""As many decimals as there are, the decimal sign of the reader, and no label where there is nothing."""
MOST_LABELS = 28
"""Bars that can have their number written over them."""
AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def add_chart(page: Page, chart: Chart) -> None:
    """Columns for each series, lines for the limits, the numbers in a workbook inside the file."""
    inches = needed("pptx.util", "report").Inches
    data = needed("pptx.chart.data", "report").CategoryChartData(number_format=FORM)
    data.categories = _categories(chart)
    for name, values in _columns(chart):
        data.add_series(name, [_rounded(value, chart.decimals) for value in values])
    kind = needed("pptx.enum.chart", "report").XL_CHART_TYPE.COLUMN_CLUSTERED
    where = (inches(inch) for inch in (LEFT, TOP, WITHIN, ROOM))
    shapes: Any = page.shapes
    frame = shapes.add_chart(kind, *where, data)
    described(frame, chart.key, f"{chart.caption}. {chart.alt}")
    made = frame.chart
    made.part.chart_workbook.update_from_xlsx_blob(_workbook(chart))
    _look(made, chart)
    for series, drawn in zip(chart.series, list(made.plots[0].series), strict=False):
        _judge(drawn, series)
    if chart.limits:
        _limits(made, chart)


def _rounded(value: Fraction | None, decimals: int) -> float | None:
    """As it is read elsewhere: half a unit goes away from zero."""
    if value is None:
        return None
    whole = (abs(value) * 10**decimals + Fraction(1, 2)) // 1
    return float((-1 if value < 0 else 1) * whole / 10**decimals)


def _categories(chart: Chart) -> list[str]:
    return [in_one_line(name, 140) for name in chart.categories]


def _columns(chart: Chart) -> list[tuple[str, tuple[Fraction | None, ...]]]:
    """What stands in the workbook: each series, then each limit."""
    found = [(in_one_line(series.name, 90), series.values) for series in chart.series]
    return found + [(in_one_line(name, 90), (at,) * len(chart.categories)) for name, at in chart.limits]


def _workbook(chart: Chart) -> bytes:
    """The numbers, in the cells that the chart refers to. Ours, as the library's own makes formulas of names."""
    content = io.BytesIO()
    with needed("xlsxwriter", "report").Workbook(content, AS_TEXT) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("Sheet1")
        for down, name in enumerate(_categories(chart), start=1):
            sheet.write_string(down, 0, name)
        for across, (name, values) in enumerate(_columns(chart), start=1):
            sheet.write_string(0, across, name)
            for down, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write_number(down, across, _rounded(value, chart.decimals))
    return undated(content.getvalue())


def _look(made: Any, chart: Chart) -> None:
    enum = needed("pptx.enum.chart", "report")
    points = needed("pptx.util", "report").Pt
    made.font.size = points(14 if len(chart.categories) <= 6 else 12)
    made.has_title = False
    made.has_legend = len(chart.series) + len(chart.limits) > 1
    if made.has_legend:
        made.legend.position = enum.XL_LEGEND_POSITION.BOTTOM
        made.legend.include_in_layout = False
    made.value_axis.tick_labels.number_format = "#,##0"
    made.value_axis.tick_labels.number_format_is_linked = False
    made.value_axis.major_gridlines.format.line.color.rgb = _rgb("#DDDDDD")
    made.value_axis.format.line.fill.background()
    made.category_axis.tick_label_position = enum.XL_TICK_LABEL_POSITION.LOW
    made.category_axis.tick_labels.font.size = points(14 if len(chart.categories) <= 4 else 10)
    made.category_axis._element.find(f"{{{C}}}txPr")[0].attrib.update(
        {"rot": "0", "vert": "horz"}
    )  # on lines, not on a slope
    plot = made.plots[0]
    plot.gap_width = 60 if len(chart.categories) > 3 else 150
    highest = max((high for series in chart.series for _, high in series.spans), default=Fraction(0))
    if highest:
        made.value_axis.minimum_scale = 0
        made.value_axis.maximum_scale = _round_above(max([highest, *(at for _, at in chart.limits)]))
    plot.vary_by_categories = False
    judged = any(series.marks for series in chart.series)  # then the words under each bar say how high it is
    if not judged and len(chart.series) * len(chart.categories) <= MOST_LABELS:
        _labels(plot)


def _round_above(value: Fraction) -> float:
    """A round number a little higher, so that the ranges are not cut off."""
    step = Fraction(10) ** (len(str(int(value))) - 1) / 2
    return float(-(-value * Fraction(51, 50) // step) * step)


def _labels(plot: Any) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = FORM, False
    labels.position = needed("pptx.enum.chart", "report").XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = needed("pptx.util", "report").Pt(11)


def _judge(drawn: Any, series: Series) -> None:
    """A colour for what does not fit, which the words under it say as well; the range as a line on each bar."""
    if series.marks:
        for at, mark in enumerate(series.marks):
            fill = drawn.points[at].format.fill
            fill.solid()
            fill.fore_color.rgb = _rgb(BAD if mark is Mark.BAD else COLOURS[0])
    if series.spans:
        place = drawn._element.find(f"{{{C}}}cat")
        place.addprevious(needed("pptx.oxml", "report").parse_xml(_range(series)))


def _range(series: Series) -> str:
    sides: dict[str, list[float]] = {"plus": [], "minus": []}
    for value, (low, high) in zip(series.values, series.spans, strict=True):
        sides["plus"].append(float(high - (value or 0)))
        sides["minus"].append(float((value or 0) - low))
    written = "".join(
        f"<c:{side}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val='{len(lengths)}'/>"
        + "".join(f"<c:pt idx='{at}'><c:v>{length}</c:v></c:pt>" for at, length in enumerate(lengths))
        + f"</c:numLit></c:{side}>"
        for side, lengths in sides.items()
    )
    return (
        f"<c:errBars xmlns:c='{C}' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>"
        "<c:errBarType val='both'/><c:errValType val='cust'/><c:noEndCap val='0'/>"
        f"{written}<c:spPr><a:ln w='19050'><a:solidFill><a:srgbClr val='{INK[1:].upper()}'/></a:solidFill></a:ln>"
        "</c:spPr></c:errBars>"
    )


def _limits(made: Any, chart: Chart) -> None:
    """The last series become lines on the same axes."""
    bars = made._chartSpace.find(f".//{{{C}}}barChart")
    lines = bars.findall(f"{{{C}}}ser")[len(chart.series) :]
    drawn = needed("pptx.oxml", "report").parse_xml(
        f"<c:lineChart xmlns:c='{C}'><c:grouping val='standard'/><c:varyColors val='0'/></c:lineChart>"
    )
    for series in lines:
        bars.remove(series)
        for name in ("invertIfNegative", "spPr"):
            for element in series.findall(f"{{{C}}}{name}"):
                series.remove(element)
        for element in reversed(_line(len(chart.categories) == 1)):
            series.find(f"{{{C}}}tx").addnext(element)
        drawn.append(series)
    marker = f"<c:marker xmlns:c='{C}' val='1'/>"
    drawn.append(needed("pptx.oxml", "report").parse_xml(marker))
    for axis in bars.findall(f"{{{C}}}axId"):
        drawn.append(deepcopy(axis))
    bars.addnext(drawn)


def _line(alone: bool) -> list[Any]:
    """A dashed line; a dash where one column stands ``alone`` and there is nothing to draw a line between."""
    space = f"xmlns:c='{C}' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
    ink = f"<a:solidFill><a:srgbClr val='{INK[1:].upper()}'/></a:solidFill>"
    look = f"<c:spPr {space}><a:ln w='22225'>{ink}<a:prstDash val='dash'/></a:ln></c:spPr>"
    symbol = f"<c:symbol val='{'dash' if alone else 'none'}'/>"
    sized = f"<c:size val='30'/><c:spPr>{ink}<a:ln>{ink}</a:ln></c:spPr>" if alone else ""
    marker = f"<c:marker {space}>{symbol}{sized}</c:marker>"
    parse = needed("pptx.oxml", "report").parse_xml
    return [parse(look), parse(marker)]


def _rgb(colour: str) -> Any:
    return needed("pptx.dml.color", "report").RGBColor.from_string(colour[1:].upper())
