"""Whatever is done to a long list and wherever one looks: it shows the rows a full query would."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot_tui.errors import PilotError
from pilot_tui.model import Cell
from pilot_tui.store import Store, windows
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.outline import Outline, task_of
from raw import ask
from workbook.small import small

NAMES = st.sampled_from(["", "甲", "乙", "a b", "%_\\"])
POSITIONS = st.sampled_from(["", "0", "1", "2", "100000"])
IDS = st.integers(0, 9).map(lambda number: f"T{number:02d}")
EDITS = st.one_of(
    st.tuples(st.just("area_zh"), IDS, NAMES),
    st.tuples(st.just("name_zh"), IDS, NAMES),
    st.tuples(st.just("position"), IDS, POSITIONS),
    st.tuples(st.just("actual"), IDS, POSITIONS),
    st.tuples(st.just("year"), IDS, st.sampled_from(["2020", "2021"])),
    st.tuples(st.just("add"), IDS, NAMES),
    st.tuples(st.just("retire"), IDS, st.just("")),
    st.tuples(st.just("undo"), st.just(""), st.just("")),
)
BIRTHS = st.lists(st.tuples(NAMES, NAMES, POSITIONS), max_size=25)


@pytest.fixture(autouse=True)
def short_strides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rows are many strides and many pages."""
    monkeypatch.setattr(windows, "STRIDE", 4)
    monkeypatch.setattr(windows, "PAGE", 3)


@contextmanager
def opened() -> Iterator[Workbook]:
    """A small file in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.db"
        path.write_bytes(small())
        with Store.open(path) as store:
            yield Workbook(store, "lin")


def born(book: Workbook, id: str, area: str, name: str, position: str) -> None:
    """A milestone of 2020."""
    typed = {"programme": "P", "county": "c", "year": "2020", "area_zh": area, "name_zh": name}
    book.add("milestone", {**typed, "position": position}, id=id)


def done(book: Workbook, what: str, id: str, text: str) -> None:
    """One edit; what cannot be done is not done."""
    try:
        if what == "add":
            born(book, id, text, text, "")
        elif what == "retire":
            book.retire("milestone", id)
        elif what == "undo":
            book.undo()
        else:
            book.edit(Cell("milestone", id, what), text)
    except PilotError:
        return


def wanted(path: Path) -> list[list[str]]:
    """The ids of every task, as a full query says."""
    asked = "SELECT id, area_zh, name_zh, position FROM milestone WHERE programme = 'P' AND year = 2020"
    rows = sorted(ask(path, asked), key=lambda row: (row[3] is None, row[3] or 0, row[0]))
    tasks: dict[tuple[object, object], list[str]] = {}
    for id, area, name, _ in rows:
        tasks.setdefault((area, name), []).append(id)
    return list(tasks.values())


def seen(book: Workbook, outline: Outline) -> list[list[str | None]]:
    """The ids of every task, as the outline says."""
    return [[book.id_at(block, nth) for nth in range(block.count)] for block in outline.blocks]


def whole(book: Workbook) -> Outline:
    """The outline, counted."""
    *_, outline = book.outline("P", 2020)
    assert outline.whole
    return outline


SOME = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@SOME
@given(BIRTHS, st.lists(EDITS, max_size=6), st.lists(st.integers(0, 40), max_size=8))
def test_after_any_edits_every_place_holds_the_row_it_should(
    births: list[tuple[str, str, str]], edits: list[tuple[str, str, str]], moves: list[int]
) -> None:
    with opened() as book:
        for number, birth in enumerate(births):
            born(book, f"T{number:02d}", *birth)
        outline = whole(book)
        for edit in edits:
            seen(book, outline)  # what was read before must not be what is shown after
            done(book, *edit)
            followed = book.followed(outline)
            assert followed is not None
            outline = followed
        full = wanted(book.store.path)
        for at in moves:  # in any order, as one pages about
            for block, ids in zip(outline.blocks, full, strict=True):
                assert at >= len(ids) or book.id_at(block, at) == ids[at]
        assert seen(book, outline) == full == seen(book, whole(book))
        for id in chain(*full):
            row = book.row("milestone", id)
            assert row is not None
            home = outline.find(task_of(row))
            assert home is not None
            assert full[home][book.place_in(outline.blocks[home], row["position"], id)] == id


def test_an_outline_grows_task_by_task_and_is_whole_at_last() -> None:
    with opened() as book:
        for number in range(20):
            born(book, f"T{number:02d}", "甲", f"乙{number % 3}", str(number))
        grown = list(book.outline("P", 2020))
    sizes = [len(outline.blocks) for outline in grown]
    assert sizes == sorted(sizes)
    assert sizes[-1] == 4  # three tasks, and the milestone of the small file that has no name
    assert [outline.whole for outline in grown] == [False] * (len(grown) - 1) + [True]


def test_somebody_who_writes_is_not_kept_waiting_by_a_count() -> None:
    with opened() as book:
        born(book, "T00", "甲", "乙", "1")
        counting = book.outline("P", 2020)
        next(counting)
        with sqlite3.connect(book.store.path, timeout=0) as other:  # nothing is locked between two steps
            other.execute("UPDATE meta SET v = v")
        assert next(counting)


def test_a_year_of_too_many_changes_is_counted_anew() -> None:
    with opened() as book:
        outline = whole(book)
        for number in range(5):
            born(book, f"T{number:02d}", "甲", "乙", "1")
        import pilot_tui.workbook.outline as counted

        before, counted._FOLLOWED = counted._FOLLOWED, 5
        try:
            assert book.followed(outline) is None
        finally:
            counted._FOLLOWED = before


@SOME
@given(st.integers(0, 12), st.integers(0, 30))
def test_however_wrong_a_guess_the_last_rows_are_where_they_should_be(rows: int, guessed: int) -> None:
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
        db.executemany("INSERT INTO t VALUES (?)", [(n * 7,) for n in range(rows)])
        window = windows.Window(windows.Run("t", "1", (), ("n",)))
        window.count, window.guessed = max(rows, guessed), True
        last = [window.key(db, window.count - 1 - at) for at in range(min(3, rows))]
        assert last == [((rows - 1 - at) * 7,) for at in range(min(3, rows))]
        counted = windows.measured(db, window.run)
        assert [counted.key(db, at) for at in range(counted.count)] == [(n * 7,) for n in range(rows)]
        assert [counted.place(db, (n * 7,)) for n in range(rows)] == list(range(rows))
