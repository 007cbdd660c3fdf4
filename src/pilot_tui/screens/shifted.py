"""What a change would do to the figures, as the lines of a preview."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.report.effects import lines
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Runs, slot
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.effects import Effect
from pilot_tui.workbook.outcomes import Scope

_MOST = 2_000
"""Lines that are listed; the others are counted above them."""


class Shifted(Listed):
    """A line for each figure: what it is, what is shown now, what would be."""

    def __init__(self, book: Workbook, effect: Effect, scope: Scope) -> None:
        columns = (
            Column("kind", width=10, stop=False, frozen=True),
            Column("name", say("block.where"), 30, stop=False, frozen=True, least=16, most=56),
            Column("old", say("block.old"), 12, "right", stop=False, least=6, most=16),
            Column("to", "", 1, stop=False),
            Column("new", say("block.fresh"), 12, "right", least=6, most=16),
        )
        told = lines(book, Effect(effect.shifts[:_MOST]), scope)
        super().__init__(columns, [_line(at, *one) for at, one in enumerate(told)])

    def why(self, _index: int) -> str:
        """Nothing is refused here."""
        return ""


def _line(at: int, kind: str, who: str, old: str, new: str) -> Line:
    slots = (
        slot(kind, "muted"),
        slot(who),
        slot(old, "muted"),
        slot("→", "faint"),
        slot(new, "bold foreground"),
    )
    return Line(str(at), slots)


def counted(phrases: Sequence[str]) -> Runs:
    """The summary in one sentence."""
    return (Run(say("explain.and").join(phrases)),)
