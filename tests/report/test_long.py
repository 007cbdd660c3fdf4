"""Summaries of very many counties: made block by block, they say what they say when all of it is held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pilot_tui import words
from pilot_tui.report import material
from pilot_tui.report.asked import BOTH, Asked
from pilot_tui.report.canonical import Checksum, canonical, checksum
from pilot_tui.report.document import Block, Blocks, Table
from pilot_tui.report.formats import FORMATS, written
from pilot_tui.report.laid_out import laid_out
from pilot_tui.report.summary import document_of
from pilot_tui.workbook import Workbook

from .conftest import opened

ASKED = [
    Asked("P1", 2020),
    Asked("P1", 2020, language=BOTH),
    Asked("P1", 2020, language="en"),
    Asked("P1", 2019, of="round"),
    Asked("P2", 2022),
    Asked("P1", 2020, of="firms"),
    Asked("P1", 2020, of="circular"),
]
TEXTS = [form for form, one in FORMATS.items() if one.text]


def test_what_outlives_its_book_is_held(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(material, "HELD", 0)
    with opened(built) as book:
        document = document_of(book, Asked("P1", 2020))
    assert "98.75" in written(document, "text").decode("utf-8")


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: f"{one.of}{one.language}{one.programme}")
def test_what_is_made_block_by_block_says_the_same(
    book: Workbook, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = document_of(book, asked)
    monkeypatch.setattr(material, "HELD", 0)
    made = document_of(book, asked, held=False)
    words.speak("en")  # what is spoken while it is written has no say
    assert isinstance(made.blocks, Blocks)
    assert canonical(made) == canonical(held)
    assert checksum(made) == checksum(held)
    for form in TEXTS:
        assert written(made, form) == written(held, form)
    assert laid_out(made, 80) == laid_out(held, 80)


def test_no_more_than_two_blocks_are_held(book: Workbook) -> None:
    from weakref import ref

    class Told(Table):
        """A table one can wait for."""

        __slots__ = ("__weakref__",)

    Told.__slots__ = Table.__slots__  # type: ignore[assignment]  # its fields are those of a table
    document = document_of(book, Asked("P1", 2020))
    table = next(block for block in document.blocks if isinstance(block, Table))
    fields = {name: getattr(table, name) for name in Table.__slots__}
    seen: list[ref[Told]] = []

    def made() -> Iterator[Block]:
        for _ in range(5):
            assert sum(one() is not None for one in seen) <= 1, "it is let go of once the next is there"
            block = Told(**fields)
            seen.append(ref(block))
            yield block
            del block

    for form in ("html", "text", "json", "md"):
        seen.clear()
        written(replace(document, blocks=Blocks(made, 5)), form)
        assert seen


def test_rows_that_go_by_are_hashed_in_their_place(book: Workbook) -> None:
    document = document_of(book, Asked("P1", 2020))
    told = Checksum(document)
    for block in told.blocks():
        if isinstance(block, Table):
            for group in block.groups:
                assert list(told.rows(group.rows)) == list(group.rows)
            assert list(told.rows(block.groups[0].rows)) == list(block.groups[0].rows)
    assert told.digits() == checksum(document)
