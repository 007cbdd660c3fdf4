"""A sheet to be filled in, opened by a reader that did not write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pilot_tui.errors import NoLibrary, Stopped
from pilot_tui.exchange.whole_file import whole_file
from pilot_tui.model import Cell
from pilot_tui.report.office import needing
from pilot_tui.report.office.template import write_form
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.sheets.form import form
from pilot_tui.workbook.sheets.kinds import Scope
from shell import Shell

from .readers import by_libreoffice, library, text_of

HOSTILE = '=HYPERLINK("http://example.invalid","x")'


def made(book: Workbook, scope: Scope, home: Path, role: str = "") -> Any:
    library("xlsxwriter")
    opened: Any = library("openpyxl")
    path = home / "made.xlsx"
    with path.open("wb") as file:
        write_form(book, form(book, scope, role), file)
    return opened.load_workbook(path)


def heads(sheet: Any) -> dict[str, int]:
    """Heading → column."""
    return {str(one.value).split("\n")[-1]: one.column for one in sheet[5]}


def test_only_what_is_asked_for_can_be_typed_into(book: Workbook, tmp_path: Path) -> None:
    sheet = made(book, Scope("scorecard", "P1", 2020, counties=("yongkang",)), tmp_path).worksheets[0]
    assert sheet.protection.sheet
    locked = {name: sheet.cell(6, at).protection.locked for name, at in heads(sheet).items()}
    assert [name for name, is_locked in locked.items() if is_locked] == [
        "county",
        "indicator",
        "dimension",
        "unit",
        "key",
    ]
    assert not locked["actual"]


def test_figures_are_numbers_days_are_days(book: Workbook, tmp_path: Path) -> None:
    sheet = made(book, Scope("scorecard", "P1", 2020, counties=("yongkang",)), tmp_path).worksheets[0]
    at, row = heads(sheet), 6
    assert sheet.cell(row, at["key"]).value == "P1.yongkang.I01.2020"
    assert sheet.cell(row, at["actual"]).value == 2.34
    assert sheet.cell(row, at["actual"]).number_format == "#,##0.00"
    assert sheet.cell(row, at["as of"]).value.isoformat() == "2020-12-31T00:00:00"
    assert sheet.cell(row, at["as of"]).number_format == "yyyy-mm-dd"


def test_choices_are_listed_and_marks_are_bounded(book: Workbook, tmp_path: Path) -> None:
    sheet = made(book, Scope("scorecard", "P1", 2020, counties=("yongkang",)), tmp_path).worksheets[0]
    lists = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert sorted(str(one.sqref) for one in lists) == ["F6:F23", "I6:I23"]
    sheet = made(book, Scope("review", "P1", counties=("wenling",)), tmp_path).worksheets[0]
    rules = [one.formula1 for one in sheet.data_validations.dataValidation]
    assert len(rules) == 5
    for letter, rule in zip("CDEFG", rules, strict=True):
        assert f"{letter}6>=0,{letter}6<=100" in rule


def test_the_lists_of_a_sheet_hold_the_words_that_are_understood(book: Workbook, tmp_path: Path) -> None:
    hidden = made(book, Scope("scorecard", "P1", 2020), tmp_path)["pilot-tui"]
    assert hidden.sheet_state == "veryHidden"
    states = [str(row[0].value) for row in hidden["E1:E5"]]
    cell = Cell("value", "P1.yongkang.I07.2020", "state")
    assert [one.refused for one in book.plan([(cell, word) for word in states])] == [None] * 5


def test_it_prints_on_a4_with_its_heads_repeated_and_standing(book: Workbook, tmp_path: Path) -> None:
    sheet = made(book, Scope("milestones", "P4", 2018), tmp_path).worksheets[0]
    assert sheet.freeze_panes == "C6"
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight == 0


def test_nothing_in_it_is_a_formula(book: Workbook, tmp_path: Path) -> None:
    book.edit(Cell("value", "P1.yongkang.I07.2020", "remark"), HOSTILE)
    book.edit(Cell("county", "yongkang", "name_en"), "@SUM(1+1)")
    opened = made(book, Scope("scorecard", "P1", 2020, counties=("yongkang",)), tmp_path)
    kinds = {cell.data_type for sheet in opened.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    texts = {cell.value for row in opened.worksheets[0].iter_rows() for cell in row}
    assert HOSTILE in texts


def test_a_dated_task_is_asked_for_a_day(book: Workbook, tmp_path: Path) -> None:
    task = next(row for row in book.rows_where("milestone", kind="dated"))
    scope = Scope("milestones", str(task["programme"]), int(str(task["year"])))
    sheet = made(book, scope, tmp_path).worksheets[0]
    key, target = heads(sheet)["key"], heads(sheet)["target"]
    row = next(one for one in range(6, sheet.max_row + 1) if sheet.cell(one, key).value == task["id"])
    assert str(sheet.cell(row, target).value.date()) == task["target"]
    rule = next(
        one
        for one in sheet.data_validations.dataValidation
        if sheet.cell(row, target).coordinate in one.sqref
    )
    assert "109938" in rule.formula1


def test_both_languages_stand_in_the_guide(book: Workbook, tmp_path: Path) -> None:
    guide = made(book, Scope("review", "P1"), tmp_path).worksheets[1]
    said = "\n".join(str(cell.value) for row in guide.iter_rows() for cell in row)
    assert "留空表示不报" in said
    assert "A blank cell says nothing" in said


def test_a_stopped_sheet_leaves_what_was_there(book: Workbook, tmp_path: Path) -> None:
    library("xlsxwriter")
    path = tmp_path / "kept.xlsx"
    path.write_bytes(b"before")

    def stop(done: int, of: int) -> None:
        raise Stopped

    with pytest.raises(Stopped), whole_file(path) as file:
        write_form(book, form(book, Scope("scorecard", "P1", 2020)), file, stop)
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir() if ".new" in one.name] == []


def test_without_its_library_it_says_what_to_install(
    shell: Shell, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(needing, "import_module", missing)
    answer = shell("template", "scorecard", "-o", tmp_path / "x.xlsx")
    assert answer.code == NoLibrary.exit_code
    assert answer.err.endswith("not installed: pip install 'pilot-tui[office]'.\n"), (
        "there is no other format"
    )
    assert not (tmp_path / "x.xlsx").exists()


def test_the_verb_writes_what_is_asked_for(shell: Shell, desk: Path, tmp_path: Path) -> None:
    library("xlsxwriter")
    path = tmp_path / "marks.xlsx"
    answer = shell("template", "review", "--county", "温岭", "--expert", "专家02", "-o", path)
    assert (answer.code, answer.out) == (0, "")
    assert "1 rows, 5 cells" in answer.err
    assert path.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("scorecard", "--county", "无此县"), "无此县"),
        (("scorecard", "--year", "1999"), "1999"),
        (("review", "--expert", "E99"), "E99"),
        (("review", "--round", "nope"), "nope"),
        (("milestones", "--programme", "P5"), "P5"),
    ],
)
def test_what_is_not_there_is_named(
    shell: Shell, desk: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = shell("template", *arguments, "-o", tmp_path / "x.xlsx")
    assert answer.code == 2
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert not (tmp_path / "x.xlsx").exists()


def test_what_another_program_filled_in_is_read_back_and_undone(
    shell: Shell, desk: Path, tmp_path: Path
) -> None:
    library("xlsxwriter")
    opened: Any = library("openpyxl")
    path = tmp_path / "out.xlsx"
    assert shell("template", "scorecard", "--county", "永康", "--year", "2020", "-o", path).code == 0
    untouched = shell("import", path, "--json").json
    assert (untouched["changes"], untouched["counts"]["refused"]) == (0, 0)
    made = opened.load_workbook(path)
    sheet, at = made.worksheets[0], heads(made.worksheets[0])
    row = next(one for one in range(6, 30) if sheet.cell(one, at["key"]).value == "P1.yongkang.I07.2020")
    sheet.cell(row, at["actual"]).value = 250.5
    sheet.cell(row, at["operator"]).value = "不超过"
    made.save(tmp_path / "back.xlsx")
    before = shell("show", "scorecard", "--county", "永康", "--year", "2020", "--json").json
    assert shell("import", tmp_path / "back.xlsx", "--json").json["changes"] == 2
    shown = shell("show", "scorecard", "--county", "永康", "--year", "2020", "--json").json
    assert shown != before
    assert shell("undo").code == 0
    assert shell("show", "scorecard", "--county", "永康", "--year", "2020", "--json").json == before


KINDS = {
    "reports": (Scope("reports", "P1", 2020, counties=("yongkang",)), "day"),
    "items": (Scope("items", "P3", 2021), "state"),
    "firms": (Scope("firms", "P5", 2019), "value"),
    "rectification": (Scope("rectification", "P8", 2019), "state"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_clerk_does_not_write_is_locked_and_shown(book: Workbook, tmp_path: Path, kind: str) -> None:
    scope, first = KINDS[kind]
    sheet = made(book, scope, tmp_path, "clerk").worksheets[0]
    at = heads(sheet)
    locked = [name for name, column in at.items() if sheet.cell(6, column).protection.locked]
    assert sheet.protection.sheet
    assert first not in locked
    assert {"key", "county"} <= {*locked}
    assert ("planned %" in locked) == (kind == "reports")
    assert ("closed" in locked) == (kind == "rectification")


def test_a_locked_figure_is_a_number_still(book: Workbook, tmp_path: Path) -> None:
    scope = Scope("scorecard", "P1", 2020, counties=("yongkang",))
    sheet = made(book, scope, tmp_path, "clerk").worksheets[0]
    target = sheet.cell(6, heads(sheet)["target"])
    assert (target.value, target.protection.locked) == (2.16, True)


@pytest.mark.parametrize("kind", KINDS)
def test_another_program_opens_it(book: Workbook, tmp_path: Path, kind: str) -> None:
    scope, first = KINDS[kind]
    made(book, scope, tmp_path, "clerk")
    said = text_of(by_libreoffice(tmp_path / "made.xlsx", tmp_path))
    assert first in said
    assert form(book, scope).lines[0].key in said
    assert "How to fill this in" in said


def test_a_sheet_of_reports_says_what_its_row_without_a_day_is_for(book: Workbook, tmp_path: Path) -> None:
    guide = made(book, KINDS["reports"][0], tmp_path).worksheets[1]
    said = "\n".join(str(cell.value) for row in guide.iter_rows() for cell in row)
    assert "每项任务有一行没有日期" in said
    assert "Each task has a row without a day" in said


def test_the_open_file_is_never_written_over(shell: Shell, desk: Path) -> None:
    library("xlsxwriter")
    before = desk.read_bytes()
    answer = shell("template", "review", "-o", desk, "--lang", "en")
    assert (answer.code, desk.read_bytes()) == (2, before)
    assert "is the file itself" in answer.err
