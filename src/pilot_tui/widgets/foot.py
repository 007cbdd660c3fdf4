"""The last line of a box: the keys that do something there, each of which can be clicked as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events

from pilot_tui.cells import width
from pilot_tui.widgets.sheet import Run, Runs, Spot
from pilot_tui.widgets.spots import Spots


class Offer(NamedTuple):
    """A key, what it does in a word, and the action of the screen; without one a click does nothing."""

    key: str
    word: str
    action: str

    @property
    def runs(self) -> Runs:
        """As it is written."""
        return Run(self.key, "primary"), Run(f" {self.word}", "muted")


class Foot(Spots):
    """What is offered at the left, the way out at the right."""

    _out: Offer | None = None

    def offer(
        self,
        offers: Sequence[Offer],
        out: Offer | None = None,
        told: Sequence[Run] = (),
        above: Sequence[Sequence[Run]] = ((),),
        end: Sequence[Run] = (),
    ) -> None:
        """Show the keys below the lines `above`; then what is `told`; right the way out or `end`."""
        self._out = out
        runs: list[Run] = []
        spots: list[Spot] = []
        for one in offers:
            runs.append(Run("   " if runs else " "))
            start = sum(width(run.text) for run in runs)
            runs += one.runs
            if one.action:
                spots.append(Spot(len(above), start, sum(width(run.text) for run in runs), one.action))
        if told:
            runs += [Run("   " if runs else " "), *told]
        right = (*out.runs, Run(" ")) if out else tuple(end)
        self.set([*above, runs], [*[()] * len(above), right])
        self.aim(spots)

    async def on_click(self, event: events.Click) -> None:
        """The way out, at the right; what is at the left is heard by `Spots`."""
        way = self._out
        if way and event.x >= self.size.width - sum(width(run.text) for run in way.runs) - 1:
            event.stop()
            await self.screen.run_action(way.action)
