"""The pictures of a result: what each shows, and the same in words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

from regroup.diagnosis import AreaDiagnosis
from regroup.document import verdict
from regroup.paper.base import Picture
from regroup.paper.screen import Hidden
from regroup.paper.told import GOOD_VERDICTS, Told
from regroup.pictures import bars, chart, flow, matrix, network
from regroup.plan import Plan
from regroup.report.views import Column as Structure
from regroup.text import number
from regroup.totals import Total

NEW = ""
"""The side before, of units that have no known place today."""


def areas_against_band(told: Told) -> Picture:
    """A bar for each area of each structure."""
    groups = tuple(
        bars.Group(structure.heading, tuple(_bar(told, structure, area) for area in structure.view.areas))
        for structure in told.structures
    )
    title = told.say("pictures.bars", unit=told.measure_unit)
    about = "; ".join(
        f"{group.name}: " + ", ".join(f"{b.name} {b.size}, {b.verdict}" for b in group.bars) for group in groups
    )
    return Picture("bars", title, about, bars.bars(groups, _edges(told), title, about))


def _bar(told: Told, structure: Structure, area: AreaDiagnosis) -> bars.Bar:
    total = told.total(structure.view.evaluation.placement.members(area.area))
    sizes = (total.low, total.number, total.high) if isinstance(total, Total) else (0, 0, 0)
    low, likely, high = (float(size) for size in sizes)
    words = told.verdict(area, total).text
    return bars.Bar(told.area(area.area), low, likely, high, told.size(total).text, words, _fits(area, total))


def _fits(area: AreaDiagnosis, total: Total | Hidden | None) -> bool:
    """How the bar is drawn; one that is hidden says nothing."""
    return total is Hidden.HIDDEN or verdict(area) in GOOD_VERDICTS


def _edges(told: Told) -> list[bars.Edge]:
    band = told.result.band
    if band is None:
        return []
    sides = (("least", band.least), ("most", band.most))
    return [
        bars.Edge(float(at), told.say(f"field.{side}", value=number(at, told.language)))
        for side, at in sides
        if at is not None
    ]


def flow_from_today(told: Told, structure: Structure, key: str) -> Picture | None:
    """Bands from today's areas to those of a structure; None where nobody said what today is."""
    before, after = told.scenario.today(), structure.view.evaluation.plan
    if not before:
        return None
    bands = tuple(_bands(told, before, after))
    starts = [area for area in (*told.scenario.area_names, NEW) if any(band.start == area for band in bands)]
    ends = [area for area in told.scenario.area_names if any(band.end == area for band in bands)]
    title = told.say("pictures.flow", name=structure.name)
    about = "; ".join(
        told.say("pictures.goes", start=_name(told, b.start), end=told.area(b.end), units=b.units)
        for b in bands
        if b.moved
    )
    heads = (told.say("pictures.before"), structure.name)
    left = [_side(told, area, [u for u in after if before.get(u, NEW) == area]) for area in starts]
    right = [_side(told, area, [u for u in after if after[u] == area]) for area in ends]
    drawn = flow.flow(left, right, bands, heads, title, about or told.say("consequences.none"))
    return Picture(f"flow{key}", title, about or told.say("consequences.none"), drawn)


def _name(told: Told, area: str) -> str:
    return told.area(area) if area else told.say("pictures.new")


def _side(told: Told, area: str, units: list[str]) -> flow.Side:
    total = told.total(units)
    label = f"{told.size(total).text} {told.measure_unit}" if total else told.say("pictures.units", count=len(units))
    return flow.Side(area, _name(told, area), label)


def _bands(told: Told, before: Plan, after: Plan) -> Sequence[flow.Band]:
    pairs = dict.fromkeys((before.get(unit, NEW), after[unit]) for unit in after)
    known = all(isinstance(told.total([unit]), Total) for unit in told.scenario.unit_of)
    found = []
    for start, end in pairs:
        units = [unit for unit in after if (before.get(unit, NEW), after[unit]) == (start, end)]
        total = told.total(units) if known else None
        amount = float(total.number) if isinstance(total, Total) else float(len(units))
        key = "one_unit" if len(units) == 1 else "units"
        label = told.say(f"pictures.{key}", count=len(units))
        names = "; ".join(told.unit(unit) for unit in units)
        found.append(flow.Band(start, end, amount, label, names, start != end))
    return found


def synergy_matrix(told: Told, structure: Structure) -> Picture:
    """Synergies between units in the order of their areas."""
    blocks, order = _in_areas(told, structure)
    places = {unit: at for at, unit in enumerate(order)}
    strengths: dict[tuple[int, int], int] = {}
    for synergy in told.scenario.synergies:
        if all(unit in places for unit in synergy.between):
            one, other = sorted(places[unit] for unit in synergy.between)
            strengths[one, other] = strengths.get((one, other), 0) + told.scenario.points_of(synergy.strength)
    title = told.say("pictures.matrix", name=structure.name)
    about = told.say("pictures.matrix_about", units=len(order), areas=len(blocks), synergies=len(strengths))
    words = matrix.Words(*(told.say(f"pictures.{word}") for word in ("together", "against", "within")))
    return Picture("matrix", title, about, matrix.matrix(blocks, strengths, words, title, about))


def synergy_network(told: Told, structure: Structure) -> Picture:
    """Units around a circle with their synergies."""
    blocks, order = _in_areas(told, structure)
    area_of = [at for at, block in enumerate(blocks) for _ in block.units]
    places = {unit: at for at, unit in enumerate(order)}
    sizes = [told.total([unit]) for unit in order]
    dots = [
        network.Dot(told.unit(unit), area, float(size.number) if isinstance(size, Total) else None)
        for unit, area, size in zip(order, area_of, sizes, strict=True)
    ]
    ties = []
    for synergy in told.scenario.synergies:
        one, other = (places.get(unit) for unit in synergy.between)
        if one is not None and other is not None:
            strength = told.scenario.points_of(synergy.strength)
            ties.append(network.Tie(one, other, strength, area_of[one] == area_of[other]))
    title = told.say("pictures.network", name=structure.name)
    kept = sum(tie.kept for tie in ties)
    about = told.say("pictures.network_about", count=len(ties), kept=kept, cut=len(ties) - kept)
    words = network.Words(*(told.say(f"pictures.{word}") for word in ("kept", "cut", "conflict")))
    return Picture("network", title, about, network.network(dots, ties, words, title, about))


def organisation_chart(told: Told, structure: Structure) -> Picture:
    """A column for each area that is used."""
    before, plan = told.scenario.today(), structure.view.evaluation.plan
    boxes = []
    for area, members in told.members(plan).items():
        units = tuple((told.unit(unit), before.get(unit) != area) for unit in members)
        total = told.total(members)
        label = f"{told.size(total).text} {told.measure_unit}" if total else ""
        boxes.append(chart.Box(told.area(area), label, units))
    title = told.say("pictures.chart", name=structure.name)
    about = "; ".join(f"{box.name}: " + ", ".join(name for name, _ in box.units) for box in boxes)
    drawn = chart.chart(told.scenario.name, boxes, told.say("pictures.moves_here"), title, about)
    return Picture("chart", title, about, drawn)


def _in_areas(told: Told, structure: Structure) -> tuple[list[matrix.Block], list[str]]:
    members = told.members(structure.view.evaluation.plan)
    blocks = [matrix.Block(told.area(area), tuple(map(told.unit, units))) for area, units in members.items()]
    return blocks, [unit for units in members.values() for unit in units]
