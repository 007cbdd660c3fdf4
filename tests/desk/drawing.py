"""The desk in this process, drawn on a display: hundreds of screens take seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from desk.terminal import PATIENCE, Display
from pilot_tui.app import PilotApp
from pilot_tui.screens.main import MainScreen
from pilot_tui.store import Store
from pilot_tui.widgets.glass import Glass
from pilot_tui.widgets.moves import Begun
from pilot_tui.words import speak
from pilot_tui.workbook import Workbook

_ROUNDS = 3
"""An answer is given to whoever stands above, who may do something later: so often everybody has a turn."""


class Drawn(PilotApp):
    """The desk on a display."""

    def __init__(
        self,
        book: Workbook,
        size: tuple[int, int],
        theme: str = "ink",
        glass: Glass | None = None,
        begun: Begun | None = None,
    ) -> None:
        super().__init__(book, theme, glass, begun=begun or Begun())
        self.drawing = Display(*size)
        """What a person sees."""
        self.written: list[str] = []
        """All that a terminal would have been sent."""

    def get_driver_class(self) -> type[Driver]:
        """A driver that writes to the display."""
        app = self

        class Paper(HeadlessDriver):
            @property
            def is_headless(self) -> bool:
                return False  # a headless app draws nothing

            def write(self, data: str) -> None:
                app.written.append(data)
                app.drawing.feed(data.encode())

        return self.writing(Paper)

    @property
    def desk(self) -> MainScreen:
        """The desk, whatever lies over it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, MainScreen))

    async def drawn(self) -> None:
        """Until three frames in turn are done (what one sets off is in the next), or the desk is left.

        What is wrong is looked for a moment after the last key: that is waited for too.
        """
        asked = self._asking
        await self._frames()
        end = time.monotonic() + PATIENCE
        while self.is_running and self._asking:
            assert time.monotonic() < end, "it is looked for what is wrong without end"
            asked = True
            await asyncio.sleep(0.01)
        if asked:
            await self._frames()  # what was found may have come after the last of those before

    @property
    def _asking(self) -> bool:
        """Whether it is still to be looked for what is wrong."""
        return any(isinstance(one, MainScreen) and one.asking for one in self.screen_stack)

    async def _heard(self) -> None:
        """Until all who could answer what was typed have had their turn, from the field up to the app."""
        for _ in range(_ROUNDS):
            field = [] if self.focused is None else [*self.focused.ancestors_with_self]
            for one in [*field, *reversed(self.screen_stack), self]:
                done = asyncio.Event()
                there = one.call_later(done.set)
                while there and self.is_running and one.is_running and not done.is_set():
                    await asyncio.sleep(0)

    async def _frames(self) -> None:
        await self._heard()
        frames = 0
        while self.is_running and (frames < 3 or self._batch_count):
            if self._batch_count:
                frames = 0  # painting is held back for a moment, as when the palette closes
                await asyncio.sleep(0.002)
                continue
            screen, done = self.screen, asyncio.Event()
            screen.call_after_refresh(done.set)
            while self.is_running and not done.is_set() and self.screen is screen:
                await asyncio.sleep(0)  # a screen that is left draws nothing any more
            frames += done.is_set()

    async def until(self, wanted: Callable[[], bool]) -> None:
        """Until what is asked is true."""
        end = time.monotonic() + PATIENCE
        while not wanted():
            assert time.monotonic() < end, f"what was waited for never came:\n{self.drawing.text}"
            await self.drawn()
            await asyncio.sleep(0.002)  # a thread at work wants its turn

    async def typed(self, *keys: str) -> None:
        """Type keys, by Textual's names, in one go, and wait until it is drawn."""
        for key in keys:
            self.post_message(events.Key(key, key if len(key) == 1 else None))
        taken = asyncio.Event()
        self.call_later(taken.set)
        while self.is_running and (self.in_turn or not taken.is_set()):
            await asyncio.sleep(0)  # a key is answered in its own frame: frames say nothing of the last one
        await self.drawn()

    async def resized(self, pilot: Pilot[None], width: int, height: int) -> None:
        """Another size, on a clean display."""
        self.drawing = Display(width, height)
        await pilot.resize_terminal(width, height)
        await self.drawn()


@asynccontextmanager
async def drawn(
    path: Path,
    *,
    size: tuple[int, int] = (120, 40),
    lang: str = "en",
    theme: str = "ink",
    glass: Glass | None = None,
    begun: Begun | None = None,
) -> AsyncIterator[tuple[Drawn, Pilot[None]]]:
    """The desk, open on a file; on a first screen that stands already, and as it was left there, if any."""
    speak(lang)
    with Store.open(path) as store:
        app = Drawn(Workbook(store, "lin"), size, theme, glass, begun)
        async with app.run_test(headless=False, size=size) as pilot:
            await app.drawn()
            yield app, pilot
