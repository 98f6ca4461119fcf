"""An audit as a chapter: how far proposals are from the best plan, where they stand, and what would close the gap."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, List, Mark, Picture, Section, Sentence, Table, Tone
from regroup.paper.studies.told import Object, Studied, exact
from regroup.pictures import histogram as drawn
from regroup.report.figures import NOTHING
from regroup.text import number, percent, say


def audit(told: Studied) -> Section:
    """The chapter."""
    return Section(told.key("chapter"), told.word("title"), tuple(_blocks(told)))


def _blocks(told: Studied) -> Iterator[Block]:
    content, best = told.content, told.content["best"]
    yield Sentence(told.status("audit", best["status"], best["points"], best["bound"]), Tone.LEAD)
    if content["interrupted"]:
        yield Sentence(told.say("audit.interrupted"), Tone.NOTE)
    if content["proposals"]:
        yield _summary(told)
    if content["standing"] is not None:
        yield from _standing(told, content["standing"])
    for at, one in enumerate(content["proposals"]):
        yield from _proposal(told, one, at)


def _name(told: Studied, one: Object) -> str:
    return one["title"] or (say("word.today", told.language) if one["id"] == "today" else one["id"])


def _summary(told: Studied) -> Table:
    words = ("proposal", "points", "behind", "breaches", "changes", "above")
    columns = tuple(
        Column(told.word(word), at > 0, share)
        for at, (word, share) in enumerate(zip(words, (4, 1, 1, 1, 1, 2), strict=True))
    )
    rows = tuple(
        (
            Cell(_name(told, one)),
            told.points(one["points"]),
            told.points(one["behind"]),
            told.count(len(one["breaches"]), bad=True),
            _needed(told, one),
            _above(told, one["rank"]),
        )
        for one in told.content["proposals"]
    )
    return Table(told.key("summary"), told.word("summary"), columns, rows)


def _needed(told: Studied, one: Object) -> Cell:
    """The fewest changed units that reach the best plan's points."""
    best = told.content["best"]["points"]
    reached = [level["at_most"] for level in one["changes"] if best is not None and level["points"] == best]
    return told.count(min(reached)) if reached else Cell(NOTHING)


def _above(told: Studied, rank: Object | None) -> Cell:
    """The share of plans with more points, or where it lies."""
    if rank is None:
        return Cell(NOTHING)
    low, high = (exact(share) for share in rank["share_above_between"])
    words = percent(high, told.language, 1)
    if low != high:
        words = told.say("audit.standing.between", low=percent(low, told.language, 1), high=words)
    return Cell(words, low if low == high else None)


def _standing(told: Studied, standing: Object) -> Iterator[Block]:
    plans = number(standing["plans"], told.language)
    yield Sentence(told.word(standing["method"], plans=plans))
    if standing["steps"] and standing["from"] is not None and standing["to"] is not None:
        yield _picture(told, standing)


def _picture(told: Studied, standing: Object) -> Picture:
    flags, best = [], told.content["best"]["points"]
    if best is not None:
        words = f"{told.say('audit.standing.best')}: {told.points(best).text}"
        flags.append(drawn.Flag("★", float(told.amount(best) or 0), words, best=True))
    for at, one in enumerate(told.content["proposals"]):
        if one["points"] is not None:
            words = told.word("flag", name=_name(told, one), points=told.points(one["points"]).text)
            if one["rank"]:
                words += "; " + told.word("flag_above", above=_above(told, one["rank"]).text)
            words += f" ({told.word('breaking')})" if one["breaches"] else ""
            flags.append(drawn.Flag(str(at + 1), float(told.amount(one["points"]) or 0), words))
    caption = told.word("caption")
    about = "; ".join(f"{flag.sign} {flag.words}" for flag in flags)
    start, end = (float(told.amount(standing[end]) or 0) for end in ("from", "to"))
    decimal = "," if told.language == "nb" else "."
    axes = drawn.Words(told.word("across"), told.word("up"), told.word("millions"), decimal)
    svg = drawn.histogram(start, end, standing["steps"], flags, axes, caption, about)
    return Picture(told.key("standing"), caption, about, svg)


def _proposal(told: Studied, one: Object, at: int) -> Iterator[Block]:
    """Points term by term, what few changes reach, and what it takes in weights."""
    values = {"points": told.points(one["points"]).text, "behind": told.points(one["behind"]).text}
    key = "nothing" if one["points"] is None else "best" if one["behind"] == 0 else "behind"
    if one["breaches"] and one["points"] is not None:
        key, values = "despite", {"points": values["points"], "best": told.points(told.content["best"]["points"]).text}
    yield Sentence(f"{_name(told, one)}: {told.say(f'audit.section.{key}', **values)}", Tone.LEAD)
    if one["placed_by_audit"]:
        yield Sentence(told.say("audit.section.placed", units=told.moves(one["placed_by_audit"])))
    if one["breaches"]:
        yield List(tuple(breach["text"] for breach in one["breaches"]))
    if one["terms"]:
        yield _terms(told, one, at)
    if len(one["changes"]) > 1:
        yield _changes(told, one, at)
    if one["weights"] is not None:
        yield from _weights(told, one["weights"])


def _terms(told: Studied, one: Object, at: int) -> Table:
    columns = (
        Column(told.say("audit.terms.term"), share=3),
        *(_column(told, f"terms.{word}", True, 1) for word in ("theirs", "best")),
        _column(told, "terms.verdict", False, 1),
    )
    rows = tuple(
        (Cell(t["title"]), *(told.points(t[key]) for key in ("points", "best_points")), _verdict(told, t))
        for t in one["terms"]
    )
    caption = f"{told.say('audit.terms.heading')}: {_name(told, one)}"
    return Table(told.key(f"terms{at}"), caption, columns, rows)


def _column(told: Studied, key: str, numeric: bool, share: int) -> Column:
    """Its heading begins with a capital letter, as the others do."""
    words = told.say(f"audit.{key}")
    return Column(words[:1].upper() + words[1:], numeric, share)


def _verdict(told: Studied, term: Object) -> Cell:
    theirs, best = term["points"], term["best_points"]
    if theirs is None or best is None or theirs == best:
        return Cell(told.say("audit.terms.equal") if theirs == best else NOTHING)
    better = theirs > best
    return Cell(told.say(f"audit.terms.{'better' if better else 'worse'}"), mark=Mark.GOOD if better else Mark.BAD)


def _changes(told: Studied, one: Object, at: int) -> Table:
    words = (("count", 1), ("points", 1), ("moves", 6))
    columns = tuple(_column(told, f"changes.{word}", word != "moves", share) for word, share in words)
    rows = tuple(
        (
            told.count(level["at_most"]),
            _most(told, level),
            Cell(told.moves({move["unit"]: move["to"] for move in level["changed"]})),
        )
        for level in one["changes"]
    )
    caption = f"{told.say('audit.changes.heading')}: {_name(told, one)}"
    return Table(told.key(f"changes{at}"), caption, columns, rows, note=told.say("audit.changes.remark"))


def _most(told: Studied, level: Object) -> Cell:
    found = told.points(level["points"])
    if level["points"] is None or level["bound"] is None or level["bound"] == level["points"]:
        return found
    words = told.say("audit.changes.most", points=found.text, bound=told.points(level["bound"]).text)
    return Cell(words, found.value, Mark.UNSURE)


def _weights(told: Studied, weights: Object) -> Iterator[Block]:
    change = percent(exact(weights["change"]), told.language)
    yield Sentence(told.word(f"weights_{weights['outcome']}", change=change))
    changed = [one for one in weights["factors"] if one["factor"] != 1]
    if changed and weights["outcome"] == "never":
        yield Sentence(told.say("audit.weights.only", change=change))
    if changed and weights["outcome"] != "open":
        yield List(tuple(_factor(told, one) for one in changed))


def _factor(told: Studied, one: Object) -> str:
    factor = exact(one["factor"])
    now, changed = number(one["weight"], told.language), number(factor * one["weight"], told.language, 2)
    return told.word("factor", term=told.term(one["term"]), weight=now, changed=changed)
