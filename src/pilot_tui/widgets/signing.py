"""Signs in full or in ASCII, as the terminal draws them: a part of the app, which alone hears its answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.driver import Driver

from pilot_tui import signs
from pilot_tui.later import put_off
from pilot_tui.widgets.asking import QUESTION, Answers
from pilot_tui.widgets.glass import Glass
from pilot_tui.widgets.pastes import pasting
from pilot_tui.widgets.straight import straight
from pilot_tui.widgets.thrift import thrifty
from pilot_tui.widgets.typeahead import TypeAhead


class Signing(TypeAhead):
    """An app that asks its terminal how wide it draws, and draws accordingly."""

    def __init__(
        self,
        chosen: str,
        glass: Glass,
        entered: Callable[[], bool],
        typed: bytes = b"",
        settings: Sequence[object] | None = None,
    ) -> None:
        """An app.

        Args:
            chosen: How signs are drawn, one of `signs.CHOICES`; empty for what the settings say.
            glass: What stands on the terminal already.
            entered: Says once that the terminal's other screen is already up, with a first screen on it.
            typed: What has been read from the terminal already.
            settings: The terminal's own, where they have been changed already.
        """
        self.glass = glass  # all of these are asked for while Textual's own part is set up
        self._entered = entered
        self._typed = typed
        self._settings = settings
        self.plain_signs = signs.drawn_plain(chosen)
        """Whether ASCII stands for the signs that some terminals draw two cells wide."""
        self._asks = signs.choice(chosen) == signs.AUTO
        self._answers = Answers()
        self._found: list[str] | None = []
        self._told = False
        super().__init__()

    def get_driver_class(self) -> type[Driver]:
        """The terminal's driver: pastes whole, fewer bytes, written at once, the question with the first."""
        with put_off():
            found = super().get_driver_class()
        return self.writing(straight(pasting(found, self._typed), self._settings))

    def writing(self, driver: type[Driver]) -> type[Driver]:
        """A driver that writes what this app means."""
        question = QUESTION if self._asks else ""
        return thrifty(driver, self.glass, self._entered, question, lambda: self.plain_signs)

    def draw_plain(self, plain: bool) -> None:
        """Draw everything anew, with these signs; nothing moves."""
        if plain == self.plain_signs:
            return
        self.plain_signs = plain
        self.theme_changed_signal.publish(self.current_theme)
        self.draw_anew()  # where signs took two cells, what stands there is not what was meant

    @on(Driver.SignalResume)
    def draw_anew(self) -> None:
        """Draw all, whatever stands there: a program that was stopped comes back to an empty terminal."""
        self.glass.forget()
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()

    def choose_signs(self, chosen: str) -> None:
        """Draw them so from now on, whatever the terminal still answers."""
        self._asks = False
        self.draw_plain(chosen == signs.PLAIN)
        signs.choose(chosen)

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """The terminal answers; before there is a screen to say it on, that waits."""
        found = self._answers.take(event.x, event.y) if self._asks else ""
        if not found:
            return
        if self._found is None:
            self._learn(found)
        else:
            self._found.append(found)

    async def on_ready(self) -> None:
        """From now on there is a screen."""
        found, self._found = self._found or [], None
        for each in found:
            self._learn(each)

    def tell_signs(self, what: str) -> None:
        """Say what was found of the terminal: the word `signs.<what>`."""

    def _learn(self, found: str) -> None:
        if found in (signs.WIDE, signs.NARROW):
            if found == signs.known() or (found == signs.NARROW and not signs.known()):
                return  # nothing new, and nothing worth a file
            signs.remember(found)
            self.draw_plain(found == signs.WIDE)
        if not self._told:  # one sentence at a time: the graver comes first
            self._told = True
            self.tell_signs(found)
