"""What a change would do to the figures, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pilot_tui.safe import one_line
from pilot_tui.words import knows, pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.effects import Effect
from pilot_tui.workbook.outcomes import Scope, Shift

_NAMED = 3
"""Of each kind so many are named; the others are counted."""
_LIGHTS = ("light", "task", "share")


def summary(book: Workbook, effect: Effect, scope: Scope) -> list[str]:
    """A phrase a kind: how many, and the first of them by name."""
    return [
        _phrase(book, scope, kind, list(group))
        for kind, group in groupby(effect.shifts, key=lambda one: one.kind)
    ]


def lines(book: Workbook, effect: Effect, scope: Scope) -> Iterator[tuple[str, str, str, str]]:
    """Every shift: its kind, whose it is, what is shown now, what would be."""
    for one in effect.shifts:
        kind, who = say(f"effect.kind_{one.kind}"), _who(book, scope, one)
        yield kind, who, worded(book, scope, one, one.before), worded(book, scope, one, one.after)


def worded(book: Workbook, scope: Scope, one: Shift, shown: str) -> str:
    """A figure, a grade or a light as it is read."""
    if not shown:
        return say("effect.nothing")
    if one.kind == "grade":
        return one_line(pick(book.row("band", f"{scope.programme}.{shown}") or {}, "name") or shown)
    if one.kind == "outlier":
        return say("effect.flagged")
    if one.kind in _LIGHTS:
        return " ".join(_light(part) for part in shown.split(" "))
    return shown


def _light(part: str) -> str:
    """A light by its shape, how a task keeps pace by its word, a share as it is."""
    if knows(f"effect.light_{part}"):
        return say(f"effect.light_{part}")
    return say(f"pace.{part}") if knows(f"pace.{part}") else part


def _phrase(book: Workbook, scope: Scope, kind: str, given: list[Shift]) -> str:
    count = len(given)
    said = say(f"effect.{kind}_one" if count == 1 else f"effect.{kind}", count=f"{count:,}")
    if kind in _LIGHTS:
        return said
    named = [
        f"{_who(book, scope, one)} {worded(book, scope, one, one.before)}"
        f"→{worded(book, scope, one, one.after)}"
        for one in given[:_NAMED]
    ]
    more = ["…"] if count > _NAMED else []
    return say("effect.named", said=said, named=say("effect.comma").join([*named, *more]))


def _who(book: Workbook, scope: Scope, one: Shift) -> str:
    return "  ".join(filter(None, (_county(book, one.county), _thing(book, scope, one))))


def _county(book: Workbook, id: str) -> str:
    row = book.row("county", id) or {}
    return one_line(pick(row, "short") or pick(row, "name") or id)


def _thing(book: Workbook, scope: Scope, one: Shift) -> str:
    if not one.thing:
        return ""
    table, id = {
        "task": ("milestone", one.thing),
        "outlier": ("expert", f"{scope.round}.{one.thing}"),
        "light": ("indicator", f"{scope.programme}.{one.thing}"),
    }.get(one.kind, ("firm", f"{scope.programme}.{one.thing}"))
    row = book.row(table, id) or {}
    return one_line(pick(row, "short") or pick(row, "name") or one.thing)
