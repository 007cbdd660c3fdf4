"""What a report rests on, in twelve digits: the same rows, the same digits, wherever they are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from pilot_tui.report.material import Material, Stored

DIGITS = 12
_RULING = ("rule", "dimension", "indicator", "round", "criterion", "expert")
"""The tables that say how it is counted."""


def of_data(material: Material) -> str:
    """Of every stored row behind it."""
    return _digest(material.rows())


def of_rule(material: Material) -> str:
    """Of the rows that say how it is counted."""
    return _digest((table, row) for table, row in material.rows() if table in _RULING)


def _digest(stored: Iterable[Stored]) -> str:
    told = sorted(json.dumps((table, row), sort_keys=True, default=str) for table, row in stored if row)
    return hashlib.sha256("\n".join(told).encode("ascii")).hexdigest()[:DIGITS]
