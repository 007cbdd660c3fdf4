"""Every table and every field. A new field stands in `since`, with the schema version that brings it."""

from __future__ import annotations

from pilot_tui.tables.kinds import Table
from pilot_tui.tables.scoring import SCORING
from pilot_tui.tables.tasks import TASKS

TABLES: dict[str, Table] = {one.name: one for one in (*SCORING, *TASKS)}
"""Every table by name, those referred to before those that refer."""
