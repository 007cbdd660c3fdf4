"""The one way to do what takes long.

    self.work(Work("desk.writing", lambda work: write(work.book, work.step)), then=self._written)

The job runs in a thread with a connection of its own; the title says `◌ 1,200 / 2,850` meanwhile, Esc stops
it, a refusal becomes a sentence, and `then` gets the answer back in the desk's own task.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.binding import Binding
from textual.message import Message

from pilot_tui.errors import Busy, PilotError, Stopped
from pilot_tui.pane.wanted import Wanted
from pilot_tui.screens.foreseeing import Foreseeing
from pilot_tui.screens.work import Work
from pilot_tui.widgets.typeahead import TypeAhead
from pilot_tui.words import say
from pilot_tui.workbook import Workbook

Answer = TypeVar("Answer")
_RETRY_SECONDS = 0.4
"""After which a pane's question is put again where another program had the file."""
_LEAVE_SECONDS = 1.0
"""How long leaving the desk waits for work to stop; what it wrote is whole either way."""


class Told(Message, bubble=False):
    """Work has come further."""

    def __init__(self, work: Work[Any]) -> None:
        super().__init__()
        self.work = work

    def can_replace(self, message: Message) -> bool:
        """Only how far it is now matters."""
        return isinstance(message, Told) and message.work is self.work


class Ended(Message, bubble=False):
    """Work is done, was stopped or was refused."""

    def __init__(self, work: Work[Any], future: Future[Any]) -> None:
        super().__init__()
        self.work, self.future = work, future


class Working(Foreseeing):
    """Long work of the desk."""

    VERBS: ClassVar[list[Binding]] = [Binding("escape", "stop_work", show=False, priority=True)]

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self._asked: dict[tuple[str, str], Work[Any]] = {}
        """What panes have asked for, the last question of each name."""
        self._works: dict[Work[Any], tuple[Callable[[Any], None], Callable[[PilotError], None]]] = {}

    def work(
        self,
        work: Work[Answer],
        then: Callable[[Answer], None],
        otherwise: Callable[[PilotError], None] | None = None,
        *,
        opens: bool = False,
    ) -> None:
        """Start it; `then` gets the answer, `otherwise` what refused it: said in a sentence without one.

        Where `then` `opens` a screen, what is typed in one go with the verb is for that screen.
        """
        self._works[work] = (then, otherwise or (lambda error: self.tell(error.at_desk(), "error")))
        if not work.quiet:
            self.tell_key(work.key)
        app = self.app
        assert isinstance(app, TypeAhead), "the app hears every key"
        if opens:
            app.expect(lambda: work in self._works)
        work.start(
            self.book,
            app.hands,
            lambda one: self._post(Told(one)),
            lambda one, future: self._post(Ended(one, future)),
        )
        self.frame_title()

    @on(Wanted)
    def _do(self, wanted: Wanted) -> None:
        """Do what a pane asks for; of a name only the last question is answered."""
        if (earlier := self._asked.get(wanted.name)) is not None:
            earlier.stop()
        work: Work[Any] = Work(wanted.key, wanted.job, quiet=True)
        self._asked[wanted.name] = work
        self.work(work, partial(self._answer, wanted, work), partial(self._refuse, wanted, work))

    def _answer(self, wanted: Wanted, work: Work[Any], answer: object) -> None:
        if self._asked.get(wanted.name) is work:
            del self._asked[wanted.name]
            wanted.then(answer)

    def _refuse(self, wanted: Wanted, work: Work[Any], error: PilotError) -> None:
        if self._asked.get(wanted.name) is not work:
            return
        if isinstance(error, Busy):
            self.set_timer(_RETRY_SECONDS, lambda: self._again(wanted, work))
            return
        del self._asked[wanted.name]
        wanted.given_up()
        if not isinstance(error, Stopped):
            self.tell(error.at_desk(), "error")

    def _again(self, wanted: Wanted, work: Work[Any]) -> None:
        if self._asked.get(wanted.name) is work:
            self._do(wanted)

    @property
    def works(self) -> list[Work[Any]]:
        """What is being done, the last begun last; what a person asked for after what goes on by itself."""
        return sorted(self._works, key=lambda one: not one.quiet)

    @property
    def progress(self) -> str:
        """How far the work begun last is."""
        if not self._works:
            return ""
        work = self.works[-1]
        return say("app.working_of" if work.of else "app.working", done=f"{work.done:,}", of=f"{work.of:,}")

    def _post(self, message: Message) -> None:
        if self.is_running:  # a thread may outlive the desk by a moment
            self.post_message(message)

    @on(Told)
    def _come_further(self) -> None:
        self.frame_title()

    @on(Ended)
    def _end(self, event: Ended) -> None:
        then, otherwise = self._works.pop(event.work)
        self.frame_title()
        try:
            answer = event.future.result()
        except PilotError as error:
            otherwise(error)
        else:
            then(answer)
        app = self.app
        assert isinstance(app, TypeAhead)
        app.come()

    def action_stop_work(self) -> None:
        """Stop the work begun last."""
        self.works[-1].stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed only the verbs of typing are there; Esc stops work while there is some."""
        return not self.typing and (action != "stop_work" or bool(self._works))

    def on_unmount(self) -> None:
        """No work outlives the desk."""
        for work in self._works:
            work.stop()
        for work in self._works:
            work.wait(_LEAVE_SECONDS)
