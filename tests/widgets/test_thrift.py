from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style

from pilot_tui.widgets.thrift import spare

colours = st.one_of(
    st.none(),
    st.builds(Color.from_rgb, *[st.integers(0, 3)] * 3),
    st.builds(Color.from_ansi, st.integers(0, 255)),
)
switch = st.sampled_from([None, True])
styles = st.builds(
    Style, color=colours, bgcolor=colours, bold=switch, italic=switch, underline=switch, reverse=switch
)
frames = st.lists(st.tuples(st.sampled_from(["a", "永", "  ", "\x1b[2;3H", "x\r\n"]), styles), max_size=25)


def screen(data: str) -> object:
    shown = pyte.Screen(20, 8)
    pyte.Stream(shown).feed(data)
    return {
        (y, x): tuple(cell) for y, line in shown.buffer.items() for x, cell in line.items()
    }, shown.cursor.attrs


@given(frames)
def test_the_screen_looks_the_same_for_fewer_bytes(frame: list[tuple[str, Style]]) -> None:
    data = "".join(style.render(text) if style else text for text, style in frame)
    thrifty = spare(data)
    assert screen(thrifty) == screen(data)
    assert len(thrifty) <= len(data)


def test_only_what_changes_is_sent() -> None:
    ground = Style.parse("#111111 on #222222")
    data = ground.render("a") + Style.parse("#333333 on #222222").render("b")
    assert spare(data) == "\x1b[38;2;17;17;17;48;2;34;34;34ma\x1b[38;2;51;51;51mb\x1b[0m"
