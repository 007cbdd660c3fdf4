"""What a report rests on, in twelve digits: the same rows, the same digits, wherever they are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from pilot_tui.report.material import Material, Stored

DIGITS = 12


def of_data(material: Material) -> str:
    """Of every stored row behind it."""
    return _digest(material.rows())


def _digest(stored: Iterable[Stored]) -> str:
    told = sorted(json.dumps((table, row), sort_keys=True, default=str) for table, row in stored if row)
    return hashlib.sha256("\n".join(told).encode("ascii")).hexdigest()[:DIGITS]
