"""Figures of all counties on the desk: computed behind what a person does, those in view first."""

from __future__ import annotations

import time
from collections import deque

from textual import on
from textual.timer import Timer

from pilot_tui.errors import PilotError, Stopped
from pilot_tui.screens.start import AT_ONCE
from pilot_tui.screens.work import Work
from pilot_tui.screens.working import Told, Working
from pilot_tui.store import Group
from pilot_tui.workbook import Workbook

_SAVED_AFTER_SECONDS = 5.0
"""After an edit, until what it changed is kept in the file too."""
_SHOWN_EVERY_SECONDS = 0.5

Handed = tuple[Group, int, dict[str, str]]


class Keeping(Working):
    """Keeps up with what is missing. Nothing here is needed for anything to be right."""

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        book.at_once = AT_ONCE
        self._handed: deque[Handed] = deque()
        self._filling: Work[None] | None = None
        self._filled: tuple[Group, ...] = ()
        self._given_up: tuple[object, ...] = ()
        self._shown_at = 0.0
        self._unshown = False
        self._later: Timer | None = None

    def follow(self) -> None:
        """As `Framing.follow`; then keep up."""
        super().follow()
        self.keep_up()

    def keep_up(self) -> None:
        """Have what is missing computed; what was computed after an edit, saved a little later."""
        groups = self._wanted()
        if self._filling is not None:
            if groups != self._filled:
                self._filling.stop()
        elif any(self.book.pending(group, self.view.programme) for group in groups):
            if self._given_up != (groups, self.view.revision):
                self._fill(groups)
        elif self._later is None and any(self.book.behind(group, self.view.programme) for group in groups):
            self._later = self.set_timer(_SAVED_AFTER_SECONDS, self._save_figures)

    def _wanted(self) -> tuple[Group, ...]:
        view = self.view
        if not view.programme:
            return ()
        year = f"{view.programme}.{view.year}"
        panel = (Group("panel", view.round),) if view.round else ()
        return (Group("score", year), *panel, Group("tasks", year))

    def _save_figures(self) -> None:
        self._later = None
        if self._filling is None:
            self._fill(self._wanted())

    def _fill(self, groups: tuple[Group, ...]) -> None:
        programme, first = self.view.programme, self._in_view()
        of = sum(len(self.book.missing(group, programme)) for group in groups)
        done = 0

        def filled(work: Work[None]) -> None:
            for group in groups:

                def handed(at: int, rows: dict[str, str], group: Group = group) -> None:
                    nonlocal done
                    done += len(rows)
                    self._handed.append((group, at, rows))
                    work.step_aside(min(done, of), of)

                work.book.fill(group, programme, first, handed)

        self._filled, self._filling = groups, Work("desk.rescoring", filled, quiet=True)
        self.work(self._filling, lambda _: self._ended(), self._ended)

    def _in_view(self) -> list[str]:
        """The county in view, then those the list shows."""
        shown = self.counties.grid.view
        lines = [shown.source.line(at) for at in range(shown.top, min(len(shown.source), shown.top + 60))]
        return [self.view.county, *(line.key for line in lines if line.kind == "row")]

    @on(Told)
    def _come_in(self) -> None:
        if time.monotonic() - self._shown_at >= _SHOWN_EVERY_SECONDS:
            self._take_in()

    def _take_in(self) -> None:
        """Show what has been computed; not under somebody's hands."""
        taken = bool(self._handed)
        while self._handed:
            self.book.absorb(*self._handed.popleft())
        self._shown_at = time.monotonic()
        if taken:
            self._unshown = True
        if self._unshown and not self.editing:
            self._unshown = False
            self._see(kept=self.view.kept + 1)
            super().follow()

    def _ended(self, refused: PilotError | None = None) -> None:
        if refused is not None:
            self._given_up = (self._filled, self.view.revision)
            if isinstance(refused, Stopped) and self._wanted() == self._filled:
                self.tell_key("desk.rescoring_stopped")  # by the person, not for other figures
        self._filling = None
        self._take_in()
        if self._wanted() != self._filled or refused is None:
            self.keep_up()
