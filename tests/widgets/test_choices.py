"""The list of choices: what is left is what answers, and it is drawn within the grid whatever it holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.geometry import Region

from pilot_tui.cells import width
from pilot_tui.colours import COLOURS
from pilot_tui.spelling import spelt
from pilot_tui.widgets.choices import Choice, ChoiceList, Offer, folded, keys_of
from pilot_tui.widgets.choices_paint import choice_strip, placing
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.ink import Ink
from widgets.conftest import Bench, quiet

WORDS = st.text(st.sampled_from("不低于超过永康ab ≥½Ａ[/]\x1b\u200d\u202e\t🏳️"), max_size=12)
CHOICES = st.lists(
    st.builds(Choice, st.text("abc_", min_size=1, max_size=6), WORDS, WORDS, st.tuples(WORDS)), max_size=30
)
OPERATORS = (
    Choice("at_least", "不低于", "≥", ("at least", "不少于", ">=")),
    Choice("at_most", "不超过", "≤", ("at most", "<=")),
    Choice("eq", "达到", "=", ("equal to",)),
    Choice("more_than", "突破", ">", ("more than", "超过")),
)


def left(listed: ChoiceList) -> list[str]:
    return [listed.choices[at].value for at in listed.found]


@given(CHOICES, WORDS)
def test_what_is_typed_is_a_part_of_what_stays_alone(choices: list[Choice], typed: str) -> None:
    listed = ChoiceList(choices, "")
    listed.narrow("x")
    listed.narrow(typed)
    wanted = "".join(typed.split())
    for at, choice in enumerate(choices):
        answers = any(folded(wanted) in key for key in keys_of(choice)) or not keys_of(choice)
        assert (at in listed.found) == (answers and bool(keys_of(choice)))


@given(CHOICES, st.lists(st.one_of(WORDS, st.integers(-3, 3)), max_size=12))
def test_one_that_is_left_is_picked_out_or_none(choices: list[Choice], done: list[str | int]) -> None:
    listed = ChoiceList(choices, choices[0].value if choices else "")
    for one in done:
        if isinstance(one, str):
            listed.narrow(one)
        else:
            listed.step(one or 1)
        assert (listed.chosen is None) == (listed.at < 0)
        assert listed.at < max(1, len(listed.found))
        if listed.at >= 0 and listed.found:
            assert listed.top <= listed.at < listed.top + listed.height


def test_a_choice_answers_to_its_words_its_sign_its_pinyin_and_its_initials() -> None:
    for typed in ("不低", "at le", "≥", ">=", "budiyu", "bdy", "ＡＴ ＬＥＡＳＴ", "at_least", "不少于"):
        listed = ChoiceList(OPERATORS, "")
        listed.narrow(typed)
        assert listed.chosen is not None
        assert listed.chosen.value == "at_least", typed


def test_the_whole_word_wins_over_the_part_of_another() -> None:
    listed = ChoiceList(OPERATORS, "")
    listed.narrow("超过")
    assert left(listed) == ["at_most", "more_than"]
    assert listed.chosen == OPERATORS[3]
    listed.narrow("=")
    assert listed.chosen == OPERATORS[2]


def test_what_stands_in_the_cell_is_picked_out_first_and_nothing_after_it_is_deleted() -> None:
    listed = ChoiceList(OPERATORS, "at_most")
    assert listed.at == 1
    listed.narrow("")
    assert listed.at == -1
    assert len(listed.found) == len(OPERATORS)


@settings(max_examples=150)
@given(CHOICES, st.integers(6, 90), st.integers(2, 30), st.data())
def test_the_list_lies_within_the_grid_and_every_line_is_as_wide_as_it(
    choices: list[Choice], wide: int, high: int, data: st.DataObject
) -> None:
    cell = Region(data.draw(st.integers(0, wide - 2)), data.draw(st.integers(1, high - 1)), 3, 1)
    listed = ChoiceList(choices, "")
    listed.narrow(data.draw(WORDS))
    placed = placing(listed, cell, wide, 1, high)
    assert placed.x >= 0
    assert placed.x + placed.width <= wide
    if placed.lines:
        assert placed.y >= 1
        assert placed.y + placed.lines <= max(high, cell.y + 2)
        assert not placed.y <= cell.y < placed.y + placed.lines
    ink = Ink(COLOURS["ink"])
    for y in range(placed.lines):
        strip = choice_strip(ink, listed, placed, y)
        assert strip.cell_length == width(strip.text) == placed.width
        assert strip.text.isprintable()


def test_spelling_leaves_out_what_is_no_letter() -> None:
    assert spelt("[/]\x1b") == ("", "")


def choosing(app: Bench) -> None:
    app.grid.offers = lambda address: Offer(OPERATORS, beside=address.endswith("actual"))


async def test_keys_in_one_go_narrow_and_take() -> None:
    app = Bench()
    async with app.run_test(size=(60, 14)) as pilot:
        choosing(app)
        app.grid.move_to("r0", "remark")
        app.burst("e", *"chaoguo", "\r", "e", *"tupo", "\t", "e", *"zzz", "\r")
        await quiet(pilot)
        assert app.edits == [  # the last in a cell of figures, where text is added to what stands there
            ("value/r0/remark", "more_than", "down"),
            ("value/r1/remark", "more_than", "right"),
            ("value/r2/actual", "1.0zzz", "down"),
        ]


async def test_arrows_move_esc_leaves_and_text_that_matches_nothing_stays_text() -> None:
    app = Bench()
    async with app.run_test(size=(60, 14)) as pilot:
        choosing(app)
        app.grid.move_to("r0", "remark")
        app.burst("f2", "down", "down", "\r", "f2", "down", "escape", "f2", "up", "\r", "f2", *"foo", "\r")
        await quiet(pilot)
        assert [text for _, text, _ in app.edits] == ["at_most", "more_than", "foo"]


async def test_beside_a_figure_the_list_comes_when_asked_for() -> None:
    app = Bench()
    async with app.run_test(size=(60, 14)) as pilot:
        choosing(app)
        app.burst("f2")
        await quiet(pilot)
        assert "不低于" not in "".join(app.screen_text())
        app.burst("escape", "alt+down")
        await quiet(pilot)
        assert "不低于" in "".join(app.screen_text())
        app.burst(*"12", "\r")
        await quiet(pilot)
        assert app.edits[-1][1] == "12"


async def test_a_click_takes_a_choice_and_the_wheel_scrolls() -> None:
    app = Bench()
    async with app.run_test(size=(60, 9)) as pilot:
        app.grid.offers = lambda _: Offer(tuple(Choice(f"v{n}", f"第{n}项") for n in range(30)))
        app.grid.move_to("r1", "remark")
        app.burst("f2")
        await quiet(pilot)
        y = next(y for y, line in enumerate(app.screen_text()) if "第0项" in line)
        x = width(app.screen_text()[y].partition("第0项")[0])
        app.grid._wheel(3)
        app.grid._wheel(3)
        await quiet(pilot)
        assert "第2项" in app.screen_text()[y]
        await pilot.click(Grid, offset=(x, y + 1))
        await quiet(pilot)
        assert app.edits == [("value/r1/remark", "v3", "stay")]
        assert app.grid.cursor == ("r1", "remark")


async def test_at_the_bottom_the_list_opens_above() -> None:
    app = Bench()
    async with app.run_test(size=(60, 12)) as pilot:
        choosing(app)
        app.grid.move_to("r19", "remark")
        app.burst("f2")
        await quiet(pilot)
        text = app.screen_text()
        last = next(y for y, line in enumerate(text) if "指标 19" in line)
        assert "突破" in text[last - 1]
        assert "不低于" in text[last - 4]
