"""The larger editor, as a person meets it: what is typed while it opens and closes, what is kept, what is refused."""

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
