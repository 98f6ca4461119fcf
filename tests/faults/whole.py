"""Whether a file is whole: it can be read to its end by whatever reads files of its kind."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from pathlib import Path

from regroup.errors import InputError
from regroup.sweep.store import Store


def fault(path: Path) -> str | None:
    """What is half about a file, by its ending; None where it is whole."""
    try:
        content = path.read_bytes()
        if not _READERS.get(path.suffix, _text)(content, path):
            return f"{path.name} is not whole ({len(content)} bytes)"
    except (ValueError, zipfile.BadZipFile, InputError, OSError) as error:
        return f"{path.name}: {error}"
    return None


def _json(content: bytes, path: Path) -> bool:
    return bool(json.loads(content)) and content.endswith(b"}\n")


def _zipped(content: bytes, path: Path) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.testzip() is None


def _store(content: bytes, path: Path) -> bool:
    with Store.read(path) as kept:
        return not kept.warnings and len(list(kept.rows())) == len(kept)


def _text(content: bytes, path: Path) -> bool:
    return content.decode("utf-8").endswith("\n")


_READERS = {
    ".json": _json,
    ".toml": lambda content, path: bool(tomllib.loads(content.decode("utf-8"))),
    ".html": lambda content, path: content.rstrip().endswith(b"</html>"),
    ".svg": lambda content, path: content.rstrip().endswith(b"</svg>"),
    ".pdf": lambda content, path: content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF"),
    ".parquet": lambda content, path: content[:4] == content[-4:] == b"PAR1",
    ".docx": _zipped,
    ".pptx": _zipped,
    ".xlsx": _zipped,
    ".sqlite": _store,
}
