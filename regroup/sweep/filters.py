"""Filters: comparisons of axes, such as ``model.terms.synergy.weight <= 5 and scenario != "toy"``.

comparison: value ((== | != | < | <= | > | >=) value)+, joined by ``and``, ``or``, ``not`` and parentheses. A value is
an axis, a number, a text in quotation marks, ``true`` or ``false``. Nothing else is understood, and nothing is run.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal

from regroup.read.lines import visible
from regroup.rules.fitting import nearest
from regroup.sweep_file import FromFile

At = Mapping[str, FromFile]
Test = Callable[[At], bool]
Read = Callable[[At], FromFile]

_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"[^\"]*\"|'[^']*')|(?P<number>[+-]?\d{1,15}(?:\.\d{1,6})?)(?![\w.])"
    r"|(?P<mark><=|>=|==|!=|<|>|\(|\))|(?P<word>[^\W\d][\w+./*-]*))"
)
_COMPARE: dict[str, Callable[[FromFile, FromFile], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_DEEPEST = 20


class FilterError(Exception):
    """A filter that cannot be understood: the code and values of the fault."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def parse_filter(text: str, axes: Collection[str]) -> Test:
    """What tells whether a combination fulfils ``text``.

    Args:
        axes: keys that it may name.

    Raises:
        FilterError: it is not of the form above, or names no axis.
    """
    parser = _Parser(text, axes)
    test = parser.either(0)
    if parser.ahead:
        raise parser.wrong()
    return test


class _Parser:
    """One pass from left to right, one token ahead."""

    def __init__(self, text: str, axes: Collection[str]) -> None:
        self._tokens, at = [], 0
        while match := _TOKEN.match(text, at):
            self._tokens.append((match.lastgroup or "", match[0].strip()))
            at = match.end()
        if text[at:].strip():
            raise FilterError("filter_form", found=visible(text[at:].strip()[:40]))
        self._axes = axes
        self._at = 0

    @property
    def ahead(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def wrong(self) -> FilterError:
        return FilterError("filter_form", found=visible(self.ahead or "…"))

    def _taken(self, *marks: str) -> str:
        mark = self.ahead
        if mark not in marks:
            return ""
        self._at += 1
        return mark

    def either(self, depth: int) -> Test:
        tests = [self._both(depth)]
        while self._taken("or"):
            tests.append(self._both(depth))
        return tests[0] if len(tests) == 1 else lambda at: any(test(at) for test in tests)

    def _both(self, depth: int) -> Test:
        tests = [self._single(depth)]
        while self._taken("and"):
            tests.append(self._single(depth))
        return tests[0] if len(tests) == 1 else lambda at: all(test(at) for test in tests)

    def _single(self, depth: int) -> Test:
        if depth > _DEEPEST:
            raise self.wrong()
        if self._taken("not"):
            test = self._single(depth + 1)
            return lambda at: not test(at)
        if self._taken("("):
            test = self.either(depth + 1)
            if not self._taken(")"):
                raise self.wrong()
            return test
        return self._comparison()

    def _comparison(self) -> Test:
        reads, signs = [self._value()], []
        while sign := self._taken(*_COMPARE):
            signs.append(_COMPARE[sign])
            reads.append(self._value())
        if not signs:
            raise self.wrong()
        steps = list(zip(signs, reads, reads[1:], strict=False))
        return lambda at: all(_compared(sign, one(at), other(at)) for sign, one, other in steps)

    def _value(self) -> Read:
        kind, text = self._tokens[self._at] if self._at < len(self._tokens) else ("", "")
        if kind in ("", "mark") or text in ("and", "or", "not"):
            raise self.wrong()
        self._at += 1
        if kind == "word" and text not in ("true", "false"):
            return self._axis(text)
        fixed: FromFile = text[1:-1] if kind == "text" else text == "true" if kind == "word" else Decimal(text)
        return lambda at: fixed

    def _axis(self, key: str) -> Read:
        if key not in self._axes:
            suggestion = nearest(key, self._axes)
            code = "filter_unknown_near" if suggestion else "filter_unknown"
            raise FilterError(code, found=visible(key), suggestion=suggestion, accepted=", ".join(self._axes))
        return lambda at: at[key]


def _compared(sign: Callable[[FromFile, FromFile], bool], one: FromFile, other: FromFile) -> bool:
    """Text with text and number with number; anything else is different, and neither less nor more.

    Raises:
        FilterError: less or more is asked of two kinds.
    """
    if _kind(one) is _kind(other):
        return sign(one, other)
    if sign in (operator.eq, operator.ne):
        return sign is operator.ne
    raise FilterError("filter_kinds", one=visible(str(one)[:40]), other=visible(str(other)[:40]))


def _kind(value: FromFile) -> type:
    return type(value) if isinstance(value, bool | str) else Decimal
