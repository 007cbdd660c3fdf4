"""The larger editor, as a person meets it: typing while it opens and closes, what is kept and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from raw import ask

TYPED = "SELECT tbl, col, val FROM change WHERE site <> 'base' ORDER BY n"
F4 = "\x1bOS"
AT_A_TASK = ("g", "3", "home")


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (f"eabc{F4}def{F4}", "Parks startedabcdef"),
        (f"{F4}def{F4}", "Parks starteddef"),
        (f"{F4}两园{F4}", "Parks started两园"),
        (f"{F4}\x1b[200~a b\x1b[201~{F4}", "Parks starteda b"),
        (f"{F4}{'x' * 100}{F4}", "Parks started" + "x" * 100),
    ],
    ids=["in the cell first", "at once", "an input method", "a paste", "a hundred"],
)
def test_keys_typed_while_it_opens_and_before_it_is_saved_are_in_the_text(
    open_desk: OpenDesk, demo: Path, keys: str, kept: str
) -> None:
    desk = open_desk(size=(80, 24))
    desk.send(*AT_A_TASK)
    desk.wait_for("Land rectified")
    desk.send(keys)
    desk.wait_for(lambda: ask(demo, TYPED))
    assert ask(demo, TYPED) == [("milestone", "short_en", f'"{kept}"')]


def test_what_is_left_with_esc_waits_there_until_it_is_saved(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(80, 24))
    desk.send(*AT_A_TASK)
    desk.wait_for("Land rectified")
    desk.send(f"{F4} and more")
    desk.wait_for("Parks started and more")
    desk.send("esc")
    desk.wait_for("F4 goes on with it")
    assert "Parks started and more" not in desk.text
    assert ask(demo, TYPED) == []
    desk.send(F4)
    desk.wait_for("Parks started and more")
    desk.send("!", F4)
    desk.wait_for(lambda: ask(demo, TYPED) == [("milestone", "short_en", '"Parks started and more!"')])
    desk.wait_for(lambda: desk.saved and "F4 save" not in desk.text)
    desk.send("u")
    desk.wait_for(lambda: len(ask(demo, TYPED)) == 2)
    desk.send(F4)
    desk.wait_for("13 / 200")


def test_a_text_too_long_is_refused_and_stays(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(80, 24))
    desk.send(*AT_A_TASK)
    desk.wait_for("Land rectified")
    desk.send(F4, f"\x1b[200~{'长' * 200}\x1b[201~")
    desk.wait_for("213 / 200")
    desk.send(F4)
    desk.wait_for("shorten it to 200 characters")
    assert desk.text.count("长") == 200
    assert ask(demo, TYPED) == []
    desk.send(*["backspace"] * 13)
    desk.wait_for("200 / 200")
    desk.send(F4)
    desk.wait_for(lambda: ask(demo, TYPED) == [("milestone", "short_en", f'"Parks started{"长" * 187}"')])
