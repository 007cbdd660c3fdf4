"""The window changes its size while the desk is open."""

from __future__ import annotations

import pytest

from desk.conftest import OpenDesk


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_narrow_and_back_cuts_nothing_and_keeps_the_place(open_desk: OpenDesk, lang: str) -> None:
    desk = open_desk(lang=lang)
    desk.send("down", "down", "left")
    place = {"zh": "新产品产值率", "en": "New-product rate"}[lang]
    desk.wait_for(lambda: desk.marked(place))
    title = desk.said("findings.title")
    desk.wait_for(lambda: any(sign.isdigit() for sign in desk.text.partition(title)[2][:3]))  # the count
    desk.settled()
    before = [line.rstrip() for line in desk.lines]
    here = desk.cursor

    desk.resize(80, 24)
    desk.wait_for(lambda: "1/5 ▾" in desk.title and desk.marked(place) and desk.footer.strip())
    assert desk.lines[2].rstrip().endswith("1–15 / 24 ─")
    assert desk.said("scorecard.score") in desk.lines[3]
    assert "6.00 /  6" in desk.row(place)
    assert desk.torn() == []
    assert desk.look(*desk.cursor).bold, "the cursor is still a block"

    desk.resize(120, 40)
    desk.wait_for(lambda: [line.rstrip() for line in desk.lines] == before and desk.cursor == here)
    desk.send("right", "1\r")
    desk.wait_for(lambda: desk.saved and " 1 " in desk.row(place))


def test_what_is_typed_survives_it(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.send("3.14")
    desk.wait_for(lambda: desk.said("app.editing") in desk.title)
    desk.resize(80, 24)
    desk.wait_for(lambda: "1/5 ▾" in desk.title and "3.14" in desk.row("R&D"))
    assert desk.said("app.editing") in desk.title
    desk.send("\r")
    desk.wait_for(lambda: desk.saved and "3.14" in desk.row("R&D"))


def test_the_counties_hand_the_focus_on_when_they_fold(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.send("g", "0", "down")
    desk.wait_for("98.25 /100")
    desk.resize(80, 24)
    desk.wait_for(lambda: "2/5 ▾" in desk.title)
    desk.send("down", "1\r")
    desk.wait_for(lambda: desk.saved and " 1 " in desk.row("Patents"))
