"""A spreadsheet is read on the desk: every cell is shown, nothing is written before Enter, one undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from exchange import filled, handmade
from pilot_tui.workbook.sheets.kinds import Scope
from raw import content, one
from shell import ACTUAL, Shell

I07 = "P1.yongkang.I07.2020"
HELD = f"SELECT actual FROM value WHERE id = '{I07}'"


@pytest.fixture
def sheet(demo: Path) -> filled.Filled:
    return filled.of(demo)


def test_a_sheet_is_looked_at_written_and_undone(
    open_desk: OpenDesk, demo: Path, sheet: filled.Filled
) -> None:
    sheet.put(I07, "actual", 250)
    sheet.put("P1.yongkang.I08.2020", "remark", "核对过")
    sheet.write(demo.with_name("back.xlsx"))
    before = content(demo)
    desk = open_desk()
    desk.send("i")
    desk.wait_for("back.xlsx")
    desk.send("enter")
    desk.wait_for("Reading back.xlsx")
    desk.wait_for(lambda: "changed 1" in desk.text and "new 1" in desk.text)
    assert all(said in desk.text for said in ("H12", "241.0", "250"))
    assert content(demo) == before
    desk.send("esc")
    desk.wait_for(lambda: "Reading back.xlsx" not in desk.text)
    assert content(demo) == before
    desk.send("i")
    desk.wait_for("back.xlsx")
    desk.send("enter")
    desk.wait_for("Reading back.xlsx")
    desk.send("enter")
    desk.wait_for("written: 2, in one step")
    assert one(demo, HELD) == "250"
    assert [path.name for path in demo.with_name("demo.backups").iterdir() if "-import" in path.name]
    desk.send("u")
    desk.wait_for(lambda: one(demo, HELD) == "241.0")
    assert one(demo, "SELECT remark FROM value WHERE id = 'P1.yongkang.I08.2020'") is None


def test_one_refused_cell_refuses_the_whole(open_desk: OpenDesk, demo: Path, sheet: filled.Filled) -> None:
    sheet.put(I07, "actual", "many")
    sheet.put("P1.yongkang.I08.2020", "actual", 9)
    sheet.write(demo.with_name("back.xlsx"))
    before = content(demo)
    desk = open_desk()
    desk.send("i")
    desk.wait_for("back.xlsx")
    desk.send("enter")
    desk.wait_for(desk.said("block.cannot"))
    assert "‘many’ is not a number" in desk.text
    desk.send("enter")
    desk.send("esc")
    desk.wait_for(lambda: desk.said("block.cannot") not in desk.text)
    assert content(demo) == before


def test_what_was_changed_since_is_written_with_a_reason(
    open_desk: OpenDesk, demo: Path, sheet: filled.Filled, shell: Shell
) -> None:
    shell("set", ACTUAL, "244", "-f", demo, "--author", "chair")
    sheet.put(I07, "actual", 250)
    sheet.write(demo.with_name("back.xlsx"))
    desk = open_desk()
    desk.send("i")
    desk.wait_for("back.xlsx")
    desk.send("enter")
    desk.wait_for(desk.said("sheets.wants_reason"))
    desk.send("enter")
    desk.wait_for("Why change what is red")
    desk.send("counted again\r")
    desk.wait_for("written: 1, in one step")
    assert one(demo, HELD) == "250"
    said = one(demo, "SELECT reason FROM change ORDER BY n DESC LIMIT 1")
    assert said.startswith("counted again · from back.xlsx Indicators (")


def test_a_column_nobody_knows_is_asked_about_and_the_year_in_view_counts(
    open_desk: OpenDesk, demo: Path
) -> None:
    rows: list[list[object]] = [["县", "指标", "实际值", "经办"], ["永康", "I07", 255, "某"]]
    handmade.write(demo.with_name("other.xlsx"), rows)
    desk = open_desk()
    desk.send("i")
    desk.wait_for("other.xlsx")
    desk.send("enter")
    desk.wait_for("What is column D")
    desk.send("enter")  # pass it over
    desk.wait_for("Reading other.xlsx")
    desk.send("enter")
    desk.wait_for("written: 1, in one step")
    assert one(demo, HELD) == "255"


def test_a_sheet_of_its_own_year_goes_before_what_is_in_view(
    open_desk: OpenDesk, demo: Path, tmp_path: Path
) -> None:
    sheet = filled.of(demo, Scope("scorecard", "P1", 2019, counties=("wenling",)))
    sheet.put("P1.wenling.I07.2019", "actual", 99)
    sheet.write(demo.with_name("back.xlsx"))
    desk = open_desk()
    desk.send("i")
    desk.wait_for("back.xlsx")
    desk.send("enter")
    desk.wait_for("Reading back.xlsx")
    desk.send("enter")
    desk.wait_for("written: 1, in one step")
    assert one(demo, "SELECT actual FROM value WHERE id = 'P1.wenling.I07.2019'") == "99"


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"PK\x03\x04", "damaged"), (b"", "empty"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls format")],
)
def test_a_file_that_cannot_be_read_is_a_sentence(
    open_desk: OpenDesk, demo: Path, data: bytes, said: str
) -> None:
    demo.with_name("bad.xlsx").write_bytes(data)
    desk = open_desk()
    desk.send("i")
    desk.wait_for("bad.xlsx")
    desk.send("enter")
    desk.wait_for(said)


def test_a_path_can_be_typed(open_desk: OpenDesk, demo: Path, sheet: filled.Filled, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    path = sheet.write(tmp_path / "deep" / "as it was.xlsx")
    desk = open_desk()
    desk.send("i")
    desk.wait_for(desk.said("sheets.ask_path"))
    desk.send(f"'{path}'\r")
    desk.wait_for("cells are as they are here")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_refusal_names_keys_and_no_flags(open_desk: OpenDesk, demo: Path, language: str) -> None:
    rows: list[list[object]] = [["县", "指标", "实际值"], ["永康", "I07", 255]]
    handmade.write(demo.with_name("other.xlsx"), rows, about={2: ' hidden="1"'})
    desk = open_desk(lang=language)
    desk.send("i")
    desk.wait_for("other.xlsx")
    desk.send("enter")
    desk.wait_for(desk.said("sheets.read_hidden"))
    assert "--hidden" not in desk.text
