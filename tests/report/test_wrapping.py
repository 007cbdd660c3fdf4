"""Lines of text as Chinese and English are broken in print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.cells import shown, width
from pilot_tui.report.wrapping import longest, squeezed, wrap

CASES = [
    ("战略性新兴产业", 6, ["战略性", "新兴产", "业"]),
    ("已完成，未完成。", 6, ["已完", "成，未", "完成。"]),
    ("（示例）数", 4, ["（示", "例）", "数"]),
    ("占主营R&D经费", 8, ["占主营", "R&D经费"]),
    ("above-scale industry", 12, ["above-scale", "industry"]),
    ("above-scale", 8, ["above-", "scale"]),
    ("2019-12-31", 4, ["2019", "-12-", "31"]),
    ("目标 ≥ 72 家", 6, ["目标", "≥ 72", "家"]),
    ("达序时 90 % 为", 9, ["达序时", "90 % 为"]),
    ("", 4, [""]),
    ("汉", 1, ["汉"]),
]


@pytest.mark.parametrize(("text", "cells", "lines"), CASES)
def test_lines_are_broken_where_a_printer_would(text: str, cells: int, lines: list[str]) -> None:
    assert list(wrap(text, cells)) == lines


@given(text=st.text(max_size=60), cells=st.integers(2, 30))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells or len(shown(line)) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(shown(text).split())
    assert longest(text) <= width(text)


FILE = "/srv/somebodys/a/long/path/to/a/file.db"


@pytest.mark.parametrize(
    ("said", "cells", "squeezed_to"),
    [
        (f"Saved: {FILE}", 60, f"Saved: {FILE}"),
        (f"Saved: {FILE}", 26, "Saved: /srv/som…ath/to/a/file.db"),
        (f"{FILE} " + "word " * 60, 78, "/srv/som…ath/to/a/file.db " + "word " * 60),
        ("word " * 60, 78, "word " * 60),
        (r"D:\pilots\2019\Yongkang\entry.db 已写好", 24, r"D:\pilot…ongkang\entry.db 已写好"),
    ],
)
def test_a_path_gives_way_until_it_could_not_be_known(said: str, cells: int, squeezed_to: str) -> None:
    assert squeezed(said, cells, lines=1 if len(said) < 60 else 2) == squeezed_to


@given(
    paths=st.lists(st.text("abc/\\.汉…", max_size=60), max_size=3),
    words=st.text("word 汉，。", max_size=200),
    cells=st.integers(2, 90),
    lines=st.integers(1, 3),
)
def test_squeezing_ends_and_never_makes_a_sentence_longer(
    paths: list[str], words: str, cells: int, lines: int
) -> None:
    text = words + " ".join(paths)
    said = squeezed(text, cells, lines)
    assert len(said) < len(text) or said == text
    assert said == text or len(wrap(text, cells)) > lines
