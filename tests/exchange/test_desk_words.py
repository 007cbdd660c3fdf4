"""What is refused says on the desk which key to press, and in the shell which flag to give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pilot_tui
from pilot_tui import words
from pilot_tui.errors import InvalidValue, NeedsReason, NoReason, SheetRefused, Term
from test_shape import words as every

FLAG = re.compile(r"--[a-z]")
KEY = re.compile(r"\u6309 ?[A-Za-z\[]|\u6309\u56de\u8f66|\b[Pp]ress\b|\bEnter\b|\bEsc\b")
BRACKETED = re.compile(r"[(\uff08][;=?/A-Za-z][)\uff09]")
FACTS = re.compile(r"\{[a-z_]+\}")
REFUSALS = re.compile(r"(error|reason|file|bundle|block|sheets)\.[a-z_]+|conflict\.why_another")
NOT_ON_THE_DESK = {
    *("sheets.read_as", "sheets.nothing_reason"),
    *("file.missing", "file.newer"),
}
"""What only the shell tells: behind an import, or before there is a desk."""


def sentences(key: str) -> str:
    return " ".join(words.both(key))


def flagged() -> list[str]:
    """The refusals that name a flag."""
    found = [key for key in every() if REFUSALS.fullmatch(key) and key not in NOT_ON_THE_DESK]
    return [key for key in found if FLAG.search(sentences(key))]


def test_every_flag_has_its_key() -> None:
    keys = flagged()
    assert len(keys) > 25
    for key in keys:
        assert words.both(f"{key}_desk"), key
        assert not FLAG.search(sentences(f"{key}_desk")), key


def test_what_the_desk_says_has_its_twin_in_the_shell() -> None:
    own = [key for key in every() if key.endswith("_desk")]
    assert own
    for key in own:
        shell = key.removesuffix("_desk")
        assert {*FACTS.findall(sentences(key))} <= {*FACTS.findall(sentences(shell))}, key
        assert not KEY.search(sentences(shell)), f"{shell} names a key in the shell"
    for key in every():
        if re.match(r"(error|reason|file|handed)\.", key) and not key.endswith("_desk"):
            assert not KEY.search(sentences(key)), f"{key} names a key in the shell"
            assert not BRACKETED.search(sentences(key)), f"{key} names a key in the shell"


def test_no_screen_says_what_the_shell_says() -> None:
    home = Path(pilot_tui.__file__).parent
    drawn = [one for part in ("screens", "pane", "panes", "widgets") for one in (home / part).rglob("*.py")]
    assert len(drawn) > 100
    for path in drawn:
        assert not re.search(r"\bstr\((error|refused|refusal|NoAuthor\(\))\)", path.read_text("utf-8")), path


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_same_refusal_at_both(language: str) -> None:
    with words.speaking(language):
        hidden = SheetRefused(reason="hidden_row", place="f.xlsx S!D7")
        assert "--hidden" in str(hidden)
        assert "--" not in hidden.at_desk()
        assert "f.xlsx S!D7" in hidden.at_desk()
        approved = NeedsReason(kind="approved", who="\u202e林")
        assert "--reason" in str(approved)
        assert "--" not in approved.at_desk()
        assert "\u202e" not in approved.at_desk()
        behind = SheetRefused(reason="why", place="f.xlsx S!D7", why=approved)
        assert approved.at_desk() in behind.at_desk()
        assert str(approved) in str(behind)
        settled = NoReason(why=Term("conflict.why_another"))
        assert "--reason" in str(settled)
        assert "--" not in settled.at_desk()
        plain = SheetRefused(reason="merged", place="f.xlsx S!A1")
        assert plain.at_desk() == str(plain)
        typed = InvalidValue(reason="blank")
        assert typed.at_desk() == str(typed)
