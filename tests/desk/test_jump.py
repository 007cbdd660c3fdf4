"""Letters over whatever can be gone to."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.drawing import Drawn, drawn
from pilot_tui.screens.jump import Jump, Mark
from pilot_tui.widgets.landmarks import DIGITS, LETTERS, labels
from pilot_tui.words import say


async def jumping(app: Drawn) -> Jump:
    await app.typed("ctrl+o")
    await app.until(lambda: isinstance(app.screen, Jump))
    await app.drawn()
    assert isinstance(app.screen, Jump)
    return app.screen


def label_at(jump: Jump, x: int, y: int) -> str:
    return next(mark.label for mark in jump.query(Mark) if (mark.region.x, mark.region.y) == (x, y))


@given(st.integers(0, 2000), st.sampled_from([LETTERS, DIGITS]))
def test_no_label_begins_another(count: int, signs: str) -> None:
    count = min(count, len(signs) ** 3)
    made = labels(count, signs)
    assert len(made) == len(set(made)) == count
    assert not any(a != b and b.startswith(a) for a, b in zip(sorted(made), sorted(made)[1:], strict=False))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
async def test_letters_move_nothing_and_halve_nothing(demo: Path, size: tuple[int, int], lang: str) -> None:
    async with drawn(demo, size=size, lang=lang) as (app, _pilot):
        before = app.drawing.text
        jump = await jumping(app)
        covered = {
            (mark.region.x + at, mark.region.y) for mark in jump.query(Mark) for at in range(len(mark.label))
        }
        assert len(covered) > 20
        for y in range(size[1]):
            for x in range(size[0]):
                near = {(x - 1, y), (x, y), (x + 1, y)} & covered  # a covered half takes the other with it
                assert near or app.drawing.look(x, y).text == cell(before.splitlines()[y], x)
        assert app.drawing.torn() == []
        await app.typed("escape")
        await app.until(lambda: not isinstance(app.screen, Jump))
        await app.drawn()
        assert app.drawing.text == before


def cell(line: str, x: int) -> str:
    from widgets.oracle import cells_of

    return cells_of(line)[x]


async def test_a_letter_leads_to_a_tab_a_column_a_group_and_a_county(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        x, y = app.drawing.find(f"2 {say('review.title')}")
        await app.typed(*label_at(await jumping(app), x, y))
        await app.until(lambda: app.desk.opened == "review")
        await app.typed("g", "1")
        await app.until(lambda: app.desk.opened == "scorecard")
        grid = app.desk.pane.grid
        y = app.drawing.row_of("Green development")
        await app.typed(*label_at(await jumping(app), grid.region.x + 1, y))
        below = grid.target_at(1, y + 1 - grid.region.y)  # the first row of the group
        assert below is not None
        await app.until(lambda: grid.cursor[0] == below[0])
        assert app.focused is grid
        y = app.drawing.row_of("Changxing")
        await app.typed(*label_at(await jumping(app), 1, y))
        await app.until(lambda: app.desk.view.county == "changxing")
        await app.until(lambda: app.focused is app.desk.counties.grid)


async def test_digits_for_those_whose_letters_an_input_method_keeps(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        x, y = app.drawing.find(f"3 {say('milestones.title')}")
        jump = await jumping(app)
        await app.typed("ctrl+o")
        await app.until(lambda: label_at(jump, x, y).isdigit())
        await app.typed(*label_at(jump, x, y))
        await app.until(lambda: app.desk.opened == "milestones")


async def test_what_is_no_label_does_nothing(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        await jumping(app)
        await app.typed("5", "up", "%")
        assert isinstance(app.screen, Jump)
        await app.typed("escape")
        await app.until(lambda: not isinstance(app.screen, Jump))
        assert not app.desk.editing
