"""Summing up: read in a thread, looked at page by page, written in any format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on

from pilot_tui.screens.telling_tasks import TellingTasks
from pilot_tui.screens.work import Work
from pilot_tui.screens.working import Told
from pilot_tui.words import say, spoken

if TYPE_CHECKING:
    from pilot_tui.report.asked import Asked
    from pilot_tui.report.document import Document
    from pilot_tui.screens.summary import SummaryScreen

_SIDE_BY_SIDE = 4
"""Counties that are compared where nobody says which."""


class Summing(TellingTasks):
    """The summary of what the desk looks at."""

    def action_summary(self) -> None:
        """Show the summary of the programme's year, to be read and written."""
        from pilot_tui.report.asked import Asked
        from pilot_tui.screens.summary import SummaryScreen, Way

        if not self.view.programme:
            self.tell_key("desk.nothing_here")
            return
        shown: list[SummaryScreen] = []

        def ready(document: Document, asked: Asked) -> None:
            if shown:
                shown[0].show(document, asked)
            else:
                shown.append(SummaryScreen(document, asked, way))
                self.app.push_screen(shown[0])

        def tell(sentence: str, ink: str = "foreground") -> None:
            shown[0].tell(sentence, ink) if shown else self.tell(sentence, ink)

        way = Way(
            lambda asked: self._sum_up(self._aimed(asked), ready, tell),
            lambda document, asked, form: self._hand_in(document, asked, form, tell),
            self._stop_summing,
        )
        way.ask(Asked(self.view.programme, self.view.year, round=self.view.round, language=spoken()))

    def _aimed(self, asked: Asked) -> Asked:
        """For the counties its kind is of."""
        if asked.of == "profile":
            return asked._replace(counties=(self.view.county,))
        if asked.of == "comparison":
            return asked._replace(counties=self._neighbours())
        return asked._replace(counties=())

    def _neighbours(self) -> tuple[str, ...]:
        """The county the desk looks at and those next to it by rank."""
        league = self.book.league(self.view.programme, self.view.year)
        at = league.place(self.view.county) or 0
        first = max(0, min(at - 1, len(league) - _SIDE_BY_SIDE))
        return tuple(league.order[first : first + _SIDE_BY_SIDE])

    def _sum_up(
        self, asked: Asked, ready: Callable[[Document, Asked], None], tell: Callable[[str, str], None]
    ) -> None:
        def summed(work: Work[Document]) -> Document:
            from pilot_tui.report.summary import document_of

            return document_of(work.book, asked, work.step)

        self.work(
            Work("desk.summing", summed),
            lambda document: ready(document, asked),
            lambda error: tell(error.at_desk(), "error"),
            opens=True,
        )

    def _file_of(self, asked: Asked) -> Path:
        """Beside the data file, by what it is of; without an ending."""
        kind = "" if asked.of == "year" else f"-{asked.of}"
        county = f"-{asked.counties[0]}" if len(asked.counties) == 1 else ""
        language = "" if asked.language == spoken() else f"-{asked.language}"
        return self.book.store.path.with_name(f"{asked.programme}-{asked.year}{kind}{county}{language}")

    def _hand_in(self, document: Document, asked: Asked, form: str, tell: Callable[[str, str], None]) -> None:
        from pilot_tui.report.formats import FORMATS, Layout, write

        path = self._file_of(asked)
        path = path.with_name(path.name + FORMATS[form].suffix)

        def written(work: Work[Path]) -> Path:
            from pilot_tui.exchange.whole_file import whole_file

            with whole_file(path) as file:
                write(document, form, file, Layout(tick=work.step))
                work.refuse_if_stopped()
            return path

        tell(say("desk.writing"), "foreground")
        self.work(
            Work("desk.writing", written),
            lambda made: tell(say("desk.written", path=made), "foreground"),
            lambda error: tell(error.at_desk(), "error"),
        )

    def _stop_summing(self) -> bool:
        """Stop what a person waits for; False where they wait for nothing."""
        asked = [work for work in self.works if not work.quiet]
        for work in asked:
            work.stop()
        return bool(asked)

    @on(Told)
    def _tell_the_sheet(self, told: Told) -> None:
        """How far it is, where the sheet covers the title."""
        from pilot_tui.screens.summary import SummaryScreen

        if not told.work.quiet and isinstance(self.app.screen, SummaryScreen):
            self.app.screen.tell(self.progress)
