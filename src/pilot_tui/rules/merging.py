"""What a person must look at once changes have met. Causality decides; clocks only say what is shown.

A cell is in conflict when two people wrote it without seeing each other (`value`), when its row was retired
by one and changed by another (`retired`), when it was written without seeing that it had been approved
(`approved`) or that it is somebody else's to write (`foreign`), or when its row came to bear the name of
another (`duplicate`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pilot_tui.model import Change
from pilot_tui.rules import heads

KINDS = ("value", "retired", "approved", "foreign", "duplicate")


class Guard(NamedTuple):
    """A change of another row that whoever writes a cell should have seen."""

    kind: str
    """`approved` or `foreign`."""
    uid: str
    seen: frozenset[str]
    """The heads that stood when it was made."""
    person: str = ""
    """Whose cell it is, of `foreign`."""


def standing(heads_of_cell: Iterable[Change], fresh: Iterable[Change]) -> list[Change]:
    """The heads of a cell after changes of it have come, by clock and site.

    Args:
        heads_of_cell: The heads before.
        fresh: Changes of this cell that nothing here has seen yet.
    """
    everything = [*heads_of_cell, *fresh]
    named = {uid for one in everything for uid in seen_by(one) if uid != one.uid}
    return sorted((one for one in everything if one.uid not in named), key=heads.order)


def succeeds(change: Change, heads_of_cell: Sequence[Change]) -> bool:
    """Whether a change has seen the only head of its cell and nothing else, and so stands in its place."""
    return len(heads_of_cell) == 1 and change.deps == f'["{heads_of_cell[0].uid}"]'


def torn(changes: Sequence[Change]) -> bool:
    """Whether a row stays although somebody retired it: somebody else changed it without seeing that."""
    lives = [one for one in changes if not one.col]
    named = {uid for one in lives for uid in seen_by(one)}
    retired = any(one.val == "null" and one.uid not in named for one in lives)
    return retired and heads.alive(changes)


def passed_by(guard: Guard, heads_of_cell: Iterable[Change]) -> bool:
    """Whether somebody wrote a cell past its guard: neither had seen the other, and it is not theirs."""
    return any(
        head.uid not in guard.seen
        and guard.uid not in seen_by(head)
        and not (guard.person and head.actor == guard.person)
        for head in heads_of_cell
    )


def same_name(one: Sequence[Change], other: Sequence[Change]) -> bool:
    """Whether two rows of one name are to be looked at: nobody who wrote either name had seen the other's.

    What the file was made with is left alone.
    """
    if all(head.site == "base" for head in (*one, *other)):
        return False
    seen = {uid for head in (*one, *other) for uid in seen_by(head)}
    return not seen & {head.uid for head in (*one, *other)}


def base_of(heads_of_cell: Sequence[Change], past: Mapping[str, Change], col: str) -> Change | None:
    """The last change of the cell that every head builds on; None when they have nothing in common.

    Args:
        heads_of_cell: The heads.
        past: The changes of the row by uid.
        col: The field.
    """
    behind = [_behind(head, past, col) for head in heads_of_cell]
    common = set.intersection(*behind) if behind else set()
    named = {uid for one in common for uid in _behind(past[one], past, col)}
    return heads.shown_head(past[uid] for uid in common - named)


def _behind(change: Change, past: Mapping[str, Change], col: str) -> set[str]:
    """The changes of its cell that a change builds on, however far back."""
    found: set[str] = set()
    todo = [change]
    while todo:
        for uid in seen_by(todo.pop()):
            if uid in past and uid not in found and (past[uid].col == col or heads.is_birth(past[uid])):
                found.add(uid)
                todo.append(past[uid])
    return found


def seen_by(change: Change) -> tuple[str, ...]:
    """The uids a change names."""
    return _named(change.deps)


@lru_cache(512)
def _named(deps: str) -> tuple[str, ...]:
    """A change is asked several times, and parsing is most of the cost."""
    return tuple(json.loads(deps))
