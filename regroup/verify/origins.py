"""Whether the inputs in a result are those it was made from: hashes, and the files where they still lie."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from regroup.errors import InputError
from regroup.read.bounded import read_source
from regroup.verify.base import Check, compared, failed, noted, passed

Object = Mapping[str, Any]


def digest(content: object) -> str:
    """SHA-256 of the canonical text: JSON with sorted keys and no blanks."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def seal_check(result: Object) -> Check:
    """Whether anything at all was changed since the result was written."""
    found = digest({key: value for key, value in result.items() if key != "sha256"})
    return passed("seal") if result["sha256"] == found else failed("seal", "edited")


def hash_checks(result: Object) -> Iterator[Check]:
    """Whether the hashes are those of the inputs beside them, and agree with each other."""
    inputs, provenance = result["inputs"], result["provenance"]
    for part in ("scenario", "model", "changed"):
        if inputs[part] is not None or inputs[f"{part}_sha256"] is not None:
            found = None if inputs[part] is None else digest(inputs[part])
            yield passed("hash", part) if inputs[f"{part}_sha256"] == found else failed("hash", "other_hash", part)
    for part in ("scenario", "model"):
        hashes = [file["sha256"] for file in inputs["files"] if file["part"] == part]
        yield compared("file_hash", provenance[f"{part}_sha256"], _joined(hashes), part)


def _joined(hashes: list[str]) -> str | None:
    """The hash that stands for one file, or for a file and the tables beside it."""
    if not hashes:
        return None
    return hashes[0] if len(hashes) == 1 else sha256("\n".join(hashes).encode()).hexdigest()


def file_checks(result: Object, folders: Iterable[Path]) -> Iterator[Check]:
    """Whether the files still lie in some folders, and are still the same. A file that has changed is no fault."""
    places = list(folders)
    for file in result["inputs"]["files"]:
        found = [here for folder in places if (here := _hash_in(folder, file["name"])) is not None]
        if file["sha256"] in found:
            yield passed("file", file["name"])
        else:
            yield noted("file", "file_changed" if found else "file_away", file["name"])


def _hash_in(folder: Path, name: str) -> str | None:
    if not name or name != Path(name).name or "\\" in name or name.startswith("."):
        return None
    try:
        return read_source(folder / name).sha256
    except InputError:
        return None
