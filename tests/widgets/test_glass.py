from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from rich.style import Style

from pilot_tui.widgets.at_once import _pen
from pilot_tui.widgets.glass import Glass
from pilot_tui.widgets.thrift import spare

WIDTH, HEIGHT = 80, 16
"""Room for any frame: at its edges a terminal does as it likes, and Textual names the place again."""
GROUND = Style.parse("#111111 on #222222")
INK = Style.parse("#333333 on #222222")

colours = st.one_of(
    st.none(),
    st.builds(Color.from_rgb, *[st.integers(0, 3)] * 3),
    st.builds(Color.from_ansi, st.integers(0, 255)),
)
switch = st.sampled_from([None, True])
styles = st.builds(
    Style, color=colours, bgcolor=colours, bold=switch, italic=switch, underline=switch, reverse=switch
)
few_styles = st.sampled_from(
    [Style(), GROUND, INK, Style(bold=True), Style(underline=True), Style(reverse=True)]
)
places = st.builds("\x1b[{};{}H".format, st.integers(1, 6), st.integers(1, 6))
pieces = st.one_of(st.sampled_from(["a", "b", "永", "康", "  ", " a", "ab永 cd", "x\r\n"]), places)
beginnings = st.sampled_from(["\x1b[1;1H", "\x1b[2;3H"])
frames = st.tuples(beginnings, st.lists(st.tuples(pieces, st.one_of(styles, few_styles)), max_size=8))


class Paper:
    """A terminal that has drawn what it was sent."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self._screen)

    def draw(self, data: str) -> object:
        self._stream.feed(data)
        cells = {(y, x): self._seen(y, x) for y in range(HEIGHT) for x in range(WIDTH)}
        return cells, (self._screen.cursor.x, self._screen.cursor.y), self._screen.cursor.attrs

    def _seen(self, y: int, x: int) -> tuple[object, ...]:
        """A cell as it looks: the ink of a blank is not seen."""
        cell = self._screen.buffer[y][x]
        lines = (cell.underscore, cell.strikethrough, cell.reverse)
        inks: tuple[object, ...] = (cell.fg, cell.bold, cell.italics)
        if cell.data == " " and not cell.reverse:
            inks = inks[:1] if any(lines) else ()
        return cell.data, cell.bg, lines, inks


def written(frame: tuple[str, list[tuple[str, Style]]]) -> str:
    """A frame as Textual writes it: it says first where it begins, and ends plain."""
    begins, drawn = frame
    return begins + "".join(text if text[0] == "\x1b" else style.render(text) for text, style in drawn)


@given(frames)
def test_the_screen_looks_the_same_for_fewer_bytes(frame: tuple[str, list[tuple[str, Style]]]) -> None:
    data = written(frame)
    thrifty = spare(data)
    assert Paper().draw(thrifty) == Paper().draw(data)
    assert len(thrifty) <= len(data)


@given(st.lists(frames, min_size=2, max_size=5))
def test_after_every_frame_the_screen_looks_as_if_all_had_been_sent(
    following: list[tuple[str, list[tuple[str, Style]]]],
) -> None:
    glass, spared, full = Glass(), Paper(), Paper()
    for frame in following:
        data = written(frame)
        assert spared.draw(glass.write(data)) == full.draw(data)


@given(st.lists(frames, min_size=1, max_size=4))
def test_what_was_sent_can_be_kept_and_shown_again(
    following: list[tuple[str, list[tuple[str, Style]]]],
) -> None:
    first, again, after, full = Glass(), Glass(), Paper(), Paper()
    for frame in following:
        data = written(frame)
        sent = first.write(data)
        assert after.draw(again.write(sent)) == full.draw(data)
        assert first.write(data) == again.write(data)


lines = st.lists(
    st.tuples(
        st.tuples(st.integers(1, 6), st.integers(1, 6)),
        st.lists(
            st.tuples(st.sampled_from(["a", "b", "永", "  ", "ab永 cd", "e\u0301"]), few_styles), max_size=5
        ),
    ),
    max_size=50,
)


@given(frames, lines)
def test_lines_that_are_handed_over_are_drawn_as_if_they_had_been_written(
    before: tuple[str, list[tuple[str, Style]]],
    drawn: list[tuple[tuple[int, int], list[tuple[str, Style]]]],
) -> None:
    one, other, handed, wrote = Glass(), Glass(), Paper(), Paper()
    handed.draw(one.write(written(before)))
    wrote.draw(other.write(written(before)))
    data = [
        f"\x1b[{y};{x}H" + "".join(style.render(text) for text, style in texts) for (y, x), texts in drawn
    ]
    pieces = [
        (at, [(text, _pen(style, ColorSystem.TRUECOLOR)) for text, style in texts]) for at, texts in drawn
    ]
    assert handed.draw(one.draw(pieces, (7, 3))) == wrote.draw(other.write("".join(data) + "\x1b[7;3H"))


def test_only_what_changes_is_sent() -> None:
    data = GROUND.render("a") + INK.render("b")
    assert spare("\x1b[1;1H" + data) == (
        "\x1b[1;1H\x1b[38;2;17;17;17;48;2;34;34;34ma\x1b[38;2;51;51;51mb\x1b[0m"
    )


def test_what_stands_there_already_is_not_sent_again() -> None:
    glass = Glass()
    glass.write("\x1b[1;1H" + GROUND.render("永康市  0.99") + "\x1b[3;1H")
    assert glass.write("\x1b[1;1H" + GROUND.render("永康市  0.99") + "\x1b[3;1H") == ""
    assert glass.write("\x1b[1;1H" + GROUND.render("永康市  0.98") + "\x1b[3;1H") == (
        "\x1b[1;12H\x1b[38;2;17;17;17;48;2;34;34;34m8\x1b[3;1H\x1b[0m"
    )


def test_the_ink_of_blanks_is_not_sent() -> None:
    blank = Style.parse("#333333 on #222222").render("   ")
    assert (
        spare("\x1b[1;1H" + GROUND.render("a") + blank)
        == "\x1b[1;1H\x1b[38;2;17;17;17;48;2;34;34;34ma   \x1b[0m"
    )


@pytest.mark.parametrize("text", ["e\u0301", "👩\u200d🌾", "a\ufe0f", "\u200b"])
def test_a_text_whose_width_is_in_doubt_is_always_sent_and_so_is_the_rest_of_its_line(text: str) -> None:
    glass, frame = Glass(), f"\x1b[1;1Hab{GROUND.render(text)}cd\x1b[2;1Hxy"
    glass.write(frame)
    again = glass.write(frame)
    assert text in again
    assert "cd" in again
    assert "ab" not in again
    assert "xy" not in again


@pytest.mark.parametrize("wipes", ["\x1b[2J", "\x1b[?1049h", "\x1b[?47l", "\x1b[S", "\x1bc", "\x1b[3L"])
def test_what_wipes_or_moves_the_screen_makes_it_forget(wipes: str) -> None:
    glass, frame = Glass(), "\x1b[1;1Habc"
    glass.write(frame)
    assert glass.write(wipes).startswith(wipes)
    assert "abc" in glass.write(frame)


@pytest.mark.parametrize("harmless", ["\x07", "\x1b[?2026h", "\x1b[?25l", "\x1b[>25u", "\x1b]22;default\x07"])
def test_what_changes_no_cell_is_sent_and_nothing_is_forgotten(harmless: str) -> None:
    glass, frame = Glass(), "\x1b[1;1Habc"
    glass.write(frame)
    assert glass.write(harmless) == harmless
    assert glass.write(frame + harmless) == harmless


def test_a_colour_is_named_once_for_all_that_has_it() -> None:
    lines = [f"\x1b[{y};1H" + GROUND.render(f"{y}{y}") + INK.render("ink") for y in (1, 2, 3)]
    sent = Glass().write("".join(lines))
    assert (sent.count("\x1b[38;2;17;17;17"), sent.count("\x1b[38;2;51;51;51")) == (1, 1)
    assert Paper().draw(sent) == Paper().draw("".join(lines))


def test_where_it_is_longer_to_come_back_a_colour_is_named_again() -> None:
    bold = Style(bold=True).render("永")
    frame = "\x1b[1;1H" + "a".join([bold] * 4)
    assert len(Glass().write(frame)) <= len(frame)
