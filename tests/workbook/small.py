"""The least file that has a value, a mark and a milestone."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from pilot_tui.model import Birth
from pilot_tui.store import building

_ROWS: list[tuple[str, str, dict[str, object]]] = [
    ("programme", "P", {"name_zh": "方案"}),
    ("county", "c", {"name_zh": "甲县"}),
    ("pilot", "P.c", {"programme": "P", "county": "c"}),
    ("dimension", "P.D", {"programme": "P", "code": "D"}),
    ("dimension", "P.E", {"programme": "P", "code": "E"}),
    ("indicator", "P.I", {"programme": "P", "code": "I", "dimension": "D", "weight": "10"}),
    ("value", "P.c.I.2020", {"programme": "P", "county": "c", "indicator": "I", "year": 2020, "target": "8"}),
    ("round", "R", {"programme": "P"}),
    ("criterion", "R.K", {"round": "R", "code": "K"}),
    ("expert", "R.E", {"round": "R", "code": "E"}),
    ("mark", "R.c.E.K", {"round": "R", "county": "c", "expert": "E", "criterion": "K", "mark": "80"}),
    ("milestone", "M", {"programme": "P", "county": "c", "year": 2020, "kind": "checklist"}),
]


@cache
def small() -> bytes:
    """A fresh file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.db"
        building.build(path, [Birth(*row) for row in _ROWS])
        return path.read_bytes()
