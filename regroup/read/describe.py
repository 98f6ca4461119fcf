"""From what a type refused to faults: the place, what was found, what is accepted, the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from regroup.errors import Fault, Place
from regroup.fields import ID_PATTERN, shown
from regroup.instance import Key
from regroup.read.keys import Keys, keys_of
from regroup.read.origin import FileOrigin
from regroup.read.toml import Tables, dotted
from regroup.rules import RULES
from regroup.rules.fitting import nearest
from regroup.sweep_file import SweepFile
from regroup.terms import TERMS
from regroup.text import LANGUAGES, Words, say
from regroup.wording import PLAIN, TABLE

_TAGGED = ("requirements", "rules", "terms")
"""Lists whose items say by a tag of which kind they are; errors then name the tag in their path."""
_WRONG_TYPE = {
    "string_type": "not_text",
    "string_unicode": "not_text",
    "int_type": "not_a_whole_number",
    "int_from_float": "not_a_whole_number",
    "bool_type": "not_true_or_false",
    "tuple_type": "not_a_list",
    "list_type": "not_a_list",
    "dict_type": "not_a_table",
    "mapping_type": "not_a_table",
    "model_type": "not_a_table",
    "model_attributes_type": "not_a_table",
    "date_type": "not_a_date",
    "date_from_datetime_inexact": "not_a_date",
    "not_a_number": "not_a_number",
}
_NUMBERS = ("not_a_number", "not_a_whole_number")
_QUOTED_NUMBER = re.compile(r"\s*[+-]?\d+(\.\d+)?\s*$")
_QUOTED_COMMA = re.compile(r"\s*[+-]?\d+,\d+\s*$")
_MARKS = ("[key]", PLAIN, TABLE)
_MISSPELT = ("unknown_key_near", "key_case")
MOST_DESCRIBED = 1000
"""Errors that are looked at; a file with more is not a file to mend line by line."""


class Describer:
    """Describes what one type refused in one file.

    Args:
        kind: the type.
        data: what was given to it, as the parser made it.
        origin: where everything in it stands.
    """

    def __init__(self, kind: type[BaseModel], data: Tables, origin: FileOrigin) -> None:
        self._kind = kind
        self._keys: Keys = keys_of(kind)
        self._data = data
        self._origin = origin

    def faults(self, error: ValidationError) -> Iterator[Fault]:
        """One fault for each thing refused; a key that is only misspelt is not told as missing too."""
        faults = []
        for item in error.errors(include_url=False)[:MOST_DESCRIBED]:
            path = _path(item["loc"])
            if path != ("schema",):  # checked before, with words of its own
                faults.append((path, self._fault(item["type"], path, item.get("input"), item.get("ctx", {}))))
        misspelt = {(*path[:-1], fault.values["suggestion"]) for path, fault in faults if fault.code in _MISSPELT}
        yield from (fault for path, fault in faults if not (fault.code == "missing_key" and path in misspelt))

    def _fault(self, kind: str, path: Key, found: Any, context: Mapping[str, Any]) -> Fault:
        if kind in _WRONG_TYPE:
            return self._wrong_type(_WRONG_TYPE[kind], path, found)
        handlers: dict[str, Callable[[Key, Any, Mapping[str, Any]], Fault]] = {
            "missing": self._missing,
            "extra_forbidden": self._unknown_key,
            "union_tag_invalid": self._unknown_tag,
            "union_tag_not_found": self._no_tag,
            "literal_error": self._not_one_of,
            "string_pattern_mismatch": self._pattern,
            "string_too_long": self._too_long,
            "string_too_short": lambda path, *_: Fault("blank", {}, self._at(path)),
            "too_long": lambda path, *_: Fault("pair_needs_two", {}, self._at(path)),
            "greater_than_equal": self._beyond,
            "less_than_equal": self._beyond,
        }
        if kind in handlers:
            return handlers[kind](path, found, context)
        if not isinstance(found, dict | list | tuple) and "found" not in context:
            context = {**context, "found": shown(found)}
        return Fault(kind, {"key": dotted(path), **context}, self._at(path))

    def _at(self, path: Key) -> Place:
        return self._origin.place(*path)

    def _missing(self, path: Key, *_: Any) -> Fault:
        if path[-1:] == (1,) or path[-1:] == (0,):
            return Fault("pair_needs_two", {}, self._at(path[:-1]))
        if len(path) == 1 and self._keys.at((), self._data)[str(path[0])].get("type") == "array":
            return Fault("missing_list", {"key": str(path[0])}, self._at(()))
        return Fault("missing_key", {"key": str(path[-1]), "table": _table(path[:-1])}, self._at(path[:-1]))

    def _unknown_key(self, path: Key, *_: Any) -> Fault:
        key, place = str(path[-1]), self._origin.key_place(*path)
        accepted = list(self._keys.at(path[:-1], self._data))
        values = {"found": shown(key).strip('"'), "table": _table(path[:-1]), "accepted": ", ".join(accepted)}
        if not key.strip():
            return Fault("empty_key", values, place)
        by_case = {name.casefold(): name for name in accepted}
        if key.casefold() in by_case:
            return Fault("key_case", {**values, "suggestion": by_case[key.casefold()]}, place)
        if path[0] == "units" and len(path) == 3 and key in self._measures():
            return Fault("size_outside_size", {**values, "suggestion": f"size.{key}"}, place)
        homes = self._keys.homes(key)
        suggestion = nearest(key, accepted)
        if homes and not (suggestion and len(homes) > 3):
            return Fault("key_in_wrong_table", {**values, "homes": _homes(homes)}, place)
        return Fault("unknown_key" + ("_near" if suggestion else ""), {**values, "suggestion": suggestion}, place)

    def _measures(self) -> list[str]:
        measures = self._data.get("measures")
        return list(measures) if isinstance(measures, dict) else []

    def _unknown_tag(self, path: Key, found: Any, context: Mapping[str, Any]) -> Fault:
        tag_key = "term" if path[0] == "terms" else "rule"
        accepted = re.findall(r"'([^']*)'", context["expected_tags"])
        tag = str(context["tag"])
        values = {"found": shown(tag).strip('"'), "accepted": ", ".join(accepted)}
        place = self._at((*path, tag_key))
        if tag_key == "rule" and tag in RULES:
            where = "models" if path[0] == "requirements" else "scenarios"
            return Fault(f"rule_in_{where}_only", values, place)
        if tag_key == "rule" and tag in TERMS and path[0] == "rules":
            return Fault("term_among_rules", values, place)
        values["suggestion"] = nearest(tag, accepted)
        return Fault(f"unknown_{tag_key}" + ("_near" if values["suggestion"] else ""), values, place)

    def _no_tag(self, path: Key, found: Any, context: Mapping[str, Any]) -> Fault:
        key = "term" if path[0] == "terms" else "rule"
        accepted = TERMS if key == "term" else RULES
        misspelt = [name for name in found if nearest(name, [key])] if isinstance(found, dict) else []
        if misspelt:
            values = {"found": shown(misspelt[0]).strip('"'), "table": _table(path), "suggestion": key}
            return Fault("unknown_key_near", values, self._origin.key_place(*path, misspelt[0]))
        return Fault("no_tag", {"key": key, "table": _table(path), "accepted": ", ".join(accepted)}, self._at(path))

    def _not_one_of(self, path: Key, found: Any, context: Mapping[str, Any]) -> Fault:
        accepted = re.findall(r"'([^']*)'", context["expected"])
        suggestion = nearest(found, accepted) if isinstance(found, str) else ""
        values = {"key": dotted(path), "found": shown(found), "suggestion": suggestion, "accepted": ", ".join(accepted)}
        return Fault("not_one_of" + ("_near" if suggestion else ""), values, self._at(path))

    def _pattern(self, path: Key, found: Any, context: Mapping[str, Any]) -> Fault:
        if context["pattern"] != ID_PATTERN:
            code = "sweep_name_pattern" if self._kind is SweepFile else "model_name_pattern"
            return Fault(code, {"found": shown(found)}, self._at(path))
        place = self._at(path) if path[-1] != found else self._origin.key_place(*path)
        return Fault("id_pattern", {"found": shown(found), "suggestion": _as_id(found)}, place)

    def _too_long(self, path: Key, found: Any, context: Mapping[str, Any]) -> Fault:
        values = {"key": dotted(path), "length": len(found), "allowed": context["max_length"]}
        return Fault("text_too_long", values, self._at(path))

    def _beyond(self, path: Key, found: Any, context: Mapping[str, Any]) -> Fault:
        code, limit = ("below_least", context["ge"]) if "ge" in context else ("above_most", context["le"])
        return Fault(code, {"key": dotted(path), "found": shown(found), "limit": limit}, self._at(path))

    def _wrong_type(self, code: str, path: Key, found: Any) -> Fault:
        values: dict[str, object] = {"key": dotted(path), "found": shown(found)}
        if code in _NUMBERS and isinstance(found, str):
            if _QUOTED_NUMBER.match(found):
                return Fault("number_in_quotes", {**values, "suggestion": found.strip()}, self._at(path))
            if _QUOTED_COMMA.match(found):
                suggestion = found.strip().replace(",", ".")
                return Fault("decimal_comma", {**values, "suggestion": suggestion}, self._at(path))
        if code == "not_a_list" and isinstance(found, dict) and len(path) == 1:
            return Fault("one_bracket", {**values, "key": path[0]}, self._at(path))
        if code == "not_a_table" and "size" in path and not isinstance(found, list | dict):
            return Fault("size_without_basis", values, self._at(path))
        return Fault(code, values, self._at(path))


def _path(location: tuple[int | str, ...]) -> Key:
    """The path in the file: without the tag of a rule or term, and without marks of a bad key or a text's form."""
    path = tuple(part for part in location if part not in _MARKS)
    if len(path) > 2 and path[0] in _TAGGED and isinstance(path[1], int):
        path = path[:2] + path[3:]
    return path


def _table(path: Key) -> str | Words:
    """A table's name for a message: ``[[units]]``, ``[measures.fte]``, or the words for the top of the file."""
    if not path:
        return {language: say("found.top", language) for language in LANGUAGES}
    if len(path) == 2 and isinstance(path[1], int):
        return f"[[{path[0]}]]"
    return f"[{dotted(path)}]"


def _homes(homes: list[str]) -> Words:
    """Where a key belongs, in both languages."""
    return {
        language: ", ".join(f"[{home}]" if home else say("found.top", language) for home in homes[:4])
        for language in LANGUAGES
    }


def _as_id(found: object) -> str:
    """An id near to what was written: "Helse og omsorg" → ``helse_og_omsorg``."""
    plain = re.sub(r"[^a-z0-9æøå]+", "_", str(found).casefold()).strip("_")[:64]
    return plain if re.match(ID_PATTERN, plain) else f"id_{plain}"[:64].rstrip("_")
