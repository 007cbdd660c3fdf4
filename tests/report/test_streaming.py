"""A summary of very many counties is read while it is written: little is ever held, and nothing is lost."""

from __future__ import annotations

import gc
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import gettempdir

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.errors import Busy, FileRefused
from pilot_tui.exchange.whole_file import whole_file
from pilot_tui.model import Cell as Place
from pilot_tui.report import fingerprint, material, scratch
from pilot_tui.report.asked import BOTH, KINDS, Asked
from pilot_tui.report.document import Cell, Row
from pilot_tui.report.fingerprint import Fingerprint
from pilot_tui.report.formats import FORMATS, Layout, write, written
from pilot_tui.report.spooled import Spool, Spooled
from pilot_tui.report.summary import document_of
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.tasks import TaskLine

from .conftest import opened
from .readers import library
from .test_office import workbook_of

TOP = Path(__file__).resolve().parents[2]
COUNTIES, EACH = 30, 12
TEXTS = [form for form, one in FORMATS.items() if one.text]
PLAIN = [kind for kind in KINDS if kind not in ("profile", "comparison")]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("country") / "many.db"
    size = ("--milestones", str(COUNTIES * EACH), "--counties", str(COUNTIES), "--edits", "40")
    program = [sys.executable, str(TOP / "benchmarks" / "country.py"), str(path), *size]
    subprocess.run(program, check=True, capture_output=True)
    return path


@pytest.fixture
def many(country: Path) -> Iterator[Workbook]:
    with opened(country) as book:
        yield book


def asked(book: Workbook, of: str = "year", language: str = "") -> Asked:
    programme = str(book.programme()["id"])
    return Asked(programme, book.year(programme), of=of, language=language)


def task_lines() -> list[object]:
    return [one for one in gc.get_objects() if type(one) is TaskLine]


@pytest.mark.parametrize("of", PLAIN)
def test_a_country_says_the_same_when_it_is_read_as_it_is_written(
    many: Workbook, of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {form: written(document_of(many, asked(many, of)), form) for form in ("text", "html", "json")}
    monkeypatch.setattr(material, "HELD", 0)
    monkeypatch.setattr(fingerprint, "_ROOM", 5_000)
    for form, wanted in held.items():
        assert written(document_of(many, asked(many, of), held=False), form) == wanted


def test_in_both_languages_too(many: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    want = written(document_of(many, asked(many, "tasks", BOTH)), "md")
    monkeypatch.setattr(material, "HELD", 0)
    assert written(document_of(many, asked(many, "tasks", BOTH), held=False), "md") == want


def test_a_workbook_of_it_holds_the_same_cells(
    many: Workbook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    library("xlsxwriter")
    found = []
    for limit in (100, 0):
        monkeypatch.setattr(material, "HELD", limit)
        path = tmp_path / f"{limit}.xlsx"
        path.write_bytes(written(document_of(many, asked(many), held=False), "xlsx"))
        sheets = workbook_of(path).worksheets
        found.append([[cell.value for row in sheet.iter_rows() for cell in row] for sheet in sheets])
    assert found[0] == found[1]


@pytest.mark.parametrize("form", TEXTS)
def test_the_milestones_of_a_few_counties_are_held_at_a_time(
    many: Workbook, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(material, "HELD", 0)
    most = [0]

    def tick(_done: int, _of: int) -> None:
        most[0] = max(most[0], len(task_lines()) - len(others))

    gc.collect()
    others = task_lines()  # of whatever else ran in this process; held, so that they stay as many
    written(document_of(many, asked(many), tick, held=False), form, Layout(tick=tick))
    assert EACH <= most[0] <= 6 * EACH


def test_what_changes_while_it_is_written_is_not_mixed_in(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(material, "HELD", 0)
    (tmp_path / "own.db").write_bytes(country.read_bytes())
    good = tmp_path / "good.txt"
    good.write_text("good")
    with opened(tmp_path / "own.db") as book, opened(tmp_path / "own.db") as other:
        document = document_of(book, asked(book), held=False)
        programme = str(book.programme()["id"])
        first = next(one for one in other.tasks(programme, other.year(programme)))
        other.edit(Place("milestone", str(first.row["id"]), "remark"), "changed meanwhile")
        with pytest.raises(Busy, match=r"own\.db"), whole_file(good) as file:
            write(document, "text", file)
    assert good.read_text() == "good"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_where_there_is_no_room_to_sort_the_folder_is_named(
    many: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "_ROOM", 5_000)
    opens = partial(Path("/dev/full").open, "w+b")
    monkeypatch.setattr(scratch, "TemporaryFile", opens)
    with pytest.raises(FileRefused, match=re.escape(gettempdir())):
        document_of(many, asked(many))


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["value", "mark", "milestone"]),
        st.dictionaries(st.text(max_size=4), st.none() | st.integers() | st.text(max_size=9), min_size=1),
    ),
    max_size=40,
)


@given(ROWS, st.integers(1, 400))
def test_rows_that_are_sorted_in_pieces_have_the_same_fingerprint(
    rows: list[tuple[str, dict[str, object]]], room: int
) -> None:
    told = sorted((table, json.dumps((table, row), sort_keys=True)) for table, row in rows)
    wanted = hashlib.sha256("\n".join(said for _, said in told).encode()).hexdigest()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprint, "_ROOM", room)
        patch.setattr(fingerprint, "_BLOCK", 7)
        found = Fingerprint()
        for table, row in rows:
            found.add(table, row)
        assert wanted.startswith(found.digits())


CELLS = st.builds(
    Cell,
    st.text(max_size=6),
    st.sampled_from(["text", "figure", "derived", "absence", "light"]),
    st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "good"]),
    st.text(max_size=3),
)


@given(
    st.lists(st.builds(Row, st.lists(CELLS, max_size=4).map(tuple), st.booleans()), min_size=1, max_size=9)
)
def test_rows_that_are_kept_in_a_file_come_back_as_they_were(rows: list[Row]) -> None:
    made = [0]

    def make() -> Iterator[Row]:
        made[0] += 1
        yield from rows

    kept = Spooled(Spool(), len(rows), make)
    for _ in range(3):
        back = list(kept)
        assert back == rows
        assert [_digits(row) for row in back] == [_digits(row) for row in rows]
    assert made == [1]
    assert (len(kept), kept[0], kept[-1], kept[:2]) == (len(rows), rows[0], rows[-1], rows[:2])


def _digits(row: Row) -> list[str]:
    """A printed 47 is not 47.0, though both are the same number."""
    return [str(cell.number) for cell in row.cells if isinstance(cell.number, Decimal)]
