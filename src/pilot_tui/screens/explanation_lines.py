"""A whole explanation as lines: what it says, then the tree of its computation, folded."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pilot_tui.cells import width
from pilot_tui.report.explaining import Explanation
from pilot_tui.report.explaining.tree import Told
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Runs, Slot, slot
from pilot_tui.words import say

_INDENT = 3
FIRST_OPEN = 1
"""The depth of the numbers whose parts are hidden at first."""


def said_lines(said: Explanation, cells: int) -> list[Runs]:
    """Name and kind, then every phrase on lines of its own."""
    head = (Run(" "), Run(said.name, "bold foreground"), Run(f"  {said.kind}", "muted"))
    what = [one for phrase in said.what for one in wrapped(tuple(Run(*part) for part in phrase), cells)]
    whence = [one for part in said.whence if part for one in wrapped((Run(part, "muted"),), cells)]
    return [head, (), *what, *([()] if whence else []), *whence]


def wrapped(runs: Runs, cells: int) -> list[Runs]:
    """Runs on as many lines as they need, broken at blanks; what has none is broken where it must."""
    lines: list[list[Run]] = [[Run("   ")]]
    used = _INDENT
    for run in runs:
        for word in re.findall(r"\S+\s*|\s+", run.text):
            for piece in _pieces(word, cells - _INDENT):
                if used + width(piece.rstrip()) > cells and used > _INDENT:
                    lines.append([Run("   ")])
                    used = _INDENT
                lines[-1].append(Run(piece, run.ink))
                used += width(piece)
    return [tuple(line) for line in lines]


def _pieces(word: str, cells: int) -> list[str]:
    """A word in pieces of at most so many cells."""
    pieces = [""]
    for sign in word:
        if width(pieces[-1].rstrip() + sign.strip()) > cells:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def has_parts(told: Sequence[Told], at: int) -> bool:
    """Whether the number at that place is made of others."""
    return at + 1 < len(told) and told[at + 1].depth > told[at].depth


def first_open(told: Sequence[Told]) -> set[int]:
    """The places whose parts are shown at first."""
    return {at for at, one in enumerate(told) if one.depth < FIRST_OPEN}


def tree_source(told: Sequence[Told], opened: Collection[int]) -> Listed:
    """The numbers that are not hidden in a folded one."""
    lines: list[Line] = []
    hidden = len(told)  # deeper than this is in a folded number
    for at, one in enumerate(told):
        if one.depth > hidden:
            continue
        hidden = len(told)
        parts = has_parts(told, at)
        if parts and at not in opened:
            hidden = one.depth
        lines.append(_line(at, one, parts, at in opened))
    return Listed(_columns(told), lines)


def _line(at: int, one: Told, parts: bool, opened: bool) -> Line:
    sign = ("▾ " if opened else "▸ ") if parts else "  "
    ink = "bold foreground" if parts else "foreground"
    name = (Run("  " * one.depth), Run(sign, "faint"), Run(one.name, ink))
    made = f"= {one.formula}" if one.formula else "   ".join(one.whence)
    return Line(
        str(at),
        (
            Slot(name, opens=one.stored),
            slot(one.figure, ink),
            slot(made, "muted" if one.formula else "faint"),
        ),
    )


def _columns(told: Sequence[Told]) -> list[Column]:
    names = max((2 * one.depth + 2 + width(one.name) for one in told), default=10)
    figures = max((width(one.figure) for one in told), default=6)
    return [
        Column("name", say("explain.number"), min(names, 44), least=16, frozen=True),
        Column("figure", say("explain.figure"), min(figures, 14), "right", gap=2, stop=False),
        Column("made", say("explain.made"), 24, gap=2, least=8, most=160, stop=False),
    ]
