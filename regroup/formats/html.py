"""HTML: one file that stands alone: no script, no request to anywhere; light and dark, on paper, by keyboard, aloud."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from regroup.extras import needed
from regroup.formats.clean import clean
from regroup.formats.widths import short
from regroup.paper import Paper
from regroup.paper.base import Block
from regroup.text import say

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = ("page.html.j2", "blocks.html.j2")


def html(paper: Paper) -> bytes:
    """The document as UTF-8.

    Raises:
        InputError: the ``report`` extra is not installed.
    """
    paper = clean(paper)
    return _environment().get_template(TEMPLATES[0]).render(paper=paper, **_words(paper)).encode("utf-8")


def _words(paper: Paper) -> dict[str, object]:
    """What the template calls beside the document itself."""
    from markupsafe import Markup

    macros = _environment().get_template(TEMPLATES[1]).module

    def shown(block: Block) -> object:
        return getattr(macros, type(block).__name__.lower())(block)

    def told(key: str) -> str:
        facts = "; ".join(f"{label}: {value}" for label, value in paper.facts)
        return say(f"formats.{key}", paper.language, **({"facts": facts} if key == "footer" else {}))

    return {"css": Markup(_read("page.css")), "shown": shown, "say": told}  # noqa: S704  our own file


@cache
def _environment() -> Environment:
    """Escapes everything, and refuses a name that does not exist."""
    jinja2 = needed("jinja2", "report")
    loader = jinja2.DictLoader({name: _read(name) for name in TEMPLATES})
    made: Environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.tests["short"] = short
    return made


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
