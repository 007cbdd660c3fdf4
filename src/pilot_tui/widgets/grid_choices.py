"""A grid view over which a list of choices opens: it is painted with the lines and needs no layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.strip import Strip

from pilot_tui.widgets.grid_range import GridRange
from pilot_tui.widgets.ink import ink_of
from pilot_tui.widgets.overlay import laid_over
from pilot_tui.widgets.sheet import Slot

if TYPE_CHECKING:
    from pilot_tui.widgets.choices import ChoiceList, Offer
    from pilot_tui.widgets.choices_paint import Placing

_STEPS = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1}
_PAGES = {"pagedown": 1, "pageup": -1}


def _nothing(_address: str) -> Offer | None:
    return None


class GridChoices(GridRange):
    """A grid view with at most one list open, at the cell the cursor is on."""

    _choices: ChoiceList | None = None
    _taken_by_click = 0

    def __init__(
        self, *, home: str = "", name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(home=home, name=name, id=id, classes=classes)
        self.offers: Callable[[str], Offer | None] = _nothing
        """What can be chosen in the cell of an address; None when anything may be typed there."""

    def _open_choices(self, slot: Slot, *, asked: bool) -> ChoiceList | None:
        """The list of a cell, open; `asked` for beside a figure too."""
        offer = self.offers(slot.address)
        if offer is None or (offer.beside and slot.entry and not asked):
            return None
        from pilot_tui.widgets.choices import ChoiceList

        self._choices = ChoiceList(offer.choices, slot.entry)
        return self._choices

    def _choice_key(self, key: str) -> bool:
        """Whether a key moves about in the list that is open, and it did."""
        listed = self._choices
        if listed is None or not listed.found:
            return False
        if key in _STEPS:
            listed.step(_STEPS[key])
        elif key in _PAGES:
            listed.page(_PAGES[key])
        else:
            return False
        return True

    def _choice_at(self, x: int, y: int) -> bool:
        """Pick out the choice painted at a cell of the widget; False when none is."""
        placed = self._choices_placed()
        if self._choices is None or placed is None:
            return False
        nth = y - placed.y
        if not (placed.x <= x < placed.x + placed.width and 0 <= nth < placed.height):
            return False
        self._choices.at = self._choices.top + nth
        self._taken_by_click = 1
        return True

    def _clicked_twice(self, chain: int) -> bool:
        """Whether a click is the second on one place, and the first did not take a choice there."""
        took, self._taken_by_click = self._taken_by_click, 2 if self._taken_by_click == 1 else 0
        return chain == 2 and not took

    def _choices_placed(self) -> Placing | None:
        cell: Region | None = self._cursor_cell()
        if self._choices is None or not self._choices.found or self._refusal or cell is None:
            return None
        from pilot_tui.widgets.choices_paint import placing

        bottom = self.size.height - self._footer_height
        return placing(self._choices, cell, self.size.width, self._header_height, bottom)

    def _strip(self, y: int) -> Strip:
        strip = super()._strip(y)
        placed = self._choices_placed() if self._choices is not None else None
        if placed is None or self._choices is None or self._look is None:
            return strip
        if not 0 <= y - placed.y < placed.lines:
            return strip
        from pilot_tui.widgets.choices_paint import choice_strip

        over = choice_strip(ink_of(self.app), self._choices, placed, y - placed.y)
        return laid_over(self._look, strip, placed.x, over)
