from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events, messages
from textual.app import App
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from pilot_tui.widgets.editor import KEYS, LONGEST, CellEditor
from pilot_tui.widgets.graphemes import boundaries

FAMILY = "👨‍👩‍👧‍👦"
Make = Callable[[str], CellEditor]


class Sheet(App[None]):
    """An editor, whose caret is painted nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.bells = 0

    def bell(self) -> None:
        self.bells += 1


@asynccontextmanager
async def made() -> AsyncIterator[Make]:
    """What starts the editor of an app on a text."""
    app = Sheet()
    async with app.run_test():
        editor = CellEditor(lambda: None)

        def make(text: str) -> CellEditor:
            editor.begin(text)
            return editor

        yield make


def test_it_is_textuals_input_that_shows_nothing_and_takes_no_focus() -> None:
    assert issubclass(CellEditor, Input)
    assert not CellEditor.can_focus


@pytest.mark.parametrize("grapheme", ["永", "e\u0301", FAMILY, "👍🏽", "❤️", "🇨🇳", "x"])
async def test_moving_and_deleting_take_a_whole_grapheme(grapheme: str) -> None:
    async with made() as make:
        editor = make(f"a{grapheme}")
        editor.press("backspace")
        assert editor.value == "a"
        editor = make(f"a{grapheme}b")
        editor.press("home")
        editor.press("right")
        editor.press("shift+right")
        assert editor.selected_text == grapheme
        editor.press("left")
        assert editor.cursor_position == 1
        editor.press("delete")
        assert editor.value == "ab"
        editor = make(f"a{grapheme}")
        editor.press("left")
        assert editor.cursor_position == 1


def test_two_flags_are_two() -> None:
    assert boundaries("🇨🇳🇫🇷") == (0, 2, 4)


async def test_moving_selecting_and_typing_over() -> None:
    async with made() as make:
        editor = make("12 345")
        editor.press("ctrl+left")
        assert editor.cursor_position == 3
        editor.press("shift+right")
        editor.press("shift+right")
        assert editor.selected_text == "34"
        editor.write("9")
        assert editor.value == "12 95"
        editor.press("shift+home")
        assert editor.selected_text == "12 9"
        editor.press("backspace")
        assert (editor.value, editor.selection) == ("5", Selection(0, 0))
        editor.press("ctrl+shift+a")
        assert editor.selected_text == "5"


async def test_words_and_ends() -> None:
    async with made() as make:
        for key in ("ctrl+w", "ctrl+backspace", "alt+backspace"):
            editor = make("one two three")
            editor.press(key)
            assert editor.value == "one two "
        editor.press("ctrl+u")
        assert editor.value == ""
        editor = make("one two three")
        editor.press("home")
        editor.press("ctrl+delete")
        editor.press("ctrl+right")
        assert editor.cursor_position == 4
        editor.press("ctrl+k")
        assert editor.value == "two "


async def test_a_paste_arrives_whole_and_harmless() -> None:
    async with made() as make:
        editor = make("a")
        editor.paste(" one\r\n two\tthree\x1b[31m\x07\n")
        assert editor.value == "aone two three[31m"


async def test_the_clipboard_holds_what_was_selected_last() -> None:
    async with made() as make:
        editor = make("永康市")
        editor.press("shift+left")
        editor.press("ctrl+x")
        assert (editor.value, editor.app.clipboard) == ("永康", "市")
        editor.press("ctrl+x")
        editor.press("ctrl+c")
        assert editor.app.clipboard == "市"
        editor.app.copy_to_clipboard("a\nb")
        editor.press("ctrl+v")
        assert editor.value == "永康a b"


async def test_too_long_a_text_is_not_taken_at_all() -> None:
    async with made() as make:
        editor = make("kept")
        editor.paste("x" * LONGEST)
        assert editor.value == "kept"
        assert isinstance(editor.app, Sheet)
        assert editor.app.bells == 1


async def test_what_is_typed_stays_between_editor_and_grid() -> None:
    heard: list[Message] = []
    app = Sheet()
    async with app.run_test(message_hook=heard.append) as pilot:
        await pilot.pause()
        editor = CellEditor(lambda: None)
        heard.clear()
        app.cursor_position = Offset(7, 7)
        editor.begin("永康")
        editor.write("x" * 500)
        editor.press("left")
        await pilot.pause()
        assert not any(isinstance(m, Input.Changed | messages.Layout | events.Resize) for m in heard)
        assert app.cursor_position == Offset(7, 7), "its caret is painted nowhere"


async def test_no_key_leaves_the_caret_outside_the_text() -> None:
    async with made() as make:
        moves = st.lists(st.sampled_from([*KEYS, "f5", "永"]), max_size=30)

        @given(st.text(max_size=20), moves)
        @settings(deadline=None)
        def check(text: str, keys: list[str]) -> None:
            editor = make(text)
            for key in keys:
                if not editor.press(key) and len(key) == 1:
                    editor.write(key)
                assert all(0 <= end <= len(editor.value) for end in editor.selection)

        check()
