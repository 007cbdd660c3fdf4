"""A row as its changes say it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from pilot_tui.model import Change
from pilot_tui.rules import heads


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
    row: dict[str, object] = {}
    births = [one for one in changes if not one.col and one.val != "null"]
    names = {one.col for one in changes if one.col}.union(*(json.loads(one.val) for one in births))
    for name in names:
        shown = heads.shown_head(heads.cell_heads([one for one in changes if one.col in ("", name)], name))
        if shown is not None and (value := heads.cell_value(shown, name)) is not None:
            row[name] = value
    return row
