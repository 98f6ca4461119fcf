"""Every key and value of any TOML text has a place, and the excerpt there holds it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from regroup.instance import Key
from regroup.read.bounded import Source
from regroup.read.lines import WIDEST_EXCERPT, Lines
from regroup.read.origin import FileOrigin

BARE = st.text("abcæ_-19", min_size=1, max_size=4).filter(lambda key: key.isascii())
ODD = st.text('a "=[]{}#.\\æ', max_size=4)
KEYS = st.one_of(BARE, ODD)
TEXTS = st.text("a\"'#[]{}=,.\\\n æ", max_size=12)
SCALARS = st.one_of(st.integers(-999, 999), st.booleans(), TEXTS, st.sampled_from([1.5, -0.25, 1e20]))
VALUES = st.recursive(
    SCALARS,
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(KEYS, below, max_size=3)),
    max_leaves=8,
)
LISTS_OF_TABLES = st.lists(st.dictionaries(KEYS, VALUES, max_size=3), min_size=1, max_size=3)
DOCUMENTS = st.dictionaries(KEYS, st.one_of(VALUES, LISTS_OF_TABLES, st.dictionaries(KEYS, VALUES)), max_size=5)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def key_text(key: str) -> str:
    return key if key and key.isascii() and key.replace("_", "").replace("-", "").isalnum() else quoted(key)


def value_text(value: Any, draw: Any) -> str:
    """A value on one line, or a text or list over several where ``draw`` says so."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        if "'" not in value and "\n" not in value and draw(st.booleans()):
            return f"'{value}'"
        many = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"""\n{many}"""' if draw(st.booleans()) else quoted(value)
    if isinstance(value, list):
        gap = draw(st.sampled_from(["", " ", "\n", " # ] note\n"]))
        return f"[{gap}" + ",".join(f"{value_text(item, draw)}{gap}" for item in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key_text(k)} = {value_text(v, draw)}" for k, v in value.items()) + " }"
    return str(value)


def written(document: dict[str, Any], draw: Any) -> str:
    """``document`` as TOML, in headings, dotted keys, inline tables and lists of tables."""
    top, below = [], []
    for key, value in document.items():
        name = key_text(key)
        if isinstance(value, list) and value and all(isinstance(v, dict) for v in value) and draw(st.booleans()):
            for item in value:
                below += [f"[[ {name} ]]", *(f"{key_text(k)}={value_text(v, draw)}" for k, v in item.items())]
        elif isinstance(value, dict) and draw(st.booleans()):
            below += [f"[{name}] # note", *(f"{key_text(k)} = {value_text(v, draw)}" for k, v in value.items())]
        elif isinstance(value, dict) and value and draw(st.booleans()):
            top += [f"{name}.{key_text(k)} = {value_text(v, draw)}" for k, v in value.items()]
        else:
            top.append(f"  {name} = {value_text(value, draw)}")
    return "\n".join([*top, *below])


def paths(value: Any, path: Key = ()) -> Iterator[tuple[Key, Any]]:
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, below in value.items():
            yield from paths(below, (*path, key))
    if isinstance(value, list):
        for index, below in enumerate(value):
            yield from paths(below, (*path, index))


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_every_path_has_its_place(data: st.DataObject) -> None:
    document = data.draw(DOCUMENTS)
    text = written(document, data.draw)
    assert tomllib.loads(text) == document
    origin = FileOrigin(Source("f.toml", text, ""))
    lines = text.split("\n")
    for path, value in paths(document):
        assert path in origin._spans.values, path
        place = origin.place(*path)
        assert place.file == "f.toml"
        line = lines[(place.line or 0) - 1]
        rest = line[(place.column or 0) - 1 :]
        if isinstance(value, int | float) and not isinstance(value, bool):
            assert rest.startswith(str(value))
        elif isinstance(value, str):
            assert rest[0] in "\"'"
        elif isinstance(value, list):
            assert rest[0] == "["
        if isinstance(path[-1], str):
            key = origin.key_place(*path)
            start = lines[(key.line or 0) - 1][(key.column or 0) - 1 :]
            assert start.startswith((key_text(path[-1]), "["))


@given(st.text("ab\tæ\x00\u202e\u0301 ", max_size=300), st.integers(0, 299))
def test_excerpts_are_short_and_hold_the_caret(text: str, at: int) -> None:
    place = Lines("f", text).place(min(at, len(text)))
    excerpt = place.excerpt or ""
    caret = place.caret or place.column or 0
    assert len(excerpt) <= WIDEST_EXCERPT + 1
    assert excerpt.isprintable()
    assert 1 <= caret <= len(excerpt) + 1
    if at < len(text) and text[at].isalpha():
        assert excerpt[caret - 1] == text[at]


def test_tables_that_are_extended_later() -> None:
    text = (
        "[[u]]\nid = 1\n[u.size.fte]\nvalue = 2\n[[u]]\nid = 3\nsize.fte = { value = 4 }\n[a.b.c]\nx = 1\n[a]\ny = 2\n"
    )
    origin = FileOrigin(Source("f", text, ""))
    places = {
        ("u", 0, "size", "fte", "value"): "f:4:9",
        ("u", 1, "size", "fte", "value"): "f:7:22",
        ("u", 1): "f:5:1",
        ("a", "b"): "f:8:1",
        ("a",): "f:10:1",
        ("a", "b", "c", "x"): "f:9:5",
        ("u", 1, "nothing", "here"): "f:5:1",
        ("nothing",): "f:1:1",
    }
    assert {path: str(origin.place(*path)) for path in places} == places
