"""A small right scenario and model, variants of them with one thing wrong, and what must be said of those."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.read import read_scenario

SCENARIO = """\
schema = 1
name = "Prøve"
language = "nb"
measure = "fte"

[measures.fte]
unit = "årsverk"
basis = "avtalte årsverk"

[strengths]
strong = 3
some = 1

[criteria.users]
nb = "Felles brukere"

[[areas]]
id = "oppvekst"
name = "Oppvekst"

[[areas]]
id = "helse"
name = "Helse"

[[former_areas]]
id = "familie"
name = "Familie"

[[wholes]]
id = "kontor"
name = "Kontoret"

[[units]]
id = "barnevern"
name = "Barnevern"
today = "familie"
size.fte = { value = 28.0, basis = "stated", source = "SSB" }
fields = ["barn", "unge"]

[[units]]
id = "nav"
name = "NAV"
size.fte = { low = 30, likely = 45, high = 60, basis = "assumed", why = "ukjent" }

[[units]]
id = "bosetting"
name = "Bosetting"
part_of = "kontor"
size.fte = { value = 4, basis = "stated" }

[[units]]
id = "opplæring"
name = "Opplæring"
part_of = "kontor"
size.fte = { value = 5, basis = "stated" }

[[synergies]]
between = ["barnevern", "nav"]
strength = "strong"
criterion = "users"
why = "felles"

[[affinities]]
unit = "nav"
area = "helse"
strength = -5
why = "et ønske"

[[requirements]]
rule = "apart"
units = ["nav", "barnevern"]
why = "et vedtak"
source = "sak 1"

[[proposals]]
id = "forslag"
name = "Forslaget"
date = 2018-11-01
[proposals.areas]
oppvekst = ["barnevern"]
helse = ["nav"]
"""

MODEL = """\
schema = 1
name = "prove"
title = { nb = "Prøve", en = "Trial" }
why = "en prøve"

[[rules]]
rule = "area_size"
least = { share = 0.1 }
why = "egen stab"

[[terms]]
term = "synergy"
weight = 10
why = "hører sammen"
[terms.criteria]
users = 2

[[terms]]
term = "size_balance"
weight = 2
towards = "equal"
why = "jevnt"
"""


TOP = (
    # the same scenario, with its units and synergies in tables
    SCENARIO[: SCENARIO.index("[[wholes]]")]
    + """\
[tables]
units = "u.csv"
synergies = "s.csv"
"""
)
UNITS = """\
id;name;today;size.fte.value;size.fte.basis;fields
nav;NAV;helse;1 234,5;stated;sosial|arbeid
bv;Barnevern;familie;4.5;stated;
"""
PAIRS = """\
between;strength;criterion;why
nav|bv;strong;users;felles
bv|nav;-2;users;annet
"""


def changed(text: str, old: str, new: str) -> str:
    """``text`` with the one place where ``old`` stands changed to ``new``."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def write(folder: Path, text: str | bytes, name: str = "f.toml") -> Path:
    """A file with ``text`` in ``folder``."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def beside(folder: Path, units: str | bytes = UNITS, pairs: str = PAIRS) -> None:
    """The tables that `TOP` names."""
    write(folder, units, "u.csv")
    write(folder, pairs, "s.csv")


Case = tuple[str, str, str, list[str]]
"""A name (with the number in the list of bad input), what is changed to what, and what is said, from the line on."""


def told(text: str | bytes, folder: Path) -> list[str]:
    """What is said of a bad scenario, fault by fault: ``file:line:column: message [code]``.

    Checks on the way that nothing but `InputError` escapes, that it is quick, and that every fault is told
    in Norwegian too, in words for people.
    """
    path = write(folder, text)
    started = time.process_time()
    with pytest.raises(InputError) as caught:
        read_scenario(path)
    assert time.process_time() - started < 2
    for fault in caught.value.faults:
        assert fault.message("nb") != fault.message("en")
        for said in (fault.text("nb"), fault.text("en")):
            assert not [word for word in ("pydantic", "NoneType", "Traceback", "https:", "class '") if word in said]
    return [f"{fault.place}: {fault.message()}".replace(f"{folder}/", "") for fault in caught.value.faults]
