"""The mouse does what it points at, through the codes a terminal really sends."""

from __future__ import annotations

import pytest

from desk.conftest import OpenDesk
from desk.terminal import WHEEL_DOWN, WHEEL_UP


def test_a_click_on_a_county_moves_every_pane(open_desk: OpenDesk) -> None:
    desk = open_desk().settled()
    desk.click("Haining")
    desk.wait_for(lambda: desk.county("Haining").startswith("▎") and "96.67 /100" in desk.text)
    assert "Haining  Jiaxing" in desk.text, "and its card"
    assert desk.text.count("▎") == 2
    x, y = desk.find("Haining")
    desk.wait_for(lambda: desk.look(x, y).ground != desk.look(x, y + 1).ground)


def test_clicks_on_tabs_and_arrows(open_desk: OpenDesk) -> None:
    desk = open_desk().settled()
    desk.click("Milestones")
    desk.wait_for("as of 2020-12-31")
    desk.click("‹")
    desk.wait_for(lambda: "‹ 2019 ›" in desk.title and "as of 2019-12-31" in desk.text)
    desk.click("›")
    desk.wait_for(lambda: "‹ 2020 ›" in desk.title and "as of 2020-12-31" in desk.text)
    desk.click("1 Scorecard", inside=5)
    desk.wait_for("98.75 /100")
    desk.click("Made in China 2025")
    desk.wait_for(desk.said("desk.pick_programme"))


def test_a_double_click_edits_the_cell_under_it(open_desk: OpenDesk) -> None:
    desk = open_desk().settled()
    desk.click("Water intensity")
    desk.wait_for(lambda: desk.marked("Water intensity"))
    assert desk.saved, "one click only goes there"
    y = desk.row_of("Solid-waste use")
    desk.mouse(desk.column("95.3", y), y, times=2)
    desk.wait_for(lambda: desk.said("app.editing") in desk.title and desk.marked("Solid-waste use"))
    desk.send("96", "backspace", "\r")  # behind what stands there
    desk.wait_for(lambda: desk.saved and "95.39" in desk.row("Solid-waste use"))


def test_the_wheel_scrolls_and_leaves_nothing_behind(open_desk: OpenDesk) -> None:
    desk = open_desk(size=(80, 24)).settled()
    desk.wait_for("1–15 / 24")
    desk.mouse(40, 12, WHEEL_DOWN)
    desk.wait_for("4–18 / 24")
    desk.mouse(40, 12, WHEEL_UP, times=2)
    desk.wait_for("1–15 / 24")
    assert desk.torn() == []


@pytest.mark.parametrize(("word", "then"), [("a one/all", "all counties"), ("? help", "type to find")])
def test_a_click_in_the_footer_runs_the_verb(open_desk: OpenDesk, word: str, then: str) -> None:
    desk = open_desk().settled()
    assert then not in desk.text
    desk.mouse(desk.column(word, 39), 39)
    desk.wait_for(then)


def test_a_click_on_another_cell_enters_what_is_being_typed(open_desk: OpenDesk) -> None:
    desk = open_desk().settled()
    desk.send("1.5")
    desk.wait_for(lambda: desk.said("app.editing") in desk.title)
    desk.click("New-product rate")
    desk.wait_for(lambda: desk.saved and desk.marked("New-product rate") and " 1.5 " in desk.row("R&D"))


def test_the_keys_below_an_explanation_can_be_clicked(open_desk: OpenDesk) -> None:
    desk = open_desk().settled()
    desk.click("Innovation", times=1)
    desk.send("=")
    desk.wait_for(desk.said("explain.back"))
    desk.wait_for(desk.said("explain.fold"))
    before = len(desk.text.split())
    desk.click(desk.said("explain.fold"))
    desk.wait_for(lambda: desk.said("explain.open") in desk.text and len(desk.text.split()) < before)
    desk.click(desk.said("explain.back"))
    desk.wait_for(lambda: desk.said("explain.back") not in desk.text)
