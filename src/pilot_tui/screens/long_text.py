"""A larger editor: the text of one cell over the lower part of the screen, wrapped."""

from __future__ import annotations

from asyncio import Event
from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from pilot_tui.safe import visible
from pilot_tui.widgets.foot import Foot, Offer
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Run
from pilot_tui.words import say


class Prose(TextArea):
    """Text of many lines, in which nothing is hidden."""

    async def _on_paste(self, event: events.Paste) -> None:
        """What no cell could hold comes in as a sign one sees, and sends nothing to the terminal."""
        event.prevent_default()
        event.stop()
        self.replace(lines_of(event.text), *self.selection, maintain_selection_offset=False)


class LongText(ModalScreen[None]):
    """F4, F2 or Ctrl+S saves; Esc goes back, and what was typed waits until the cell is opened again."""

    CSS_PATH = "long_text.tcss"
    BINDINGS = [
        Binding("f4,f2,ctrl+s,ctrl+enter", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(
        self,
        title: tuple[Run, ...],
        text: str,
        limit: int,
        save: Callable[[LongText, str], None],
        ready: Callable[[], None],
    ) -> None:
        """An editor on a text.

        Args:
            title: Whose text it is.
            text: What it begins with.
            limit: The most characters there may be.
            save: Called with the screen and the text; closes the screen, or tells it why not.
            ready: Called as soon as it can be typed in.
        """
        super().__init__()
        self._title, self._begun, self._limit = title, lines_of(text), limit
        self._save, self._ready = save, ready
        self._refusal = ""
        self.saved = False
        """Whether it is in the file."""
        self.last = self._begun
        """The text as it stood when the screen was left."""

    def compose(self) -> ComposeResult:
        """Whose it is, the text, and how to get out."""
        with Vertical(id="large"):
            yield Lines(ground="band", id="whose")
            yield Prose(self._begun, soft_wrap=True, compact=True, highlight_cursor_line=False)
            yield Foot(ground="band", id="way-out")

    def on_mount(self) -> None:
        """The caret behind the text."""
        area = self.query_one(Prose)
        area.cursor_blink = False
        area.move_cursor(area.document.end)
        area.focus()
        self.query_one("#whose", Lines).set([self._title])
        self._count()
        self.call_after_refresh(self._ready)

    @property
    def text(self) -> str:
        """As it stands."""
        return self.query_one(Prose).text

    @property
    def changed(self) -> bool:
        """Whether it is not what it began with."""
        return self.last != self._begun

    def refuse(self, sentence: str) -> None:
        """Say why it was not saved."""
        self._refusal = sentence
        self._count()

    @on(TextArea.Changed)
    def _again(self) -> None:
        self._refusal, self.last = "", self.text
        self._count()

    def _count(self) -> None:
        """How to get out, or why not; how much there is, of how much there may be."""
        size = len(self.text.strip())
        count = Run(f"{size:,} / {self._limit:,} ", "error" if size > self._limit else "muted")
        foot = self.query_one(Foot)
        if self._refusal:
            foot.offer([], told=[Run(self._refusal, "error")], above=(), end=[count])
        else:
            keys = (Offer("F4", say("large.save"), "save"), Offer("Esc", say("large.leave"), "leave"))
            foot.offer(keys, above=(), end=[count])

    async def action_save(self) -> None:
        """Hand it in."""
        await self._caught_up()
        if len(self.text.strip()) > self._limit:
            self.refuse(say("large.too_long", limit=self._limit))
            return
        self._save(self, self.text)

    async def action_leave(self) -> None:
        """Back to the cell."""
        await self._caught_up()
        self.dismiss(None)

    async def _caught_up(self) -> None:
        """Until all that was typed before is in the text: the app sees keys of verbs before the text does."""
        done = Event()
        if self.query_one(Prose).call_later(done.set):
            await done.wait()
        self.last = self.text


def lines_of(text: str) -> str:
    """A text with its line breaks, all else that hides made visible."""
    return "\n".join(visible(line.replace("\t", " ")) for line in text.replace("\r\n", "\n").split("\n"))
