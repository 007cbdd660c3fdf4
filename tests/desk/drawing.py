"""The desk without a terminal: in this process, drawn on a display, so that hundreds of screens take seconds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from desk.terminal import Display
from pilot_tui.app import PilotApp
from pilot_tui.screens.main import MainScreen
from pilot_tui.store import Store
from pilot_tui.widgets.thrift import thrifty
from pilot_tui.words import speak
from pilot_tui.workbook import Workbook


class Drawn(PilotApp):
    """The desk on a display."""

    def __init__(self, book: Workbook, size: tuple[int, int]) -> None:
        super().__init__(book, "ink")
        self.display_drawn = Display(*size)
        self.written: list[str] = []
        """All that a terminal would have been sent."""

    def get_driver_class(self) -> type[Driver]:
        """A driver that writes to the display."""
        app = self

        class Paper(HeadlessDriver):
            @property
            def is_headless(self) -> bool:
                return False  # else Textual draws nothing

            def write(self, data: str) -> None:
                app.written.append(data)
                app.display_drawn.feed(data.encode(errors="surrogatepass"))

        return thrifty(Paper)

    @property
    def desk(self) -> MainScreen:
        """The desk's own screen, whatever lies over it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, MainScreen))


class Room:
    """A running desk."""

    def __init__(self, app: Drawn, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def display(self) -> Display:
        """What a person sees."""
        return self.app.display_drawn

    async def press(self, *keys: str) -> None:
        """Type, and wait until it is drawn."""
        await self.pilot.press(*keys)
        await self.drawn()

    async def resize(self, width: int, height: int) -> None:
        """Another size, on a blank display."""
        self.app.display_drawn = Display(width, height)
        await self.pilot.resize_terminal(width, height)
        await self.drawn()

    async def drawn(self) -> None:
        """Until two frames in turn are done: what the first set off is in the second."""
        for _ in range(3):
            done = asyncio.Event()
            self.app.screen.call_after_refresh(done.set)
            await done.wait()


@asynccontextmanager
async def drawn(
    path: Path, *, size: tuple[int, int] = (120, 40), lang: str = "en", author: str = "lin", ask: bool = False
) -> AsyncIterator[Room]:
    """The desk, open on a file."""
    speak(lang)
    with Store.open(path) as store:
        app = Drawn(Workbook(store, "" if ask else author), size)
        async with app.run_test(headless=False, size=size) as pilot:
            room = Room(app, pilot)
            await room.drawn()
            yield room
