"""A row as its changes say it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from pilot_tui.model import Change
from pilot_tui.rules import heads
from pilot_tui.tables import TABLES, holds


def replayed(changes: Sequence[Change]) -> dict[str, object] | None:
    """The row after all its changes, blank fields absent; None when it is not alive."""
    return standing(changes) if heads.alive(changes) else None


def existence(changes: Iterable[Change]) -> list[Change]:
    """The births and retirements of a row that no other birth or retirement has seen."""
    lives = [one for one in changes if not one.col]
    named = {uid for one in lives for uid in json.loads(one.deps)}
    return [one for one in lives if one.uid not in named]


def standing(changes: Sequence[Change]) -> dict[str, object]:
    """The shown value of every cell, whether or not the row is retired."""
    births = [one for one in changes if heads.is_birth(one)]
    edits: dict[str, list[Change]] = {}
    for one in changes:
        if one.col:
            edits.setdefault(one.col, []).append(one)
    untouched = heads.shown_head(heads.cell_heads(births, ""))
    row = {**json.loads(untouched.val)} if untouched else {}
    for name, made in edits.items():
        shown = heads.shown_head(heads.cell_heads([*births, *made], name))
        row[name] = heads.cell_value(shown, name) if shown else None
    return {name: value for name, value in row.items() if value is not None}


def storable(table: str, row: dict[str, object]) -> dict[str, object]:
    """What of a row our schema can hold: a newer one may have sent more, which stays in the log."""
    declared = TABLES[table]
    return {
        name: value
        for name, value in row.items()
        if (field := declared.field(name)) is not None and holds(field, value)
    }
