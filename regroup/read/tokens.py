"""Cuts TOML text into tokens, in linear time and whatever the text holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Possessive quantifiers (++, *+) keep a long string from being tried over and over.
_TOKEN = re.compile(
    r"""
      (?P<space>   [ \t]++ )
    | (?P<newline> \r?\n )
    | (?P<comment> \#[^\n]*+ )
    | (?P<string>  \"\"\" (?: [^"\\]++ | \\. | "(?!"") )*+ \"\"\" "{0,2}
                 | ''' (?: [^']++ | '(?!'') )*+ ''' '{0,2} )
    | (?P<open>    \"\"\" | ''' )
    | (?P<text>    " (?: [^"\\\n]++ | \\[^\n] )*+ " | '[^'\n]*+' )
    | (?P<quote>   ["'] )
    | (?P<mark>    [\[\]{},=.] )
    | (?P<bare>    [^\s\[\]{},=.\#"']++ )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of the text.

    Attributes:
        kind: "newline", "string" (in three quotation marks), "text" (in one), "mark", "bare", "other";
            "open" and "quote" for a quotation mark that nothing closes, which is the last token.
        text: as it stands.
        start: its offset.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after it."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a TOML text; spaces and comments are left out."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), match.start())
        if kind in ("open", "quote"):
            return
