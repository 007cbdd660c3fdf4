"""The figures of a group, and what they come to beside one another: counted anew where they have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pilot_tui.rules.ladder import Ladder
from pilot_tui.rules.rounding import units_of
from pilot_tui.workbook import told

_FEW = 64
"""Figures up to which the others keep their order; more of them are sorted together with all."""
_RANKED = {"score": told.ranked_total, "panel": told.ranked_mean}


@dataclass
class Figures:
    """The figures of one group, right at the arrival number of their reader."""

    rows: dict[str, str]
    since: int | None
    """The arrival number the file keeps them at."""
    gone: set[str] | None
    """Whose figures in the file are not right any more; None for everybody's."""
    unsaved: set[str] = field(default_factory=set)
    _units: dict[str, int] = field(default_factory=dict)
    _counted: tuple[int, str] | None = None
    _lacks: tuple[Sequence[str], list[str]] | None = None
    """Of whom it was asked last who has none, and the answer; None since figures went."""
    _ladder: tuple[Sequence[str], tuple[int, str], Ladder] | None = None
    """The counties that were ranked last, how, and their ranks."""
    _late: set[str] = field(default_factory=set)
    """Whose figures became others since."""
    _whole: set[str] = field(default_factory=set)
    """Whose totals are known to leave out nothing."""

    def lacking(self, counties: Sequence[str]) -> list[str]:
        """Who of these has no figure here; whoever gets the list must not change it."""
        if self._lacks is None or self._lacks[0] is not counties:
            self._lacks = counties, [county for county in counties if county not in self.rows]
        return self._lacks[1]

    def drop(self, counties: set[str] | None) -> None:
        """These are not right any more; None for all."""
        self._lacks = None
        if counties is None:
            self.rows.clear()
            self._units.clear()
            self._whole.clear()
            self._ladder = self.gone = None
            return
        for county in counties & self.rows.keys():
            del self.rows[county]
            self._changed(county)
        if self.gone is not None:
            self.gone |= counties

    def take(self, rows: Mapping[str, str]) -> None:
        """These are right."""
        self.rows.update(rows)
        for county in rows:
            self._changed(county)
        if self._lacks is not None:
            counties, lacked = self._lacks
            self._lacks = counties, [county for county in lacked if county not in rows]

    def displayed(self, what: str, counties: Iterable[str], places: int, mode: str) -> dict[str, int]:
        """What is ranked, in units of its last displayed digit; counted once a figure."""
        if self._counted != (places, mode):
            self._units.clear()
            self._counted = (places, mode)
        found, known, rows, ranked = {}, self._units, self.rows, _RANKED[what]
        for county in counties:
            if (unit := known.get(county)) is None:
                pair = ranked(rows[county])
                if pair is None:
                    continue
                unit = known[county] = units_of(*pair, places, mode)
            found[county] = unit
        return found

    def ladder(self, what: str, counties: Sequence[str], places: int, mode: str) -> Ladder:
        """The ranks of these counties, by what is displayed of them; each must have a figure."""
        kept, late = self._ladder, self._late
        if kept is not None and kept[0] is counties and kept[1] == (places, mode) and len(late) <= _FEW:
            units = self.displayed(what, late & self.rows.keys(), places, mode)
            ladder = kept[2].moved({county: units.get(county) for county in late}) if late else kept[2]
        else:
            ladder = Ladder(self.displayed(what, counties, places, mode), counties)
        self._ladder, self._late = (counties, (places, mode), ladder), set()
        return ladder

    def rescaled(self, counties: Iterable[str]) -> bool:
        """Whether any known total of these counties leaves out what is missing; of scorecards."""
        for county in counties:
            if county not in self._whole and (said := self.rows.get(county)) is not None:
                if told.rescaled(said):
                    return True
                self._whole.add(county)
        return False

    def _changed(self, county: str) -> None:
        self._units.pop(county, None)
        self._whole.discard(county)
        self._late.add(county)
