"""Choosing in a cell, as a person does: the list opens below it, what is typed narrows it, Enter takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from desk.drawing import drawn
from desk.test_every_cell import HOSTILE, spoil
from raw import ask

TYPED = "SELECT tbl, col, val FROM change WHERE site <> 'base' ORDER BY n"


@pytest.mark.parametrize("typed", ["budiyu", "bdy", "不低", "≥", "不少于", "at l"])
def test_an_operator_is_chosen_by_word_sign_pinyin_or_initials(
    open_desk: OpenDesk, demo: Path, typed: str
) -> None:
    desk = open_desk(size=(80, 24), lang="zh")
    desk.send("left", "left", "e", "bcg", "enter")
    desk.wait_for(lambda: desk.saved and "≤" in desk.row("R&D"))
    desk.send("up", "e" + typed + "\r")
    chosen = [("value", "operator", '"at_most"'), ("value", "operator", '"at_least"')]
    desk.wait_for(lambda: desk.saved and "≥" in desk.row("R&D") and ask(demo, TYPED) == chosen)


@pytest.mark.parametrize(("lang", "word"), [("zh", "不超过"), ("en", "at most")])
def test_the_list_is_below_the_cell_and_the_caret_in_it(open_desk: OpenDesk, lang: str, word: str) -> None:
    desk = open_desk(size=(80, 24), lang=lang)
    row = desk.lines[6]
    desk.send("left", "left", "f2")
    desk.wait_for(word)
    x, y = desk.find(word)
    assert y == 7, "the second choice, two lines below the cell"
    assert desk.cursor[1] == 5
    assert desk.look(x, y - 1).ground != desk.look(x, y).ground, "one line is picked out"
    desk.send("down")
    desk.wait_for(lambda: desk.lines[7].find("▎") >= 0)
    desk.send("esc")
    desk.wait_for(lambda: desk.saved and desk.lines[6] == row)


def test_a_state_or_a_figure_is_given_where_marks_stand(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(80, 24), lang="zh")
    desk.send("g", "2", "G")
    desk.wait_for(lambda: (desk.lines[0] and "评分项" in desk.text) or desk.saved)
    desk.send("\x1b[1;3B", "hb\r")  # Alt+↓
    desk.wait_for(lambda: ask(demo, TYPED) == [("mark", "mark", "null"), ("mark", "state", '"recused"')])
    desk.send("k" * 0, "e", "91\r")
    desk.wait_for(lambda: len(ask(demo, TYPED)) == 4)
    assert ask(demo, TYPED)[2:] == [("mark", "mark", '"91"'), ("mark", "state", "null")]


def test_what_matches_nothing_is_text_and_refused_in_words(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(80, 24), lang="zh")
    desk.send("left", "left", "e", "xyz\r")
    desk.wait_for("‘xyz’")
    assert ask(demo, TYPED) == []
    desk.send("backspace", "backspace", "backspace", "tp\r")
    desk.wait_for(lambda: desk.saved and ask(demo, TYPED) == [("value", "operator", '"more_than"')])


def test_a_click_takes_and_the_cursor_stays(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(120, 40), lang="zh")
    desk.send("left", "left")
    desk.settled()
    desk.click("≥", times=2)
    desk.wait_for("突破")
    desk.settled()
    desk.click("突破")
    desk.wait_for(lambda: desk.saved and ask(demo, TYPED) == [("value", "operator", '"more_than"')])
    assert "R&D" in next(line for line in desk.settled().lines if line.count("▎") >= 1 and "R&D" in line)


@pytest.mark.parametrize("first", range(len(HOSTILE)), ids=list(HOSTILE))
async def test_names_that_mean_harm_are_listed_as_they_are(demo: Path, first: int) -> None:
    spoil(demo, first)
    async with drawn(demo, size=(80, 24), lang="zh") as (app, _):
        app.desk.pane.grid.offers = lambda _: app.desk.pane.offers("indicator/P1.I07/dimension")
        app.written.clear()
        await app.typed("f2", "down", "down")
        assert app.drawing.torn() == []
        assert app.desk.pane.grid.editing
        sent = "".join(app.written)
        assert "\x9b" not in sent
        assert "\x1b]0" not in sent
