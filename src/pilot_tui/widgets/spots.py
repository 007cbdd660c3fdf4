"""Lines that can be clicked: each spot runs a verb."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Spot


class Spots(Lines):
    """Lines with places to click."""

    _spots: tuple[Spot, ...] = ()

    def aim(self, spots: Sequence[Spot]) -> None:
        """What can be clicked now."""
        self._spots = tuple(spots)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """What can be clicked."""
        return self._spots

    async def on_click(self, event: events.Click) -> None:
        """Run the verb under the mouse."""
        for spot in self._spots:
            if spot.y == event.y and spot.start <= event.x < spot.end:
                event.stop()
                await self.screen.run_action(spot.action)
                return
