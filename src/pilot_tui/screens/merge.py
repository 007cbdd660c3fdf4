"""What a merge would do, before it is done: who brings what, and what meets what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from pilot_tui.model import Cell
from pilot_tui.report.explaining.said import when
from pilot_tui.report.naming import completed_by, name_of
from pilot_tui.safe import one_line
from pilot_tui.store.bundle import Bundle
from pilot_tui.widgets.foot import Foot, Offer
from pilot_tui.widgets.grid_view import GridView
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Runs, Slot
from pilot_tui.words import knows, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.exchanging import Brought, Merging

_AROUND = 9
"""Lines of the screen the list never takes."""


class MergePreview(ModalScreen[bool]):
    """Enter takes everything in, Esc nothing."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [
        Binding("enter,ctrl+j", "apply", show=False, priority=True),
        Binding("escape,q,ctrl+c", "leave", show=False, priority=True),
    ]

    def __init__(self, book: Workbook, bundles: Sequence[Bundle], merging: Merging) -> None:
        super().__init__()
        self._book, self._bundles, self._merging = book, bundles, merging

    def compose(self) -> ComposeResult:
        """What comes, the list, the keys."""
        with Vertical(id="box"):
            yield Lines(ground="band", id="whole")
            yield GridView(id="brought")
            yield Foot(ground="band", id="answers")

    def on_mount(self) -> None:
        """As high as there is to say."""
        grid, listed = self.query_one(GridView), [*_lines(self._book, self._merging)]
        grid.styles.height = max(2, min(len(listed) + 1, self.app.size.height - _AROUND))
        self.query_one("#whole").styles.height = 3
        self.query_one("#answers").styles.height = 2
        self.query_one("#whole", Lines).set([self._head(), self._from(), ()])
        takes = [Offer("↵", say("bundle.take"), "apply")] if self._merging.changes else []
        told = [Run(say("bundle.all_or_none"), "faint")] if takes else []
        self.query_one(Foot).offer(takes, Offer("Esc", say("block.back"), "leave"), told)
        grid.show(Listed(_columns(), listed))
        grid.focus()

    def _head(self) -> Runs:
        done = self._merging
        counted = say("bundle.counted", count=f"{done.changes:,}", rows=f"{done.rows:,}")
        head = [Run(f" {say('bundle.title')}", "bold foreground"), Run(f"   {counted}", "muted")]
        if done.met:
            head.append(Run(f"   ≠ {say('bundle.meets', count=len(done.met))}", "error"))
        for key, count in (("already", done.already), ("waiting", done.waiting), ("unknown", done.unknown)):
            if count:
                head.append(Run(f"   {say(f'bundle.{key}', count=f'{count:,}')}", "faint"))
        return tuple(head)

    def _from(self) -> Runs:
        names = "   ".join(
            f"{one_line(one.name)} · {one_line(one.author)} {one.made[:10]}" for one in self._bundles
        )
        return (Run(f" {names}", "faint"),)

    def action_apply(self) -> None:
        """Take it in, when anything comes."""
        self.dismiss(bool(self._merging.changes))

    def action_leave(self) -> None:
        """Take nothing in."""
        self.dismiss(False)


def _columns() -> list[Column]:
    return [
        Column("sign", "", 1, stop=False, frozen=True, sortable=False),
        Column("who", say("bundle.who"), 34, least=16, most=48, frozen=True),
        Column("what", say("bundle.what"), 24, least=14, most=56),
        Column("when", say("bundle.when"), 16, least=16, most=36),
    ]


def _lines(book: Workbook, merging: Merging) -> Iterator[Line]:
    """What each person brings; then every cell that meets another."""
    for nth, one in enumerate(merging.brought):
        yield _line(f"by.{nth}", Run("+", "success"), one.author, _tables(one), _span(one))
    for cell, author in merging.completed:
        what = f"{say('completing.completed')} · {author}"
        yield _line(f"{cell}", Run("✓", "success"), completed_by(book, cell), one_line(what), "")
    for table, id, col, kind in merging.met:
        cell = Cell(table, id, col or "id")
        where = " ".join(filter(None, name_of(book, cell)))
        yield _line(f"{cell}/{kind}", Run("≠", "error"), where, say(f"conflict.{kind}"), "")


def _line(key: str, sign: Run, who: str, what: str, span: str) -> Line:
    slots = (
        Slot((sign,)),
        Slot((Run(one_line(who)),)),
        Slot((Run(what, "muted"),)),
        Slot((Run(span, "faint"),)),
    )
    return Line(key, slots)


def _tables(one: Brought) -> str:
    return " · ".join(f"{_named(table)} {count:,}" for table, count in sorted(one.tables.items()))


def _named(table: str) -> str:
    return say(f"table.{table}") if knows(f"table.{table}") else one_line(table)


def _span(one: Brought) -> str:
    first, last = when(one.first), when(one.last)
    return first if first == last else f"{first} — {last}"
