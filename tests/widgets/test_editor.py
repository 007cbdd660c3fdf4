from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.widgets.editor import KEYS, LONGEST, CellEditor, boundaries

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize("grapheme", ["永", "e\u0301", FAMILY, "👍🏽", "❤️", "🇨🇳", "x"])
def test_deleting_takes_a_whole_grapheme(grapheme: str) -> None:
    editor = CellEditor(f"a{grapheme}")
    editor.press("backspace")
    assert editor.text == "a"
    editor = CellEditor(f"a{grapheme}b")
    editor.press("home")
    editor.press("right")
    editor.press("delete")
    assert editor.text == "ab"


def test_two_flags_are_two() -> None:
    assert boundaries("🇨🇳🇫🇷") == [0, 2, 4]


def test_moving_selecting_and_typing_over() -> None:
    editor = CellEditor("12 345")
    editor.press("ctrl+left")
    assert editor.caret == 3
    editor.press("shift+right")
    editor.press("shift+right")
    assert editor.selected == "34"
    editor.insert("9")
    assert editor.text == "12 95"
    editor.press("shift+home")
    assert editor.selected == "12 9"
    editor.press("backspace")
    assert (editor.text, editor.caret) == ("5", 0)


def test_words_and_ends() -> None:
    editor = CellEditor("one two three")
    editor.press("ctrl+w")
    assert editor.text == "one two "
    editor.press("ctrl+u")
    assert editor.text == ""
    editor = CellEditor("one two")
    editor.press("home")
    editor.press("ctrl+right")
    assert editor.caret == 4
    editor.press("ctrl+k")
    assert editor.text == "one "


def test_a_paste_arrives_whole_and_harmless() -> None:
    editor = CellEditor("a")
    editor.paste(" one\r\n two\tthree\x1b[31m\x07\n")
    assert editor.text == "aone two three[31m"


def test_too_long_a_text_is_not_taken_at_all() -> None:
    editor = CellEditor("kept")
    assert not editor.paste("x" * LONGEST)
    assert editor.text == "kept"


@given(
    st.text(max_size=20),
    st.lists(st.sampled_from([*KEYS, "shift+left", "shift+end", "f5", "永"]), max_size=30),
)
def test_no_key_leaves_the_caret_outside_the_text(text: str, keys: list[str]) -> None:
    editor = CellEditor(text)
    for key in keys:
        if not editor.press(key) and len(key) == 1:
            editor.insert(key)
        assert 0 <= editor.caret <= len(editor.text)
        assert 0 <= editor.anchor <= len(editor.text)
