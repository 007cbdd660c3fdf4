"""What is said of all stored rows behind a summary, counted as they go by: none of them is held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from pilot_tui.report.fingerprint import Fingerprint
from pilot_tui.report.tasking import Stored, is_illustrative
from pilot_tui.workbook.findings import Found
from pilot_tui.workbook.rows import text

_DATED = ("value", "milestone")
"""The tables whose rows say what day they are true of."""


@dataclass(frozen=True)
class Counted:
    """What is said of all of them."""

    invented: Mapping[str, int] = field(default_factory=dict)
    """How many illustrative rows of each table, in the order they were met."""
    provenance: Mapping[str, Counter[str]] = field(default_factory=dict)
    """How many rows of each table are of which provenance."""
    as_of: str = ""
    """The latest ISO day any of them is true of."""
    data: str = ""
    """The fingerprint of them all."""
    covered: tuple[Fraction, Fraction] | None = None
    """The share of the weight that has data: the least and the most of a county."""
    conflicts: frozenset[tuple[str, str, str]] = frozenset()
    """The open ones that touch any of them."""
    serious: int = 0
    """Findings that are to be settled first."""
    to_look_at: int = 0
    """Findings that are to be looked at."""


class Counting:
    """Counts; rows may come in several parts, each in the order in which it is told."""

    def __init__(self, conflicts: Iterable[tuple[str, str, str]]) -> None:
        """Of the conflicts, those are kept that touch a row that comes by."""
        self._clashing: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for one in conflicts:
            self._clashing.setdefault(one[:2], []).append(one)
        self._touched: set[tuple[str, str]] = set()
        self._invented: dict[str, Counter[str]] = {}
        self._provenance: dict[str, Counter[str]] = {}
        self._print = Fingerprint()
        self._as_of, self._serious, self._look = "", 0, 0
        self._covered: tuple[Fraction, Fraction] | None = None

    def add(self, part: str, rows: Iterable[Stored]) -> None:
        """More rows of a part; raises `FileRefused` where there is no room to sort very many."""
        invented = self._invented.setdefault(part, Counter())
        for table, row in rows:
            if not row:
                continue
            invented.update((table,) if is_illustrative(row) else ())
            self._provenance.setdefault(table, Counter())[text(row, "provenance")] += 1
            self._print.add(table, row)
            if table in _DATED:
                self._as_of = max(self._as_of, text(row, "as_of"))
            if self._clashing and (place := (table, str(row.get("id")))) in self._clashing:
                self._touched.add(place)

    def cover(self, share: Fraction) -> None:
        """A county has data for that share of the weight."""
        low, high = self._covered or (share, share)
        self._covered = min(low, share), max(high, share)

    def find(self, found: Iterable[Found]) -> None:
        """Findings that are open."""
        for one in found:
            self._serious += one.serious
            self._look += one.finding.severity == "look"

    def counted(self, parts: Iterable[str]) -> Counted:
        """All of it, the parts in that order."""
        invented: Counter[str] = Counter()
        for part in parts:
            invented.update(self._invented.get(part, {}))
        return Counted(
            invented,
            self._provenance,
            self._as_of,
            self._print.digits(),
            self._covered,
            frozenset(one for place in self._touched for one in self._clashing[place]),
            self._serious,
            self._look,
        )
