from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pilot_tui import cells

NASTY = [
    "永康市", "e\u0301", "\u0301", "👨‍👩‍👧‍👦", "👍🏽", "❤️", "1️⃣", "🇨🇳🇫🇷", "\x1b[31mred\x07", "[/red]",
    "[@click=app.quit]x[/]",
    "\u202eabc", "a\u200bb", "a\tb\nc", "ｆｕｌｌ０", "①·→≥", "\U000e0041", "\ud800", "ᄀ각", "\ud7b0",
]  # fmt: skip
texts = st.one_of(st.text(), st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY)).map("".join))


@given(texts, st.integers(0, 40))
def test_every_way_of_fitting_gives_exactly_the_width_asked_for(text: str, width: int) -> None:
    for made in (
        cells.crop(text, width),
        cells.fit(text, width),
        cells.right(text, width),
        cells.number(text, width),
    ):
        assert cell_len(made) == width
        assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in made)


@given(texts)
def test_widths_add_up_and_agree_with_what_textual_measures(text: str) -> None:
    shown = cells.shown(text)
    assert cells.width(text) == cell_len(shown) == sum(map(cell_len, shown))
    assert cells.shown(shown) == shown
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in shown)


@given(texts)
def test_safe_signs_keep_every_width(text: str) -> None:
    shown = cells.shown(text)
    assert cell_len(cells.safe_signs(shown)) == cell_len(shown)


def test_a_wide_character_is_never_halved() -> None:
    assert cells.crop("永康市", 5) == "永康 "
    assert cells.fit("永康市", 5) == "永康…"
    assert cells.fit("永康市", 4) == "永… "
    assert cells.fit("永康市", 6) == "永康市"
    assert cells.fit("永康市", 0) == ""


def test_a_number_is_never_cut() -> None:
    assert cells.number("1234", 3) == "###"
    assert cells.number("12", 3) == " 12"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("1.58", "  1.58"), ("72", " 72   "), ("0.5", "  0.5 "), ("12345", " 12345"),
        ("1234567", "######"), ("1.234", " 1.234"), ("未报", "  未报"), ("−3", " −3   "),
    ],
)  # fmt: skip
def test_decimal_points_stand_in_one_column(text: str, made: str) -> None:
    assert cells.point(text, 3, 2) == made


def test_thousands() -> None:
    texts = ("999", "1798", "-1798.50", "1234567", "2022-06-30", "", "未报")
    grouped = ["999", "1,798", "−1,798.50", "1,234,567", "2022-06-30", "", "未报"]
    assert [cells.group_thousands(text) for text in texts] == grouped


def test_signs_that_may_be_drawn_wide_have_safe_ones() -> None:
    assert cells.safe_signs("≥ 5.6 ━╸─│ ●◆▲■○ ▾▎≈·✓‹›−×") == ">=5.6 =--| *+!xo v>~.+<>-x"
