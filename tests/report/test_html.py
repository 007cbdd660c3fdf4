"""The page: well-formed, nothing fetched, every table with its scopes and spans."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pilot_tui import words
from pilot_tui.report import summary
from pilot_tui.report.chart_table import chart_table
from pilot_tui.report.document import Chart, Document, Table
from pilot_tui.report.html import write
from pilot_tui.report.summary import summary_document, write_summary
from pilot_tui.themes import INK, PAPER
from pilot_tui.workbook import Workbook

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "p", "small", "strong"),
    *(
        "section",
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
        "i",
        "footer",
        "code",
    ),
    "br",
    *("figure", "figcaption", "details", "summary", "svg", "rect", "polyline", "polygon", "text"),
}
VOID = {"meta", "br"}


DRAWN = {
    *("x", "y", "width", "height", "fill", "fill-opacity", "points", "stroke", "stroke-width"),
    *("stroke-dasharray", "font-size", "font-weight", "text-anchor"),
}


def every_table(document: Document) -> list[Table]:
    """The tables of a document, those of its charts at their places."""
    blocks = (block for block in document.blocks if isinstance(block, Table | Chart))
    return [one if isinstance(one, Table) else chart_table(one, document.labels) for one in blocks]


class Page(HTMLParser):
    """Fails on what does not nest or is not known; keeps the cells of each row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[list[list[tuple[int, int]]]] = []
        self.text: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        given = dict(attrs)
        self.attributes |= given.keys()
        if tag == "table":
            self.rows.append([])
        if tag == "tr":
            self.rows[-1].append([])
        if tag in ("td", "th"):
            self.rows[-1][-1].append((int(given.get("colspan") or 1), int(given.get("rowspan") or 1)))
        if tag == "th":
            assert given.get("scope") in ("col", "colgroup", "row", "rowgroup")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def widths(rows: list[list[tuple[int, int]]]) -> set[int]:
    """How many columns each row fills, what spans down from above included."""
    found: set[int] = set()
    hanging: list[int] = []
    for row in rows:
        hanging = [left - 1 for left in hanging if left > 1]
        found.add(sum(across for across, _ in row) + len(hanging))
        hanging += [down for across, down in row for _ in range(across) if down > 1]
    return found


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_page_is_well_formed(book: Workbook, language: str) -> None:
    words.speak(language)
    document = summary_document(book, "P1", 2019)
    page = Page(write(document))
    tables = every_table(document)
    assert len(page.rows) == len(tables)
    for rows, table in zip(page.rows, tables, strict=True):
        assert widths(rows) == {len(table.columns)}
    assert page.attributes <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "role", "id", "aria-labelledby",
        "tabindex", "scope", "colspan", "rowspan", "aria-label", "viewbox", *DRAWN,
    }  # fmt: skip


def test_nothing_is_fetched_and_nothing_runs(book: Workbook) -> None:
    page = write_summary(book, "P1", 2019, form="html")
    assert not re.search(r"https?:|url\(|@import|<script|javascript:|<link|<img", page)
    assert "default-src 'none'" in page


def test_the_page_says_the_same_figures(book: Workbook) -> None:
    said = "".join(Page(write_summary(book, "P1", 2019, form="html")).text)
    for wanted in ("89.17", "98.34", "96.60", "91.77", "2/4", "专家07 回避", "分项未公布", "截至 2019-12-31"):
        assert wanted in said
    page = write_summary(book, "P1", 2019, form="html")
    document = summary_document(book, "P1", 2019)
    assert page.count('class="ex"') == sum(
        row.illustrative for table in every_table(document) for row in table.rows
    )
    assert page.count('class="banner"') == 1
    assert 'class="banner"' not in write_summary(book, "P2", 2022, form="html")


def test_a_light_has_a_shape_and_a_word(book: Workbook) -> None:
    page = write_summary(book, "P2", 2022, form="html")
    assert '<td class="light look"><i>▲</i> 略慢</td>' in page
    assert '<td class="light good"><i>●</i> 超前</td>' in page


def test_points_are_set_one_below_the_other(book: Workbook) -> None:
    page = write_summary(book, "P1", 2019, form="html", county="yongkang")
    assert '<td class="n f2">12</td>' in page
    assert '<td class="n g1">33.5</td>' in page
    assert '<td class="n">1.62</td>' in page


def test_the_colours_are_those_of_the_themes() -> None:
    sheet = (Path(summary.__file__).parent / "summary.css").read_text("utf-8")
    light, dark = (dict(re.findall(r"--([a-z]+): (#\w{6})", part)) for part in sheet.split("@media")[:2])
    for theme, own in ((PAPER, light), (INK, dark)):
        variables = theme.variables
        assert own == {
            "background": theme.background,
            "panel": theme.panel,
            "foreground": theme.foreground,
            "muted": variables["ink-muted"],
            "faint": variables["ink-faint"],
            "hairline": variables["hairline"],
            "primary": theme.primary,
            "secondary": theme.secondary,
            "success": theme.success,
            "warning": theme.warning,
            "error": theme.error,
            "accent": theme.accent,
        }


def test_a_long_heading_of_a_blank_column_keeps_room_for_its_words(book: Workbook) -> None:
    page = write_summary(book, "P1", 2019, form="html", county="yongkang")
    assert '<th scope="col" class="long">偏差原因及改进措施</th>' in page
    assert re.search(r"\.long \{ min-width: [4-9]", page)
