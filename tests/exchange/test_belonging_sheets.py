"""Sheets of reports, checklists, firms and rectification items: out, filled in, read back. From the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.sheets.kinds import Scope
from raw import ask, one
from shell import Shell

from . import filled
from . import handmade as made

ITEMS = Scope("items", "P3", 2021)
REPORTS = Scope("reports", "P1", 2020, counties=("yongkang",))
FIRMS = Scope("firms", "P5", 2019)
RECTIFICATION = Scope("rectification", "P8", 2019)
ALL = (ITEMS, REPORTS, FIRMS, RECTIFICATION)


def without_keys(sheet: filled.Filled) -> None:
    """As somebody copies a sheet: without the last column, and without what tells what it is of."""
    for row in sheet.rows[filled.HEAD :]:
        row.pop()
    sheet.told = []


@pytest.mark.parametrize("scope", ALL, ids=lambda scope: scope.kind)
def test_a_sheet_nobody_touched_changes_nothing(
    shell: Shell, desk: Path, tmp_path: Path, scope: Scope
) -> None:
    sheet = filled.of(desk, scope)
    assert len(sheet.form.lines) > 1
    answer = shell("import", sheet.write(tmp_path / "f.xlsx"), "--json")
    assert answer.code == 0, answer.err
    counts = answer.json["counts"]
    assert (counts["new"], counts["changed"], counts["refused"]) == (0, 0, 0)


@pytest.mark.parametrize("keyed", [True, False], ids=["by key", "by name"])
def test_an_item_is_ticked_off(shell: Shell, desk: Path, tmp_path: Path, keyed: bool) -> None:
    sheet = filled.of(desk, ITEMS)
    sheet.put("M147.3", "state", "done")
    sheet.put("M147.3", "done_on", "2021-06-30")
    options: tuple[str, ...] = ()
    if not keyed:
        without_keys(sheet)
        options = ("--of", "items", "--programme", "P3", "--year", "2021", "--map", "group=-")
    path = sheet.write(tmp_path / "f.xlsx") if keyed else plain(sheet, tmp_path)
    answer = shell("import", path, *options)
    assert answer.code == 0, answer.out + answer.err
    assert ask(
        desk, "SELECT id, state, done_on FROM item WHERE state IS NOT NULL AND milestone = 'M147'"
    ) == [("M147.3", "done", "2021-06-30")]


def plain(sheet: filled.Filled, folder: Path) -> Path:
    """The sheet alone."""
    path = folder / "plain.xlsx"
    path.write_bytes(made.packed(made.parts({sheet.name: made.sheet(sheet.rows)})))
    return path


@pytest.mark.parametrize("keyed", [True, False], ids=["by key", "by name"])
def test_a_report_is_changed_and_another_is_born_by_its_day(
    shell: Shell, desk: Path, tmp_path: Path, keyed: bool
) -> None:
    sheet = filled.of(desk, REPORTS)
    sheet.put("M049.2020-03-31", "actual", 2)
    sheet.put("M049", "day", "2020-11-30")
    sheet.put("M049", "actual", 7)
    if not keyed:
        without_keys(sheet)
    path = sheet.write(tmp_path / "f.xlsx") if keyed else plain(sheet, tmp_path)
    answer = shell(
        "import", path, *(() if keyed else ("--of", "reports", "--programme", "P1", "--year", "2020"))
    )
    assert answer.code == 0, answer.out + answer.err
    found = ask(
        desk, "SELECT actual FROM progress WHERE id IN ('M049.2020-03-31', 'M049.2020-11-30') ORDER BY id"
    )
    assert found == [("2",), ("7",)]
    assert shell("undo").code == 0
    assert one(desk, "SELECT count(*) FROM progress WHERE id = 'M049.2020-11-30'") == 0


def test_a_report_without_its_day_or_of_another_is_refused(shell: Shell, desk: Path, tmp_path: Path) -> None:
    sheet = filled.of(desk, REPORTS)
    sheet.put("M049", "actual", 7)
    sheet.put("M049.2020-03-31", "day", "2020-04-30")
    before = filled.content(desk)
    answer = shell("import", sheet.write(tmp_path / "f.xlsx"), "--lang", "en")
    assert answer.code == 2
    assert "does not say its day" in answer.out
    assert "The key M049.2020-03-31 and the name “2020-04-30” say different things" in answer.out
    assert filled.content(desk) == before


@pytest.mark.parametrize("keyed", [True, False], ids=["by key", "by name"])
def test_figures_of_firms(shell: Shell, desk: Path, tmp_path: Path, keyed: bool) -> None:
    sheet = filled.of(desk, FIRMS)
    sheet.put("P5.F01.I01.2019", "value", 45.5)
    sheet.put("P5.F02.I02.2019", "numerator", 9000)
    if not keyed:
        without_keys(sheet)
    path = sheet.write(tmp_path / "f.xlsx") if keyed else plain(sheet, tmp_path)
    options = () if keyed else ("--of", "firms", "--programme", "P5", "--year", "2019")
    answer = shell("import", path, *options)
    assert answer.code == 0, answer.out + answer.err
    assert one(desk, "SELECT value FROM measure WHERE id = 'P5.F01.I01.2019'") == "45.5"
    assert one(desk, "SELECT numerator FROM measure WHERE id = 'P5.F02.I02.2019'") == "9000"
    assert one(desk, "SELECT count(*) FROM change WHERE site <> 'base'") == 2


def test_a_firm_of_another_county_or_name_is_refused(shell: Shell, desk: Path, tmp_path: Path) -> None:
    sheet = filled.of(desk, FIRMS)
    sheet.put("P5.F01.I01.2019", "firm", "Nobody")
    sheet.put("P5.F01.I01.2019", "value", 1)
    answer = shell("import", sheet.write(tmp_path / "f.xlsx"), "--lang", "en")
    assert answer.code == 2
    assert "The key P5.F01.I01.2019 and the name “Nobody” say different things" in answer.out


def test_a_rectification_item_is_rectified(shell: Shell, desk: Path, tmp_path: Path) -> None:
    sheet = filled.of(desk, RECTIFICATION)
    sheet.put("R001", "state", "rectified")
    sheet.put("R001", "rectified", "2019-10-01")
    answer = shell("import", sheet.write(tmp_path / "f.xlsx"))
    assert answer.code == 0, answer.out + answer.err
    assert ask(desk, "SELECT state, rectified FROM rectification WHERE id = 'R001'") == [
        ("rectified", "2019-10-01")
    ]


def test_a_key_of_nothing_is_refused(shell: Shell, desk: Path, tmp_path: Path) -> None:
    keys = ((ITEMS, "M147.3", "M147.99"), (REPORTS, "M049", "X999"), (RECTIFICATION, "R001", "R999"))
    for scope, key, other in keys:
        sheet = filled.of(desk, scope)
        sheet.put(key, "id", other)
        sheet.put(key, "remark", "said")
        answer = shell("import", sheet.write(tmp_path / "f.xlsx"), "--lang", "en")
        assert answer.code == 2
        assert f"There is no row with the key ‘{other}’" in answer.out


def test_a_handed_out_file_makes_the_sheet_of_its_holder(shell: Shell, desk: Path, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    copy = tmp_path / "copy.db"
    assert shell("handout", "--county", "yongkang", "-o", copy).code == 0
    answer = shell("template", "scorecard", "-f", copy, "-o", tmp_path / "f.xlsx", "--lang", "en")
    assert answer.code == 0
    with Store.open(copy) as store:
        rows = len(Workbook(store).indicators("P1"))
    assert f"{rows} rows, {rows * 5} cells to fill in" in answer.err
    assert shell("template", "review", "-f", copy, "-o", tmp_path / "g.xlsx").code == 2
