"""The table of a sweep in which every text is the same hostile one."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from regroup.sweep.base import State, Task
from regroup.sweep.chosen import of_store
from regroup.sweep.export import _fill_xlsx, fill_csv
from regroup.sweep.store import Store
from regroup.sweep.table import Plans, table
from tests.sweep.rows import row, unanswered


def tables(text: str) -> Iterator[tuple[str, bytes]]:
    """The table as CSV and as XLSX."""
    said = text.encode("utf-8", "replace").decode()
    rows = [row("a", {"scenario": said, "model": said}, points=5, reason=said)]
    rows.append(unanswered("b", {"scenario": said, "model": "balanced"}, State.FAILED, said))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.sqlite"
        with Store.open(path) as store:
            for one in rows:
                store.put(Task(one.key, "toy", "balanced", (), (), None, one.at), one)
        with Store.read(path) as store:
            for name, fill in (("csv", fill_csv), ("xlsx", _fill_xlsx)):
                file = io.BytesIO()
                fill(table(of_store(store, None), Plans.COLUMNS, provenance=True), file)
                yield name, file.getvalue()
