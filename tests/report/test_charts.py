"""Charts: what is drawn, on which scale, in a terminal and as marks on a sheet."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.cells import width
from pilot_tui.report.chart_table import chart_table
from pilot_tui.report.charting import BarChart, HeatMap, Line, LineChart, Panel
from pilot_tui.report.document import Chart
from pilot_tui.report.drawing import Box, Words, draw
from pilot_tui.report.scale import scale_of
from pilot_tui.report.summary import summary_document
from pilot_tui.report.text_chart import bar_lines, fits, line_lines
from pilot_tui.workbook import Workbook


def chart(book: Workbook, key: str, programme: str = "P1", year: int = 2020, of: str = "year") -> Chart:
    county = "yongkang" if of == "profile" else ""
    return next(one for one in summary_document(book, programme, year, county, of).charts if one.key == key)


def test_tasks_stand_against_their_time_month_by_month(book: Workbook) -> None:
    """Tasks of the whole year have used half of it at the end of June; their reports are of that month."""
    curve = chart(book, "curve", "P2", 2022)
    assert isinstance(curve, LineChart)
    reached, time = curve.panels[0].lines
    assert time.points[5] == 50
    assert time.points[11] == 100
    assert [at for at, point in enumerate(reached.points, 1) if point is not None] == [6]


def test_what_goes_beyond_a_target_makes_up_for_no_other_task(book: Workbook) -> None:
    """114.3, 107.5, 108.9 and 90.9 % at the end of the year: three count as 100, which makes 97.7."""
    curve = chart(book, "curve")
    assert isinstance(curve, LineChart)
    reached = curve.panels[0].lines[0]
    assert reached.texts[11] == "98"


def test_counties_are_drawn_in_order_of_their_ranks(book: Workbook) -> None:
    ranks = chart(book, "ranks")
    assert isinstance(ranks, BarChart)
    values = [bar.value for bar in ranks.bars if bar.value is not None]
    assert values == sorted(values, reverse=True)
    assert len(values) == 5
    rows = chart_table(ranks, summary_document(book, "P1", 2020).labels).rows
    assert [row.illustrative for row in rows] == [bar.illustrative for bar in ranks.bars] == [True] * 5


def test_a_row_of_the_heat_map_is_shaded_from_its_own_mean(book: Workbook) -> None:
    heat = chart(book, "marks")
    assert isinstance(heat, HeatMap)
    for row in heat.rows:
        shades = [cell.shade for cell in row.cells if cell.shade is not None]
        assert max(abs(shade) for shade in shades) == 1
        assert abs(sum(shades, Decimal())) < Decimal("0.1")
        assert all(cell.text == "回避" for cell in row.cells if cell.shade is None)


def test_every_indicator_has_its_panel_from_the_baseline_on(book: Workbook) -> None:
    years = chart(book, "years", of="profile")
    assert isinstance(years, LineChart)
    assert len(years.panels) == 18
    first = years.panels[0]
    assert first.places == ("2017", "2018", "2019", "2020")
    assert first.lines[0].texts[0] == "1.62"
    assert first.lines[1].points[0] is None


def panel(*figures: Decimal | None) -> Panel:
    texts = tuple("" if one is None else str(one) for one in figures)
    return Panel("x", "%", tuple(map(str, range(len(figures)))), (Line("actual", "a", figures, texts),))


@given(st.lists(st.decimals(-(10**9), 10**9, places=3) | st.none(), min_size=1, max_size=8))
def test_every_figure_stands_on_the_scale(figures: list[Decimal | None]) -> None:
    scale = scale_of(panel(*figures))
    assert scale.low < scale.high
    for one in figures:
        assert one is None or 0 <= scale.share(one) <= 1


@pytest.mark.parametrize("cells", [40, 60, 80, 100, 160])
def test_no_line_of_a_drawing_is_too_wide(book: Workbook, cells: int) -> None:
    bars, years = chart(book, "ranks"), chart(book, "years", of="profile")
    assert isinstance(bars, BarChart)
    assert isinstance(years, LineChart)
    assert all(width(line) <= cells for line in bar_lines(bars, cells, "示例"))
    assert fits(years, cells, "示例")
    assert all(width(line) <= cells for line in line_lines(years, cells, "示例"))


@pytest.mark.parametrize(("key", "of"), [("ranks", "year"), ("marks", "year"), ("years", "profile")])
def test_a_drawing_stays_on_its_sheet_and_marks_what_is_invented(book: Workbook, key: str, of: str) -> None:
    one = chart(book, key, of=of)
    picture = draw(one, 600, "示例")
    boxes = [mark for mark in picture.marks if isinstance(mark, Box)]
    assert all(
        box.x >= 0 and box.x + box.width <= 601 and box.y + box.height <= picture.height for box in boxes
    )
    marked = [mark for mark in picture.marks if isinstance(mark, Words) and mark.text == "示例"]
    invented = (
        one.panels if isinstance(one, LineChart) else one.rows if isinstance(one, HeatMap) else one.bars
    )
    assert len(marked) == sum(each.illustrative for each in invented) > 0


def test_the_figures_of_a_chart_are_all_in_its_table(book: Workbook) -> None:
    document = summary_document(book, "P1", 2020, "yongkang", "profile")
    years = chart(book, "years", of="profile")
    assert isinstance(years, LineChart)
    said = {cell.text for row in chart_table(years, document.labels).rows for cell in row.cells}
    assert {text for one in years.panels for line in one.lines for text in line.texts} <= said
