"""``python -m regroup`` is the command ``regroup``."""

from __future__ import annotations

from regroup.cli import main

if __name__ == "__main__":
    main()
