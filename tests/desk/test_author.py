"""Nobody edits without a name: it is asked for once, at the first edit, and kept."""

from __future__ import annotations

import json
from pathlib import Path

from desk.conftest import OpenDesk
from raw import ask

ACTORS = "SELECT actor, val FROM change WHERE site <> 'base' ORDER BY n"


def test_the_first_edit_asks_and_is_then_saved(open_desk: OpenDesk, demo: Path, config: Path) -> None:
    desk = open_desk(author="")
    desk.send("5\r")
    desk.wait_for(desk.said("desk.ask_author"))
    desk.send("李四\r")
    desk.wait_for(lambda: desk.saved and desk.marked("Patents") and " 5 " in desk.row("R&D"))
    desk.send("6\r")
    desk.wait_for(lambda: desk.saved and desk.marked("New-product rate") and " 6 " in desk.row("Patents"))
    assert ask(demo, ACTORS) == [("李四", '"5"'), ("李四", '"6"')]
    assert json.loads((config / "settings.json").read_text("utf-8"))["author"] == "李四"
    desk.send("q")
    assert desk.exit_code() == 0

    again = open_desk(author="")
    again.send("7\r")
    again.wait_for(lambda: again.saved and again.marked("Patents") and " 7 " in again.row("R&D"))
    assert ask(demo, ACTORS)[-1] == ("李四", '"7"')


def test_esc_at_the_question_refuses_the_edit_and_keeps_the_text(
    open_desk: OpenDesk, demo: Path, config: Path
) -> None:
    desk = open_desk(author="")
    desk.send("5.25\r")
    desk.wait_for(desk.said("desk.ask_author"))
    desk.send("esc")
    desk.wait_for(lambda: desk.said("desk.ask_author") not in desk.text)
    desk.wait_for("Nobody says who is making the change")
    assert "5.25" in desk.row("R&D")
    assert desk.said("app.editing") in desk.title
    assert ask(demo, ACTORS) == []
    assert not (config / "settings.json").exists()

    desk.send("enter")  # it can be tried again
    desk.wait_for(desk.said("desk.ask_author"))
    desk.send("王\r")
    desk.wait_for(lambda: desk.saved and "5.25" in desk.row("R&D"))
    assert ask(demo, ACTORS) == [("王", '"5.25"')]
