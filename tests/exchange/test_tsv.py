"""Tab-separated text reads back as it was written, by us and by Python's reader of Excel's dialect."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.exchange.tsv import from_tsv, to_tsv

TEXT = st.text(st.sampled_from('ab"\t\r\n ,=永９\x1b\0\u2028'), max_size=6)
BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(BLOCKS)
def test_what_is_written_reads_back(rows: list[list[str]]) -> None:
    assert from_tsv(to_tsv(rows)) == rows


@given(BLOCKS)
def test_pythons_reader_reads_what_is_written(rows: list[list[str]]) -> None:
    if any("\0" in cell for row in rows for cell in row):  # which Python's reader of 3.11 refuses
        return
    read = list(csv.reader(io.StringIO(to_tsv(rows), newline=""), "excel-tab", strict=True))
    assert [row or [""] for row in read] == rows or (rows == [[""]] and read == [])


@given(BLOCKS)
def test_what_pythons_writer_writes_is_read(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, "excel-tab").writerows(rows)
    assert from_tsv(out.getvalue()) == rows


@given(st.text(st.sampled_from('a"\t\r\n'), max_size=30))
def test_any_text_is_read_and_none_of_it_is_lost(text: str) -> None:
    rows = from_tsv(text)
    assert rows
    assert sum(cell.count("a") for row in rows for cell in row) == text.count("a")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [[""]]),
        ("1", [["1"]]),
        ("1\n", [["1"]]),
        ("1\r\n2\r\n", [["1"], ["2"]]),
        ("1\r2\n3\r\n", [["1"], ["2"], ["3"]]),
        ("1\n\n", [["1"], [""]]),
        ("a\tb\n\tc", [["a", "b"], ["", "c"]]),
        ('"two\nlines"\tb\n', [["two\nlines", "b"]]),
        ('"say ""hi"""', [['say "hi"']]),
        ('"hi" he said\tx', [['"hi" he said', "x"]]),
        ('5" pipe\t"open', [['5" pipe', '"open']]),
        ('"', [['"']]),
    ],
)
def test_known_texts(text: str, rows: list[list[str]]) -> None:
    assert from_tsv(text) == rows


@pytest.mark.parametrize(
    ("text", "rows", "cells"),
    [
        ('"' * 1_000_000, 1, 1),
        ('"a\t' * 300_000, 1, 300_001),
        ('"' + "a\t" * 500_000, 1, 500_001),
        ('""\t' * 250_000, 1, 250_001),
        ("\r\n" * 500_000, 500_000, 1),
    ],
    ids=["quotes", "opened", "opened once", "empty", "breaks"],
)
def test_a_megabyte_is_read_without_starting_again_at_every_quote(text: str, rows: int, cells: int) -> None:
    read = from_tsv(text)
    assert (len(read), len(read[0])) == (rows, cells)
