"""Points, areas, moves and cut synergies of a plan, worked out again and held against what a result says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from regroup.verify.base import Check, compared, failed, passed
from regroup.verify.rules import broken
from regroup.verify.stated import ZERO, Object, Places, Stated, exact
from regroup.verify.terms import amount, points, together

Row = tuple[object, ...]


def placed(stated: Stated, plan: Places, about: str = "") -> Check:
    """Whether a plan has every unit once and knows all its areas."""
    for unit, area in plan.items():
        if unit not in stated.unit_of:
            return failed("plan", "unknown_unit", about, found=unit[:80])
        if area not in stated.area_of:
            return failed("plan", "unknown_area", about, found=area[:80])
    missing = [unit for unit in stated.units if unit not in plan]
    return failed("plan", "missing_units", about, found=", ".join(missing)[:200]) if missing else passed("plan", about)


def view_checks(stated: Stated, view: Object, plan: Places, scale: int, about: str = "") -> Iterator[Check]:
    """What a result says of a plan, piece by piece."""
    counted = points(stated, plan)
    for at, term in enumerate(stated.terms):
        said = view["terms"][at] if at < len(view["terms"]) else {}
        row = (said.get("term"), said.get("weight"), said.get("points"), said.get("amount"))
        found = (term["term"], term["weight"], whole(counted[at] * scale), plain(amount(stated, term, plan)))
        yield compared("term", row, found, " ".join(filter(None, (about, term["term"]))))
    if len(view["terms"]) != len(stated.terms):
        yield failed("term", "number_of_terms", about, stored=len(view["terms"]), found=len(stated.terms))
    yield compared("points", view["points"], whole(sum(counted, ZERO) * scale), about)
    breaches = [tuple(spot) for spot in broken(stated, plan)]
    said_broken = [(spot["rule"], tuple(spot["units"]), tuple(spot["areas"])) for spot in view["breaches"]]
    yield compared("breaches", said_broken, breaches, about)
    yield _areas(stated, view, plan, about)
    if "unplaced" in view:
        yield compared("plan", view["unplaced"], [unit for unit in stated.units if unit not in plan], about)
    moves = [(unit, area, plan[unit]) for unit, area in stated.today().items() if plan.get(unit, area) != area]
    yield compared("moves", [(move["unit"], move["from"], move["to"]) for move in view["moves"]], moves, about)
    yield _cut(stated, view, plan, about)


def whole(number: Fraction) -> int | None:
    """An integer; None where it is none."""
    return int(number) if number.denominator == 1 else None


def plain(number: Fraction) -> int | float:
    """A number as results hold it."""
    return int(number) if number.denominator == 1 else float(number)


def _cut(stated: Stated, view: Object, plan: Places, about: str) -> Check:
    """Synergies above zero whose units are both placed, in different areas."""
    found = [
        (*pair["between"], stated.strength(pair["strength"]), pair["criterion"])
        for pair in stated.scenario["synergies"]
        if stated.strength(pair["strength"]) > 0
        and all(unit in plan for unit in pair["between"])
        and not together(plan, *pair["between"])
    ]
    return compared(
        "cut", [(*pair["between"], pair["strength"], pair["criterion"]) for pair in view["cut"]], found, about
    )


def _areas(stated: Stated, view: Object, plan: Places, about: str) -> Check:
    """Members, sizes, fields, synergies and the diagnosis of each area with units."""
    members = stated.members(plan)
    order = [area for area in (*stated.areas, *stated.former) if area in members]
    found = [_area(stated, area, members[area], plan) for area in order]
    said = [_said(area) for area in view["areas"]]
    return compared("areas", said, found, about)


def _said(area: Object) -> dict[str, Any]:
    verdict = area["diagnosis"]
    kept = ("id", "name", "units", "sizes", "size_ranges", "fields", "uncertain", "kept", "conflict", "lost")
    return {**{key: area[key] for key in kept}, **{key: verdict[key] for key in _VERDICT}}


_VERDICT = ("too_small", "too_big", "too_different", "measured")


def _area(stated: Stated, area: str, units: list[str], plan: Places) -> dict[str, Any]:
    main, least, most, _ = _borders(stated)
    held = [stated.unit_of[unit] for unit in units]
    measures = [m for m in stated.scenario["measures"] if all(m in unit["size"] for unit in held)]
    size = sum((stated.size(unit, main) for unit in units), ZERO)
    kept, conflict, lost = _flows(stated, area, plan)
    measured = area in stated.measured(plan)
    names = {**{a: stated.area_of[a]["name"] for a in stated.areas}, **_former_names(stated)}
    return {
        "id": area,
        "name": names[area],
        "units": units,
        "sizes": {m: plain(sum((stated.size(unit, m) for unit in units), ZERO)) for m in measures},
        "size_ranges": {m: _range([unit["size"][m] for unit in held]) for m in measures},
        "fields": list(dict.fromkeys(field for unit in units for field in stated.fields(unit))),
        "uncertain": any(unit["size"][main]["basis"] in ("assumed", "estimated") for unit in held),
        "kept": kept,
        "conflict": conflict,
        "lost": lost,
        "too_small": measured and least is not None and size < least,
        "too_big": measured and most is not None and size > most,
        "too_different": measured and len(units) > 1 and kept < lost,
        "measured": measured,
    }


def _former_names(stated: Stated) -> Mapping[str, str]:
    return {area["id"]: area["name"] for area in stated.scenario["former_areas"]}


def _range(sizes: Sequence[Object]) -> dict[str, Any]:
    """The sums of the lowest and of the highest sizes, and the weakest basis."""
    ends = {
        end: plain(sum((exact(size.get("value", size.get(end))) for size in sizes), ZERO)) for end in ("low", "high")
    }
    return {**ends, "basis": min((size["basis"] for size in sizes), key=_WEAKEST_FIRST.index)}


_WEAKEST_FIRST = ("assumed", "estimated", "computed", "stated")


def band(stated: Stated) -> dict[str, Any] | None:
    """What counts as too small and too big, as results tell it; None where the model says nothing of it."""
    measure, least, most, source = _borders(stated)
    if source is None:
        return None
    ends = {end: None if limit is None else plain(limit) for end, limit in (("least", least), ("most", most))}
    return {"measure": measure, **ends, "from": source}


def _borders(stated: Stated) -> tuple[str, Fraction | None, Fraction | None, str | None]:
    """The measure and the borders of too small and too big: of the first term on it, else of the first rule."""
    bands = [(term, "size_band") for term in stated.terms if term["term"] == "size_band"]
    bands += [(rule, "area_size") for rule in stated.rules if rule["rule"] == "area_size" and not rule["areas"]]
    if not bands:
        return stated.scenario["measure"], None, None, None
    first, source = bands[0]
    measure = stated.measure(first)
    least, most = (stated.limit(first[end], measure) if end in first else None for end in ("least", "most"))
    return measure, least, most, source


def _flows(stated: Stated, area: str, plan: Places) -> tuple[int, int, int]:
    """Synergy kept and in conflict inside an area, and lost across its border."""
    term = next((term for term in stated.terms if term["term"] == "synergy"), None)
    kept = conflict = lost = 0
    for pair in stated.scenario["synergies"]:
        value = stated.worth(term, pair) if term else stated.strength(pair["strength"])
        places = [plan.get(unit) for unit in pair["between"]]
        inside = places.count(area)
        if inside == 2:
            kept, conflict = kept + max(value, 0), conflict + max(-value, 0)
        elif inside == 1 and None not in places:
            lost += max(value, 0)
    return kept, conflict, lost
