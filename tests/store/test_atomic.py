"""A transaction leaves everything, or nothing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from pilot_tui.model import Cell
from pilot_tui.store import Store, heads, journal, write
from pilot_tui.workbook import Workbook
from raw import content, hashes, one
from shell import ACTUAL


class Broken(Exception):
    """What no verb expects."""


def everything(path: Path) -> object:
    return content(path), hashes(path), one(path, "SELECT group_concat(k || v) FROM meta")


@pytest.mark.parametrize(
    ("owner", "name"), [(write.Transaction, "_append"), (heads, "keep"), (write.Transaction, "finish")]
)
def test_a_failure_on_the_way_leaves_nothing(
    book: Workbook, demo: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    before = everything(demo)
    real = getattr(owner, name)

    def fail_after(*given: object) -> object:
        real(*given)
        raise Broken

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, fail_after)
        with pytest.raises(Broken):
            book.edit(Cell.parse(ACTUAL), "250")
    assert everything(demo) == before
    assert book.edit(Cell.parse(ACTUAL), "250")  # the connection is as good as ever


def test_a_failure_in_the_middle_of_a_step_takes_the_beginning_with_it(book: Workbook, demo: Path) -> None:
    before = everything(demo)
    with suppress(Broken), book.store.writing("lin") as writing:
        writing.edit(Cell.parse(ACTUAL), "250")
        writing.retire("mark", "P1-2017.yongkang.E1.K1")
        raise Broken
    assert everything(demo) == before


def test_a_row_that_cannot_be_written_takes_its_change_with_it(book: Workbook, demo: Path) -> None:
    before = everything(demo)
    with pytest.raises(Exception, match="constraint"), book.store.writing("lin") as writing:
        writing.edit(Cell.parse(ACTUAL), "not a number")
    assert everything(demo) == before


def test_the_screen_reads_what_was_until_the_step_is_whole(demo: Path) -> None:
    with Store.open(demo) as ours, Store.open(demo) as theirs:
        with ours.writing("lin") as writing:
            writing.edit(Cell.parse(ACTUAL), "250")
            assert Workbook(theirs).row("value", "P1.yongkang.I07.2020")["actual"] == "241.0"  # type: ignore[index]  # it is there
            assert journal.revision(theirs.conn) == journal.revision(ours.conn) - 1
        assert Workbook(theirs).row("value", "P1.yongkang.I07.2020")["actual"] == "250"  # type: ignore[index]  # it is there
