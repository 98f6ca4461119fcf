"""A file that was parsed and not yet checked: parsed once, it can be checked under many sets of changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from regroup.errors import Fault
from regroup.read.bounded import read_source
from regroup.read.origin import FileOrigin
from regroup.read.override import apply
from regroup.read.toml import Tables, parse


@dataclass(frozen=True, slots=True)
class Parsed:
    """The plain values of one file, tables beside it included.

    Attributes:
        path: of the file.
        data: what it holds; never changed in place.
        origin: where everything in it stands.
        faults: what was found to be wrong on the way.
    """

    path: Path
    data: Tables
    origin: FileOrigin
    faults: tuple[Fault, ...] = ()

    def changed(self, overrides: Iterable[str]) -> Parsed:
        """The same with changes such as ``terms.synergy.weight=5`` put in; this one stays as it is.

        Raises:
            InputError: a change that is not of the form key=value, or names something that is not there.
        """
        data, origin = self.data, self.origin.again()
        for override in overrides:
            data = apply(override, data, origin)
        return replace(self, data=data, origin=origin)


def parse_file(path: Path) -> Parsed:
    """The file at ``path``.

    Raises:
        InputError: it cannot be read, or is not TOML.
    """
    source = read_source(path)
    return Parsed(path, parse(source), FileOrigin(source))
