"""A sheet comes back and is read: what changes, what does not, what is refused and why. From the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pilot_tui import places
from pilot_tui.errors import SheetRefused
from pilot_tui.exchange.sheets.opening import read_file
from pilot_tui.model import Cell
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.approving import advance, state_of
from pilot_tui.workbook.sheets.kinds import Scope
from pilot_tui.workbook.sheets.proposing import carry_out, propose
from pilot_tui.workbook.sheets.reading import Asked, understood
from shell import Shell
from test_docs import documented, form

from . import filled
from . import handmade as made
from .filled import Filled, content

I07, I08, I09, I12 = (f"P1.yongkang.I{n}.2020" for n in ("07", "08", "09", "12"))


@pytest.fixture
def sheet(desk: Path) -> Filled:
    return filled.of(desk)


def actual(desk: Path, id: str = I07, name: str = "actual") -> object:
    with Store.open(desk) as store:
        row = Workbook(store).row("value", id)
        return row and row[name]


def kinds(answer: object) -> dict[str, int]:
    return answer["counts"]  # type: ignore[index,no-any-return]  # the shape of `import --json`


def test_a_sheet_nobody_touched_changes_nothing(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    before = content(desk)
    answer = shell("import", sheet.write(tmp_path / "f.xlsx"), "--json")
    assert answer.code == 0
    counts = kinds(answer.json)
    assert counts["same"] > 80
    assert {kind: counts[kind] for kind in ("new", "changed", "refused")} == {
        "new": 0,
        "changed": 0,
        "refused": 0,
    }
    assert answer.json["changes"] == 0
    assert answer.json["backup"] is None
    assert content(desk) == before


def test_what_was_filled_in_is_written_in_one_step_that_undo_takes_back(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    before = content(desk)
    sheet.put(I07, "actual", 250.5)
    sheet.put(I08, "remark", "核对过")
    sheet.put(I09, "as_of", made.styled(made.DAY, 43646))
    sheet.put(I09, "target", None)
    path = sheet.write(tmp_path / "f.xlsx")
    looked = shell("import", path, "--dry-run", "--json")
    assert looked.code == 0
    assert content(desk) == before
    answer = shell("import", path, "--json")
    assert answer.json["changes"] == 3
    assert answer.json["cells"] == looked.json["cells"]
    assert (actual(desk), actual(desk, I08, "remark"), actual(desk, I09, "as_of")) == (
        "250.5",
        "核对过",
        "2019-06-30",
    )
    assert actual(desk, I09, "target") is not None
    assert "-import.db" in answer.json["backup"]
    assert Path(answer.json["backup"]).exists()
    steps = {one["step"] for one in shell("log", "--limit", "3", "--json").json}
    assert len(steps) == 1
    assert shell("undo").code == 0
    assert content(desk) == before


def test_the_shape_is_documented(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    sheet.put(I07, "actual", 250)
    answer = shell("import", sheet.write(tmp_path / "f.xlsx"), "--json")
    assert form(documented("import")) == form(answer.json)


def test_the_log_says_who_read_which_file(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    sheet.put(I07, "actual", 250)
    path = sheet.write(tmp_path / "f.xlsx")
    digest = shell("import", path, "--json", "--reason", "counted again").json["digest"]
    [last] = shell("log", "--limit", "1", "--json").json
    assert last["actor"] == "lin"
    assert last["reason"] == f"counted again · from f.xlsx Indicators ({digest})"


def test_a_blank_cell_says_nothing_and_a_word_clears(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    sheet.put(I07, "actual", None)
    sheet.put(I07, "owner_zh", "   ")
    sheet.put(I08, "actual", "-")
    sheet.put(I09, "actual", "清空")
    assert shell("import", sheet.write(tmp_path / "f.xlsx")).code == 0
    assert actual(desk) == "241.0"
    assert actual(desk, I07, "owner_zh") is not None
    assert actual(desk, I08) is None
    assert actual(desk, I09) is None


def test_rows_may_be_sorted_left_out_and_read_in_the_other_language(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    sheet.put(I07, "actual", 250)
    sheet.put(I08, "operator", "不低于")
    body = sheet.rows[filled.HEAD + 1 :]
    sheet.rows[filled.HEAD + 1 :] = [*reversed(body)][3:]
    answer = shell("import", sheet.write(tmp_path / "f.xlsx"), "--json")
    assert (answer.code, answer.json["changes"]) == (0, 1)
    assert actual(desk) == "250"


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("２５０．５", "250.5"),
        ("1,200", "1200"),
        ("1.2万", "12000"),
        (250.50, "250.5"),
        (made.Raw('<c r="{at}"><v>0.30000000000000004</v></c>'), "0.3"),
    ],
)
def test_numbers_as_people_write_them(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path, value: object, stored: str
) -> None:
    sheet.put(I12, "actual", value)
    assert shell("import", sheet.write(tmp_path / "f.xlsx")).code == 0
    assert actual(desk, I12) == stored


def test_a_percentage_is_what_its_cell_shows(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    sheet.put("P1.yongkang.I01.2020", "actual", made.styled(made.PERCENT, 0.035))
    assert shell("import", sheet.write(tmp_path / "f.xlsx")).code == 0
    assert actual(desk, "P1.yongkang.I01.2020") == "3.5"


def test_a_figure_takes_the_place_of_a_reason_that_nobody_touched(
    shell: Shell, desk: Path, tmp_path: Path
) -> None:
    shell("set", f"value/{I07}/actual", "not reported")
    sheet = filled.of(desk)
    sheet.put(I07, "actual", 12)
    assert shell("import", sheet.write(tmp_path / "f.xlsx")).code == 0
    assert (actual(desk), actual(desk, I07, "state")) == ("12", None)


def test_a_figure_beside_a_reason_why_there_is_none_is_refused(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    sheet.put(I07, "state", "recused")
    answer = shell("import", sheet.write(tmp_path / "f.xlsx"))
    assert answer.code == 2
    assert "both a figure and a reason" in answer.out
    sheet.put(I07, "actual", "-")
    assert shell("import", sheet.write(tmp_path / "f.xlsx")).code == 0
    assert (actual(desk), actual(desk, I07, "state")) == (None, "recused")


def test_marks_come_back_with_their_words(shell: Shell, desk: Path, tmp_path: Path) -> None:
    sheet = filled.of(desk, Scope("review", "P1", counties=("wenling",), experts=("E1", "E2")))
    sheet.put("P1-2017.wenling.E1", "K1", 77)
    sheet.put("P1-2017.wenling.E2", "K2", "弃权")
    assert shell("import", sheet.write(tmp_path / "f.xlsx")).code == 0
    with Store.open(desk) as store:
        book = Workbook(store)
        first, second = (book.row("mark", f"P1-2017.wenling.{one}") for one in ("E1.K1", "E2.K2"))
    assert first
    assert (first["mark"], first["state"]) == ("77", None)
    assert second
    assert (second["mark"], second["state"]) == (None, "abstained")


def test_tasks_come_back(shell: Shell, desk: Path, tmp_path: Path) -> None:
    sheet = filled.of(desk, Scope("milestones", "P4", 2018))
    key = sheet.form.lines[0].key
    sheet.put(key, "problem", "用地指标未落实")
    assert shell("import", sheet.write(tmp_path / "f.xlsx"), "--json").json["changes"] == 1
    with Store.open(desk) as store:
        row = Workbook(store).row("milestone", key)
    assert row
    assert row["problem"] == "用地指标未落实"


# What is refused, each with the place and nothing written


def refused(shell: Shell, desk: Path, path: Path, *arguments: str) -> str:
    """What is said of a file of which nothing is written."""
    before = content(desk)
    answer = shell("import", path, *arguments)
    assert answer.code == 2, answer.out + answer.err
    assert content(desk) == before
    assert not desk.with_name("demo.backups").exists()
    assert path.name in answer.out + answer.err
    return answer.out + answer.err


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("actual", made.formula("A1*2", "7"), "--formulas"),
        ("actual", made.formula("A1*2"), "without a stored result"),
        ("actual", made.error("#REF!"), "#REF!"),
        ("actual", made.error("#DIV/0!"), "#DIV/0!"),
        ("actual", "many", "many"),
        ("actual", made.styled(made.PERCENT, 0.035), "3.5%"),
        ("actual", made.styled(made.DAY, 43646), "2019-06-30"),
        ("actual", "=1+1", "=1+1"),
        ("actual", "\u202e12", "12"),
        ("as_of", 43646, "43646"),
        ("as_of", "30.6.19", "30.6.19"),
        ("operator", "nearly nothing", "at least"),
        ("remark", "x" * 40_000, "4000"),
        ("remark", "a_x0007_b", "nobody can see"),
        ("remark", "\u202eabc", "nobody can see"),
    ],
)
def test_an_odd_cell_is_refused_by_its_place(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path, column: str, value: object, said: str
) -> None:
    sheet.put(I07, column, value)
    told = refused(shell, desk, sheet.write(tmp_path / "f.xlsx"))
    assert f"f.xlsx Indicators!{sheet.name_of(I07, column)}" in told
    assert said in told


def test_results_of_formulas_are_taken_when_asked(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    sheet.put(I07, "actual", made.formula("A1*2", "7"))
    assert shell("import", sheet.write(tmp_path / "f.xlsx"), "--formulas").code == 0
    assert actual(desk) == "7"


def test_one_refused_cell_refuses_the_whole(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    sheet.put(I07, "actual", 250)
    sheet.put(I08, "actual", "many")
    told = refused(shell, desk, sheet.write(tmp_path / "f.xlsx"))
    assert "changed  f.xlsx" in told
    assert "nothing was written" in told


def test_a_row_that_stands_twice(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    row, _ = sheet.at(I07, "actual")
    sheet.rows.append(list(sheet.rows[row]))
    told = refused(shell, desk, sheet.write(tmp_path / "f.xlsx"))
    assert f"Indicators!{sheet.name_of(I07, 'actual')}" in told
    assert f"!H{len(sheet.rows)}" in told


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("P1.yongkang.I99.2020", "I99"),
        ("P1.wenling.I07.2020", "wenling"),
        (I08, "different things"),
        ("P1.yongkang.I07.2019", "2020"),
        ("P2.yongkang.I07.2020", "P1"),
        ("nonsense", "nonsense"),
        ("a.b.c.d.e", "a.b.c.d.e"),
        (made.formula("A1", "x"), "key"),
        (made.error("#REF!"), "key"),
    ],
)
def test_a_key_that_was_edited(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path, key: object, said: str
) -> None:
    sheet.put(I07, "id", key)
    assert said in refused(shell, desk, sheet.write(tmp_path / "f.xlsx"))


def test_a_row_that_was_put_in_is_found_by_its_names_or_refused(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    sheet.put(I07, "id", None)
    sheet.put(I07, "actual", 250)
    assert shell("import", sheet.write(tmp_path / "f.xlsx")).code == 0
    assert actual(desk) == "250"
    sheet.put(I07, "indicator", None)
    told = refused_again(shell, desk, sheet.write(tmp_path / "g.xlsx"))
    assert "indicator" in told


def refused_again(shell: Shell, desk: Path, path: Path) -> str:
    before = content(desk)
    answer = shell("import", path)
    assert answer.code == 2
    assert content(desk) == before
    return answer.out + answer.err


def test_an_extra_column_is_asked_about(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    sheet.rows[filled.HEAD].append("我的笔记")
    sheet.rows[filled.HEAD + 1].append("x")
    path = sheet.write(tmp_path / "f.xlsx")
    letter = made.letters(len(sheet.form.columns))
    told = refused(shell, desk, path)
    assert f"{letter} 我的笔记" in told
    assert f"--map {letter}=-" in told
    assert shell("import", path, "--map", f"{letter}=-").code == 0
    assert shell("import", path, "--map", "我的笔记=-").code == 0


def test_merged_cells(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    at = sheet.name_of(I07, "actual")
    sheet.after = f'<mergeCells><mergeCell ref="{at}:{at[0]}{int(at[1:]) + 1}"/></mergeCells>'
    told = refused(shell, desk, sheet.write(tmp_path / "f.xlsx"))
    assert f"Indicators!{at}" in told
    assert "Unmerge" in told


def test_merged_titles_do_no_harm(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    sheet.after = '<mergeCells><mergeCell ref="A1:H1"/></mergeCells>'
    assert shell("import", sheet.write(tmp_path / "f.xlsx")).code == 0


def test_hidden_rows_and_columns(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    row, _ = sheet.at(I07, "actual")
    sheet.put(I07, "actual", 250)
    sheet.about = {row + 1: ' hidden="1"'}
    path = sheet.write(tmp_path / "f.xlsx")
    assert f"!E{row + 1}" in refused(shell, desk, path)
    sheet.about = {}
    sheet.before = '<cols><col min="8" max="8" hidden="1"/></cols>'
    assert "!H6" in refused(shell, desk, sheet.write(tmp_path / "g.xlsx"))
    assert shell("import", path, "--hidden").code == 0
    assert actual(desk) == "250"


def test_a_cell_that_was_changed_since_needs_a_reason(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    shell("set", f"value/{I07}/actual", "242")
    sheet.put(I08, "actual", 99)
    untouched = sheet.write(tmp_path / "e.xlsx")
    sheet.put(I07, "actual", 250)
    path = sheet.write(tmp_path / "f.xlsx")
    told = refused(shell, desk, path)
    assert "from 241.0 to 242" in told
    assert "--reason" in told
    assert shell("import", untouched).code == 0
    assert actual(desk) == "242"
    assert shell("import", path, "--reason", "counted again").code == 0
    assert actual(desk) == "250"


def test_a_sheet_made_in_one_language_comes_back_in_the_other(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    sheet.put(I07, "operator", "≤")
    path = sheet.write(tmp_path / "f.xlsx")
    assert shell("import", path, "--lang", "zh").code == 0
    assert actual(desk, I07, "operator") == "at_most"


def test_what_is_approved_needs_a_reason(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    with Store.open(desk) as store:
        book = Workbook(store, "chair")
        while state_of(book, "P1", "yongkang", 2020) != "approved":
            advance(book, "P1", "yongkang", 2020)
    sheet.put(I07, "actual", 250)
    path = sheet.write(tmp_path / "f.xlsx")
    told = refused(shell, desk, path)
    assert f"Indicators!{sheet.name_of(I07, 'actual')}" in told
    assert "reason" in told
    assert shell("import", path, "--reason", "court order").code == 0
    assert actual(desk) == "250"


def test_marks_off_the_scale_and_of_somebody_kept_out(shell: Shell, desk: Path, tmp_path: Path) -> None:
    sheet = filled.of(desk, Scope("review", "P1", counties=("wenling",)))
    shell("set", "assignment/P1-2017.wenling.E1/state", "recused")
    sheet.put("P1-2017.wenling.E1", "K1", 77)
    sheet.put("P1-2017.wenling.E2", "K1", 101)
    told = refused(shell, desk, sheet.write(tmp_path / "f.xlsx"))
    assert "101" in told
    assert "recused" in told


def test_a_sheet_of_another_county_or_file(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    path = sheet.write(tmp_path / "f.xlsx")
    assert "yongkang" in refused(shell, desk, path, "--county", "温岭")
    assert "P1" in refused(shell, desk, path, "--programme", "P4")
    assert "2019" in refused(shell, desk, path, "--year", "2019")
    sheet.told = [(name, "0" * 16 if name == "origin" else said) for name, said in sheet.told]
    assert "other data" in refused(shell, desk, sheet.write(tmp_path / "g.xlsx"))


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("pilot-tui", "0", "version 0"),
        ("pilot-tui", "2", "version 2"),
        ("kind", "nonsense", "spoilt"),
        ("year", "MMXX", "spoilt"),
        ("programme", "P99", "P99"),
        ("county", "atlantis", "atlantis"),
        ("year", "1999", "1999"),
    ],
)
def test_a_marker_of_elsewhere(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path, name: str, said: str, told: str
) -> None:
    sheet.told = [(one, said if one == name else was) for one, was in sheet.told]
    assert told in refused(shell, desk, sheet.write(tmp_path / "f.xlsx"))


def test_a_renamed_sheet_is_found(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    sheet.name = "Sheet1"
    sheet.put(I07, "actual", 250)
    assert shell("import", sheet.write(tmp_path / "f.xlsx")).code == 0
    assert actual(desk) == "250"


# Sheets of other people


ROWS: list[list[object]] = [
    ["关于2020年指标的报送"],
    ["县（市、区）", "指标名称", "单位", "年度目标值", "实际完成值", "完成说明"],
    ["永康市", "规上工业企业R&D经费支出占主营业务收入之比", "%", 2.5, "2.6%", "已核"],
    ["温岭", "I07", None, None, 300, None],
    ["合计", None, None, None, 302.6, None],
]


def test_any_sheet_is_understood_by_its_headings(shell: Shell, desk: Path, tmp_path: Path) -> None:
    path = made.write(tmp_path / "f.xlsx", ROWS)
    assert "完成说明" in refused(shell, desk, path, "--year", "2020")
    assert "--year" in refused(shell, desk, path, "--map", "完成说明=remark")
    answer = shell("import", path, "--map", "完成说明=remark", "--year", "2020", "--json")
    assert (answer.code, answer.json["changes"]) == (0, 4)
    first = "P1.yongkang.I01.2020"
    assert (actual(desk, first), actual(desk, first, "target"), actual(desk, first, "remark")) == (
        "2.6",
        "2.5",
        "已核",
    )
    assert actual(desk, "P1.wenling.I07.2020") == "300"


def test_what_columns_are_is_remembered(shell: Shell, desk: Path, tmp_path: Path, config: Path) -> None:
    path = made.write(tmp_path / "f.xlsx", ROWS)
    assert shell("import", path, "--map", "完成说明=remark", "--year", "2020").code == 0
    kept = json.loads((config / "settings.json").read_text("utf-8"))["sheets"]
    [columns] = [one["columns"] for one in kept.values()]
    assert columns["完成说明"] == "remark"
    again: list[list[object]] = [ROWS[0], ROWS[1], ["永康", "I02", None, None, 0.77, "再核"]]
    assert shell("import", made.write(tmp_path / "g.xlsx", again), "--year", "2020").code == 0
    assert actual(desk, "P1.yongkang.I02.2020", "remark") == "再核"


@pytest.mark.parametrize("spoilt", ["x", {"sheets": 5}, {"a": 5}, {"a": {"kind": "scorecard", "columns": 5}}])
def test_spoilt_memories_do_no_harm(shell: Shell, desk: Path, tmp_path: Path, spoilt: object) -> None:
    places.prefer("sheets", spoilt)
    path = made.write(tmp_path / "f.xlsx", ROWS)
    assert shell("import", path, "--map", "完成说明=-", "--year", "2020").code == 0


def test_indicators_as_columns(shell: Shell, desk: Path, tmp_path: Path) -> None:
    rows: list[list[object]] = [["county", "I01", "I07"], ["Yongkang", 2.9, 251], ["wenling", None, 301]]
    path = made.write(tmp_path / "f.xlsx", rows)
    assert shell("import", path, "--year", "2020", "--json").json["changes"] == 3
    assert actual(desk) == "251"
    assert actual(desk, "P1.wenling.I07.2020") == "301"
    target = made.write(tmp_path / "g.xlsx", [["county", "一", "I07"], ["Yongkang", 260, 251]])
    assert shell("import", target, "--year", "2020", "--map", "一=I07.target").code == 0
    assert actual(desk, I07, "target") == "260"


def test_marks_one_below_the_other(shell: Shell, desk: Path, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["县", "专家", "评分项", "得分"],
        ["温岭", "专家01", "现场汇报", 66],
        ["温岭", "E1", "K1", 67],
    ]
    assert shell("import", made.write(tmp_path / "f.xlsx", rows)).code == 0
    with Store.open(desk) as store:
        book = Workbook(store)
        marks = [book.row("mark", f"P1-2017.wenling.E1.{code}") for code in ("K4", "K1")]
    assert [one and one["mark"] for one in marks] == ["66", "67"]


@pytest.mark.parametrize(
    ("rows", "arguments", "said"),
    [
        ([["县", "指标", "实际"], ["火星县", "I07", 1]], (), "火星县"),
        ([["县", "指标", "实际"], ["永康", "无此指标", 1]], (), "无此指标"),
        ([["县", "指标", "单位", "实际"], ["永康", "I07", "万元", 1]], (), "万元"),
        ([["县", "指标", "实际"], [None, "I07", 1]], (), "county"),
        ([["指标", "实际"], ["I07", 1]], (), "--county"),
        ([["甲", "乙"], ["x", 1]], (), "--map"),
        ([["县", "指标", "实际", "实际值"], ["永康", "I07", 1, 2]], (), "two columns"),
        ([["县", "指标", "实际"], ["永康", "I07", 1]], ("--map", "无此列=actual"), "无此列"),
        ([["县", "指标", "实际"], ["永康", "I07", 1]], ("--map", "实际=nonsense"), "nonsense"),
        ([["县", "指标", "实际"], ["永康", "I07", 1]], ("--sheet", "别的"), "别的"),
        ([["县", "指标", "年份", "实际"], ["永康", "I07", "二〇二〇", 1]], (), "二〇二〇"),
        ([["县", "指标", "年份", "实际"], ["永康", "I07", 1890, 1]], (), "1890"),
    ],
)
def test_what_cannot_be_told_is_asked_for(
    shell: Shell, desk: Path, tmp_path: Path, rows: list[list[object]], arguments: tuple[str, ...], said: str
) -> None:
    year = () if any("年份" in str(one) for one in rows[0]) else ("--year", "2020")
    assert said in refused(shell, desk, made.write(tmp_path / "f.xlsx", rows), *year, *arguments)


def test_two_sheets_that_would_do(shell: Shell, desk: Path, tmp_path: Path) -> None:
    one = made.sheet([["县", "指标", "实际"], ["永康", "I07", 250]])
    path = tmp_path / "f.xlsx"
    path.write_bytes(made.packed(made.parts({"一": one, "二": one, "说明": made.sheet([["x"]])})))
    assert "一, 二" in refused(shell, desk, path, "--year", "2020")
    assert shell("import", path, "--year", "2020", "--sheet", "二").code == 0
    assert actual(desk) == "250"


def test_a_hidden_sheet_is_read_only_when_it_is_named(shell: Shell, desk: Path, tmp_path: Path) -> None:
    one = made.sheet([["县", "指标", "实际"], ["永康", "I07", 250]])
    path = tmp_path / "f.xlsx"
    path.write_bytes(made.packed(made.parts({"一": one, "说明": made.sheet([["x"]])}, {"一": "hidden"})))
    refused(shell, desk, path, "--year", "2020")
    assert shell("import", path, "--year", "2020", "--sheet", "一").code == 0


def test_a_viewer_cannot_write_what_is_hidden_from_them(shell: Shell, desk: Path, tmp_path: Path) -> None:
    shell("set", "assignment/P1-2017.wenling.E1/state", "recused")
    rows: list[list[object]] = [["县", "专家", "评分项", "得分"], ["温岭", "E2", "K1", 66]]
    told = refused(shell, desk, made.write(tmp_path / "f.xlsx", rows), "--viewer", "E1")
    assert "mark/P1-2017.wenling.E2.K1/mark" in told


def test_nobody_who_does_not_sign_writes(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PILOT_AUTHOR")
    sheet.put(I07, "actual", 250)
    path = sheet.write(tmp_path / "f.xlsx")
    assert shell("import", path, "--dry-run").code == 0
    assert shell("import", path).code == 2
    assert actual(desk) == "241.0"


def test_a_file_that_was_handed_out_takes_only_what_its_role_writes(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.db"
    assert shell("handout", "--county", "永康", "-o", theirs, "--for", "wang").code == 0
    sheet.put(I07, "actual", 250)
    good = sheet.write(tmp_path / "good.xlsx")
    sheet.put(I07, "target", 1)
    before = content(theirs)
    answer = shell("import", sheet.write(tmp_path / "bad.xlsx"), "-f", theirs, "--author", "wang")
    assert answer.code == 2
    assert f"bad.xlsx Indicators!{sheet.name_of(I07, 'target')}" in answer.out
    assert "wang" in answer.out
    assert content(theirs) == before
    assert shell("import", good, "-f", theirs, "--author", "wang").code == 0
    assert actual(theirs) == "250"


def test_who_wrote_since_the_sheet_was_looked_at_is_not_written_over(
    desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    sheet.put(I07, "actual", 118)
    asked = Asked()
    with Store.open(desk) as store, Store.open(desk) as elsewhere:
        book = Workbook(store, "lin")
        looked = propose(book, understood(book, read_file(sheet.write(tmp_path / "f.xlsx")), asked), asked)
        assert looked.refused == []
        Workbook(elsewhere, "wang").edit(Cell("value", I07, "actual"), "119")
        with pytest.raises(SheetRefused, match="119"):
            carry_out(book, looked, asked)
        assert actual(desk) == "119"
        assert carry_out(book, looked, asked, "the sheet is right")[1].changes == 1
    assert actual(desk) == "118"
