"""What the summary says as a whole: marks, refusals, conflicts, both languages, every programme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pilot_tui import words
from pilot_tui.errors import IllustrativeInOfficial, Stopped, Unknown
from pilot_tui.model import Birth, Cell
from pilot_tui.report.asked import Asked
from pilot_tui.report.canonical import checksum
from pilot_tui.report.document import Note
from pilot_tui.report.material import gather
from pilot_tui.report.summary import document_of, summary_document, write_summary
from pilot_tui.store.building import build
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import Ticking

from .conftest import opened, with_provenance
from .reading import named, said, tables


def test_every_invented_row_is_marked_and_counted(book: Workbook) -> None:
    document = summary_document(book, "P1", 2019)
    assert all(row.illustrative for table in document.tables for row in table.rows)
    assert dict(document.illustrative)["评分"] == 225
    banner = next(iter(document.blocks))
    assert isinstance(banner, Note)
    assert banner.role == "banner"
    assert f"{sum(dict(document.illustrative).values())} 条" in banner.text
    real = summary_document(book, "P2", 2022)
    assert not real.illustrative
    assert not any(row.illustrative for table in real.tables for row in table.rows)


def test_official_refuses_what_is_invented(book: Workbook, births: list[Birth], tmp_path: Path) -> None:
    with pytest.raises(IllustrativeInOfficial, match="379"):
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
        with pytest.raises(Unknown):
            summary_document(bare, "N", 2030, "nowhere")


def test_english_has_english_words(book: Workbook) -> None:
    words.speak("en")
    printed = write_summary(book, "P1", 2019, width=120)
    for wanted in ("Indicator completion table", "98.34", "rank 1", "illus.", "Expert 07 recused", "● done"):
        assert wanted in printed
    titles = [column.title for table in summary_document(book, "P1", 2019).tables for column in table.columns]
    assert all(title.isascii() for title in titles)


def test_it_can_be_stopped_before_every_table(book: Workbook) -> None:
    asked, reading, told = Asked("P1", 2019), [0], [0]

    def counting(into: list[int], last: int | None = None) -> Ticking:
        def tick(done: int, of: int) -> None:
            assert 0 <= done <= of
            if into[0] == last:
                raise Stopped
            into[0] += 1

        return tick

    gather(book, asked, counting(reading))
    document = document_of(book, asked, counting(told))
    assert told[0] - reading[0] >= len(document.tables)
    with pytest.raises(Stopped):
        document_of(book, asked, counting([0], told[0] - 1))
