"""Keys behind a verb that opens a screen: they reach that screen, each when the one before has been answered.

A screen that was just pushed has no field with the focus yet; and on a screen Textual runs bindings in the
app's task but queues other keys at the field, so that what closes a screen overtakes what was typed before.
Here one key at a time is handed on, and the next waits until all that could answer it has had its turn.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

ONE_GO_SECONDS = 0.3
"""Keys that follow each other sooner than this are typed in one go."""
_ROUNDS = 3
"""An answer is given to the screen below, which may do something later: so often everybody has a turn."""
_LOOK_SECONDS = 0.05
"""How often it is looked whether somebody waited for is still there."""


class InTurn(App[None]):
    """An app that hands on what is typed one by one where a screen lies over the first, or is about to."""

    class Settled(Message, bubble=False):
        """What was typed last has been answered."""

    _expected: Callable[[], bool] | None = None
    """Whether what will open a screen is still under way."""
    _settling = False
    _typed_at = 0.0

    @property
    def in_turn(self) -> bool:
        """Whether what is typed now comes after something else."""
        return self._settling or bool(self._behind) or self._expecting

    @property
    def _behind(self) -> deque[events.Event]:
        """What waits for its turn."""
        waiting: deque[events.Event] = self.__dict__.setdefault("_waiting_keys", deque())
        return waiting

    def expect(self, under_way: Callable[[], bool]) -> None:
        """Keep what is typed in one go with a verb for the screen that opens when that is done."""
        self._expected = under_way

    def come(self) -> None:
        """What was under way is done: on with what was typed meanwhile."""
        if self._expected is not None and not self._expected():
            self._expected = None
            self._settle()

    @property
    def _expecting(self) -> bool:
        return self._expected is not None and self._expected()

    def push_screen(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401  # handed on as it came
        """Open a screen; what is typed from now on is for it."""
        opened = super().push_screen(*given, **named)
        if len(self.screen_stack) > 1:
            self._settle()
        return opened

    def waits(self, event: events.Event) -> bool:
        """Whether something typed has to wait; it is kept if it has."""
        before, self._typed_at = self._typed_at, event.time
        if self._expecting and not self._settling and event.time - before > ONE_GO_SECONDS:
            self._behind.clear()  # whoever waited and then types means what stands there
            return False
        if self.in_turn:
            self._behind.append(event)
            return True
        return False

    def first(self, held: Iterable[events.Event]) -> None:
        """Keep what was typed before all that is kept already."""
        self._behind.extendleft(reversed(list(held)))

    def handed_on(self) -> None:
        """Something typed has been handed on: over a screen, what follows it waits for the answer."""
        if len(self.screen_stack) > 1:
            self._settle()

    def _settle(self) -> None:
        if not self._settling:
            self._settling = True
            self.run_worker(self._everybody(), exit_on_error=False)

    async def _everybody(self) -> None:
        """Until all who could answer have had their turn, and the screen on top stands."""
        for _ in range(_ROUNDS):
            for one in list(self._who()):
                await _turn(one)
            await self._searched()
        self.post_message(self.Settled())

    async def _searched(self) -> None:
        """Until the screen on top has found what it looks for: the palette searches beside its field."""
        top = self.screen
        while self.screen is top and any(one.node is top and one.is_running for one in self.workers):
            await asyncio.sleep(_LOOK_SECONDS / 10)

    def _who(self) -> Iterator[MessagePump]:
        """From the field with the focus up to the app, and every screen below."""
        if self.focused is not None:
            yield from self.focused.ancestors_with_self
        yield from reversed(self.screen_stack)
        yield self

    async def on_in_turn_settled(self) -> None:
        """The next, if any."""
        self._settling = False
        if self._behind and not self._expecting:
            await self.take(self._behind.popleft())
        if self._behind and not self._settling:
            self._settle()

    async def take(self, event: events.Event) -> None:
        """Take what was typed, now that it is its turn."""
        raise NotImplementedError


async def _turn(one: MessagePump) -> None:
    """Until what was said to somebody so far is answered, or there is nobody any more."""
    done = asyncio.Event()
    if not one.call_later(done.set):
        return
    while not done.is_set() and _there(one):
        try:
            await asyncio.wait_for(done.wait(), _LOOK_SECONDS)
        except TimeoutError:
            continue


def _there(one: MessagePump) -> bool:
    if isinstance(one, Screen):
        return one in one.app.screen_stack
    return one.is_running if isinstance(one, App) else one.is_attached
