"""Going anywhere on the screen by a letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from pilot_tui.screens.steering import Steering
from pilot_tui.widgets.spots import Spots
from pilot_tui.widgets.verbs import verb

if TYPE_CHECKING:
    from pilot_tui.widgets.landmarks import Landmark


class Jumping(Steering):
    """Letters over whatever can be gone to."""

    VERBS: ClassVar[list[Binding]] = [*Steering.VERBS, verb("app.jump", "ctrl+o", "jump")]

    def action_jump(self) -> None:
        """Letters over tabs, columns, groups, counties and verbs."""
        from pilot_tui.screens.jump import Jump

        def chosen(landmark: Landmark | None) -> None:
            if landmark is not None:
                self.call_later(landmark.go)  # once the desk is on top again

        self.app.push_screen(Jump(list(self._landmarks())), chosen)

    def _landmarks(self) -> Iterator[Landmark]:
        """The most wanted first: they get the shortest labels."""
        from pilot_tui.widgets.landmarks import columns_of, groups_of, rows_of

        yield from self._spots("#head")
        yield from columns_of(self.pane.grid)
        yield from groups_of(self.pane.grid)
        if self.counties.display:
            yield from rows_of(self.counties.grid)
        yield from self._spots("#title")
        yield from self._spots("#footer")

    def _spots(self, band: str) -> Iterator[Landmark]:
        """Every verb of a line, once."""
        from pilot_tui.widgets.landmarks import Landmark

        lines, seen = self.query_one(band, Spots), set()
        for spot in lines.spots:
            if spot.action not in seen:
                seen.add(spot.action)
                go = partial(self.call_later, self.run_action, spot.action)
                yield Landmark(lines.region.x + spot.start, lines.region.y + spot.y, go)
