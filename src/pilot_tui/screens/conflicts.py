"""Conflicts, side by side: what stood there, and what each of two people made of it, when and why.

Nothing is written while choices are made: they stand in the list until Enter writes them all, in one step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from pilot_tui.cells import fit
from pilot_tui.errors import at_desk
from pilot_tui.model import Cell
from pilot_tui.safe import one_line
from pilot_tui.screens.ask import Ask
from pilot_tui.screens.choose import Choose
from pilot_tui.screens.conflict_lines import columns, lines, sides, value_of
from pilot_tui.widgets.foot import Foot, Offer
from pilot_tui.widgets.grid_view import GridView
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Listed, Run
from pilot_tui.widgets.sieve import Named
from pilot_tui.widgets.spots import Spots
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.settling import Conflict

_AROUND = 14
"""Lines of the screen the list never takes: the sides, the keys, the margins."""
_SIDES = 7
_MOST = 9
"""Values that can be taken by a digit."""
_NAMED, _NAME = 2, 8
"""Sides up to which each has a key of its own at the foot, and cells of the name beside it."""


@dataclass
class Settled:
    """What is to be written."""

    pairs: list[tuple[Cell, str]] = field(default_factory=list)
    reason: str = ""


@dataclass
class Choice:
    """What a conflict is to be settled by."""

    text: str
    shown: str
    reason: str = ""


class Conflicts(ModalScreen[Settled | Cell | None]):
    """The list, and below it the sides of the one under the cursor."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [
        Binding("enter,ctrl+j", "apply", show=False, priority=True),
        Binding("escape,q,ctrl+c", "leave", show=False, priority=True),
        Binding("n,tab", "step(1)", show=False, priority=True),
        Binding("N,shift+tab", "step(-1)", show=False, priority=True),
        Binding("e,f2", "another", show=False, priority=True),
        Binding("b", "bulk", show=False, priority=True),
        Binding("delete,backspace", "drop", show=False, priority=True),
        Binding("o", "go", show=False, priority=True),
        *(Binding(str(nth), f"take({nth})", show=False, priority=True) for nth in range(1, _MOST + 1)),
    ]

    def __init__(self, book: Workbook, found: Sequence[Conflict]) -> None:
        super().__init__()
        self._book = book
        self._found = {str(one.cell): one for one in found}
        self._chosen: dict[str, Choice] = {}

    def compose(self) -> ComposeResult:
        """How many, the list, the sides, the keys."""
        with Vertical(id="box"):
            yield Lines(ground="band", id="whole")
            yield GridView(id="conflicts")
            yield Spots(ground="band", id="sides")
            yield Foot(ground="band", id="answers")

    def on_mount(self) -> None:
        """As high as the list is long."""
        grid = self.query_one(GridView)
        grid.styles.height = max(2, min(len(self._found) + 1, self.app.size.height - _AROUND))
        self.query_one("#whole").styles.height = 2
        self.query_one("#sides").styles.height = _SIDES
        self.query_one("#answers").styles.height = 2
        self._draw()
        grid.focus()
        self.call_after_refresh(self._side_by_side)

    def _draw(self) -> None:
        head: list[Run] = [
            Run(f" {say('conflict.title')}", "bold foreground"),
            Run(f"  {len(self._found):,}", "muted"),
        ]
        if self._chosen:
            head.append(Run(f"   {say('conflict.chosen', count=len(self._chosen))}", "primary"))
        self.query_one("#whole", Lines).set([tuple(head), ()])
        shown = {key: choice.shown for key, choice in self._chosen.items()}
        self.query_one(GridView).show(Listed(columns(), lines(self._book, [*self._found.values()], shown)))
        self._side_by_side()

    @on(GridView.Moved)
    def _side_by_side(self) -> None:
        """The sides of the conflict under the cursor, and what can be done."""
        one, place = self._here, self.query_one("#sides", Spots)
        if one is not None:
            chosen = self._chosen.get(str(one.cell))
            drawn = sides(one, max(20, place.size.width), chosen, self._locked(one))
            place.set(drawn.lines)
            place.aim(drawn.spots)
        self.query_one(Foot).offer([*self._offered(one)], Offer("Esc", say("block.back"), "leave"))

    def _offered(self, one: Conflict | None) -> Iterator[Offer]:
        if self._chosen:
            yield Offer("↵", say("conflict.write"), "apply")
        if one is not None and not self._locked(one):
            yield from _takes(one)
            if one.cell.field != "id":
                yield Offer("e", say("conflict.another"), "another")
        if len(self._found) > 1:
            yield Offer("b", say("conflict.bulk"), "bulk")
            yield Offer("n", say("conflict.next"), "step(1)")
        yield Offer("o", say("conflict.go"), "go")

    def _locked(self, one: Conflict) -> str:
        """Why a conflict may not be settled in a file that was handed out; else empty."""
        why = self._book.locked(one.cell)
        return say("handed.locked", why=say(at_desk(f"handed.{why}"))) if why else ""

    @property
    def _here(self) -> Conflict | None:
        return self._found.get(self.query_one(GridView).view.key)

    def action_take(self, nth: int) -> None:
        """Settle by the value of that number; then the next one."""
        one = self._here
        if one is None or nth > len(one.claims) or self._locked(one):
            self.app.bell()
            return
        self._choose(one, nth - 1)
        self._draw()
        self.action_step(1)

    def _choose(self, one: Conflict, at: int) -> None:
        value = one.claims[at].value
        shown = f"{value_of(one, one.claims[at])} · {one.claims[at].change.actor}"
        self._chosen[str(one.cell)] = Choice("" if value is None else str(value), shown)

    def action_another(self) -> None:
        """Settle by a value nobody claimed: what, and why."""
        one = self._here
        if one is None or one.cell.field == "id" or self._locked(one):
            self.app.bell()
            return

        def why(text: str | None) -> None:
            if text is not None:
                self.app.push_screen(Ask(say("conflict.ask_why")), lambda reason: put(text, reason))

        def put(text: str, reason: str | None) -> None:
            if reason and reason.strip():
                self._chosen[str(one.cell)] = Choice(text, text, reason.strip())
                self._draw()

        self.app.push_screen(Ask(say("conflict.ask_value")), why)

    def action_bulk(self) -> None:
        """Choose the same side everywhere; nothing is written before Enter."""
        authors = sorted({claim.change.actor for one in self._found.values() for claim in one.claims})
        given = [Named("", say("conflict.all_shown"))]
        given += [Named(f"={author}", say("conflict.all_of", author=one_line(author))) for author in authors]

        def chosen(value: str | None) -> None:
            if value is None:
                return
            for one in (one for one in self._found.values() if not self._locked(one)):
                for at, claim in enumerate(one.claims):
                    if claim.shown if not value else claim.change.actor == value[1:]:
                        self._choose(one, at)
            self._draw()

        self.app.push_screen(Choose(say("conflict.bulk"), given), chosen)

    def action_drop(self) -> None:
        """Leave the conflict under the cursor open after all."""
        if (one := self._here) is not None and str(one.cell) in self._chosen:
            del self._chosen[str(one.cell)]
            self._draw()

    def action_step(self, by: int) -> None:
        """The next conflict, or the one before."""
        keys = [*self._found]
        view = self.query_one(GridView)
        if view.view.key in self._found:
            view.move_to(keys[(keys.index(view.view.key) + by) % len(keys)])

    def action_go(self) -> None:
        """To the cell on the desk."""
        if (one := self._here) is not None:
            self.dismiss(one.cell)

    def action_apply(self) -> None:
        """Write what is chosen, in one step; without a choice there is nothing to write."""
        if not self._chosen:
            self.app.bell()
            return
        reasons = dict.fromkeys(choice.reason for choice in self._chosen.values() if choice.reason)
        pairs = [(self._found[key].cell, choice.text) for key, choice in self._chosen.items()]
        self.dismiss(Settled(pairs, "; ".join(reasons) or say("conflict.taken")))

    def action_leave(self) -> None:
        """Back to the desk; nothing is written."""
        self.dismiss(None)


def _takes(one: Conflict) -> Iterator[Offer]:
    """A key for each side, by whose it is; where there are many, how far the digits go."""
    last = min(len(one.claims), _MOST)
    if last > _NAMED:
        yield Offer(f"1–{last}", say("conflict.take"), "")
        return
    for nth, claim in enumerate(one.claims[:last], 1):
        who = fit(one_line(claim.change.actor), _NAME) if last > 1 else ""
        yield Offer(str(nth), f"{say('conflict.take')} {who}".strip(), f"take({nth})")
