"""The command palette: the verbs of the desk, searchable by name."""

from __future__ import annotations

from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from pilot_tui.screens.framing import Framing
from pilot_tui.widgets.sieve import Named
from pilot_tui.words import say


class Verbs(Provider):
    """Offers what the keys offer, so that a verb is declared once and found twice."""

    def _verbs(self) -> list[Named]:
        return self.screen.verbs(shown=False) if isinstance(self.screen, Framing) else []

    async def discover(self) -> Hits:
        """Every verb that is there now."""
        for one in self._verbs():
            word = Content.styled(one.label, "dim") if one.why else one.label
            run = partial(self.screen.run_action, one.value)
            yield DiscoveryHit(word, run, text=one.label, help=_beside(one))

    async def search(self, query: str) -> Hits:
        """The verbs whose word answers to what was typed."""
        matcher = self.matcher(query)
        for one in self._verbs():
            if (match := matcher.match(one.label)) > 0:
                word, run = matcher.highlight(one.label), partial(self.screen.run_action, one.value)
                yield Hit(match, word.stylize("dim") if one.why else word, run, help=_beside(one))


def _beside(one: Named) -> str:
    """The key of a verb, and why it would come to nothing where that is so."""
    return "  ".join(filter(None, (one.names[0], one.why)))


class Palette(CommandPalette):
    """The library's palette in the desk's looks."""

    CSS_PATH = "palette.tcss"

    def __init__(self) -> None:
        super().__init__(placeholder=say("desk.commands"))

    def on_mount(self) -> None:
        """Stop the caret: nothing on the desk blinks."""
        self.query_one(Input).cursor_blink = False
