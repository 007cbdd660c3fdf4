"""What is wrong in a file, and what has been explained."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pilot_tui.errors import NoFinding
from pilot_tui.store import Store, tasks
from pilot_tui.workbook.reading import Reader
from pilot_tui.workbook.rows import text

if TYPE_CHECKING:
    from pilot_tui.workbook.findings.found import Found
    from pilot_tui.workbook.findings.inquiry import Inquiry, Ticking
    from pilot_tui.workbook.findings.ledger import Ledger

_AT_ONCE, _MANY_TASKS = 40, 400
"""Counties, and their milestones of all years, that are looked through on the spot; more take a thread."""


class Questions(Reader):
    """Findings, looked for when they are asked for."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        super().__init__(store)
        self.clock = clock
        """Seconds since 1970: says what is due."""

    @cached_property
    def _inquiry(self) -> Inquiry:
        """Nothing is looked for before the first paint: the rules wait until they are needed."""
        from pilot_tui.workbook.findings.inquiry import Inquiry

        return Inquiry(self.conceals_address)

    @property
    def today(self) -> str:
        """The day it is, here: `2019-06-30`."""
        return datetime.fromtimestamp(self.clock()).astimezone().date().isoformat()

    def findings_of(self, programme: str, county: str = "") -> list[Found]:
        """The findings of a county in all years; of the programme itself without one."""
        self.refresh()
        with self.store.reading() as db:
            return self._inquiry.of(db, programme, county, self.today)

    def questions(self, address: str) -> Sequence[Found]:
        """What nobody has explained yet of what is known to be wrong with a cell."""
        if "_inquiry" not in self.__dict__:
            return ()
        if self.conceals_address(address):
            return ()
        return [one for one in self._inquiry.at(address) if one.open and one.finding.kind != "official"]

    def finding(self, address: str, kind: str) -> Found:
        """The finding of that kind about a cell; raises `NoFinding`."""
        from pilot_tui.workbook.findings import touched

        with self.store.reading() as db:
            counties = {*touched.of_address(db, address), touched.SETUP}
        for programme in self.programmes():
            for county in counties:
                for one in self.findings_of(text(programme, "id"), county):
                    if (one.finding.address, one.finding.kind) == (address, kind):
                        return one
        raise NoFinding(address=address, kind=kind)

    def findings(self, programme: str, county: str = "", year: int | None = None) -> list[Found]:
        """The findings of a programme in the order of the list: of all counties and years, or of some.

        What is wrong with the programme itself is of every county; what is of no year is of every year.
        """
        from pilot_tui.workbook.findings.inquiry import counties_of

        with self.store.reading() as db:
            counties = ["", county] if county else counties_of(db, programme)
        found = [one for each in counties for one in self.findings_of(programme, each)]
        chosen = [one for one in found if not (year and one.year and one.year != year)]
        return sorted(chosen, key=lambda one: one.bucket)

    def soon_looked_through(self, programme: str) -> bool:
        """Whether all counties can be looked through while a person waits."""
        with self.store.reading() as db:
            many = tasks.longer_than(db, programme, None, _MANY_TASKS)
        return not many and len(self.pilot_ids(programme)) <= _AT_ONCE

    def look_through(self, programme: str, tick: Ticking = lambda done, of: None) -> Ledger:
        """All findings of a programme, counted: to be done in a thread where counties are many."""
        with self.store.reading() as db:
            return replace(self._inquiry.everything(db, programme, self.today, tick), viewer=self.viewer)

    def keep_ledger(self, ledger: Ledger) -> None:
        """Keep what was counted in a thread, for the one who still looks."""
        if ledger.viewer != self.viewer:
            return
        with self.store.reading() as db:
            self._inquiry.keep(db, ledger)

    def ledger(self, programme: str) -> Ledger | None:
        """All findings of a programme, counted; None where they are many and nobody has looked yet."""
        self.refresh()
        with self.store.reading() as db:
            found = self._inquiry.ledger(db, programme, self.today)
            if found is None and self.soon_looked_through(programme):
                found = self._inquiry.everything(db, programme, self.today, lambda done, of: None)
                self._inquiry.keep(db, found)
            return found

    def _forget(self, changed: list[tuple[str, str]]) -> None:
        super()._forget(changed)
        if "_inquiry" in self.__dict__:
            with self.store.reading() as db:
                self._inquiry.forget(db, changed)
