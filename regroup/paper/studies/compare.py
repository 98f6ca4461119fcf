"""A comparison as a chapter: criteria side by side, what differs in words, and what each difference is worth."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from regroup.criteria import Better
from regroup.paper.base import Block, Cell, Column, List, Mark, Section, Sentence, Table, Tone
from regroup.paper.studies.told import Object, Studied, exact
from regroup.report.compare_figures import ARROWS, UNKNOWN
from regroup.report.figures import MARKS, NOTHING
from regroup.text import number, percent


def compare(told: Studied) -> Section:
    """The chapter."""
    return Section(told.key("chapter"), told.word("title"), tuple(_blocks(told)))


def _blocks(told: Studied) -> Iterator[Block]:
    if told.content["interrupted"]:
        yield Sentence(told.say("compare.interrupted"), Tone.NOTE)
    for model in told.content["models"]:
        if model["status"]:
            scale = model["points_scale"]
            values = {key: told.points(model[key], scale).text for key in ("points", "bound")}
            words = told.say(f"studies.status.{model['status']}", **values)
            yield Sentence(
                f"{told.say('compare.model', model=model['name'], title=model['title'])}. {words}", Tone.LEAD
            )
    yield Sentence(told.say("compare.not_a_score"), Tone.NOTE)
    for group, rows in groupby(told.content["criteria"], key=lambda row: str(row["group"])):
        yield _group(told, group, list(rows))
    for summary in told.content["summary"]:
        yield from beside(told, summary)
    for at, distance in enumerate(told.content["distances"]):
        if distance["differences"]:
            yield _distance(told, at, distance)
    if told.content["requirements"]:
        yield _requirements(told)


def _group(told: Studied, group: str, rows: list[Object]) -> Table:
    structures = told.content["structures"]
    columns = (
        Column(told.say("compare.table.criterion"), share=4),
        *(Column(one["name"], numeric=True, share=2) for one in structures),
    )
    cells = tuple((Cell(_title(told, row)), *(_figure(told, row, one["id"]) for one in structures)) for row in rows)
    last = group == told.content["criteria"][-1]["group"]
    notes = [told.say("compare.table.legend") + ".", *_unknown(told)] if last else []
    return Table(told.key(group), told.say(f"criteria.group.{group}"), columns, cells, note=" ".join(notes))


def _unknown(told: Studied) -> Iterator[str]:
    """Why figures are not known: a sentence for each reason."""
    titles: dict[str, list[str]] = {}
    for row in told.content["criteria"]:
        for reason in dict.fromkeys(f["unknown"] for f in row["figures"].values() if f["unknown"]):
            titles.setdefault(reason, []).append(row["title"])
    for reason, names in titles.items():
        shown = "; ".join(dict.fromkeys(names))
        yield told.say("compare.table.why_unknown", titles=shown, reason=reason) + "."


def _title(told: Studied, row: Object) -> str:
    under = f" ({row['model']})" if row["model"] and len(told.content["models"]) > 1 else ""
    return f"{row['title']}{under} {ARROWS[Better(row['better'])]}"


def _figure(told: Studied, row: Object, structure: str) -> Cell:
    """As it is printed: ``7 av 17``, ``86 %``, ``171* (93–249)``."""
    figure = row["figures"].get(structure)
    if figure is None or figure["value"] is None:
        return Cell(UNKNOWN if figure else NOTHING)
    value, language = exact(figure["value"]), told.language
    words, spread = number(value, language, 2), figure["range"]
    if row["shown_as"] == "share":
        words = percent(value, language, 1)
    elif spread is not None:
        words = number(value, language) + MARKS[spread["basis"]]
        if spread["low"] != spread["high"]:
            words += f" ({number(exact(spread['low']), language)}–{number(exact(spread['high']), language)})"
    if figure["of"] is not None:
        words = told.say("compare.table.of", count=words, of=figure["of"])
    for limit in ("at_most", "at_least"):
        words = told.say(f"compare.table.{limit}", value=words) if figure[limit] else words
    unsure = spread is not None and spread["basis"] in ("assumed", "estimated")
    return Cell(words, value, Mark.UNSURE if unsure else Mark.NONE)


def beside(told: Studied, summary: Object) -> Iterator[Block]:
    """What one structure is better and worse at than another."""
    names = {one["id"]: one["name"] for one in told.content["structures"]}
    titles = {row["criterion"]: row for row in told.content["criteria"]}
    best = names.get(summary["of"], NOTHING)
    values = {"best": best, "name": names[summary["beside"]]}
    yield Sentence(told.say("compare.summary.heading", **values) + ".")
    items = []
    for key in ("better", "worse", "values", "unsure"):
        if summary[key]:
            lead = told.say(f"compare.summary.{key}", best=best)
            items.append(f"{lead} " + "; ".join(_pair(told, titles[one], summary) for one in summary[key]))
    if summary["same"]:
        items.append(told.say("compare.summary.same", count=len(summary["same"])))
    yield List(tuple(items) or (told.say("compare.summary.nothing"),))


def _pair(told: Studied, row: Object, summary: Object) -> str:
    ours, theirs = (_figure(told, row, summary[key]).text for key in ("of", "beside"))
    return told.say("compare.summary.pair", title=row["title"], ours=ours, theirs=theirs)


def _distance(told: Studied, at: int, distance: Object) -> Table:
    """The differences, each with what it is worth by itself under each model."""
    names = {one["id"]: one["name"] for one in told.content["structures"]}
    scales = {model["name"]: model["points_scale"] for model in told.content["models"]}
    models = distance["models"]
    worth = (told.word("alone" if len(models) == 1 else "alone_under", model=model) for model in models)
    words = (("units", 4), ("from", 2), ("to", 2))
    columns = tuple(Column(told.word(word), share=share) for word, share in words)
    rows = tuple(
        (
            Cell(told.units(one["units"])),
            Cell(told.area(one["from"])),
            Cell(told.area(one["to"])),
            *(told.points(p["points"], scales[m]) for p, m in zip(one["prices"], models, strict=True)),
        )
        for one in distance["differences"]
    )
    caption = told.say("compare.difference.heading", first=names[distance["from"]], second=names[distance["to"]])
    note = told.word("together") if len(rows) > 1 else ""
    return Table(told.key(f"change{at}"), caption, (*columns, *(Column(w, True, 2) for w in worth)), rows, note=note)


def _requirements(told: Studied) -> Table:
    names = {one["id"]: one["name"] for one in told.content["structures"]}
    words = (("requirement", 3), ("structure", 2), ("holds", 1))
    columns = tuple(Column(told.word(word), share=share) for word, share in words)
    rows = tuple(
        (
            Cell(one["requirement"]),
            Cell(names.get(one["structure"], one["structure"])),
            Cell(told.word("met" if one["met"] else "failed"), mark=Mark.GOOD if one["met"] else Mark.BAD),
        )
        for one in told.content["requirements"]
    )
    return Table(told.key("requirements"), told.say("compare.requirement.heading"), columns, rows)
