"""Expert review as a person meets it: who is to mark whom, how far they agree, what an expert may see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui.model import Cell
from pilot_tui.screens.preview import Preview
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import ask

MADE = "SELECT row, col, val FROM change WHERE site <> 'base' ORDER BY n"


async def to_review(app: Drawn) -> None:
    await app.typed("g", "2")
    await app.until(lambda: app.desk.opened == "review" and bool(app.desk.pane.grid.cursor[0]))
    await app.drawn()


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_flagged_total_does_not_touch_the_next(demo: Path, lang: str) -> None:
    with Store.open(demo) as store:
        book = Workbook(store, "lin")
        round = book.round("P1", "P1-2017")
        assert round is not None
        for criterion in round.criteria:  # one expert far off, in the middle of nine
            book.edit(Cell("mark", round.mark_id("wenling", "E4", str(criterion["code"])), "mark"), "61.25")
    async with drawn(demo, size=(120, 40), lang=lang) as (app, _):
        await to_review(app)
        seen = next(row for row in app.drawing.text.splitlines() if "?" in row and "61.25" in row)
        assert re.search(r"61\.25\? +\d", seen), seen
        assert not re.search(r"\?\d", app.drawing.text)


async def test_an_assignment_is_chosen_in_its_cell_and_its_mark_refused(demo: Path) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _):
        await to_review(app)
        await app.typed("right_curly_bracket")
        await app.until(lambda: "Who marks whom" in app.drawing.text)
        assert "nobody is assigned" in app.drawing.text
        await app.typed("enter")
        await app.until(lambda: app.desk.pane.grid.editing)
        await app.typed(*"recused", "enter")
        await app.until(lambda: bool(ask(demo, MADE)))
        await app.until(lambda: "– recused 1" in app.drawing.text)
        await app.typed("left_curly_bracket")
        await app.until(lambda: "Totals" in app.drawing.text)
        app.desk.pane.reach("yongkang.K1", "E1")
        await app.drawn()
        await app.typed("9", "0", "enter")
        await app.until(lambda: "is recused from" in app.drawing.text)
        assert app.desk.pane.grid.editing
        await app.typed("escape")


async def test_agreement_stands_in_a_line_and_whole_on_a_sheet_with_its_tree(demo: Path) -> None:
    async with drawn(demo, size=(120, 44)) as (app, _):
        await to_review(app)
        assert "ICC(A,1) 0.48" in app.drawing.text
        assert "severity" in app.drawing.text
        await app.typed("right_curly_bracket", "right_curly_bracket")
        await app.until(lambda: "Kendall" in app.drawing.text)
        await app.typed("equals_sign")
        await app.until(lambda: "BMS, between counties" in app.drawing.text)
        assert "EMS, residual" in app.drawing.text
        assert "experts left out for their gaps" in app.drawing.text


async def test_what_an_expert_may_not_see_is_hidden_and_said_so(demo: Path) -> None:
    async with drawn(demo, size=(160, 44)) as (app, _):
        await to_review(app)
        assert "88.26" in app.drawing.text  # Haining's mean
        await app.typed("E")
        await app.until(lambda: "Look as which expert" in app.drawing.text)
        await app.typed(*"E7", "enter")
        await app.until(lambda: "Seen as Expert 07" in app.drawing.text)
        await app.drawn()
        assert "88.26" not in app.drawing.text
        assert "hid." in app.drawing.text
        app.desk.look(county="haining")
        await app.drawn()
        assert "89.36" not in app.drawing.text  # what the third gave Haining
        await app.typed("E", "enter")
        await app.until(lambda: "88.26" in app.drawing.text)


async def test_where_counties_are_many_a_thread_works_it_out(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pilot_tui.workbook.reading.FEW_COUNTIES", 0)
    async with drawn(demo, size=(120, 44)) as (app, _):
        await to_review(app)
        await app.until(lambda: "ICC(A,1) 0.48" in app.drawing.text)


FIVE = {"E1": (95, 70), "E2": (90, 92), "E3": (88, 90), "E4": (85, 95), "E5": (60, 93)}
"""docs/scoring.md: by 0.6 and 0.4 85.36, 87.60 with totals trimmed, 89.27 trimmed by criterion."""


def five(path: Path) -> None:
    """A second round in the file, with the five experts of the design, for Yongkang."""
    rows: list[tuple[str, str, dict[str, str]]] = [
        ("round", "R2", {"programme": "P1", "held": "2019-08", "quorum": "6"}),
        *(
            ("criterion", "", {"round": "R2", "code": code, "weight": weight, "name_en": code})
            for code, weight in (("K1", "0.6"), ("K2", "0.4"))
        ),
        *(("expert", "", {"round": "R2", "code": code, "name_en": code}) for code in FIVE),
    ]
    for expert, marks in FIVE.items():
        for criterion, mark in zip(("K1", "K2"), marks, strict=True):
            key = {"round": "R2", "county": "yongkang", "expert": expert, "criterion": criterion}
            rows.append(("mark", "", {**key, "mark": str(mark)}))
    with Store.open(path) as store:
        Workbook(store, "lin").add_all(rows)


async def test_the_five_experts_of_the_design_on_the_screen(demo: Path) -> None:
    """Means as the rules are changed; then weights typed where they stand."""
    five(demo)
    async with drawn(demo, size=(120, 40)) as (app, _):
        await to_review(app)
        await app.until(lambda: "85.36*" in app.drawing.text)
        assert "fewer than 6 experts count" in app.drawing.text
        book = app.desk.book
        typed = (("trim", "1", "87.60*"), ("order", "criteria", "89.27*"))
        for field, text, mean in typed:
            book.edit(Cell("round", "R2", field), text)
            app.desk.look()
            await app.until(lambda mean=mean: mean in app.drawing.text)  # type: ignore[misc]  # bound now
        book.edit(Cell("round", "R2", "quorum"), "5")
        app.desk.look()
        await app.until(lambda: "89.27" in app.drawing.text and "89.27*" not in app.drawing.text)
        for _ in range(3):
            book.undo()
        app.desk.look()
        await app.until(lambda: "85.36" in app.drawing.text)
        # Without (60, 93): 85.0, 90.8, 88.8, 89.0. Then by K1 alone: 95, 90, 88, 85.
        for row, column, mean in (("leaning.weight", "E5", "88.40"), ("yongkang.K2", "reported", "89.50")):
            app.desk.pane.reach(row, column)
            await app.drawn()
            before = len(ask(demo, MADE))
            await app.typed("0", "enter")  # the desk shows what that would do
            await app.until(lambda: isinstance(app.screen, Preview))
            await app.drawn()
            assert mean in app.drawing.text
            await app.typed("enter")
            await app.until(lambda before=before: len(ask(demo, MADE)) > before)  # type: ignore[misc]  # the same
        await app.until(lambda: "89.50*" in app.drawing.text)


async def test_a_countys_rounds_stand_side_by_side(demo: Path) -> None:
    five(demo)
    with Store.open(demo) as store:
        Workbook(store, "lin").edit(Cell("round", "R2", "quorum"), "5")
    async with drawn(demo, size=(120, 40)) as (app, _):
        await to_review(app)
        await app.typed("left_curly_bracket")
        await app.until(lambda: "2017-08" in app.drawing.text and "2019-08" in app.drawing.text)
        (line,) = [one for one in app.drawing.text.splitlines() if "89.17" in one and "85.36" in one]
        assert "−3.81" in line
        await app.typed("equals_sign")
        await app.until(lambda: "mean of the panel" in app.drawing.text)
