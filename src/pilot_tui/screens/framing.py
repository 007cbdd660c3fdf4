"""What stands around the panes: kept up to date here, drawn by `bands`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pilot_tui.cells import group_thousands
from pilot_tui.errors import PilotError, at_desk
from pilot_tui.model import Cell
from pilot_tui.report.explaining import Explanation
from pilot_tui.report.figures import percent
from pilot_tui.safe import one_line
from pilot_tui.screens import bands
from pilot_tui.screens.frame import Frame
from pilot_tui.screens.offering import Offering
from pilot_tui.screens.start import state_of
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Run, Runs
from pilot_tui.widgets.spots import Spots
from pilot_tui.widgets.tally import tally
from pilot_tui.words import say, spoken


class Told(NamedTuple):
    """What is said of a cell."""

    lines: tuple[Runs, Runs]
    """How its number came about, and where from."""
    sill: Runs
    """The hairline above, with what the figures beside it come to."""
    side: Sequence[Runs]
    """Its series and its history, where there is room."""


class Framing(Offering):
    """Title, tabs, hairlines, explain line and footer of the desk."""

    _told_at: tuple[object, ...] | None = None
    """The pane and the cell something was said of; None while the explanation stands there."""
    _explained: tuple[object, ...] | None = None
    """The pane and the cell that are explained; None while something else is said."""
    _explanation: Runs = ()
    """The first line of that."""
    _place = ""
    """The lines that are said to be in view."""
    _framed_typing = (False, False)
    """Whether a cell was edited, and anything typed at all, when state and verbs were last said together."""

    def look(self, **changed: object) -> None:
        """Take a fresh view; panes redraw if what they follow has changed."""
        self.see(**changed)
        self.follow()

    def see(self, **changed: object) -> None:
        """The first half of `look`, all that has to be seen at once; `follow` is to come after it."""
        self._told_at = None
        self._see(**changed)

    def look_again(self, **changed: object) -> None:
        """As `look` when nobody asked for it: what was said of the cell under the cursor stays."""
        self._see(**changed)
        self.follow()

    def _see(self, **changed: object) -> None:
        fresh = replace(self.view, language=spoken(), revision=self.book.revision)
        self.view = replace(fresh, **changed)  # type: ignore[arg-type]  # fields of View, given by name
        self.frame()

    def follow(self) -> None:
        """What a fresh view asks for besides, of which nothing is seen."""

    def frame(self) -> None:
        """Everything around the panes."""
        self._framed_typing = self.editing, self.typing
        self.frame_view()
        self.frame_footer()

    def frame_view(self) -> None:
        """What is said of the view: everything around the panes but the verbs."""
        self.query_one("#counties").styles.width = self.around.counties
        self.frame_title()
        self.frame_head()
        self.frame_move()

    @property
    def found_count(self) -> Runs:
        """How many findings there are, beside their tab; nothing while nobody has looked."""
        return ()

    @property
    def around(self) -> Frame:
        """What stands around the panes now."""
        return Frame(self.book, self.view, self.app.size.width, self.opened, self.zoomed, self.found_count)

    def frame_title(self) -> None:
        """County or program, programme, year, state."""
        band = self.query_one("#title", Spots)
        left, right, spots = self.around.title(self._state(), self.progress)
        band.set([left], [right])
        band.aim(spots)

    def frame_head(self) -> None:
        """Counties' heading, tabs, and the hairlines above and below the panes."""
        band, around = self.query_one("#head", Spots), self.around
        self._place = self.pane.grid.place
        head, spots = around.head(self._place, self._looked_for())
        band.set(head)
        band.aim(spots)
        for wall in ("#wall", "#side-wall"):
            self.query_one(wall, Lines).set([(Run("│", "hairline"),)] * self.app.size.height)

    def _looked_for(self) -> str:
        """What the table in view is narrowed to, in words; empty when it is whole."""
        pane = self.focused_pane
        found = "{:,} / {:,}".format(*pane.matched) if pane.matched else ""
        return say("shape.on", wanted=one_line(pane.shape.wanted), count=found) if pane.shape.wanted else ""

    def _tally(self) -> str:
        """Count, mean and range of the figures the cursor stands in; empty where they say nothing."""
        found = tally(self.focused_pane.grid.view)
        if found is None:
            return ""
        mean, least, greatest = (group_thousands(str(percent(one, 2))) for one in found[2:])
        facts = {"count": found.figures, "of": found.of, "mean": mean, "least": least, "greatest": greatest}
        return say("shape.tally", **facts)

    def frame_explain(self) -> None:
        """How the number under the cursor came about."""
        self._told_at = None
        try:
            told = self.told()
        except PilotError as error:
            self.tell(error.at_desk(), "error")
            return
        self._explained, self._explanation = self._here, told.lines[0]
        self.query_one("#explain", Lines).set(list(told.lines))
        self.query_one("#sill", Lines).set([told.sill])
        if self.around.wide:
            self.query_one("#side", Lines).set(told.side)

    def told(self) -> Told:
        """What is said of the cell under the cursor; raises `PilotError`."""
        said = self._said() if self.view.programme else None
        around = self.around
        lines, sill = bands.explain(said, self.app.size.width), around.sill(self._tally())
        return Told(lines, sill, self._side() if around.wide else ())

    def _said(self) -> Explanation | None:
        """The block that is selected in the pane that has the focus, else the cell under its cursor."""
        pane = self.focused_pane
        view = pane.grid.view
        if view.selection is None or view.block is None:
            if pane.on_fold:
                return pane.explain_fold()
            said = pane.explain()
            why = self.why_locked() if said is not None else ""
            return said._replace(whence=(why, *said.whence)) if said is not None and why else said
        from pilot_tui.pane.block_sums import explain_block

        return explain_block(view.block, say("block.keys"))

    def why_locked(self) -> str:
        """Why the cell under the cursor is only shown in a file that was handed out; else empty."""
        slot = self.focused_pane.grid.current_slot() if self.book.handout is not None else None
        why = self.book.locked(Cell.parse(slot.address)) if slot is not None and slot.address else ""
        return say("handed.locked", why=say(at_desk(f"handed.{why}"))) if why else ""

    def _side(self) -> Sequence[Runs]:
        """The series and the history of the cell under the cursor."""
        from pilot_tui.screens import side

        return side.lines(self.book, self.focused_pane.subject(), self.view.year)

    def tell(self, sentence: str, ink: str = "foreground") -> None:
        """Say something where the explanation stands, on its two lines, until the cursor moves.

        A verb that took its time may have something to say when the desk is gone: then nobody is told.
        """
        if not self.query("#explain"):
            return
        from pilot_tui.report.wrapping import squeezed, wrap

        self._told_at, self._explained = self._here, None
        room = max(1, self.app.size.width - 2)
        whole = squeezed(one_line(sentence), room, lines=2)
        first = wrap(whole, room)[0]
        lines = [first, whole[len(first) :].strip()]
        self.query_one("#explain", Lines).set([(Run(" "), Run(line, ink)) for line in lines if line])

    def tell_done(self, sentence: str) -> None:
        """Say below the explanation what was just done, until the cursor moves."""
        if self._explained != self._here:
            self.frame_explain()
        if self._explained == self._here:
            done = (Run(" ✓ ", "success"), Run(one_line(sentence), "muted"))
            self.query_one("#explain", Lines).set([self._explanation, done])
            self._told_at = self._here

    def frame_move(self) -> None:
        """The explanation of where the cursor is now, unless something was said of that cell."""
        if self._told_at is None or self._told_at != self._here:
            self.frame_explain()

    def frame_pace(self) -> None:
        """What is said of the cell under the cursor and of the lines in view, where they are others now."""
        if self._explained != self._here:
            self.frame_move()
            if self.book.handout is not None:  # what may be done with one row may not with the next
                self.frame_footer()
        if self._place != self.pane.grid.place:
            self.frame_head()

    @property
    def _here(self) -> tuple[object, ...]:
        pane = self.focused_pane
        return (pane.NAME, *pane.grid.cursor, pane.grid.view.selection)

    def tell_key(self, key: str, **facts: object) -> None:
        """Say a sentence of the words."""
        self.tell(say(key, **facts), "warning")

    def _state(self) -> str:
        if self.waiting:
            return "waiting"
        if self.editing:
            return "editing"
        return state_of(self.book)
