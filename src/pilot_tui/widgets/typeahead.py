"""Keys in the order they were typed: a part of the app, because only the app sees every key in time.

Textual runs priority bindings in the app's own task but hands other keys to the focused widget's queue,
where an edit begun by one of them would see the next too late. So the grid gets each key before anything
else happens to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from textual import events

from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.grid_typing import GridTyping
from pilot_tui.widgets.hands import Hands
from pilot_tui.widgets.in_turn import InTurn

PREFIXES = ("g",)
"""Keys that wait for the next one: `g`, then `1`, is the key `g+1` of a binding."""


class TypeAhead(InTurn):
    """An app whose grids lose no key and mix none up."""

    _prefix = ""
    _early: Sequence[events.Event] | None = ()
    """What was typed before there was a grid to type into; None from the first layout on."""

    @property
    def starting(self) -> bool:
        """Whether nothing has been laid out yet, and what is typed waits."""
        return self._early is not None

    opening: GridTyping | None = None
    """The grid that holds what is typed while something opens over it."""

    @cached_property
    def hands(self) -> Hands:
        """When a person last typed."""
        return Hands()

    async def on_event(self, event: events.Event) -> None:
        """Give a key or a paste to the grid that is typed in; everything else takes its usual way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self.hands.move()
        if self._early is not None:
            self._early = (*self._early, event)
        elif not self.waits(event):
            await self.take(event)

    async def on_ready(self) -> None:
        """Take what was typed while the app was starting."""
        early, self._early = self._early or (), None
        for event in early:
            if not self.waits(event):
                await self.take(event)

    async def on_grid_freed(self, message: Grid.Freed) -> None:
        """Take the keys that were held back; keys arriving meanwhile queue behind them."""
        for event in message.grid.held():
            grid = self.typing_grid()
            if self.in_turn:
                self.first([event, *message.grid.held()])
            elif grid is not None and grid is not message.grid and grid.busy:
                grid.hold(event)
            else:
                await self._deliver(event, grid)

    def typing_grid(self) -> Grid | None:
        """The grid that has the focus, on the screen that is on top; none in an app being closed."""
        focused = self.focused if self.screen_stack else None
        return focused if isinstance(focused, Grid) else None

    @staticmethod
    def _commanded(grid: Grid | None) -> bool:
        """Whether keys are verbs of a grid: none of its cells is edited, and nothing is asked beside it."""
        return grid is not None and not grid.editing and grid.beside is None

    async def take(self, event: events.Event) -> None:
        """Take what was typed: into the grid that is typed in, or its usual way."""
        grid = self.typing_grid()
        holder = self.opening or grid
        if holder is not None and holder.busy:
            holder.hold(event)
        else:
            await self._deliver(event, grid)

    def followed(self) -> None:
        """A key has done what it does, and nothing of that is painted: what follows it at once goes here."""

    async def _deliver(self, event: events.Event, grid: Grid | None) -> None:
        await self._hand_over(event, grid)
        self.followed()
        self.handed_on()

    async def _hand_over(self, event: events.Event, grid: Grid | None) -> None:
        if grid is not None and isinstance(event, events.Paste):
            grid.take_paste(event.text)
            return
        if isinstance(event, events.Key):
            prefix, self._prefix = self._prefix, ""
            if prefix:
                event = events.Key(f"{prefix}+{event.key}", None)
            elif self._commanded(grid) and event.key in PREFIXES:
                self._prefix = event.key
                return
            if grid is not None and grid.take_key(event):
                await grid.settled()
                return
        await super().on_event(event)
