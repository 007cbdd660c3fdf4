"""Summaries: writing the table of many counties, against Rich's; a long workbook, against other libraries.

The documents are made here, so that what is timed is the writing and nothing else: the same cells go to every
writer. Each figure is a ratio of runs made in turn in processes of their own.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import overload

from figures import Figure

from pilot_tui.report.document import Cell, Column, Document, Group, Labels, Row, Table
from pilot_tui.report.formats import Layout, write, written

TITLES = ("No.", "County", "Score", "Coverage", "Mean", "Rank", "On schedule", "Light", "Unit", "Remark")
FIGURES = (2, 3, 4)
"""The columns of figures."""
MANY, COUNTRY, LONG = 100, 2_850, 100_000
_NAMES = ("永康市", "温岭市", "长兴县", "上虞区", "海宁市")


class Rows(Sequence[Row]):
    """So many rows, each made when it is asked for."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        return (
            [self._row(n) for n in range(*at.indices(self._count))]
            if isinstance(at, slice)
            else self._row(at)
        )

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, range(self._count))

    @staticmethod
    def _row(n: int) -> Row:
        score, coverage, mean = (
            Decimal(9875 - n % 4000) / 100,
            Decimal(1000 - n % 300) / 10,
            Decimal(8917) / 100,
        )
        figures = (Cell(str(one), "figure", one) for one in (score, coverage, mean))
        rest = (Cell("4/5"), Cell("▲ 关注", "light", light="look"), Cell("亩"), Cell("缺 1 项，得分为折算"))
        number = Cell(str(n + 1), "figure", Decimal(n + 1))
        return Row(
            (number, Cell(f"{_NAMES[n % 5]}{n}"), *figures, Cell(str(n + 1), "figure", Decimal(n + 1)), *rest)
        )


def document(count: int) -> Document:
    """One table of so many rows; of very many, each is made when it is asked for."""
    rows: Sequence[Row] = Rows(count) if count > COUNTRY else tuple(Rows(count))
    columns = tuple(
        Column(title, title, align="point" if at in FIGURES else "left", stub=at < 2)
        for at, title in enumerate(TITLES)
    )
    table = Table("bench", "各县进展一览表", "2020 年", columns, (Group(rows),))
    return Document("标题", "2020 年度汇总", "zh", Labels(*["·"] * 12), (table,))


def by_rich(count: int) -> str:
    """The same by Rich."""
    import io

    from rich.console import Console
    from rich.table import Table as RichTable

    table = RichTable(*TITLES)
    for row in Rows(count):
        table.add_row(*(cell.text for cell in row.cells))
    page = io.StringIO()
    Console(file=page, width=120, color_system=None).print(table)
    return page.getvalue()


def by_xlsxwriter(count: int) -> None:
    """The same cells by XlsxWriter alone, without formats."""
    import xlsxwriter

    made = xlsxwriter.Workbook("/dev/null", {"constant_memory": True, "strings_to_formulas": False})
    sheet = made.add_worksheet()
    for at, row in enumerate(Rows(count)):
        for column, cell in enumerate(row.cells):
            if cell.number is None:
                sheet.write_string(at, column, cell.text)
            else:
                sheet.write_number(at, column, float(cell.number))
    made.close()


def by_openpyxl(count: int) -> None:
    """The same cells by openpyxl, write-only."""
    import io

    import openpyxl

    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet()
    for row in Rows(count):
        sheet.append([cell.text if cell.number is None else float(cell.number) for cell in row.cells])
    made.save(io.BytesIO())


def one(what: str, count: int) -> None:
    """Run one of them and print seconds and the peak in MiB."""
    if what in ("text", "html", "xlsx"):
        layout, made = Layout(width=120), document(count)
        written(document(3), what, layout)  # imports are not what is measured
        begun = time.perf_counter()
        with Path(os.devnull).open("wb") if what != "xlsx" else TemporaryFile() as file:
            write(made, what, file, layout)
    else:
        work = {"rich": by_rich, "xlsxwriter": by_xlsxwriter, "openpyxl": by_openpyxl}[what]
        work(3)
        begun = time.perf_counter()
        work(count)
    print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(what: str, count: int) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, __file__, what, str(count)], capture_output=True, text=True, check=True
    )
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak


def pairs(one: str, other: str, count: int, runs: int) -> Iterator[tuple[float, float, float]]:
    """Runs in turn: the ratio, the seconds of the first, its peak."""
    while True:
        seconds, peak = measured(one, count)
        yield seconds / measured(other, count)[0], seconds, peak


def measure(runs: int) -> Iterator[Figure]:
    """Every figure of summaries."""
    for form in ("text", "html"):
        found = list(islice(pairs(form, "rich", MANY, runs), runs))
        yield Figure(
            f"{MANY} counties as {form}, against a Rich table", median(r for r, _, _ in found), "×", 0.1
        )
        country = median(measured(form, COUNTRY)[0] for _ in range(max(1, runs // 3)))
        yield Figure(f"{COUNTRY:,} counties as {form}", country * 1000, "ms", 500)
    few = max(1, runs // 5)
    for other in ("xlsxwriter", "openpyxl"):
        found = list(islice(pairs("xlsx", other, LONG, few), few))
        yield Figure(
            f"{LONG:,} rows as xlsx, against bare {other}", median(r for r, _, _ in found), "×", None
        )
    yield Figure(f"peak memory of {LONG:,} rows as xlsx", median(peak for _, _, peak in found), "MiB", 60)


if __name__ == "__main__":
    one(sys.argv[1], int(sys.argv[2]))
