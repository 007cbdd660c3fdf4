"""A grid that lends its keys to a field beside it: it keeps the focus, so no key is lost on the way."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from textual import events, on
from textual.geometry import Offset

from pilot_tui.widgets import messages
from pilot_tui.widgets.grid_titles import GridTitles
from pilot_tui.widgets.grid_verbs import LEAVING

if TYPE_CHECKING:
    from pilot_tui.widgets.field import Field


ASKING_ACTIONS = ("keep", "drop")


class GridBeside(GridTitles):
    """A grid whose keys may be typed elsewhere for a while."""

    beside: Field | None = None
    """Where its keys are typed while something is asked."""

    owed: Awaitable[None] | None = None
    """What is still to be done with what was typed beside it."""

    async def settled(self) -> None:
        """Do what is still to be done, before the next key."""
        owed, self.owed = self.owed, None
        if owed is not None:
            await owed

    def lend(self, field: Field | None) -> None:
        """Give the keys to `field`, or take them back."""
        self.beside = field
        self.post_message(messages.Editing(self, field is not None))

    def lent_key(self, event: events.Key) -> bool:
        """Whether a key went to the field."""
        return self.beside is not None and event.key not in LEAVING and self.beside.take_key(event)

    def lent_paste(self, text: str) -> bool:
        """Whether what was pasted went to the field."""
        if self.beside is not None:
            self.beside.take_paste(text)
        return self.beside is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is asked, only to keep or to drop it."""
        return (self.beside is not None) == (action in ASKING_ACTIONS)

    def on_blur(self, event: events.Blur) -> None:
        """Leaving the grid keeps what was typed; leaving the terminal's window does not."""
        super().on_blur(event)
        if self.app.app_focus and self.beside is not None:
            self.call_later(self.action_keep)

    @on(events.MouseDown)
    async def _keep_at_click(self) -> None:
        """So does a click in the table."""
        await self.action_keep()

    async def action_keep(self) -> None:
        """Take what was typed beside the grid."""
        if self.beside is not None:
            self.beside.close(keep=True)
            await self.settled()

    def action_drop(self) -> None:
        """Drop it."""
        if self.beside is not None:
            self.beside.close(keep=False)

    def _caret(self) -> Offset | None:
        if self.beside is None:
            return super()._caret()
        return self.beside.region.offset + self.beside.caret - self.region.offset
