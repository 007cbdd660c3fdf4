"""A sheet to be filled in is made on the desk: which kind, for whom, which columns, where to."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from desk.drawing import drawn
from pilot_tui.words import say
from raw import content
from report.readers import library
from shell import Shell


def opened(path: Path) -> Any:
    library("xlsxwriter")
    read: Any = library("openpyxl")
    return read.load_workbook(path).worksheets[0]


def unlocked(path: Path) -> list[str]:
    """The headings of what can be typed into."""
    sheet = opened(path)
    return [
        str(one.value).split("\n")[-1] for one in sheet[5] if not sheet.cell(6, one.column).protection.locked
    ]


@pytest.mark.parametrize(
    ("way", "asked"),
    [
        ("enter", ["actual", "state", "as of", "owner", "remark"]),
        ("down", ["baseline", "operator", "target", "actual", "state", "as of", "owner", "remark"]),
    ],
)
async def test_a_sheet_for_the_county_in_view(demo: Path, way: str, asked: list[str]) -> None:
    library("xlsxwriter")
    before = content(demo)
    async with drawn(demo) as (app, _pilot):
        await app.typed("I", "enter")
        assert say("sheets.ask_county") in app.drawing.text
        await app.typed("enter", *(["down"] if way == "down" else []), "enter")
        assert say("sheets.ask_output") in app.drawing.text
        await app.typed("enter")
        await app.until(lambda: "wrote scorecard-P1-2020-yongkang.xlsx: 18 rows" in app.drawing.text)
    path = demo.with_name("scorecard-P1-2020-yongkang.xlsx")
    assert unlocked(path) == asked
    assert {opened(path).cell(row, 1).value for row in range(6, 24)} == {"永康市\nYongkang"}
    assert content(demo) == before


async def test_marks_of_an_expert_are_asked_for_without_asking_for_columns(demo: Path) -> None:
    library("xlsxwriter")
    async with drawn(demo) as (app, _pilot):
        await app.typed("I", *"review", "enter")
        assert say("sheets.ask_expert") in app.drawing.text
        await app.typed(*"E3", "enter", "enter")
        await app.until(lambda: "wrote review-P1-2017-E3.xlsx" in app.drawing.text)
    assert demo.with_name("review-P1-2017-E3.xlsx").exists()


@pytest.mark.usefixtures("sheet_writer")
async def test_esc_gives_up_at_every_step(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        for steps in (["I"], ["I", "enter"], ["I", "enter", "enter"], ["I", "enter", "enter", "enter"]):
            await app.typed(*steps, "escape")
            assert say("sheets.ask_kind") not in app.drawing.text
    assert list(demo.parent.glob("*.xlsx")) == []


async def test_what_is_there_goes_only_when_somebody_says_so(demo: Path) -> None:
    library("xlsxwriter")
    place = demo.with_name("scorecard-P1-2020-yongkang.xlsx")
    place.write_text("mine")
    async with drawn(demo) as (app, _pilot):
        await app.typed("I", "enter", "enter", "enter", "enter")
        assert say("handing.is_there", name=place.name) in app.drawing.text
        await app.typed("escape")
        assert place.read_text() == "mine"
        await app.typed("I", "enter", "enter", "enter", "enter", "enter", *"other", "enter")
        await app.until(lambda: "wrote other.xlsx" in app.drawing.text)
        assert place.read_text() == "mine"
        await app.typed("I", "enter", "enter", "enter", "enter", "down", "enter")
        await app.until(lambda: f"wrote {place.name}" in app.drawing.text)
    assert unlocked(place)


async def test_a_place_that_cannot_be_is_a_sentence(demo: Path, tmp_path: Path) -> None:
    library("xlsxwriter")
    before = content(demo)
    folder = tmp_path / "stick.xlsx"
    folder.mkdir()
    steps = ("I", "enter", "enter", "enter")
    async with drawn(demo) as (app, _pilot):
        await app.typed(*steps, *str(folder / "no" / "x.xlsx"), "enter")
        await app.until(lambda: "There is no such folder" in app.drawing.text)
        bent = shutil.copy(demo, demo.with_name("bent.xlsx"))
        await app.typed(*steps, *str(folder), "enter")
        await app.until(lambda: "wrote scorecard-P1-2020-yongkang.xlsx" in app.drawing.text)
        assert Path(bent).read_bytes() == demo.read_bytes()
    assert [path.name for path in folder.iterdir()] == ["scorecard-P1-2020-yongkang.xlsx"]
    assert content(demo) == before


@pytest.mark.usefixtures("sheet_writer")
async def test_the_open_file_is_never_written_over(demo: Path) -> None:
    place = demo.rename(demo.with_name("desk.xlsx"))
    before = content(place)
    async with drawn(place) as (app, _pilot):
        await app.typed("I", "enter", "enter", "enter", *"desk", "enter")
        await app.until(lambda: "is the file itself" in app.drawing.text)
    assert content(place) == before


@pytest.mark.usefixtures("sheet_writer")
async def test_what_has_no_row_is_refused_before_a_place_is_asked_for(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed("I", *"firms", "enter", "enter")
        await app.until(lambda: "there are no rows to fill in" in app.drawing.text)
        assert say("sheets.ask_output") not in app.drawing.text


async def test_a_handed_out_file_asks_only_which_and_where(demo: Path, shell: Shell, tmp_path: Path) -> None:
    library("xlsxwriter")
    copy = tmp_path / "yongkang.db"
    assert shell("handout", "-f", demo, "--county", "yongkang", "-o", copy, "--author", "chair").code == 0
    async with drawn(copy) as (app, _pilot):
        await app.typed("I")
        assert say("sheets.title_review") not in app.drawing.text
        await app.typed("enter")
        assert say("sheets.ask_output") in app.drawing.text
        await app.typed("enter")
        await app.until(lambda: "wrote scorecard-P1-2020-yongkang.xlsx" in app.drawing.text)
    assert "target" not in unlocked(copy.with_name("scorecard-P1-2020-yongkang.xlsx"))


async def test_without_its_library_nothing_is_asked(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    async with drawn(demo) as (app, _pilot):
        await app.typed("I")
        await app.until(lambda: "pilot-tui[office]" in app.drawing.text)
        assert app.screen is app.desk
