"""The standard tables: exact figures, and what is said of those that are not there."""

from __future__ import annotations

from pilot_tui.model import Cell
from pilot_tui.report.summary import summary_document
from pilot_tui.workbook import Workbook

from .reading import named, said, tables, under


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
    assert under(table, first, "计分卡") == ["98.34", "100.0", "优"]
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
    assert table.rule.endswith("（规则含示例）")


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


def test_the_columns_an_office_fills_in_say_what_is_written(book: Workbook) -> None:
    written = {"lead_zh": "分管副县长", "owner_zh": "经信局", "problem": "用地未批", "next_step": "七月报批"}
    for name, text in written.items():
        book.edit(Cell("milestone", "M045", name), text)
    book.edit(Cell("value", "P1.yongkang.I01.2019", "remedy"), "研发统计漏报，补报")
    document = summary_document(book, "P1", 2019, "yongkang")
    (tasks,), (indicators,) = tables(document, "tasks"), tables(document, "indicators")
    assert [column.title for column in tasks.columns] == [
        *("序号", "重点任务", "年度目标", "进展情况", "完成率", "序时进度差", "亮灯", "牵头领导"),
        *("责任单位", "存在问题", "下一步措施", "备注"),
    ]
    assert [column.title for column in indicators.columns[-3:]] == ["责任单位", "偏差原因及改进措施", "备注"]
    row = named(tasks, "分管副县长")
    assert said(tasks, row, "lead", "owner", "problem", "next_step") == list(written.values())
    assert said(indicators, indicators.groups[0].rows[0], "remedy") == ["研发统计漏报，补报"]
    assert said(indicators, indicators.groups[0].rows[1], "remedy") == [""]


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
