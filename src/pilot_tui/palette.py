"""The command palette: the verbs of the desk, searchable by name."""

from __future__ import annotations

from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets import Input

from pilot_tui.screens.framing import Framing
from pilot_tui.words import say


class Verbs(Provider):
    """Offers what the keys offer, so that a verb is declared once and found twice."""

    def _verbs(self) -> list[tuple[str, str, str]]:
        return self.screen.verbs(shown=False) if isinstance(self.screen, Framing) else []

    async def discover(self) -> Hits:
        """Every verb that can be used now."""
        for key, word, action in self._verbs():
            yield DiscoveryHit(word, partial(self.screen.run_action, action), help=key)

    async def search(self, query: str) -> Hits:
        """The verbs whose word answers to what was typed."""
        matcher = self.matcher(query)
        for key, word, action in self._verbs():
            if (match := matcher.match(word)) > 0:
                yield Hit(match, matcher.highlight(word), partial(self.screen.run_action, action), help=key)


class Palette(CommandPalette):
    """The library's palette in the desk's looks."""

    CSS_PATH = "palette.tcss"

    def __init__(self) -> None:
        super().__init__(placeholder=say("desk.commands"))

    def on_mount(self) -> None:
        """Stop the caret: nothing on the desk blinks."""
        self.query_one(Input).cursor_blink = False
