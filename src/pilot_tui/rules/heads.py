"""Which changes of a row still stand. Causality decides: a change stands until a later one names it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from pilot_tui.model import Change


def cell_heads(changes: Iterable[Change], col: str) -> list[Change]:
    """The changes of one cell that no other change of that cell has seen, by clock and site.

    Args:
        changes: Changes of one row, in any order; those of other cells and retirements are passed over.
        col: The field; empty for a cell nobody has edited, which is where the births meet.

    Returns:
        Births and edits; more than one when they were made without knowing of each other.

    Source: docs/file-format.md.
    """
    return _unseen([change for change in changes if is_birth(change) or (change.col and change.col == col)])


def shown_head(heads: Iterable[Change]) -> Change | None:
    """The head whose value is shown: the latest by clock and site; None of none."""
    return max(heads, key=order, default=None)


def cell_value(change: Change, col: str) -> object:
    """The JSON value `change` gives to field `col`; of a birth, what the row holds there, None when empty."""
    if change.col and change.val[:1] == '"' and "\\" not in change.val:  # most are, and need no parsing
        return change.val[1:-1]
    value: object = json.loads(change.val)
    if change.col:
        return value
    return value.get(col) if isinstance(value, dict) else None


def in_conflict(heads: Iterable[Change], col: str) -> bool:
    """Whether the heads of field `col` hold differing values."""
    return len({json.dumps(cell_value(head, col), sort_keys=True) for head in heads}) > 1


def alive(changes: Sequence[Change]) -> bool:
    """Whether the row is there.

    Args:
        changes: All changes of one row, in any order.

    Returns:
        False without a birth: the row waits. With one, False only when retirements have the last word on its
        existence and have seen the heads of all its cells: an edit they did not see keeps the row.

    Source: docs/file-format.md.
    """
    standing = _unseen([change for change in changes if not change.col])
    if any(is_birth(change) for change in standing):
        return True
    if not any(is_birth(change) for change in changes):
        return False
    seen = {uid for retirement in standing for uid in _seen(retirement)}
    columns = {change.col for change in changes}
    return any(head.uid not in seen for col in columns for head in cell_heads(changes, col))


def is_birth(change: Change) -> bool:
    """Whether `change` brings a whole row."""
    return not change.col and change.val != "null"


def _unseen(changes: Sequence[Change]) -> list[Change]:
    seen = {uid for change in changes for uid in _seen(change) if uid != change.uid}
    return sorted((change for change in changes if change.uid not in seen), key=order)


def _seen(change: Change) -> list[str]:
    if change.deps == "[]":  # most changes of a fresh file, and parsing is most of the cost
        return []
    named: list[str] = json.loads(change.deps)
    return named


def order(change: Change) -> tuple[int, str, int]:
    """By clock, then site: what says which of several heads is shown."""
    return change.hlc, change.site, change.seq
