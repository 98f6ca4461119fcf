"""The map of a sweep as an SVG picture: letters on colours that colour-blind people tell apart, and a legend in words.

Colours by Okabe and Ito (Color Universal Design, 2008), lightened so that black letters stand out on each.
"""

from __future__ import annotations

from html import escape

from regroup.read.lines import visible
from regroup.report.sweep import Naming, differing, short, shown, sweep_name, where
from regroup.report.sweep_map import SIGNS, ends_of, percent_of, plans_of, sign
from regroup.sweep.map import Cell, Map
from regroup.sweep.naming import LETTERS, MORE, plan_names
from regroup.sweep.summary import Summary
from regroup.text import listing, number, say

COLOURS = ("#8ec5ea", "#f3b95f", "#6fc9a9", "#f0e68c", "#e39a72", "#d9a3c4", "#86a9d1", "#c9c9c9")
WITHOUT = "#ffffff"
ROW, FONT, MARGIN = 28, 14, 20
CHARACTER = 8.2
"""Width of a character at this font size, on the safe side."""
NARROWEST, WIDEST_TEXT = 640, 110


def map_svg(summary: Summary, made: Map, language: str, named: Naming = short, *, legend: bool = True) -> str:
    """The picture as text; all words in it are words, and it carries a title and a description.

    Args:
        named: what an axis is called.
        legend: whether it says under the map what each letter is.
    """
    across = [_cut(shown(value, language)) for value in made.across.values]
    up = [_cut(shown(value, language)) for value in made.up.values]
    column = max(60.0 if made.others else 36.0, CHARACTER * max(map(len, across)) + 12)
    left = MARGIN + CHARACTER * max(map(len, up)) + 12
    heads = _heads(summary, made, language, named)
    top = MARGIN + 24.0 * len(heads) + 12
    told = _in_lines(legend_of(summary, made, language, named)) if legend else []
    foot = top + ROW * len(up)
    height = foot + 64 + 24 * len(told) + MARGIN
    widest = max(len(words) for words in [*heads, *(words for _, words in told)])
    width = max(NARROWEST, left + column * len(across) + MARGIN, 2 * MARGIN + 34 + CHARACTER * 0.95 * widest)
    body = [
        *(drawn_text(MARGIN, MARGIN + 16 + 24 * at, words, bold=not at) for at, words in enumerate(heads)),
        *_cells(made, left, top, column),
        *(drawn_text(left - 8, foot - ROW * at - 9, label, anchor="end") for at, label in enumerate(up)),
        *(drawn_text(left + column * (at + 0.5), foot + 18, label, anchor="middle") for at, label in enumerate(across)),
        drawn_text(left, foot + 40, f"{named(made.across.key)} →"),
        *_legend_lines(told, foot + 76),
    ]
    return picture(width, height, body, _words(summary, made, language, named))


def picture(width: float, height: float, body: list[str], words: tuple[str, str]) -> str:
    """A whole SVG element of what is drawn, with its title and description."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" aria-labelledby="title description" '
        f'font-family="sans-serif" font-size="{FONT}" fill="#111111">'
    )
    title, description = map(escape, words)
    about = [f'<title id="title">{title}</title>', f'<desc id="description">{description}</desc>']
    paper = f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
    return "\n".join([head, *about, paper, *body, "</svg>", ""])


def _words(summary: Summary, made: Map, language: str, named: Naming) -> tuple[str, str]:
    sides = {"across": named(made.across.key), "up": named(made.up.key)}
    sizes = {"columns": len(made.across.values), "rows": len(made.up.values), "runs": len(summary.at)}
    title = say("sweep.map.title", language, name=sweep_name(summary.name, language))
    return title, say("sweep.map.description", language, **sides, **sizes)


def _heads(summary: Summary, made: Map, language: str, named: Naming) -> list[str]:
    names = {"up": named(made.up.key), "across": named(made.across.key)}
    heads = [say("sweep.map.title", language, name=sweep_name(summary.name, language))]
    heads.append(say("sweep.map.heading", language, **names))
    if made.others:
        others = listing([named(other) for other in made.others], language)
        heads += _wrapped(say("sweep.map.summed", language, others=others))
    return heads


def _cells(made: Map, left: float, top: float, column: float) -> list[str]:
    drawn = []
    for y in range(len(made.up.values)):
        for x in range(len(made.across.values)):
            cell = made.cells.get((x, y))
            place = (left + column * x, top + ROW * (len(made.up.values) - 1 - y))
            drawn += _cell(cell, place, column, bool(made.others))
    return drawn


def _cell(cell: Cell | None, place: tuple[float, float], width: float, with_share: bool) -> list[str]:
    x, y = place
    words = SIGNS["missing"] if cell is None else sign(cell.what)
    if cell is not None and with_share:
        words += f" {percent_of(cell)}"
    fill = WITHOUT if cell is None else colour(cell.what)
    edge = "#999999" if fill == WITHOUT else "#ffffff"
    return [drawn_box(x, y, width, fill, edge), drawn_text(x + width / 2, y + ROW - 9, words, anchor="middle")]


def drawn_box(x: float, y: float, width: float, fill: str, edge: str = "#ffffff") -> str:
    """A box as high as a row."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{ROW}" fill="{fill}" stroke="{edge}"/>'


def colour(what: int | str) -> str:
    """Of a plan; from the ninth on the colours come again, and the letter tells plans apart."""
    return WITHOUT if isinstance(what, str) else COLOURS[what % len(COLOURS)]


def legend_of(
    summary: Summary,
    made: Map,
    language: str,
    named: Naming = short,
    unit: Naming = visible,
    area: Naming = visible,
) -> list[tuple[int | str, str]]:
    """Each sign with its words; ``named``, ``unit`` and ``area`` call an axis, a unit and an area by name."""
    found: list[tuple[int | str, str]] = []
    names = plan_names(summary)
    for plan in plans_of(made):
        one = summary.plans[plan]
        words = say("sweep.map.plan_in", language, plan=names[plan], runs=number(one.runs, language))
        words += f": {where(one, language, named)}"
        if plan and one.plan.keys() == summary.plans[0].plan.keys():
            words += f" ({differing(one.plan, summary.plans[0].plan, language, unit, area)})"
        found.append((plan, words))
    if any(isinstance(cell.what, int) and cell.what >= len(LETTERS) for cell in made.cells.values()):
        found.append((MORE, say("sweep.map.more", language, count=len(names) - len(LETTERS))))
    return found + [(SIGNS[end], say(f"sweep.map.{end}", language)) for end in ends_of(made)]


def _in_lines(legend: list[tuple[int | str, str]]) -> list[tuple[int | str, str]]:
    """Long words on several lines; an empty sign goes on with the line before."""
    return [(what if not at else "", part) for what, words in legend for at, part in enumerate(_wrapped(words))]


def _legend_lines(legend: list[tuple[int | str, str]], top: float) -> list[str]:
    drawn = []
    for at, (what, words) in enumerate(legend):
        y = top + 24 * at
        if what != "":
            edge = "#ffffff" if isinstance(what, int) else "#999999"
            box = f'<rect x="{MARGIN}" y="{y - 15:.1f}" width="24" height="20" fill="{colour(what)}" stroke="{edge}"/>'
            shown_sign = sign(what) if isinstance(what, int) else what
            drawn += [box, drawn_text(MARGIN + 12, y, shown_sign, anchor="middle")]
        drawn.append(drawn_text(MARGIN + 34, y, words))
    return drawn


def drawn_text(x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False) -> str:
    """One line of words, escaped."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'


def _cut(label: str) -> str:
    return label if len(label) <= 18 else f"{label[:17]}…"


def _wrapped(words: str) -> list[str]:
    lines = [""]
    for word in words.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= WIDEST_TEXT:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines
