"""What the summary says: exact figures, honest lines, both languages, every programme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pilot_tui import words
from pilot_tui.errors import IllustrativeInOfficial, Unknown
from pilot_tui.model import Birth, Cell
from pilot_tui.report.canonical import checksum
from pilot_tui.report.document import Document, Note, Row, Table
from pilot_tui.report.summary import summary_document, write_summary
from pilot_tui.store.building import build
from pilot_tui.workbook import Workbook

from .conftest import opened, with_provenance


def tables(document: Document, key: str) -> list[Table]:
    return [table for table in document.tables if table.key == key]


def said(table: Table, row: Row, *keys: str) -> list[str]:
    return [
        cell.text
        for cell, column in zip(row.cells, table.columns, strict=True)
        if column.key in keys and column.group == ""
    ]


def under(table: Table, row: Row, group: str) -> list[str]:
    return [c.text for c, column in zip(row.cells, table.columns, strict=True) if column.group == group]


def named(table: Table, name: str) -> Row:
    return next(row for row in table.rows if any(cell.text == name for cell in row.cells))


def test_the_standard_tables_stand_in_order(book: Workbook) -> None:
    found = [table.key for table in summary_document(book, "P1", 2019).tables]
    assert found == ["counties", *["indicators"] * 5, "review", "tasks"]
    assert [t.title for t in summary_document(book, "P1", 2019, "yongkang").tables] == [
        "指标完成情况表",
        "专家评分汇总表",
        "年度任务进度表",
    ]


def test_the_overview_ranks_the_counties(book: Workbook) -> None:
    (table,) = tables(summary_document(book, "P1", 2019), "counties")
    first = named(table, "永康市")
    assert first is table.groups[0].rows[0]
    assert said(table, first, "rank") == ["1"]
    assert under(table, first, "计分卡") == ["98.34", "100.0"]
    assert under(table, first, "专家评审") == ["89.17", "1"]
    assert under(table, first, "公布结果") == ["89.17", "1"]
    assert under(table, first, "年度任务") == ["2/4", "50", "■ 落后"]
    assert under(table, named(table, "海宁市"), "公布结果") == ["—", "—"]


def test_a_missing_value_gives_both_totals(book: Workbook) -> None:
    document = summary_document(book, "P1", 2019, "changxing")
    (table,) = tables(document, "indicators")
    zero, rescaled = table.total
    keys = ("weight", "score", "status", "remark")
    assert said(table, zero, *keys) == ["100", "91.77", "", "缺 1 项"]
    assert said(table, rescaled, *keys) == ["95", "96.60", "第 4 名", "有数据的分值占 95.0 %"]
    gap = named(table, "数字经济核心产业增加值占GDP比重")
    assert said(table, gap, "actual", "completion", "score", "status") == ["未报", "—", "—", "○ 未报"]
    subtotal = table.groups[4].subtotal
    assert subtotal
    assert said(table, subtotal, *keys) == ["15", "9.78", "", "缺 1 项"]


def test_a_whole_scorecard_has_one_total(book: Workbook) -> None:
    (table,) = tables(summary_document(book, "P1", 2019, "yongkang"), "indicators")
    assert [said(table, row, "indicator", "weight", "score", "status") for row in table.total] == [
        ["合计", "100", "98.34", "第 1 名"]
    ]
    assert table.as_of == "截至 2019-12-31"
    assert "封顶 100 %" in table.rule
    assert "66.7 %" in table.rule
    assert "四舍五入" in table.rule


def test_the_published_result_stands_beside_the_computed_one(book: Workbook) -> None:
    (table,) = tables(summary_document(book, "P1", 2019), "review")
    first, second = table.groups[0].rows[:2]
    assert said(table, first, "county", "sum", "highest", "lowest", "mean", "rank") == [
        "永康市", "802.53", "—", "—", "89.17", "1",
    ]  # fmt: skip
    assert under(table, first, "公布结果") == ["89.17", "1"]
    assert "分项未公布" in said(table, first, "remark")[0]
    assert any("89.17" in note and "分项未公布" in note for note in table.notes)
    assert said(table, second, "county", "remark") == ["海宁市", "专家07 回避"]
    assert under(table, second, "专家评分（加权总分）")[6] == "回避"
    assert "不去最高最低分" in table.rule


def test_trimming_names_what_it_dropped(book: Workbook) -> None:
    book.edit(Cell("round", "P1-2017", "trim"), "1")
    (table,) = tables(summary_document(book, "P1", 2019), "review")
    first = named(table, "永康市")
    assert said(table, first, "highest", "lowest", "mean") == ["90.36", "86.52", "89.38"]
    assert "各 1 个" in table.rule
    assert "计算为 89.38，与公布不一致" in table.notes[0]


def test_tasks_are_counted_and_an_unprinted_target_is_an_interval(book: Workbook) -> None:
    (table,) = tables(summary_document(book, "P2", 2022), "tasks")
    assert table.lead[0].text.startswith("达进度 4 项、占比 80 %；未达进度 1 项；另有 24 项")
    row = named(table, "拆除面积")
    assert said(table, row, "annual_goal", "progress", "completion", "gap", "light") == [
        "≈ 1,798 亩（1,779–1,817）",
        "845 亩",
        "47.0",
        "−3.0",
        "▲ 略慢",
    ]
    goal = row.cells[2]
    assert (goal.role, goal.number) == ("derived", None)
    assert said(table, named(table, "临时改变房屋用途整治"), "annual_goal") == ["≈ 7.08 万m²（7.08–7.09）"]
    assert any("未印出" in note for note in table.notes)


def test_dated_tasks_say_how_late(book: Workbook) -> None:
    (table,) = tables(summary_document(book, "P1", 2019), "tasks")
    late = [said(table, row, "annual_goal", "progress", "light") for row in table.groups[4].rows]
    assert ["2019-07-31 前", "2019-08-20（迟 20 天）", "▲ 超期"] in late
    assert [group.title for group in table.groups][:2] == [
        "永康市　达进度 2/4，占比 50 %",
        "海宁市　达进度 1/4，占比 25 %",
    ]


def test_a_row_with_its_own_date_says_so(book: Workbook) -> None:
    (table,) = tables(summary_document(book, "P1", 2020, "yongkang"), "tasks")
    assert table.as_of == "截至 2020-12-31"
    assert "截至 2020-06-30" in said(table, named(table, "低效用地整治（半年）"), "remark")[0]


def test_every_invented_row_is_marked_and_counted(book: Workbook) -> None:
    document = summary_document(book, "P1", 2019)
    assert all(row.illustrative for table in document.tables for row in table.rows)
    assert dict(document.illustrative)["评分"] == 225
    banner = document.blocks[0]
    assert isinstance(banner, Note)
    assert banner.role == "banner"
    assert f"{sum(dict(document.illustrative).values())} 条" in banner.text
    real = summary_document(book, "P2", 2022)
    assert not real.illustrative
    assert not any(row.illustrative for table in real.tables for row in table.rows)


def test_official_refuses_what_is_invented(book: Workbook, births: list[Birth], tmp_path: Path) -> None:
    with pytest.raises(IllustrativeInOfficial, match="378"):
        write_summary(book, "P1", 2019, official=True)
    assert "拆除面积" in write_summary(book, "P2", 2022, official=True)
    build(tmp_path / "real.db", with_provenance(births, "sourced"))
    with opened(tmp_path / "real.db") as real:
        printed = write_summary(real, "P1", 2019, official=True)
    assert "98.34" in printed
    assert not any(line.startswith("示例") for line in printed.splitlines())
    assert "不属示例" not in printed
    assert "! " not in printed


def test_an_open_conflict_is_counted_and_named(book: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    clash = {("value", "P1.yongkang.I07.2019", "actual"), ("value", "P1.yongkang.I07.2018", "actual")}
    monkeypatch.setattr(Workbook, "conflicts", clash)
    document = summary_document(book, "P1", 2019)
    table = tables(document, "indicators")[0]
    assert "“实际”有冲突未决" in said(table, named(table, "规上工业增加值"), "remark")[0]
    assert any(line.startswith("未决的冲突 1 处") for line in document.closing)


def test_an_edit_shows_at_once(book: Workbook) -> None:
    before = summary_document(book, "P1", 2019)
    book.edit(Cell("value", "P1.changxing.I15.2019", "actual"), "5.6")
    after = summary_document(book, "P1", 2019)
    (total,) = next(t for t in tables(after, "indicators") if "长兴县" in t.subtitle).total
    assert "96.77" in [cell.text for cell in total.cells]
    assert checksum(before) != checksum(after)


def test_the_checksum_is_of_what_is_said(book: Workbook) -> None:
    first = summary_document(book, "P1", 2019)
    again = checksum(summary_document(book, "P1", 2019))
    assert checksum(first) == again
    assert re.fullmatch(r"[0-9a-f]{12}", again)
    for form in ("text", "html"):
        assert again in write_summary(book, "P1", 2019, form=form)
    words.speak("en")
    assert checksum(summary_document(book, "P1", 2019)) != again


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("programme", [f"P{n}" for n in range(1, 10)])
def test_every_programme_has_a_summary(book: Workbook, programme: str, language: str) -> None:
    words.speak(language)
    for year in book.years(programme):
        for form in ("text", "html"):
            printed = write_summary(book, programme, year, form=form)
            assert "report." not in printed
            assert "explain." not in printed
            assert str(year) in printed


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_an_empty_programme_says_what_is_not_there(tmp_path: Path, language: str) -> None:
    words.speak(language)
    build(tmp_path / "bare.db", [Birth("programme", "N", {"name_zh": "新方案", "name_en": "New"})])
    with opened(tmp_path / "bare.db") as bare:
        document = summary_document(bare, "N", 2030)
        assert not document.tables
        assert [block.role for block in document.blocks if isinstance(block, Note)] == ["empty"] * 4
        assert "2030" in write_summary(bare, "N", 2030, form="html", official=True)
        with pytest.raises(Unknown):
            summary_document(bare, "M", 2030)


def test_english_has_english_words(book: Workbook) -> None:
    words.speak("en")
    printed = write_summary(book, "P1", 2019, width=120)
    for wanted in ("Indicator completion table", "98.34", "rank 1", "illus.", "Expert 07 recused", "● done"):
        assert wanted in printed
    titles = [column.title for table in summary_document(book, "P1", 2019).tables for column in table.columns]
    assert all(title.isascii() for title in titles)
