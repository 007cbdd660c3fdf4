"""The summary on the desk: what is shown is what is written, in every kind, language and format."""

from __future__ import annotations

from pathlib import Path

from desk.conftest import OpenDesk
from pilot_tui.report.summary import summary_document
from pilot_tui.store import Store
from pilot_tui.words import speaking
from pilot_tui.workbook import Workbook


def test_the_sheet_is_what_is_written(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(lang="zh")
    desk.send("x")
    desk.wait_for("各县进展一览表")
    with Store.open(demo) as store, speaking("zh"):
        assert summary_document(Workbook(store, ""), "P1", 2020).title in desk.text
    desk.send("2")
    desk.wait_for("一、总体情况")
    desk.send("w")
    desk.wait_for("写成哪种格式")
    desk.send("html\r")
    page = demo.with_name("P1-2020-circular.html")
    desk.wait_for(lambda: page.exists() and f"{page.name}" in desk.text)
    assert "一、总体情况" in page.read_text("utf-8")
    desk.send("\x1b")
    desk.wait_for("已保存")


def test_a_text_is_found_and_the_parts_are_gone_through(open_desk: OpenDesk) -> None:
    desk = open_desk(lang="zh")
    desk.send("x")
    desk.wait_for("第 1/")
    desk.send("/浙江制造标准\r")
    desk.wait_for("行有")
    first = next(line for line in desk.lines if "浙江制造标准" in line)
    desk.send("n")
    desk.wait_for(lambda: first != next((line for line in desk.lines if "浙江制造标准" in line), first))
    desk.send("]")
    desk.wait_for(lambda: any(title in desk.lines[1] for title in ("指标完成情况表", "专家评分汇总表")))


def test_the_language_goes_round(open_desk: OpenDesk) -> None:
    desk = open_desk(lang="zh")
    desk.send("x")
    desk.wait_for("各县进展一览表")
    desk.send("\x1b[20~")
    desk.wait_for("Where the counties stand")
    assert "查找" in desk.text
    desk.send("\x1b[20~")
    desk.wait_for(lambda: "各县进展一览表" in desk.text and "Where the counties stand" in desk.text)


def test_the_sheet_goes_by_the_mouse_too(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(lang="zh")
    desk.send("x")
    desk.wait_for("各县进展一览表")
    desk.click(desk.said("summing.circular"))
    desk.wait_for("一、总体情况")
    desk.click("F9")
    desk.wait_for("1. ")
    desk.click(desk.said("summing.write"))
    desk.wait_for("docx")
    desk.send("\x1b")
    desk.wait_for(lambda: "docx" not in desk.text)
    desk.click("Esc")
    desk.wait_for(lambda: desk.said("summing.circular") not in desk.text)
