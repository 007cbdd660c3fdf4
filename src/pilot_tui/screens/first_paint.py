"""The desk's first screen as text for the bare terminal, seen and moved in while Textual is imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pilot_tui import panes
from pilot_tui.errors import PilotError
from pilot_tui.model import Cell
from pilot_tui.pane.remembered import remembered
from pilot_tui.panes.counties import listing
from pilot_tui.panes.scorecard import columns, one
from pilot_tui.report.explaining import explain
from pilot_tui.screens import bands
from pilot_tui.screens.frame import BESIDE, FIRST_TAB, Frame
from pilot_tui.screens.start import AT_ONCE, first_view, state_of
from pilot_tui.widgets.face import face_strip, footer_height, look_at
from pilot_tui.widgets.paint import strip_of
from pilot_tui.widgets.pens import Pens
from pilot_tui.widgets.roles import Ground
from pilot_tui.widgets.shaping import shaped
from pilot_tui.widgets.sheet import Run, Runs, Source
from pilot_tui.widgets.viewport import Viewport, header_height
from pilot_tui.workbook import Workbook

_LEAST = (60, 16)
"""Cells and lines below which Textual alone knows what gives way."""


def painter(book: Workbook, ink: Pens, width: int, height: int) -> Painter | None:
    """Who draws the first screen; None where there is no county to show or no room to do it."""
    book.at_once = AT_ONCE
    view = first_view(book)
    firms = view.programme and book.has_firms(view.programme)  # another table than the one drawn here
    if firms or book.handout is not None or not view.county or width < _LEAST[0] or height < _LEAST[1]:
        return None
    panes.say_all()
    return Painter(Frame(book, view, width), ink, height)


class Painter:
    """Draws what the desk draws first: the scorecard of the first county, the cursor at home in it."""

    def __init__(self, frame: Frame, ink: Pens, height: int) -> None:
        self.frame = frame
        self.ink = ink
        self.room = frame.room(height)
        """Lines of the panes."""
        self.stage = self._stage()
        """The scorecard; its cursor may be moved."""
        self._drawn: list[str] = []

    def screen(self) -> str:
        """Every line that is not as it was drawn last, at its place."""
        lines = list(self._lines())
        before, self._drawn = self._drawn or [""] * len(lines), lines
        fresh = [
            f"\x1b[{y};1H{line}"
            for y, (line, old) in enumerate(zip(lines, before, strict=True), 1)
            if line != old
        ]
        return "".join(fresh) + "\x1b[0m"

    def _lines(self) -> Iterator[str]:
        """From the title to the footer, whose verbs only Textual knows."""
        frame = self.frame
        left, right, _spots = frame.title(state_of(frame.book))
        yield self._band(left, "band", right)
        yield from map(self._band, frame.head(self.stage.place)[0])
        yield from self._panes(self.stage, self.room)
        yield self._band(frame.sill())
        yield from map(self._band, self._explained(self.stage))
        yield self._band((), "band")

    def _panes(self, stage: Viewport, room: int) -> Iterator[str]:
        """The lines between the hairlines: counties, scorecard, third column."""
        wall = strip_of((Run("│", "hairline"),), 1, self.ink)
        columns = [self._grid(stage, room, focus=True)]
        if not self.frame.narrow:
            columns.insert(0, self._grid(self._counties(room), room, focus=False))
        if self.frame.wide:
            columns.append(self._beside(stage, room))
        return map(wall.join, zip(*columns, strict=True))

    def _counties(self, room: int) -> Viewport:
        frame = self.frame
        source = listing.source(frame.book, frame.view, frame.wall, room)
        view = self._viewport("counties", source, listing.HOME, frame.wall, room)
        at = view.source.find(frame.view.county)
        if at is not None:
            view.go(at)
        return view

    def _stage(self) -> Viewport:
        frame, view = self.frame, self.frame.view
        card = frame.book.card(view.programme, view.county, view.year)
        wide, added = frame.stage >= columns.ROOM_FOR_NAMES, remembered(FIRST_TAB).added
        source = one.source(frame.book, card, columns.columns(card.baseline_year, wide), wide, added)
        return self._viewport(FIRST_TAB, source, columns.HOME, frame.stage, self.room)

    def _viewport(self, pane: str, given: Source, home: str, width: int, room: int) -> Viewport:
        source = shaped(given, remembered(pane), self.frame.book.spelling)
        view = Viewport(home)
        foot = footer_height(source, self.frame.cells)
        view.resize(width, max(0, room - header_height(source) - foot))
        view.adopt(source)
        return view

    def _grid(self, view: Viewport, room: int, *, focus: bool) -> Sequence[str]:
        look, foot = look_at(view, self.ink), footer_height(view.source, self.frame.cells)
        return [face_strip(view, look, y, foot, focus, lambda _key, _line, draw: draw()) for y in range(room)]

    def _beside(self, stage: Viewport, room: int) -> Sequence[str]:
        from pilot_tui.screens import side

        cell = _cell(stage)
        told = side.lines(self.frame.book, cell, self.frame.view.year)[:room]
        told += [()] * (room - len(told))
        return [strip_of(runs, BESIDE, self.ink) for runs in told]

    def _explained(self, stage: Viewport) -> tuple[Runs, Runs]:
        cell = _cell(stage)
        try:
            said = explain(self.frame.book, cell) if cell else None
        except PilotError:  # the desk says what is wrong
            said = None
        return bands.explain(said, self.frame.cells)

    def _band(self, left: Runs, ground: Ground = "base", right: Runs = ()) -> str:
        return strip_of(left, self.frame.cells, self.ink, ground, right)


def _cell(stage: Viewport) -> Cell | None:
    """The cell the cursor stands on, stored or computed."""
    slot = stage.slot()
    where = "" if slot is None else slot.address or slot.about
    return Cell.parse(where) if where else None
