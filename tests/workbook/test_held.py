"""What is held of a county while it is worked out: a slice of its milestones, never all of them."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from pilot_tui.store import Store
from pilot_tui.store.kept import Group
from pilot_tui.workbook import Workbook, computing
from workbook.many import FEW, MANY, YEARS, country

A_ROW = 800
"""Bytes: a milestone that is held takes two thousand, its name and address a few hundred."""


def test_a_county_with_many_milestones_is_not_held_whole(tmp_path: Path) -> None:
    with Store.open(country(tmp_path / "country.db")) as store:
        book = Workbook(store)
        peaks = [peak(book, county) for county in ("few", "many")]
        twice = {
            one.finding.address for one in book.findings_of("P", "many") if one.finding.kind == "duplicate"
        }
        official = [one for one in book.findings_of("P", "many") if one.finding.kind == "official"]
    assert twice == {f"milestone/many2034m{MANY + 1:03d}/name_zh"}
    assert [one.finding.facts["count"] for one in official] == [MANY * len(YEARS) + 1]
    assert peaks[1] - peaks[0] < A_ROW * (MANY - FEW) * len(YEARS)


def peak(book: Workbook, county: str) -> int:
    """Bytes that looking through a county takes at most."""
    fresh = Workbook(book.store)
    fresh.findings_of("P")
    tracemalloc.start()
    try:
        fresh.findings_of("P", county)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_what_many_milestones_come_to_is_worked_out_a_few_at_a_time(tmp_path: Path) -> None:
    with Store.open(country(tmp_path / "country.db")) as store:
        group = Group("tasks", f"P.{YEARS[0]}")
        said: dict[str, str] = {}
        peaks = []
        for county in ("few", "few", "many"):
            tracemalloc.start()
            said |= computing.compute(store.conn, group, [county])
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert said == {"few": f"{FEW} {FEW}", "many": f"{MANY} {MANY}"}
    assert peaks[2] - peaks[1] < A_ROW // 4 * (MANY - FEW)
