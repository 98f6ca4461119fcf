"""Model: what a good plan is. Rules and terms with weights, each with its why; it names no unit."""

from __future__ import annotations

import functools
import operator
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, PrivateAttr

from regroup.errors import Place
from regroup.facts import Bilingual
from regroup.fields import Frozen, Many
from regroup.instance import Origin
from regroup.rules import MODEL_RULES, Rule
from regroup.terms import TERMS, Term
from regroup.wording import Wording

if TYPE_CHECKING:
    ModelRule = Rule
    ModelTerm = Term
else:
    ModelRule = Annotated[functools.reduce(operator.or_, MODEL_RULES), Field(discriminator="rule")]
    ModelTerm = Annotated[functools.reduce(operator.or_, TERMS.values()), Field(discriminator="term")]


class Model(Frozen):
    """Rules that a plan must keep and terms that give it points.

    Attributes:
        name: the model's name in files and on the command line.
        title: one line in both languages.
        why: what the model is for.
        rules, terms: complete; a model inherits nothing.
    """

    schema_version: Literal[1] = Field(alias="schema")
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
    title: Bilingual
    why: Wording
    rules: Many[ModelRule] = ()
    terms: Many[ModelTerm]

    _origin: Origin | None = PrivateAttr(default=None)

    def located(self, origin: Origin) -> Self:
        """The same model, knowing where in a file each part of it stands."""
        self._origin = origin
        return self

    @property
    def origin(self) -> Origin | None:
        """What knows where the model stands; None for one made in Python."""
        return self._origin

    def place(self, *key: str | int) -> Place | None:
        """Where the value under ``key`` stands; None for a model made in Python."""
        return self._origin.place(*key) if self._origin else None

    @cached_property
    def term_ids(self) -> tuple[str, ...]:
        """Ids of the terms, in order."""
        return tuple(term.id for term in self.terms)
