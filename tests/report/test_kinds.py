"""What can be summed up: the circular's counts, a profile, counties side by side, a round; both languages."""

from __future__ import annotations

import pytest

from pilot_tui import words
from pilot_tui.errors import FewCounties, Unknown
from pilot_tui.model import Cell
from pilot_tui.report.asked import BOTH, KINDS, Asked
from pilot_tui.report.canonical import checksum
from pilot_tui.report.document import Document, Heading, Paragraph
from pilot_tui.report.formats import FORMATS, Layout, written
from pilot_tui.report.summary import document_of, summary_document
from pilot_tui.workbook import Workbook

from .reading import named, tables, under

PAIR = ("yongkang", "haining")


HOME = ("P1", 2020, "永康市", "Yongkang")
"""A programme, a year, and what its summary says in both languages."""
HOMES = {
    "firms": ("P5", 2019, "示例企业", "Example"),
    "industries": ("P6", 2021, "经编", "Warp"),
    "rectification": ("P8", 2019, "永康市", "Yongkang"),
    "facts": ("P8", 2019, "督导", "Inspection"),
}


def asked(kind: str, counties: tuple[str, ...] | None = None, *, both: bool = False) -> Asked:
    """Of the demo's first programme, for as many counties as the kind is of."""
    usual = {"profile": PAIR[:1], "comparison": PAIR}.get(kind, ())
    programme, year, *_ = HOMES.get(kind, HOME)
    chosen = usual if counties is None else counties
    return Asked(programme, year, chosen, kind, language=BOTH if both else "")


YEARS = (("P1", 2020), ("P5", 2019), ("P6", 2021), ("P8", 2019))


def prose(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("both", [False, True], ids=["one", "both"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_in_every_text_format(book: Workbook, kind: str, both: bool) -> None:
    document = document_of(book, asked(kind, both=both))
    *_, chinese, english = HOMES.get(kind, HOME)
    for form, one in FORMATS.items():
        if one.text:
            said = written(document, form, Layout(width=80)).decode("utf-8")
            assert checksum(document) in said or form == "svg"
            assert chinese in said
            assert not both or english in said


def test_what_a_programme_has_none_of_is_no_table_of_its_year(book: Workbook) -> None:
    keys = {id: [one.key for one in summary_document(book, id, year).tables] for id, year in YEARS}
    assert [keys[one][-1] for one in ("P5", "P6", "P8")] == ["firms", "industries", "rectification"]
    assert not set(keys["P1"]) & {"firms", "industries", "rectification", "facts"}


def test_the_firms_stand_by_rank_with_their_grade_and_the_line(book: Workbook) -> None:
    (table,) = tables(document_of(book, asked("firms")), "firms")
    (group,) = table.groups
    assert [row.cells[0].text for row in group.rows] == [str(rank) for rank in range(1, 21)]
    assert [row.cells[-2].text for row in group.rows] == ["A类"] * 4 + ["B类"] * 12 + ["C类"] * 3 + ["D类"]
    assert ["出清线 1" in row.cells[-1].text for row in group.rows] == [False] * 18 + [True] * 2
    assert group.subtotal is not None
    assert group.subtotal.cells[4].text == "—"  # of an indicator whose figures have no parts there is no sum
    assert all(row.illustrative for row in group.rows)


def test_a_bound_is_no_figure_in_a_summary(book: Workbook) -> None:
    book.edit(Cell.parse("milestone/M174/target"), "1500")
    (table,) = tables(summary_document(book, "P7", 2022), "tasks")
    first = next(iter(table.rows)).cells
    assert "1,200余" in first[3].text
    assert (first[4].text, first[4].number) == (">80", None)


def test_the_circular_counts_as_the_rule_does(book: Workbook) -> None:
    """At half of the year 47, 80, 70.6 and 64.3 % are printed, and a fund has 30 of its 50: one is behind."""
    document = summary_document(book, "P2", 2022, of="circular")
    assert "应计 5 项，达进度 4 项、占比 80.0 %；未达进度 1 项" in prose(document)
    assert "完成率 47.0 %，序时进度差 −3.0 个百分点，▲ 略慢" in prose(document)
    assert "示例" not in prose(document)


def test_the_circular_counts_indicators_by_dimension_and_in_all(book: Workbook) -> None:
    document = summary_document(book, "P1", 2020, of="circular")
    said = prose(document)
    assert "指标共 90 项，有数据 88 项" in said
    met = [int(part.split("达标 ")[1].split(" ")[0]) for part in said.splitlines() if "达标 " in part]
    assert met[0] == sum(met[1:])
    behind = sum(line.count("▲ 偏低") + line.count("■ 落后") for line in said.splitlines())
    assert f"（一）落后指标 {behind} 项" in said
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        *("一、总体情况", "二、主要指标", "三、重点任务", "四、存在问题", "五、下一步要求"),
        *("附件 1", "附件 2", "附件 3"),
    ]
    assert [table.key for table in document.tables][-2:] == ["review", "tasks"]


def test_a_gap_is_asked_for_and_marked(book: Workbook) -> None:
    book.edit(Cell("value", "P1.yongkang.I07.2020", "actual"), "")
    document = summary_document(book, "P1", 2020, of="circular")
    assert "永康市尚有 1 项指标未报，请补报。" in prose(document)
    assert document.stamp.serious > 0


def test_a_profile_is_of_one_county(book: Workbook) -> None:
    document = document_of(book, asked("profile"))
    (table,) = tables(document, "profile")
    assert [cell.text for cell in named(table, "公布结果").cells] == [
        "公布结果",
        "89.17；第 1 名；公布结果的分项未公布",
    ]
    assert not named(table, "公布结果").illustrative
    assert {chart.key for chart in document.charts} == {"dimensions", "years", "marks", "criteria", "curve"}


def test_counties_stand_side_by_side(book: Workbook) -> None:
    document = document_of(book, asked("comparison"))
    (table,) = tables(document, "comparison")
    row = named(table, "规上工业增加值")
    assert under(table, row, "永康市") == ["241.0", "102.1", "● ", "6.00"]
    assert under(table, row, "海宁市")[0] == "388.7"
    assert under(table, named(table, "名次"), "永康市")[-1] == "1"


@pytest.mark.parametrize("counties", [(), ("yongkang",)])
def test_side_by_side_needs_two(book: Workbook, counties: tuple[str, ...]) -> None:
    if not counties:
        assert tables(document_of(book, asked("comparison", counties=())), "comparison")
        return
    with pytest.raises(FewCounties, match="1"):
        document_of(book, asked("comparison", counties=counties))
    with pytest.raises(Unknown):
        document_of(book, asked("comparison", counties=("yongkang", "nowhere")))


def test_a_round_has_a_sheet_for_every_criterion(book: Workbook) -> None:
    document = document_of(book, asked("round"))
    sheets = [table for table in document.tables if table.key.startswith("criterion.")]
    assert len(sheets) == len(book.round("P1").criteria)  # type: ignore[union-attr]  # the demo has a round
    row = named(sheets[0], "海宁市")
    assert "回避" in [cell.text for cell in row.cells]


def test_both_languages_say_the_same_figures_once(book: Workbook) -> None:
    document = document_of(book, asked("year", both=True))
    assert document.title.split("\n") == [
        "“中国制造2025浙江行动”县级试点示范",
        "Made in China 2025 Zhejiang Action county pilot",
    ]
    (table, *_) = tables(document, "counties")
    row = named(table, "永康市\nYongkang")
    assert row.cells[0].text == "1"
    assert words.spoken() == "zh"


def test_the_stamp_changes_with_what_it_is_of(book: Workbook) -> None:
    before = summary_document(book, "P1", 2020).stamp
    book.edit(Cell("value", "P1.yongkang.I07.2020", "remark"), "核实")
    noted = summary_document(book, "P1", 2020).stamp
    assert noted.data != before.data
    assert noted.rule == before.rule
    book.edit(Cell("indicator", "P1.I07", "weight"), "7")
    assert summary_document(book, "P1", 2020).stamp.rule != before.rule
    words.speak("en")
    assert summary_document(book, "P1", 2020).stamp.data == summary_document(book, "P1", 2020).stamp.data
