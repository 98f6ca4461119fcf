"""Reading: the only part of regroup that opens a user's files. What it returns is checked."""

from __future__ import annotations

from regroup.read.hint import language_of
from regroup.read.model import read_model
from regroup.read.provenance import changes_of, source_hash, source_hashes
from regroup.read.scenario import read_scenario
from regroup.read.schema import schema_of
from regroup.read.shipped import names as shipped_names
from regroup.read.study import read_study
from regroup.read.sweep import read_sweep_file

__all__ = [
    "changes_of",
    "language_of",
    "read_model",
    "read_scenario",
    "read_study",
    "read_sweep_file",
    "schema_of",
    "shipped_names",
    "source_hash",
    "source_hashes",
]
