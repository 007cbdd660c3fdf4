from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pypinyin import Style, lazy_pinyin, pinyin

from pilot_tui.spelling import spelt
from pilot_tui.tables import TABLES
from pilot_tui.words import both


@pytest.mark.parametrize(
    ("text", "full", "initials"),
    [
        ("永康市", "yongkangshi", "yks"),
        ("不低于", "budiyu", "bdy"),
        ("R&D经费占比", "rdjingfeizhanbi", "rdjfzb"),
        ("绿色", "lvse", "ls"),
        ("", "", ""),
        ("①\u200b\x1b𠮷龘", "", ""),
    ],
)
def test_a_name_is_spelt(text: str, full: str, initials: str) -> None:
    assert spelt(text) == (full, initials)


def test_every_common_character_has_one_of_its_readings() -> None:
    cells = [bytes([high, low]) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    characters = [each for cell in cells if (each := cell.decode("gb2312", "ignore"))]
    readings = {each: pinyin(each, style=Style.NORMAL, heteronym=True)[0] for each in characters}
    assert len(characters) == 3755
    assert [each for each in characters if spelt(each)[0] not in readings[each]] == []


def test_the_words_of_every_choice_are_spelt_as_they_are_read() -> None:
    words = {both(f"choice.{value}")[0] for t in TABLES.values() for f in t.fields for value in f.choices}
    read = {word: "".join(lazy_pinyin(word, errors="ignore")) for word in words}
    assert {word: spelt(word)[0] for word in words} == read


def test_the_counties_of_the_demo_set_are_spelt_as_they_are_stored(demo: Path) -> None:
    with closing(sqlite3.connect(demo)) as db:
        stored = db.execute(
            "SELECT name_zh, county.pinyin, initials FROM county, pilot"
            " WHERE county.id = pilot.county AND programme = 'P1'"
        ).fetchall()
    assert len(stored) >= 5
    for name, full, initials in stored:  # without the word for county or district behind the name
        assert spelt(name)[0].startswith(full)
        assert spelt(name)[1].startswith(initials)
