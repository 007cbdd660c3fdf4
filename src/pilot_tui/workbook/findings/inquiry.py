"""What was found, kept until a change touches it: of a few counties whole, of a programme as a ledger."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from pilot_tui.store import Connection, journal, read
from pilot_tui.workbook.findings import looking, touched
from pilot_tui.workbook.findings.base import Base, base
from pilot_tui.workbook.findings.found import Found
from pilot_tui.workbook.findings.ledger import Ledger, gathered
from pilot_tui.workbook.findings.looking import Explained
from pilot_tui.workbook.rows import text

Ticking = Callable[[int, int], None]
_AT_ONCE = 40
"""Counties a ledger catches up with on the spot."""
_KEPT = 96
"""Counties of which all findings are kept."""
_Place = tuple[str, str]
"""Programme and county; the empty county is the programme itself."""


class Inquiry:
    """Findings, kept."""

    def __init__(self, conceals: Callable[[str], bool] = lambda _: False) -> None:
        """Nothing is known yet; a finding about an address that `conceals` hides is none."""
        self._conceals = conceals
        self._today = ""
        self._bases: dict[str, Base] = {}
        self._explained: Explained | None = None
        self._places: OrderedDict[_Place, list[Found]] = OrderedDict()
        self._marks: dict[str, list[Found]] = {}
        self._stale: set[_Place] = set()
        self._ledgers: dict[str, Ledger] = {}
        self._behind: dict[str, set[str]] = {}
        """Programme → counties its ledger has not caught up with."""

    def forget(self, db: Connection, changed: Sequence[tuple[str, str]]) -> None:
        """Look again, the next time, at what these rows may have changed; without any, at everything."""
        self._explained = None
        counties = touched.counties(db, changed) if changed else {touched.EVERYWHERE}
        if touched.EVERYWHERE in counties:
            self._bases.clear()
            self._ledgers.clear()
            self._stale |= self._places.keys()
            return
        self._stale |= {place for place in self._places if place[1] in counties}
        for behind in self._behind.values():
            behind |= counties

    def of(self, db: Connection, programme: str, county: str, today: str) -> list[Found]:
        """The findings of a county, or of the programme itself."""
        self._wake(today)
        place = (programme, county)
        if place in self._stale or place not in self._places:
            self._put(place, self._look(db, programme, county))
        self._places.move_to_end(place)
        return self._places[place]

    def at(self, address: str) -> Sequence[Found]:
        """What is known to be wrong with a cell; counties nobody has looked at have nothing yet."""
        return self._marks.get(address, ())

    def everything(self, db: Connection, programme: str, today: str, tick: Ticking) -> Ledger:
        """All counties, one after the other; nothing but what is counted is kept of them."""
        self._wake(today)
        counties = counties_of(db, programme)
        n = journal.revision(db)

        def looked() -> Iterable[tuple[str, list[Found]]]:
            for done, county in enumerate(counties):
                yield county, self._look(db, programme, county)
                tick(done + 1, len(counties))

        return gathered(programme, today, n, counties, iter(looked()))

    def keep(self, db: Connection, ledger: Ledger) -> None:
        """Keep what was counted elsewhere, and catch up with what happened meanwhile."""
        self._ledgers[ledger.programme] = ledger
        counties = touched.counties(db, journal.since(db, ledger.n))
        self._behind[ledger.programme] = counties - {touched.EVERYWHERE}
        if touched.EVERYWHERE in counties:
            del self._ledgers[ledger.programme]

    def ledger(self, db: Connection, programme: str, today: str) -> Ledger | None:
        """The ledger as it is now; None where all counties are to be looked through."""
        self._wake(today)
        found = self._ledgers.get(programme)
        behind: set[str] = self._behind.get(programme, set())
        if found is None or len(behind) > _AT_ONCE or _joined(db, found, behind):
            return None
        if behind:
            again = {
                county: self.of(db, programme, county, today) for county in found.counties if county in behind
            }
            found = found.with_counties(journal.revision(db), again)
            self._behind[programme] = set()
            self._ledgers[programme] = found
        return found

    def _look(self, db: Connection, programme: str, county: str) -> list[Found]:
        if programme not in self._bases:
            self._bases[programme] = base(db, programme, self._today)
        if self._explained is None:
            self._explained = looking.explanations(db)
        if not county:
            found = looking.of_programme(db, self._bases[programme], self._explained)
        else:
            found = looking.of_county(db, self._bases[programme], county, self._explained)
        return [one for one in found if not self._conceals(one.finding.address)]

    def _put(self, place: _Place, found: list[Found]) -> None:
        self._drop(place)
        self._places[place] = found
        self._stale.discard(place)
        for one in found:
            self._marks.setdefault(one.finding.address, []).append(one)
        if len(self._places) > _KEPT:
            self._drop(next(iter(self._places)))

    def _drop(self, place: _Place) -> None:
        for one in self._places.pop(place, ()):
            about = self._marks.get(one.finding.address, [])
            if one in about:
                about.remove(one)

    def _wake(self, today: str) -> None:
        """Another day: whatever was due on the one before is overdue."""
        if today != self._today:
            self._today = today
            self._bases.clear()
            self._ledgers.clear()
            self._stale |= self._places.keys()


def _joined(db: Connection, ledger: Ledger, behind: set[str]) -> bool:
    """Whether a county has rows in the programme now that had none."""
    fresh = behind - set(ledger.counties)
    return any(
        read.first_with(db, table, programme=ledger.programme, county=county)
        for county in fresh
        for table in ("milestone", "rectification")
    )


def counties_of(db: Connection, programme: str) -> list[str]:
    """Where findings can be: the programme itself, its counties in order, then others that have rows."""
    pilots = [text(row, "county") for row in read.every(db, "pilot", programme=programme)]
    others = {str(one) for one in read.distinct(db, "milestone", "county", programme=programme)}
    others |= {str(one) for one in read.distinct(db, "rectification", "county", programme=programme)}
    return ["", *dict.fromkeys(pilots), *sorted(others - set(pilots))]
