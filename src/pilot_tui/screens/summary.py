"""The summary before it is handed in: the same document that is written, page by page, with search."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from pilot_tui.report.asked import Asked
from pilot_tui.report.document import Document
from pilot_tui.report.laid_out import LaidOut, laid_out
from pilot_tui.report.lights import LIGHTS
from pilot_tui.safe import one_line
from pilot_tui.screens import summary_keys as around
from pilot_tui.widgets.foot import Foot
from pilot_tui.widgets.paper import Paper
from pilot_tui.widgets.sheet import Run
from pilot_tui.widgets.spots import Spots
from pilot_tui.words import say

_INKS = {**dict(LIGHTS.values()), "─": "hairline", "━": "secondary", "╸": "secondary"}
_OPENING = "fullwidth_left_square_bracket,left_black_lenticular_bracket"
_CLOSING = "fullwidth_right_square_bracket,right_black_lenticular_bracket"
"""What a Chinese input method makes of the brackets."""
_BESIDE = 4
"""Cells at either side of the sheet, together."""


_VERBS: dict[str, tuple[str | int, ...]] = {
    "escape,q,x": ("leave",),
    "down,j": ("by", 1),
    "up,k": ("by", -1),
    "pagedown,space": ("page", 1),
    "pageup,b": ("page", -1),
    "home,g": ("to", 0),
    "end,G": ("to", -1),
    f"right_square_bracket,{_CLOSING}": ("part", 1),
    f"left_square_bracket,{_OPENING}": ("part", -1),
    "slash,fullwidth_solidus,ideographic_comma,ctrl+f": ("look",),
    "n,f3": ("again", 1),
    "N,shift+f3": ("again", -1),
    "f9": ("language",),
    "w,enter,ctrl+s": ("write",),
    **{str(at): ("kind", kind) for at, kind in enumerate(around.KINDS, 1)},
}
_KEYS = {key: verb for keys, verb in _VERBS.items() for key in keys.split(",")}
"""Key → what it does; no bindings, for those are run after keys that came later."""


class Way(NamedTuple):
    """What the desk does for the sheet."""

    ask: Callable[[Asked], None]
    """Sum up something else; `show` is called with it."""
    write: Callable[[Document, Asked, str], None]
    """Write it in a format; `tell` is called when that is done."""
    stop: Callable[[], bool]
    """Stop what is being done for it; False where nothing is."""


class SummaryScreen(ModalScreen[None]):
    """Digits choose what is summed up, F9 the language, `w` writes what is shown; Esc goes back."""

    CSS_PATH = "summary.tcss"

    def __init__(self, document: Document, asked: Asked, way: Way) -> None:
        super().__init__()
        self._document, self._asked, self._way = document, asked, way
        self._laid = LaidOut([], [])
        self._wanted = ""
        self._typing = False
        self._said_at = -1

    def compose(self) -> ComposeResult:
        """The kinds, the sheet, what can be pressed."""
        yield Spots(ground="band", id="kinds")
        yield Paper(_INKS, id="paper")
        yield Foot(ground="band", id="keys")

    def on_mount(self) -> None:
        """From the top."""
        self._paper.focus()
        self.call_after_refresh(self._lay)

    def on_resize(self) -> None:
        """As wide as there is room for."""
        self.call_after_refresh(self._lay)

    @property
    def _paper(self) -> Paper:
        return self.query_one(Paper)

    def show(self, document: Document, asked: Asked) -> None:
        """Something else that was asked for."""
        self._document, self._asked = document, asked
        self._laid = LaidOut([], [])
        self._paper.to(0)
        self._lay()

    def tell(self, sentence: str, ink: str = "foreground") -> None:
        """Say something where the keys stand, until the sheet moves."""
        if self.is_mounted:
            self._said_at = self._paper.top
            self.query_one("#keys", Foot).offer([], told=[Run(one_line(sentence), ink)], above=())

    def _lay(self) -> None:
        self._laid = laid_out(self._document, max(40, self.size.width - _BESIDE))
        self._paper.show(self._laid.lines, self._paper.top)
        tabs, spots = around.tabs(self._asked)
        kinds = self.query_one("#kinds", Spots)
        kinds.set([tabs], [around.speech(self._asked)])
        kinds.aim(spots)
        self._place()

    @on(Paper.Scrolled)
    def _moved(self) -> None:
        """What was said is read until the sheet moves on."""
        if not self._typing and self._paper.top != self._said_at:
            self._place()

    def _place(self) -> None:
        self._said_at = -1
        paper, lines = self._paper, len(self._laid.lines)
        pages = max(1, -(-lines // paper.room))
        page = pages if paper.top >= paper.last_top else paper.top // paper.room + 1
        place = Run(f"{say('summing.page', page=page, pages=pages)} ", "muted")
        self.query_one("#keys", Foot).offer(around.keys(), above=(), end=[place])

    def action_by(self, lines: int) -> None:
        """Up or down."""
        self._paper.by(lines)

    def action_page(self, pages: int) -> None:
        """A page up or down."""
        self._paper.page(pages)

    def action_to(self, line: int) -> None:
        """To the top, or with −1 to the end."""
        self._paper.to(line if line >= 0 else len(self._laid.lines))

    def action_part(self, by: int) -> None:
        """To the next table, chart or heading, or the one before."""
        self._paper.to(self._laid.part_from(self._paper.top, by))

    def action_look(self) -> None:
        """Look for a text: from now on keys are typed, until Enter or Esc."""
        self._typing, self._wanted = True, ""
        self._looked_for()

    def on_key(self, event: events.Key) -> None:
        """Every key, in the order they come: what is typed right behind `/` is looked for already."""
        event.stop()
        if self._typing:
            self._type(event)
        elif event.key in _KEYS:
            name, *given = _KEYS[event.key]
            getattr(self, f"action_{name}")(*given)

    def _type(self, event: events.Key) -> None:
        if event.key in ("enter", "escape"):
            self._typing = False
            self._wanted = self._wanted if event.key == "enter" else ""
            self._paper.mark(self._wanted)
            self._say_found()
        elif event.key == "backspace":
            self._wanted = self._wanted[:-1]
            self._looked_for()
        elif event.is_printable:
            self._wanted += event.character or ""
            self._looked_for()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted while a text is looked for, on one line."""
        if self._typing:
            self._wanted += one_line(event.text)
            self._looked_for()

    def _looked_for(self) -> None:
        """On to the first line that holds it, as it is typed."""
        self._paper.mark(self._wanted)
        if found := [at for at in self._laid.found(self._wanted) if at >= self._paper.top]:
            self._paper.to(found[0])
        runs = (Run(f"{say('summing.look')} ", "muted"), Run(self._wanted), Run("▎", "accent"))
        self.query_one("#keys", Foot).offer([], told=runs, above=())

    def _say_found(self) -> None:
        count = len(self._laid.found(self._wanted))
        if not self._wanted:
            self._place()
        elif count:
            self.tell(say("summing.found", count=count))
        else:
            self.tell(say("summing.nowhere", text=self._wanted), "warning")

    def action_again(self, by: int) -> None:
        """To the next line that holds the text, or the one before; round and round."""
        found = self._laid.found(self._wanted)
        if not found:
            self.action_look()
            return
        top = self._paper.top
        onward = [at for at in found if (at > top if by > 0 else at < top)]
        self._paper.to((onward[0 if by > 0 else -1]) if onward else found[0 if by > 0 else -1])

    def action_kind(self, kind: str) -> None:
        """Sum up something else."""
        self._way.ask(self._asked._replace(of=kind))

    def action_language(self) -> None:
        """The same in the next language."""
        self._way.ask(self._asked._replace(language=around.next_language(self._asked)))

    def action_write(self) -> None:
        """Choose a format and write it."""
        from pilot_tui.screens.choose import Choose

        def chosen(form: str | None) -> None:
            if form is not None:
                self._way.write(self._document, self._asked, form)

        self.app.push_screen(Choose(say("summing.choose"), around.formats()), chosen)

    def action_leave(self) -> None:
        """Stop what is being done; else back to the desk."""
        if self._way.stop():
            return
        self.dismiss(None)
