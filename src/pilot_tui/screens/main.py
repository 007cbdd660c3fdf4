"""The desk: both arrows meet here. Edits come up, one frozen view goes down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.events import ScreenResume
from textual.geometry import Size
from textual.screen import Screen

from pilot_tui import panes
from pilot_tui.errors import Busy
from pilot_tui.pane import Pane, View
from pilot_tui.screens import bands
from pilot_tui.screens.frame import WIDE, Frame
from pilot_tui.screens.handing import HandingOut
from pilot_tui.screens.start import first_view
from pilot_tui.screens.work import Work
from pilot_tui.widgets.at_once import paint, paint_over
from pilot_tui.widgets.bare import Covered, Fixed
from pilot_tui.widgets.field import Field
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.spots import Spots
from pilot_tui.widgets.viewport import Where
from pilot_tui.workbook import Workbook

if TYPE_CHECKING:
    from pilot_tui.panes.history.pane import HistoryPane

_POLL_SECONDS = 1.0


class MainScreen(HandingOut, Fixed, Screen[None]):
    """Counties on the left, one tab a pane on the right, how the number came about below."""

    BINDINGS = [*HandingOut.VERBS]
    BLANK = True

    def __init__(self, book: Workbook, where: Where | None = None) -> None:
        """The desk.

        Args:
            book: What it shows.
            where: The cursor's place, where it was moved before the desk was there.
        """
        super().__init__(book)
        self._where = where
        self._seen_version = book.store.version()
        self._framed: Size | None = None
        self._laid_over = self._cleared = 0
        """How often something was laid over it, and how many of these times it is gone without a trace."""
        panes.say_all()

    def compose(self) -> ComposeResult:
        """Bands and panes; a pane is made when it is first opened."""
        yield Spots(ground="band", id="title")
        yield Spots(id="head")
        with Covered(id="body"):
            yield panes.pane("counties")(self.book)
            yield Lines(id="wall")
            with Covered(id="stage"):
                yield panes.pane(self.opened)(self.book)
            yield Lines(id="side-wall")
            yield Lines(id="side")
        yield Lines(id="sill")
        yield Field(id="explain")
        yield Spots(ground="band", id="footer")

    def on_mount(self) -> None:
        """Look at the first programme, and from then on at whatever changes."""
        self._framed = self.app.size
        self._measure()
        self.query("ToastRack").set(display=False)  # shown empty after the first paint, it costs two more
        view = first_view(self.book)
        self._expect(view)
        self.view = view
        if self._where is not None:
            self.pane.grid.resume(self._where)
        self.set_focus(self.pane.grid)
        self.frame_view()
        self.call_after_refresh(self._first_verbs)
        self.call_after_refresh(self.look_ahead)
        self.call_after_refresh(self.keep_up)
        self.call_after_refresh(self._index)
        self.call_after_refresh(self.watch_over)
        self.call_after_refresh(self.ask_soon)
        self.set_interval(_POLL_SECONDS, self._poll)

    def _first_verbs(self) -> None:
        """The verbs of the first screen, when what was typed meanwhile has been answered."""
        self.frame_footer()
        self.paint()

    def paint(self) -> None:
        """Paint the lines that were asked for now, unless something that lay over them still stands there."""
        if self._cleared == self._laid_over:
            paint(self)

    def _on_timer_update(self) -> None:
        """Textual's own frame; lines that were asked for are painted without it, whoever asked for them."""
        self.paint()
        super()._on_timer_update()

    def _compositor_refresh(self) -> None:
        """What Textual would paint now: the same without it where lines are all there is to see."""
        dirty = self._compositor._dirty_regions
        if dirty and paint_over(self, dirty):
            dirty.clear()
            self._dirty_widgets.clear()
            self.app._update_mouse_over(self)
        else:
            super()._compositor_refresh()

    def on_screen_suspend(self) -> None:
        """Something is laid over the desk."""
        self._laid_over += 1

    def on_screen_resume(self, event: ScreenResume) -> None:
        """What lay over it is gone once all has been painted; what has just been mounted has its styles."""
        event.refresh_styles = bool(self._laid_over)
        self.call_after_refresh(setattr, self, "_cleared", self._laid_over)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay out; whoever asked for it before has got it, so that Textual does not do so once more."""
        self._layout_required = False
        super()._refresh_layout(size, scroll)

    def _index(self) -> None:
        """Give an older file the indexes it lacks; refused, it is only slower until the next time."""
        if self.book.lacks_indexes():
            work = Work[None]("desk.indexing", lambda work: work.book.make_indexes(work.step), quiet=True)
            self.work(work, lambda _: None, lambda _: None)

    def _measure(self) -> None:
        """Narrow or wide: what there is room for."""
        self.set_class(self.app.size.width < bands.NARROW, "-narrow")
        self.set_class(self.app.size.width >= WIDE, "-wide")

    def _expect(self, view: View) -> None:
        """Tell the grids how large they will be."""
        width, height = self.app.size
        frame = Frame(self.book, view, width, self.opened)
        self.counties.grid.expected = Size(frame.wall, frame.room(height))
        self.pane.grid.expected = Size(frame.stage, frame.room(height))

    def _poll(self) -> None:
        """See what another terminal has written."""
        try:
            version = self.book.store.version()
        except Busy:  # then there will be something to see the next time
            return
        if version != self._seen_version and not self.editing:
            self._seen_version = version
            self.look_again()

    @on(Pane.Moved)
    def _go_to_county(self, event: Pane.Moved) -> None:
        self.look(county=event.county)

    async def on_history_pane_jump(self, event: HistoryPane.Jump) -> None:
        """Enter on a change: to its cell."""
        await self.go_to(event.cell)

    @on(Grid.Selected)
    @on(Grid.Moved)
    @on(Grid.Scrolled)
    def _moved(self) -> None:
        self.frame_pace()

    def keep_pace(self) -> None:
        """The same in the frame of the key that moved it; another county is another view, and follows."""
        if self.focused_pane is not self.counties:
            self.frame_pace()
            self.look_ahead()

    @on(Grid.Editing)
    def _say_editing(self) -> None:
        if self._framed_typing != (now := (self.editing, self.typing)):
            self._framed_typing = now
            self.frame_title()
            self.frame_footer()

    @on(Grid.Opened)
    def _open(self, event: Grid.Opened) -> None:
        pane = self.focused_pane
        if pane.on_fold:
            pane.fold_here()
        elif pane is self.counties:
            self.set_focus(self.pane.grid)
        else:
            self._open_cell(pane, event)

    def _open_cell(self, pane: Pane, event: Grid.Opened) -> None:
        pane.open(event.key, event.column)
        slot = pane.grid.current_slot()
        if slot is not None and not slot.opens and pane.NAME != "history":
            self.action_explain()

    @on(Grid.Locked)
    def _locked(self, event: Grid.Locked) -> None:
        self.tell(self.why_locked() or self.focused_pane.locked(event.key, event.column), "warning")

    def on_descendant_focus(self) -> None:
        """The footer and the explain line belong to the pane that has the focus."""
        self.frame_footer()
        self.frame_head()
        self.frame_move()

    def on_resize(self) -> None:
        """Below 100 columns the counties fold into the title."""
        if self.app.size == self._framed:  # Textual says so several times as it starts
            return
        self._framed = self.app.size
        self._measure()
        if not self.counties.display and self.focused is self.counties.grid:
            self.set_focus(self.pane.grid)
        self.call_after_refresh(self.frame)
