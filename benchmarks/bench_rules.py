"""The rules themselves, in this process: rescoring, ranking, an edit with its change.

There is no peer to take turns with, so goals are milliseconds of the machine, as the design states them; the
figure is the best of several runs, the one least disturbed by others.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from decimal import Decimal

from bench_long import working_copy
from figures import Figure

from pilot_tui.model import Cell, Reading, Rule
from pilot_tui.rules.scorecard import scorecard
from pilot_tui.store import Group, Store
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import text

INDICATORS, YEARS, DIMENSIONS = 60, 10, 6
BEST_OF = 7
CLOCK = 1_600_000_000.0


def best(job: Callable[[], object], times: int = BEST_OF, before: Callable[[], object] = int) -> float:
    """Milliseconds of the quickest of some runs; `before` each something that is not counted."""
    took = []
    for _ in range(times):
        before()
        started = time.perf_counter()
        job()
        took.append(time.perf_counter() - started)
    return min(took) * 1000


def measure(milestones: int) -> Iterator[Figure]:
    """One county by the bare rule; a country's file as the desk's worker computes it."""
    yield Figure(
        f"one county rescored, {INDICATORS} indicators × {YEARS} years", best(_one_county()), "ms", 5
    )
    with working_copy(milestones) as file, Store.open(file, quick=True) as store:
        yield from _country(store)
        yield from _edit(Workbook(store, "bench", lambda: CLOCK))


def _one_county() -> Callable[[], object]:
    weight = Decimal("1.5")
    years = [
        [
            Reading(
                f"I{at}", f"D{at % DIMENSIONS}", weight, target=Decimal(80 + at), actual=Decimal(70 + year)
            )
            for at in range(INDICATORS)
        ]
        for year in range(YEARS)
    ]
    rule = Rule()
    return lambda: [scorecard(readings, rule) for readings in years]


def _country(store: Store) -> Iterator[Figure]:
    """Every county of a country, with nothing kept of it; then its ranks, from what is kept."""
    book = Workbook(store)
    programme = text(book.programme(), "id")
    year = book.year(programme)
    group = Group("score", f"{programme}.{year}")
    counties = book.pilot_ids(programme)
    books = [book]

    def forgotten() -> None:
        for table in ("kept", "kept_at"):
            store.conn.execute(f"DROP TABLE IF EXISTS {table}")
        books.append(Workbook(store))

    def loaded() -> None:
        books.append(Workbook(store))
        books[-1].figures(group, programme)

    rescored = best(lambda: books[-1].fill(group, programme, (), lambda _at, _rows: None), 3, forgotten)
    yield Figure(f"{len(counties):,} counties rescored, as in the worker", rescored, "ms", 3000)
    ranked = best(lambda: books[-1].ranks(programme, year), before=loaded)
    assert len(books[-1].ranks(programme, year)) == len(counties)
    yield Figure(f"{len(counties):,} counties ranked from kept scores", ranked, "ms", 5)


def _edit(book: Workbook) -> Iterator[Figure]:
    """A figure entered: the change, its head and the row, safely on the disk."""
    programme = text(book.programme(), "id")
    county = book.pilot_ids(programme)[0]
    line = book.card(programme, county, book.year(programme)).lines[0]
    cell = Cell("value", line.value_id, "actual")
    book.warm()
    figures = iter(range(10, 1000))
    book.edit(cell, "9")
    yield Figure("an edit with its change", best(lambda: book.edit(cell, str(next(figures))), 30), "ms", 2)
