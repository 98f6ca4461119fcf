"""What people read: tables and sentences made from a result. Rendering only, no scoring and no sums."""

from __future__ import annotations

from regroup.report.terminal import print_result

__all__ = ["print_result"]
