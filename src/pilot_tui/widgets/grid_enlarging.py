"""A grid that hands a long text to a larger editor and holds what is typed until that is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeAlias, runtime_checkable

from textual import events

from pilot_tui.widgets import messages
from pilot_tui.widgets.grid_typing import GridTyping


@runtime_checkable
class Holding(Protocol):
    """An app that asks a grid to hold keys while something opens over it."""

    opening: GridTyping | None


def _never(_address: str) -> bool:
    return False


class GridEnlarging(GridTyping):
    """A grid with texts too long for a cell."""

    Enlarged: TypeAlias = messages.Enlarged

    _enlarging = False
    is_long: Callable[[str], bool] = staticmethod(_never)
    """Whether what stands at an address is prose of many lines: that is edited where there is room."""

    @property
    def busy(self) -> bool:
        """Also while the larger editor opens."""
        return self._enlarging or super().busy

    def held(self) -> Iterator[events.Event]:
        """The keys held back; none while the larger editor opens."""
        return iter(()) if self._enlarging else super().held()

    def begin(self, text: str | None = None, *, typed: bool = False, asked: bool = False) -> bool:
        """As every grid; prose that is not typed anew is edited where there is room for it."""
        slot = self.current_slot() if text is None and not (self.editing or self.adding) else None
        if slot is not None and not self.shut(slot) and self.is_long(slot.address):
            self._enlarge(slot.address, slot.entry)
            return True
        return super().begin(text, typed=typed, asked=asked)

    def enlarged(self) -> None:
        """The answer to `Enlarged`: it is there, or will not come; what was typed meanwhile is free."""
        self._enlarging = False
        if isinstance(self.app, Holding):
            self.app.opening = None
        self.app.post_message(messages.Freed(self))

    def action_enlarge(self) -> None:
        """The text of the cell where there is room for it."""
        slot = self.current_slot()
        if slot is None or self.shut(slot):
            self.post_message(messages.Locked(self, *self.cursor))
        else:
            self._enlarge(slot.address, slot.entry)

    def action_enlarge_typed(self) -> None:
        """On with what is being typed where there is room for it."""
        if self._edit is not None and self._then is None and not self.adding:
            address, typed = self._edit.address, self.editor.value
            self._close()
            self._settle()
            self._enlarge(address, typed, typed=True)

    def _enlarge(self, address: str, text: str, *, typed: bool = False) -> None:
        if self.busy:
            return
        self._enlarging = True
        if isinstance(self.app, Holding):
            self.app.opening = self
        self.post_message(messages.Enlarged(self, address, text, typed))
