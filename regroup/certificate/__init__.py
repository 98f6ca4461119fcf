"""Certificates: what proves that no assignment has more points, and a check that trusts nothing it says."""

from __future__ import annotations

from regroup.certificate.base import Certificate, Kind, Part
from regroup.certificate.proof import check, check_plain
from regroup.certificate.written import from_json, to_json

__all__ = ["Certificate", "Kind", "Part", "check", "check_plain", "from_json", "to_json"]
