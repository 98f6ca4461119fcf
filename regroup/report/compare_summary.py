"""In words: what the best plan does better than a proposal, what it does worse, and what is a matter of values."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.console import Console

from regroup.compare import Comparison, Contrast, Structure, Verdict
from regroup.report.compare_figures import plain, told_apart
from regroup.report.figures import points
from regroup.report.page import bullet, heading, line
from regroup.text import listing, say


def print_summaries(console: Console, comparison: Comparison, language: str) -> None:
    """Each proposal beside the best plan of each model."""
    models = [problem.model.name for problem in comparison.problems]
    for at in range(len(comparison.answers)):
        for structure in comparison.proposals:
            if comparison.best(at):
                _print_summary(console, comparison, at, structure, models, language)
        if comparison.proposals and not comparison.best(at):
            line(console, say("compare.summary.no_plan", language, model=models[at]))


def _print_summary(
    console: Console, comparison: Comparison, at: int, structure: Structure, models: Sequence[str], language: str
) -> None:
    ours, key = comparison.best(at), "heading_under" if len(models) > 1 else "heading"
    best = ours.name(language) if ours else ""
    heading(
        console, say(f"compare.summary.{key}", language, name=structure.name(language), model=models[at], best=best)
    )
    line(console, _points(comparison, at, structure, language))
    _print_robust(console, comparison, at, structure, language)
    found = comparison.contrasts(at, structure)
    for verdict in (Verdict.BETTER, Verdict.WORSE, Verdict.VALUES, Verdict.UNSURE):
        _print_verdict(console, verdict, found, best, language)
    same = [contrast for contrast in found if contrast.verdict is Verdict.SAME]
    if same:
        line(console, say("compare.summary.same", language, count=len(same)))
    unknown = [c.row.criterion.title(language) for c in found if c.verdict is Verdict.UNKNOWN]
    if unknown:
        line(console, say("compare.summary.unknown", language, titles=listing(unknown, language)), style="dim")


def _print_robust(console: Console, comparison: Comparison, at: int, structure: Structure, language: str) -> None:
    """Under how many changed weights each of the two is best, where that was asked for and both can be best."""
    places = [comparison.structures.index(one) for one in (comparison.best(at), structure) if one]
    for row in comparison.rows:
        if row.criterion.id == "stays_best" and row.model == at:
            ours, theirs = (row.figures[place] for place in places)
            if ours.value is not None and theirs.value is not None:
                shown = {"ours": plain(row.criterion, ours, language), "theirs": plain(row.criterion, theirs, language)}
                line(console, say("compare.summary.robust", language, name=structure.name(language), **shown))


def _print_verdict(console: Console, verdict: Verdict, found: Sequence[Contrast], best: str, language: str) -> None:
    ours = [contrast for contrast in found if contrast.verdict is verdict]
    if ours:
        line(console, say(f"compare.summary.{verdict}", language, best=best), style=_STYLES[verdict])
    for contrast in ours:
        criterion = contrast.row.criterion
        ours_words, theirs_words = told_apart(criterion, contrast.ours, contrast.theirs, language)
        values = {"title": criterion.title(language), "ours": ours_words, "theirs": theirs_words}
        bullet(console, say("compare.summary.pair", language, **values), style="")


_STYLES = {Verdict.BETTER: "bold green", Verdict.WORSE: "bold red", Verdict.VALUES: "bold", Verdict.UNSURE: "bold"}


def _points(comparison: Comparison, at: int, structure: Structure, language: str) -> str:
    """The points of both, and whether they can be compared."""
    look, answer = comparison.looks[comparison.structures.index(structure), at], comparison.answers[at]
    theirs, ours = look.evaluation.points, answer.points or Fraction(0)
    values = {"theirs": theirs, "ours": ours, "bound": answer.bound or ours, "points": ours, "more": ours - theirs}
    shown: dict[str, object] = {key: points(value, language) for key, value in values.items()}
    shown |= {"name": structure.name(language), "count": len(look.evaluation.breaches)}
    if look.evaluation.unplaced:
        units = [f"«{look.scenario.unit_of[unit].name}»" for unit in look.evaluation.unplaced]
        return say("compare.summary.incomplete", language, units=listing(units, language), **shown)
    if look.evaluation.breaches:
        return say("compare.summary.breaks", language, **shown)
    if answer.settled:
        return say(f"compare.summary.{'equal' if ours == theirs else 'points'}", language, **shown)
    return say(f"compare.summary.points_{'no_bound' if answer.bound is None else 'unsettled'}", language, **shown)
