"""The Textual app round the desk."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from pilot_tui.colours import theme_named
from pilot_tui.places import kept, preference
from pilot_tui.safe import one_line
from pilot_tui.screens.main import MainScreen
from pilot_tui.themes import THEMES
from pilot_tui.widgets.glass import Glass
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.moves import Begun
from pilot_tui.widgets.signing import Signing
from pilot_tui.widgets.verbs import said
from pilot_tui.words import say
from pilot_tui.workbook import Workbook

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.command import Provider

_HOME = Path(__file__).parent
_NOTHING = Begun()


def _verbs() -> type[Provider]:
    """The palette's provider, imported when the palette is first opened."""
    from pilot_tui.palette import Verbs

    return Verbs


class PilotApp(Signing):
    """One workbook, one desk."""

    CSS_PATH = [*sorted((_HOME / "styles").glob("*.tcss")), *sorted((_HOME / "panes").glob("*/pane.tcss"))]
    COMMANDS = {_verbs}
    ENABLE_COMMAND_PALETTE = False
    _left = False
    _refused_keys = ""

    def __init__(
        self,
        book: Workbook,
        theme: str | None = None,
        glass: Glass | None = None,
        entered: Callable[[], bool] = lambda: False,
        signs: str = "",
        begun: Begun = _NOTHING,
    ) -> None:
        """The desk as an app.

        Args:
            book: What it shows.
            theme: By name; else the one last chosen.
            glass: What stands on the terminal already.
            entered: Says once that the terminal's other screen is already up, with a first screen on it.
            signs: How signs are drawn; else as last chosen.
            begun: What was done on the first screen.
        """
        super().__init__(signs, glass or Glass(), entered, begun.typed, begun.settings)
        self.book = book
        self._where = begun.where
        for each in THEMES:
            self.register_theme(each)
        self._begin_in(theme_named(theme or preference("theme")))
        if isinstance(wanted := kept("keys"), dict):
            self._remap(wanted)

    def _begin_in(self, theme: str) -> None:
        """The theme from the start: of one set later Textual reads and applies all styles twice."""
        self.set_reactive(PilotApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def _remap(self, wanted: dict[str, object]) -> None:
        """Other keys for verbs; what cannot be granted is said once the desk is there."""
        from pilot_tui.widgets.remapping import remapped

        declared: list[BindingType] = [*Grid.BINDINGS, *MainScreen.BINDINGS]
        made = remapped(wanted, declared)
        self.set_keymap(dict(made.keymap))
        said = [
            say(f"keys.{one.why}", **{n: one_line(f) for n, f in one._asdict().items()})
            for one in made.refused
        ]
        self._refused_keys = "  ".join(said)

    def get_default_screen(self) -> Screen[None]:
        """The desk."""
        return MainScreen(self.book, self._where)

    def followed(self) -> None:
        """What stands under the cursor is explained in the frame in which it moves, which is painted now."""
        desk = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(desk, MainScreen):
            desk.keep_pace()
            desk.paint()

    def tell_signs(self, what: str) -> None:
        """Say on the desk what was found of the terminal."""
        self._say(say(f"signs.{what}"))

    def _say(self, sentence: str) -> None:
        desk = self.screen_stack[0]
        if isinstance(desk, MainScreen):
            desk.call_after_refresh(desk.tell, sentence, "warning")

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave the desk."""
        self._left = True
        super().exit(result, return_code, message)

    async def on_event(self, event: events.Event) -> None:
        """Take everything but what is typed after leaving: no dialog opens in a desk being closed."""
        if isinstance(event, events.Resize) and not (self.starting and event.size == self.glass.size):
            self.glass.forget()  # a terminal of another size has moved what stood on it, or cut it off
            self.glass.edge = event.size
        if not (self._left and isinstance(event, events.Key | events.Paste)):
            await super().on_event(event)

    def action_command_palette(self) -> None:
        """The palette in the desk's looks, imported when it is first opened."""
        from pilot_tui.palette import Palette

        self.push_screen(Palette())

    def get_key_display(self, binding: Binding) -> str:
        """A key as it stands on the keyboard."""
        return binding.key_display or ("↵" if binding.key == "enter" else said(binding.key))

    async def on_ready(self) -> None:
        """After the first paint: import what the first edit needs, and spare the collector."""
        if self._refused_keys:
            self._say(self._refused_keys)
        gc.freeze()
        gc.enable()
        self.call_after_refresh(Thread(target=self.book.warm, daemon=True).start)


def run(
    book: Workbook,
    theme: str,
    glass: Glass,
    entered: Callable[[], bool],
    signs: str = "",
    begun: Begun = _NOTHING,
) -> None:
    """Open the desk on a workbook and return when it is left; see `PilotApp`."""
    PilotApp(book, theme, glass, entered, signs, begun).run()
