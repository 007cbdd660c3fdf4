"""Kept figures: read from the file, dropped when a change touches them, computed when they are missing.

Few that are missing are computed at once; where there are many and somebody waits, `missing` says which, a
thread computes them with `fill`, and what it hands over is taken in with `absorb`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pilot_tui.store import Store, journal, kept, read
from pilot_tui.store.kept import Group
from pilot_tui.workbook import computing, told
from pilot_tui.workbook.figures import Figures
from pilot_tui.workbook.lists import Lists
from pilot_tui.workbook.memory import Lately, Memory
from pilot_tui.workbook.touched import Touched, touched

KEPT_FROM = 48
"""Counties from which figures are kept in the file: fewer are computed before anybody notices."""
_GROUPS = 8
_SAVED_BY = 640
"""Figures computed before they are written: a transaction of a hundredth of a second."""
_MANY_TASKS, _DEAR = 2_000, 8
"""Milestones of a year beyond which a county's share of them costs as much as that many scorecards."""

Handed = Callable[[int, dict[str, str]], None]
"""Takes the arrival number figures were computed at, and the figures by county."""


class Keeping(Lists):
    """Figures of every county, each computed once."""

    at_once: int | None = None
    """How many scorecards somebody waits for; None for as many as there are."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._memory = Memory()
        self._figures: Lately[Group, Figures] = Lately(_GROUPS)
        with store.reading() as db:
            self._kept_at = journal.revision(db)

    def refresh(self) -> int:
        """Drop what was kept and has changed since; returns the last arrival number of the log."""
        with self.store.reading() as db:
            now = journal.revision(db)
            if now != self._kept_at:
                self._forget(journal.since(db, self._kept_at) if self._kept_at else [])
                self._drop(touched(db, self._kept_at))
                self._kept_at = now
        return now

    def pilot_ids(self, programme: str) -> list[str]:
        """The counties of a programme, in order of the pilots."""

        def ids() -> list[str]:
            with self.store.reading() as db:
                return read.pilots(db, programme)

        return self._memory.keep("pilot_ids", programme, ids)

    def missing(self, group: Group, programme: str) -> list[str]:
        """Whose figures are not known."""
        return self._group(group).lacking(self.pilot_ids(programme))

    def figures(self, group: Group, programme: str) -> Figures:
        """What is known; all of it where what is missing can be waited for."""
        found = self._group(group)
        missing = self.missing(group, programme)
        if missing and self._soon(len(missing), group):
            for slice in _slices(missing, group):
                found.take(self._compute(group, slice))
        return found

    def figure(self, group: Group, programme: str, county: str) -> str | None:
        """What is known of one county; computed where all that is missing can be waited for."""
        found = self._group(group)
        if county not in found.rows:
            if self.at_once is None:  # of the others nobody has asked
                found.take(self._compute(group, [county]))
            elif self._soon(len(self.pilot_ids(programme)) - len(found.rows), group):
                self.figures(group, programme)
        return found.rows.get(county)

    def _soon(self, missing: int, group: Group) -> bool:
        if self.at_once is None or not missing:
            return True
        if group.what != "tasks":
            return missing <= self.at_once
        programme, _, year = group.of.rpartition(".")
        many = self._memory.keep(
            "many_tasks", group.of, lambda: self.any_task(programme, int(year), _MANY_TASKS)
        )
        return missing * (_DEAR if many else 1) <= self.at_once

    def pending(self, group: Group, programme: str) -> bool:
        """Whether so much is missing that a thread has to compute it."""
        return not self._soon(len(self.missing(group, programme)), group)

    def fill(self, group: Group, programme: str, first: Sequence[str], handed: Handed) -> None:
        """Compute what is missing, `first` first, and keep it in the file where that can be written.

        `handed` gets every slice. May be stopped at any time: what was saved is right.
        """
        self.refresh()
        while True:
            found = self._group(group)
            self._adopt(group, found)
            missing = self.missing(group, programme)
            if not missing:
                break
            wanted = [county for county in first if county not in found.rows] or missing
            slice = wanted[: computing.SLICES[group.what]]
            rows = self._compute(group, slice)
            found.take(rows)
            found.unsaved |= rows.keys()
            handed(self._kept_at, rows)
            if len(found.unsaved) >= _SAVED_BY:
                self._save(group, programme, found)
            self.refresh()
        self._save(group, programme, found)

    def absorb(self, group: Group, at: int, rows: dict[str, str]) -> None:
        """Take in what was computed elsewhere at the arrival number `at`, but for what was touched since."""
        now = self.refresh()
        if at < now:
            with self.store.reading() as db:
                late = touched(db, at).of(group)
            rows = (
                {} if late is None else {county: said for county, said in rows.items() if county not in late}
            )
        self._group(group).take(rows)
        self._memory.drop("ranks", "tier_ranks", "league", "dimension_ranks", "panel_ranks", "round")

    def behind(self, group: Group, programme: str) -> bool:
        """Whether the file keeps less than is known of a group worth keeping there."""
        found = self._group(group)
        return self._worth_keeping(programme) and (found.gone is None or bool(found.gone))

    def _worth_keeping(self, programme: str) -> bool:
        return not self.store.protected and len(self.pilot_ids(programme)) >= KEPT_FROM

    def _group(self, group: Group) -> Figures:
        return self._figures.keep(group, lambda: self._load(group))

    def _load(self, group: Group) -> Figures:
        """What the file keeps, without what was touched since."""
        with self.store.reading() as db:
            stored = kept.load(db, group, told.edition())
            if stored is None:
                return Figures({}, None, None)
            found = Figures(stored.rows, stored.n, set())
            if stored.n != self._kept_at:
                found.drop(touched(db, stored.n).of(group))
        return found

    def _adopt(self, group: Group, found: Figures) -> None:
        """Another desk may have kept the same meanwhile: take it instead of computing it again."""
        with self.store.reading() as db:
            at = kept.kept_at(db, group, told.edition())
            if at is None or at == found.since or at != self._kept_at:
                return
            stored = kept.load(db, group, told.edition())
        if stored is not None and stored.n == self._kept_at:
            found.take({county: said for county, said in stored.rows.items() if county not in found.rows})
            found.since, found.gone = stored.n, set()
            found.unsaved -= stored.rows.keys()

    def _save(self, group: Group, programme: str, found: Figures) -> None:
        """Keep in the file what was computed; another time where another program has it."""
        if not self._worth_keeping(programme) or not (found.unsaved or found.gone or found.gone is None):
            return
        fresh = found.rows.keys() if found.gone is None else found.unsaved | found.gone
        rows = {county: found.rows[county] for county in fresh if county in found.rows}
        done = kept.save(
            self.store.conn,
            self.store.path,
            group,
            told.edition(),
            at=self._kept_at,
            rows=rows,
            gone=found.gone,
            since=found.since,
        )
        if done:
            found.since, found.gone = self._kept_at, set()
            found.unsaved.clear()

    def _compute(self, group: Group, counties: Sequence[str]) -> dict[str, str]:
        with self.store.reading() as db:
            return computing.compute(db, group, counties)

    def _drop(self, done: Touched) -> None:
        for group, found in self._figures.items():
            found.drop(done.of(group))

    def _forget(self, changed: list[tuple[str, str]]) -> None:
        """Drop what else is remembered and these changes have touched."""
        raise NotImplementedError


def _slices(counties: Sequence[str], group: Group) -> Iterable[Sequence[str]]:
    size = computing.SLICES[group.what]
    return (counties[at : at + size] for at in range(0, len(counties), size))
