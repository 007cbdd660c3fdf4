"""The synthetic country of `benchmarks/country.py` is a sound file, and the same one every time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pilot_tui.store import Store
from pilot_tui.tables import TABLES
from pilot_tui.workbook import Workbook

TOP = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def countries(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("country")
    made = [folder / "one.db", folder / "two.db"]
    size = ["--milestones", "60", "--counties", "3", "--edits", "400"]
    for path in made:
        program = [sys.executable, str(TOP / "benchmarks" / "country.py"), str(path), *size]
        subprocess.run(program, check=True, capture_output=True)
    return made


def test_its_log_replays_to_its_rows(countries: list[Path]) -> None:
    with Store.open(countries[0]) as store:
        assert list(Workbook(store).problems()) == []


def test_its_log_has_conflicts_notes_and_steps_of_several_people(countries: list[Path]) -> None:
    with Store.open(countries[0]) as store:
        book = Workbook(store)
        changes = book.changes(book.revision + 1, -1)
        assert len(changes) == book.change_count() == 400
        assert len({change.actor for change in changes}) == len({change.site for change in changes}) == 4
        assert any(change.step != change.seq for change in changes)
        assert book.notes
        assert book.conflicts


def test_everything_born_is_illustrative(countries: list[Path]) -> None:
    with Store.open(countries[0]) as store:
        book = Workbook(store)
        every = book.content()
        for table in TABLES:
            assert len(book.rows_of(table, "provenance", "illustrative")) == len(every[table])


def test_the_same_size_gives_the_same_content(countries: list[Path]) -> None:
    content = []
    for path in countries:
        with Store.open(path) as store:
            book = Workbook(store)
            log = [change.hash for change in book.changes_between(1, book.revision)]
            content.append((book.content(), log))
    assert content[0] == content[1]
