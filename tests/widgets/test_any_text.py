"""Whatever stands in the data: every line is exactly as wide as asked for, and no control byte leaves."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.strip import Strip
from wcwidth import wcwidth

from pilot_tui import cells
from pilot_tui.colours import INK
from pilot_tui.report.explaining import Explanation
from pilot_tui.screens import bands, side
from pilot_tui.screens.frame import BESIDE
from pilot_tui.widgets.bar import bar
from pilot_tui.widgets.face import face_strip, footer_height, look_at
from pilot_tui.widgets.grid_paint import Empty, empty_strip
from pilot_tui.widgets.ink import Ink
from pilot_tui.widgets.overlay import refusal_over, typed_strip
from pilot_tui.widgets.paint import strip_of
from pilot_tui.widgets.pens import Pens
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Runs, Slot
from pilot_tui.widgets.thrift import spare
from pilot_tui.widgets.viewport import Viewport, header_height

from .oracle import bare, check_line, check_plain

PIECES = [
    "永康市", "２０１９", "①·→≥≤≈━│●◆…—×÷", "αβγЖя", "e\u0301", "\u0301", "a" + "\u0300" * 200,
    "👨‍👩‍👧‍👦", "👍🏽", "❤️", "1️⃣", "🇨🇳🇫🇷", "🇨", "🫠", "\x1b[31mred\x07", "\x1b]8;;x\x1b\\",
    "\x9b2J", "[/red]", "[@click=app.quit]x[/]", "\u202eabc", "\u2067x", "a\u200bb", "a\tb\nc\r\n",
    "\u2028", "\x00", "\x7f", "\x85", "\U000e0041", "\ud800", "\udfff", "ᄀ각", "\u1161", "\ud7b0",
    "क्षि", "ी", "க்ஷ", "กำ", "\u0e33", "\u0600\u06dd", "ﷺ", "\ufeff", "\uffff", "\U0010ffff",
    "\ue000", "\u3000 \u3000", "\xa0", "ｶﾞ", "〮", "䷀", "−1,798.50", "12345678901234567890",
    "≥ 5.6", "3.5%", "7.00 /  7", " ", "\u00ad", "\u061c",
]  # fmt: skip
anything = st.text(st.characters(exclude_categories=()), max_size=30)
texts = st.one_of(
    st.sampled_from(PIECES), anything, st.lists(st.one_of(st.sampled_from(PIECES), anything)).map("".join)
)
inks = st.sampled_from(["foreground", "bold warning", "faint", "italic muted", "underline primary"])
runs = st.lists(st.builds(Run, texts, inks), max_size=3).map(tuple)
fills = st.sampled_from([None, None, lambda width: bar(0.7, width, "success", 0.5)])
slots = st.builds(
    Slot,
    runs,
    mark=st.sampled_from(["", "?", "≠", ";"]),
    tint=st.sampled_from([None, ("warning", 0.4)]),
    opens=st.booleans(),
    address=texts,
    entry=st.just(""),
    fill=fills,
)
KINDS = ["row", "row", "row", "group", "total", "blank", "rule", "head", "text"]
STRIPS = {False: Ink(INK), True: Ink(INK, plain=True)}
PENS = {False: Pens(INK), True: Pens(INK, plain=True)}


@st.composite
def sources(draw: st.DrawFn) -> Listed:
    """Any columns, any lines."""
    columns = [
        Column(
            f"c{at}" if at else "name",
            draw(st.one_of(st.just(""), texts)),
            draw(st.integers(1, 30)),
            draw(st.sampled_from(["left", "right"])),
            gap=draw(st.integers(0, 3)),
            frozen=draw(st.booleans()),
            least=draw(st.sampled_from([None, 1, 4])),
            most=draw(st.sampled_from([None, 40])),
            drop=draw(st.integers(0, 3)),
            subtitle=draw(st.one_of(st.just(""), texts)),
            mark=draw(st.booleans()),
        )
        for at in range(draw(st.integers(1, 5)))
    ]
    lines = [
        Line(
            f"k{at}",
            tuple(draw(st.lists(slots, max_size=len(columns)))),
            draw(st.sampled_from(KINDS)),
            draw(runs),
            draw(runs),
        )
        for at in range(draw(st.integers(1, 6)))
    ]
    footer = Line("t", tuple(draw(st.lists(slots, max_size=len(columns)))), "total", draw(runs))
    return Listed(columns, lines, draw(st.sampled_from([None, footer])))


def text_of(strip: Strip) -> str:
    return "".join(segment.text for segment in strip)


def check(strip: Strip, width: int) -> None:
    assert strip.cell_length == width
    check_line(text_of(strip), width)
    assert Strip(list(strip)).cell_length == width  # as Textual itself would measure it


@st.composite
def windows(draw: st.DrawFn, source: Listed) -> Viewport:
    """Any window on a source, anywhere in it."""
    view = Viewport("")
    view.resize(draw(st.integers(1, 140)), draw(st.integers(0, 8)))
    view.adopt(source)
    for _ in range(draw(st.integers(0, 4))):
        view.sideways(draw(st.integers(-3, 3)))
        view.step(draw(st.integers(-3, 5)))
        view.scroll(draw(st.integers(-3, 5)))
    return view


@settings(max_examples=150, deadline=None)
@given(st.data(), sources(), st.booleans(), st.booleans(), texts)
def test_every_line_of_a_grid(
    data: st.DataObject, source: Listed, plain: bool, block: bool, refusal: str
) -> None:
    view = data.draw(windows(source))
    foot = footer_height(source, view.width)
    height = header_height(source) + view.height + foot
    look, bytes_look = look_at(view, STRIPS[plain]), look_at(view, PENS[plain])
    for y in range(height):
        strip = face_strip(view, look, y, foot, block, lambda _key, _said, draw: draw())
        check(strip, view.width)
        check(refusal_over(look, strip, y * 7, refusal), view.width)
        drawn: str = face_strip(view, bytes_look, y, foot, block, lambda _key, _said, draw: draw())
        said = bare(spare(drawn))
        check_line(said, view.width)
        if plain:
            check_plain(said, view.width)
            check_plain(text_of(strip), view.width)
        assert said == text_of(strip)


@settings(deadline=None)
@given(texts, st.data(), st.sampled_from(["left", "right"]), st.integers(1, 20), st.booleans())
def test_the_text_being_typed(text: str, data: st.DataObject, align: Any, least: int, plain: bool) -> None:
    most = least + data.draw(st.integers(0, 30))
    places = st.integers(0, len(text))
    editor: Any = SimpleNamespace(
        value=text,
        cursor_position=data.draw(places),
        selection=(data.draw(places), data.draw(places)),
        refused=data.draw(st.booleans()),
    )
    typed = typed_strip(STRIPS[plain], editor, align, least, most)
    size = typed.strip.cell_length
    assert least <= size <= most
    check(typed.strip, size)
    assert 0 <= typed.caret < size


@settings(deadline=None)
@given(runs, runs, st.integers(0, 120), st.booleans())
def test_every_line_of_left_and_right(left: Runs, right: Runs, width: int, plain: bool) -> None:
    check(strip_of(left, width, STRIPS[plain], "band", right), width)
    said = bare(spare(strip_of(left, width, PENS[plain], "band", right)))
    check_line(said, width)
    if plain:
        check_plain(said, width)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=6, max_size=6), st.integers(1, 200), st.booleans(), st.booleans())
def test_the_lines_round_the_panes(said: list[str], width: int, flag: bool, plain: bool) -> None:
    a, b, c, d, e, f = said
    told = bands.Title(a, b if flag else "", c, 2019, "saved", flag, not flag)
    left, right, _ = bands.title(told, width)
    heading = (Run(d, "bold"),)
    tabs, _, mark = bands.tabs([("x", a), ("y", b)], "x", heading, 33 if flag else 0, width)
    explained = Explanation(a, b, (((c, "bold"), (d, "muted")), ((e, "faint"),)), (e, f), f)
    lines = [
        (left, right),
        (tabs, ()),
        (bands.hairline(width, {3: "┬"}, mark, f), ()),
        *((each, ()) for each in bands.explain(explained, width)),
        (bands.footer([(a, b, "x"), (c, d, "y")], width)[0], ()),
    ]
    for runs, tail in lines:
        check(strip_of(runs, width, STRIPS[plain], "base", tail), width)
        check_line(bare(strip_of(runs, width, PENS[plain], "base", tail)), width)


@given(texts, texts, st.integers(1, 90), st.integers(1, 12))
def test_an_empty_grid(title: str, sentence: str, width: int, height: int) -> None:
    look = look_at(Viewport(""), STRIPS[False])._replace(width=width)
    for y in range(height):
        check(empty_strip(look, Empty(title, sentence, (Run(title, "primary"),)), y, height), width)


figures = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2)


@given(st.lists(st.tuples(st.just("2019"), figures, figures), min_size=1, max_size=4))
def test_the_chart_of_the_third_column(points: list[Any]) -> None:
    for line in side.chart(points, "2019"):
        check(strip_of(line, BESIDE, STRIPS[False]), BESIDE)
        label = "".join(run.text for run in line[:1]).strip()
        assert not label.endswith("…"), "a cut number is another number"


@given(
    figures, st.integers(1, 12), st.sampled_from(["", "≥ ", "≈", "+"]), st.sampled_from(["", "%", " %", "?"])
)
def test_a_number_stands_whole_or_not_at_all(value: Any, width: int, before: str, behind: str) -> None:
    text = f"{before}{cells.group_thousands(str(value))}{behind}"
    for made in (
        strip_of((Run(text),), width, STRIPS[False]),
        strip_of((), width, STRIPS[False], "base", (Run(text),)),
    ):
        said = text_of(made)
        assert said.strip() in (text, "#" * width)


@given(texts, st.integers(1, 40))
def test_what_is_cut_says_so(text: str, width: int) -> None:
    made = cells.fit(text, width)
    assert made.rstrip() == cells.shown(text).rstrip() or "…" in made


def test_the_longest_texts_take_their_width_too() -> None:
    for piece in ("永", "a\u0301", "👨‍👩‍👧", "\x1b[2J", "\t", "1", "ि"):
        text = piece * 40_000
        for width in (1, 7, 80):
            check_line(cells.fit(text, width), width)
            check_line(cells.right(text, width), width)
            assert cells.width(cells.crop(text, width)) == width


def test_every_character_there_is_takes_the_same_cells_everywhere() -> None:
    for code in (*range(0x20000), *range(0x20000, 0x110000, 211)):
        sign = chr(code)
        for text in (sign, f"a{sign}b永{sign}"):
            check_line(cells.shown(text), cells.width(text))
        plain = cells.safe_signs(cells.shown(sign))
        assert sum(max(0, wcwidth(one, ambiguous_width=2)) for one in plain) == cells.width(sign), hex(code)


def test_flags_and_korean_parts_stay_readable() -> None:
    assert cells.shown("🇨🇳 1") == "CN 1"
    assert cells.shown("\u1112\u1161\u11ab") == "한"
    assert cells.shown("x\u1161") == "x◌"
    assert cells.safe_signs("①é α") == "1e ?"
    assert cells.width("e\u0301") == 1
