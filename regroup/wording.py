"""A text that stands in a file: in the file's own language, or in both.

``why = "fordi"`` and ``why = { nb = "fordi", en = "because" }`` mean the same where the first language is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Discriminator, Tag, model_validator
from pydantic_core import PydanticCustomError

from regroup.fields import Frozen, Text

PLAIN, TABLE = "[text]", "[table]"
"""Which form a text has, as errors name it; no key of a file is written so."""


class Both(Frozen):
    """A text in both languages; the one that is missing falls back to the other."""

    nb: Text | None = None
    en: Text | None = None

    @model_validator(mode="after")
    def _one_at_least(self) -> Both:
        if self.nb is None and self.en is None:
            raise PydanticCustomError("no_language", "no language", {})
        return self

    def spoken(self, language: str) -> str:
        """The language that `said_in` answers in when ``language`` is asked for."""
        stated = {"nb": self.nb, "en": self.en}
        return language if stated[language] else next(other for other, text in stated.items() if text)


def _form(value: object) -> str:
    return TABLE if isinstance(value, Mapping | Both) else PLAIN


Wording = Annotated[Annotated[Text, Tag(PLAIN)] | Annotated[Both, Tag(TABLE)], Discriminator(_form)]
"""A text, or a table with the text in each language."""


def said_in(wording: str | Both, language: str) -> str:
    """The text in ``language``, as far as it is said in it."""
    if isinstance(wording, str):
        return wording
    return str(getattr(wording, wording.spoken(language)))


def maybe_said_in(wording: str | Both | None, language: str) -> str | None:
    """The same; None where nothing is said."""
    return None if wording is None else said_in(wording, language)
