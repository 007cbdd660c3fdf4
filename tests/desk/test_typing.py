"""Typing in cells, as fast as a person or a paste can: nothing is lost, mixed up or saved unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from desk.terminal import Desk
from raw import ask
from shell import process

ROWS = ["R&D", "有效发明专利", "新产品产值率", "质量竞争力指数", "品字标企业"]
"""The first rows of the demo set's first scorecard; a heading stands between the third and the fourth."""


def actual(desk: Desk, name: str) -> str:
    """What stands in the row after sign and target."""
    parts = desk.row(name).split()
    return parts[parts.index("≥") + 2] if "≥" in parts else ""


def saved_actuals(path: Path) -> list[str]:
    """The actuals somebody typed, in the order they were saved."""
    return [new for (new,) in ask(path, "SELECT val FROM change WHERE site <> 'base' ORDER BY n")]


def test_what_arrives_in_one_write_is_typed_key_by_key(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(80, 24), lang="zh")
    desk.send("0.5\r")
    desk.wait_for(lambda: desk.saved and desk.marked(ROWS[1]))
    assert actual(desk, ROWS[0]) == "0.5"
    desk.send("5\r6\r7\r")
    desk.wait_for(lambda: desk.saved and desk.marked(ROWS[4]))
    assert [actual(desk, name) for name in ROWS[:4]] == ["0.5", "5", "6", "7"]
    assert saved_actuals(demo) == ['"0.5"', '"5"', '"6"', '"7"']


def test_full_width_figures_are_figures(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(80, 24), lang="zh")
    desk.send("９０．５\r")
    desk.wait_for(lambda: desk.saved and actual(desk, ROWS[0]) == "90.5")
    assert saved_actuals(demo) == ['"90.5"']


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("zh", "‘永康市’ 不是数字"), ("en", "‘永康市’ is not a number")],
)
def test_a_word_in_a_cell_of_figures_is_refused_in_words(
    open_desk: OpenDesk, demo: Path, lang: str, sentence: str
) -> None:
    desk = open_desk(size=(80, 24), lang=lang)
    row = desk.lines[5]
    assert row.startswith("▎")
    desk.send("永康市\r")  # an input method hands over the whole word at once
    desk.wait_for(lambda: sentence in desk.text and desk.said("app.editing") in desk.title)
    assert "永康市" in desk.lines[5]
    assert sentence in desk.lines[6]
    assert desk.cursor == (desk.column("永康市", 5) + 6, 5), "the caret stands behind the text"
    assert saved_actuals(demo) == []

    desk.send("backspace")  # the sentence goes as soon as something is typed
    desk.wait_for(lambda: sentence not in desk.text and "永康 " in desk.lines[5])
    desk.send("esc")
    desk.wait_for(lambda: desk.saved and desk.lines[5] == row)
    assert saved_actuals(demo) == []


def test_on_the_last_line_the_refusal_stands_above(open_desk: OpenDesk) -> None:
    desk = open_desk(size=(80, 24), lang="en")
    desk.send("a", "G")
    desk.wait_for(lambda: desk.lines[19].startswith("▎"))
    desk.send("永\r")
    desk.wait_for("‘永’ is not a number")
    assert "‘永’" in desk.lines[18]
    assert "永 " in desk.lines[19]


def test_a_refusal_can_be_mended_and_saved(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(80, 24), lang="en")
    desk.send("5..4\r")
    desk.wait_for("‘5..4’ is not a number")
    desk.send("left", "backspace", "enter")
    desk.wait_for(lambda: desk.saved and actual(desk, "R&D") == "5.4")
    assert saved_actuals(demo) == ['"5.4"']


def test_a_refusal_is_seen_by_colour_and_told_by_words(open_desk: OpenDesk) -> None:
    desk = open_desk(size=(80, 24), lang="en")
    desk.send("5x\r")
    desk.wait_for("‘5x’")
    x, y = desk.find("‘5x’")
    typed, told, plain = desk.look(desk.column("5x", y - 1), y - 1), desk.look(x, y), desk.look(1, y + 1)
    assert typed.ground == told.ground != plain.ground
    assert desk.look(x - 2, y).text == "▎"


def test_undo_and_redo_have_the_keys_of_other_programs_too(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(80, 24), lang="en")
    desk.send("3\r")
    desk.wait_for(lambda: desk.saved and actual(desk, "R&D") == "3")
    desk.send("ctrl+z")
    desk.wait_for(lambda: actual(desk, "R&D") == "2.34")
    desk.send("ctrl+y")
    desk.wait_for(lambda: actual(desk, "R&D") == "3")
    desk.send("u")
    desk.wait_for(lambda: actual(desk, "R&D") == "2.34")
    desk.send("ctrl+r")
    desk.wait_for(lambda: actual(desk, "R&D") == "3")
    assert process("check", "--no-findings", "-f", str(demo)).code == 0


def test_tab_goes_on_to_the_right_and_delete_clears(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(80, 24), lang="en")
    desk.send("left", "2.5", "tab")  # the target, then the actual beside it
    desk.wait_for(lambda: desk.saved and desk.row("R&D").split()[-9:-7] == ["2.5", "2.34"])
    desk.send("delete")
    desk.wait_for(lambda: desk.said("absence.not_reported") in desk.row("R&D"))
    assert saved_actuals(demo) == ['"2.5"', "null"]
