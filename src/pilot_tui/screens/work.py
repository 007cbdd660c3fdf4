"""Long work in a thread: with a workbook of its own, telling how far it is, stopping when it is told to."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from typing import Generic, TypeVar

from pilot_tui.errors import Stopped
from pilot_tui.store import Store
from pilot_tui.widgets.hands import Hands
from pilot_tui.workbook import Workbook

Answer = TypeVar("Answer")
_EVERY_SECONDS = 0.1
_SWITCH_SECONDS = 0.0001
"""How long a key waits at most, each time it needs the interpreter; Python's own is fifty times that."""


class Work(Generic[Answer]):
    """One piece of long work.

    `job` gets this and may use nothing else of the desk: `book` is a workbook on a connection of the thread's
    own, `step` says how far it is. What `job` writes it writes in one transaction: nothing is ever half-done.
    """

    def __init__(self, key: str, job: Callable[[Work[Answer]], Answer], *, quiet: bool = False) -> None:
        """What is to be done.

        Args:
            key: The words that say what is being done.
            job: Does it, in the thread; raises `PilotError` when it cannot.
            quiet: Whether it goes on behind what the person does, and never has the explain line.
        """
        self.key, self.quiet = key, quiet
        self.book: Workbook
        """Of the thread; open while `job` runs."""
        self.done, self.of = 0, 0
        """How far it is; `of` is 0 while nobody knows."""
        self._job = job
        self._stop = Event()
        self._hands = Hands()
        self._told: Callable[[Work[Answer]], None] = lambda _: None
        self._last = 0.0
        self._future: Future[Answer] | None = None

    def start(
        self,
        beside: Workbook,
        hands: Hands,
        told: Callable[[Work[Answer]], None],
        ended: Callable[[Work[Answer], Future[Answer]], None],
    ) -> None:
        """Begin, on the file of `beside`, of the person whose `hands` these are.

        `told` and `ended` are called in the thread.
        """
        self._told, self._hands = told, hands
        sys.setswitchinterval(_SWITCH_SECONDS)
        thread = ThreadPoolExecutor(1)
        self._future = thread.submit(self._run, beside.store, beside.author, beside.clock, beside.viewer)
        self._future.add_done_callback(lambda future: ended(self, future))
        thread.shutdown(wait=False)

    def step(self, done: int, of: int = 0) -> None:
        """Say how far it is; raises `Stopped` when it is to stop. Cheap enough for every row."""
        self.refuse_if_stopped()
        self.done, self.of = done, of
        if (now := time.monotonic()) - self._last >= _EVERY_SECONDS:
            self._last = now
            self._told(self)

    def step_aside(self, done: int, of: int = 0) -> None:
        """As `step`, and go on when the person's hands are still: only where nothing of the file is held."""
        self.step(done, of)
        while seconds := self._hands.busy_for:
            self.rest(seconds)

    def refuse_if_stopped(self) -> None:
        """Raise `Stopped` when it is to stop."""
        if self._stop.is_set():
            raise Stopped

    def stop(self) -> None:
        """Let it end at its next step."""
        self._stop.set()

    def rest(self, seconds: float) -> None:
        """Let others at the file; raises `Stopped` at once when it is to stop."""
        if self._stop.wait(seconds):
            raise Stopped

    def wait(self, seconds: float) -> None:
        """Wait for it to end."""
        if self._future is not None:
            wait([self._future], seconds)

    def _run(self, store: Store, author: str, clock: Callable[[], float], viewer: str) -> Answer:
        with store.another() as own:
            self.book = Workbook(own, author, clock, viewer)
            return self._job(self)
