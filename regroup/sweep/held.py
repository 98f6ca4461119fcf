"""A store that is closed however Ctrl-C comes, also just as closing begins."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from regroup.sweep.store import Store


class Held:
    """Opens a store to add to it, for ``with Held(path) as store, store:``.

    Python looks for Ctrl-C whenever a function is entered. That of `Store.__exit__` is left without a chance to close
    where it comes then; this one outside closes what is open still.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: Store | None = None

    def __enter__(self) -> Store:
        """Opens it, as `Store.open` does and with the same errors; nothing that could be interrupted follows."""
        self._store = Store.open(self._path)
        return self._store

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._store is not None:
            self._store.close()
