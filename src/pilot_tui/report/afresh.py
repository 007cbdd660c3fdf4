"""What is long of very many counties, read each time it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import overload

from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import Row
from pilot_tui.workbook.standings import Standing


class Afresh(Sequence[Standing]):
    """Very many standings, each made anew when it is asked for: no scorecard is held."""

    def __init__(self, standings: Sequence[Standing]) -> None:
        self._standings = standings

    def __len__(self) -> int:
        return len(self._standings)

    @overload
    def __getitem__(self, at: int) -> Standing: ...
    @overload
    def __getitem__(self, at: slice) -> list[Standing]: ...
    def __getitem__(self, at: int | slice) -> Standing | list[Standing]:
        if isinstance(at, slice):
            return list(map(replace, self._standings[at]))
        return replace(self._standings[at])

    def __iter__(self) -> Iterator[Standing]:
        return map(replace, self._standings)


class MarksOf(Mapping[str, list[Row]]):
    """County → its marks in a round, of those that have any."""

    def __init__(self, round: Round | None) -> None:
        self._round = round

    def __getitem__(self, county: str) -> list[Row]:
        found = list(self._round.marks.of(county).values()) if self._round else []
        if not found:
            raise KeyError(county)
        return found

    def __iter__(self) -> Iterator[str]:
        return (county for county in (self._round.counties if self._round else ()) if self.get(county))

    def __len__(self) -> int:
        return sum(1 for _ in self)
