"""A table in any shape: what is left, in what order, folded or not; nothing is lost on the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pilot_tui.colours import INK
from pilot_tui.widgets.answering import answers
from pilot_tui.widgets.dressing import NARROWEST, WIDEST, dressed
from pilot_tui.widgets.face import face_strip, look_at
from pilot_tui.widgets.ink import Ink
from pilot_tui.widgets.layout import layout, scrolled_to, visible
from pilot_tui.widgets.shape import PLAIN, Shape, Sort
from pilot_tui.widgets.shaping import groups_of, shaped
from pilot_tui.widgets.sheet import BLANK, FOLDS, Column, Kind, Line, Listed, Run, Slot, Source, slot
from pilot_tui.widgets.sorting import figure_of, key_of, natural
from pilot_tui.widgets.viewport import Viewport

COLUMNS = [
    Column("name", "名称", 16, frozen=True, stop=False),
    Column("actual", "实际", 8, "right", mark=True),
    Column("done", "完成率", 6, "right"),
    Column("more", "备注", 8, shown=False),
]
FIGURES = ["2", "10", "1,200", "−3.5", "0.30", "0.3", "≥ 7", "12.0%"]
WORDS = ["未报", "Yongkang", "长兴县", "a10", "a9"]
slots = st.one_of(
    st.sampled_from(["·", "", *FIGURES, *WORDS]).map(slot),
    st.sampled_from(["5", "40", "5.00"]).map(lambda said: slot(f"≈ {said}", address="t/r/f", entry=said)),
    st.just(slot("未报", address="t/r/f", absent="not_reported")),
    st.integers(-9, 9).map(lambda n: Slot((Run("●"),), value=Fraction(n, 3))),
)


@st.composite
def tables(draw: st.DrawFn) -> Listed:
    """Groups of rows, some with parts; heads, notes and blanks between them."""
    lines: list[Line] = []
    for group in range(draw(st.integers(0, 4))):
        kind: Kind = draw(st.sampled_from(["group", "group", "head", "text", "blank"]))
        lines.append(Line(f"g{group}", kind=kind, lead=(Run("▾ "), Run(f"组{group}"))))
        for row in range(draw(st.integers(0, 5))):
            said = draw(st.tuples(st.sampled_from(WORDS).map(slot), slots, slots))
            part = bool(row) and draw(st.booleans()) and draw(st.booleans())
            lines.append(Line(f"r{group}.{row}", said, part=part))
    return Listed(COLUMNS, lines)


def lines(source: Source) -> list[Line]:
    return [source.line(at) for at in range(len(source))]


def rows(source: Source) -> list[str]:
    return [line.key for line in lines(source) if line.kind == "row"]


def blocks(source: Source) -> list[list[str]]:
    """The rows between any two lines of another kind."""
    made: list[list[str]] = [[]]
    for line in lines(source):
        if line.kind == "row":
            made[-1].append(line.key)
        else:
            made.append([])
    return made


def parents(source: Source) -> dict[str, str]:
    """Of every part the row it belongs to."""
    made, last = {}, ""
    for line in lines(source):
        if line.part:
            made[line.key] = last
        elif line.kind == "row":
            last = line.key
    return made


shapes = st.builds(
    Shape,
    wanted=st.sampled_from(["", "", "a", "10", "未", "组1", "长 兴", "zzz"]),
    sort=st.one_of(st.none(), st.builds(Sort, st.sampled_from([*"xy", "actual", "name"]), st.booleans())),
    folded=st.sets(st.sampled_from(["g0", "g1", "g2", "g9"])).map(frozenset),
    hidden=st.sets(st.sampled_from(["name", "actual", "done"])).map(frozenset),
    added=st.sets(st.sampled_from(["more", "x"])).map(frozenset),
    widths=st.dictionaries(st.sampled_from(["name", "actual", "done"]), st.integers(-5, 400)),
)


@given(tables(), st.sampled_from(["a", "10", "未", "组1", "长 县", "1200", "zzz"]))
def test_a_filter_keeps_rows_in_order_and_nothing_that_does_not_answer(table: Listed, wanted: str) -> None:
    left = shaped(table, Shape(wanted=wanted))
    assert set(rows(left)) <= set(rows(table))
    assert rows(left) == [key for key in rows(table) if key in set(rows(left))]
    assert [line.kind for line in lines(left)][-1:] != ["blank"]
    for line in lines(left):
        if line.kind in ("group", "head"):
            at = lines(left).index(line) + 1
            assert "row" in [each.kind for each in lines(left)[at:]], "a heading stays for its rows"
    assert parents(left) == {key: row for key, row in parents(table).items() if key in set(rows(left))}
    assert getattr(left, "matched", None) == (len(rows(left)), len(rows(table)))


@given(tables(), st.sampled_from(["name", "actual", "done"]), st.booleans())
def test_a_sort_permutes_every_stretch_and_puts_blanks_last(table: Listed, key: str, falling: bool) -> None:
    made = shaped(table, Shape(sort=Sort(key, falling)))
    nth = [column.key for column in COLUMNS].index(key)
    assert [sorted(block) for block in blocks(made)] == [sorted(block) for block in blocks(table)]
    assert parents(made) == parents(table)
    place = {row: at for at, row in enumerate(rows(table))}
    of = {line.key: key_of(line.slots[nth]) for line in lines(table) if line.kind == "row"}
    for block in blocks(made):
        heads = [row for row in block if row not in parents(table)]
        assert [of[row][0] for row in heads] == sorted(of[row][0] for row in heads)  # figures, words, blanks
        for before, after in pairwise(heads):
            one, other = of[before], of[after]
            if one == other:
                assert place[before] < place[after], "equals stay as they stood"
            elif one[0] == other[0]:
                assert (one > other) == falling
    assert rows(shaped(made, Shape(sort=Sort(key, falling)))) == rows(made), "twice is the same"
    assert lines(shaped(table, PLAIN)) == lines(table), "and back"


@given(tables())
def test_unfolding_is_the_way_back_and_folding_hides_rows_only(table: Listed) -> None:
    groups = groups_of(table)
    folded = shaped(table, Shape(folded=frozenset(groups)))
    assert [line.key for line in lines(folded) if line.folded] == groups
    assert all(line.stands == line.folded for line in lines(folded) if line.kind == "group")
    above = {line.key: table.heading_of(at) for at, line in enumerate(lines(table)) if line.kind == "row"}
    still = [row for row, at in above.items() if at is None or table.line(at).kind not in FOLDS]
    assert rows(folded) == still
    assert lines(shaped(table, Shape())) == lines(table)
    for group in groups:
        once = shaped(table, Shape(folded=frozenset({group})))
        at = once.find(group)
        assert at is not None
        assert once.line(at).lead[0].text == "▸ "


@given(tables(), shapes, st.integers(20, 120), st.integers(0, 12))
def test_every_line_is_as_wide_as_the_grid_in_any_shape(
    table: Listed, shape: Shape, width: int, height: int
) -> None:
    view = Viewport("actual")
    view.resize(width, height)
    view.adopt(shaped(table, shape))
    look = look_at(view, Ink(INK))
    for y in range(height):
        assert face_strip(view, look, y, 0, True, lambda _key, _said, draw: draw()).cell_length == width
    assert view.row == -1 or view.source.line(view.row).stands


@given(shapes, st.integers(20, 200))
def test_every_column_shown_can_be_seen_whatever_the_widths_chosen(shape: Shape, width: int) -> None:
    made = dressed(COLUMNS, shape)
    placed = layout(made, width)
    assert any(p.column.stop for p in placed), "one the cursor can stop in always stays"
    assert all(NARROWEST <= p.width <= WIDEST for p in placed if p.column.key in shape.widths)
    for p in placed:
        left = scrolled_to(placed, width, 0, p.column.key)
        assert p.column.key in [v.column.key for v in visible(placed, width, left)]


@given(st.permutations(["a", "bb", "ccc"]), st.integers(0, 3))
def test_the_view_stands_still_through_shapes(order: Sequence[str], down: int) -> None:
    table = Listed(COLUMNS, [Line(key, (slot(key), slot(key))) for key in order])
    view = Viewport("actual")
    view.resize(40, 2)
    view.adopt(table)
    for _ in range(down):
        view.step(1)
    key = view.key
    view.adopt(shaped(table, Shape(sort=Sort("name"))))
    view.adopt(shaped(table, PLAIN))
    assert view.key == key


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", Fraction(1200)),
        ("≥ 17.7", Fraction(177, 10)),
        ("−3.50%", Fraction(-7, 2)),
        ("0.1", Fraction(1, 10)),
        ("12 / 18", None),
        ("nan", None),
        ("1e999999999", None),
        ("9" * 400, None),
        ("", None),
    ],
)
def test_a_figure_is_read_exactly_or_not_at_all(text: str, value: Fraction | None) -> None:
    assert figure_of(text) == value


def test_figures_by_their_exact_value_not_by_what_is_shown() -> None:
    third, more = Slot((Run("33.3"),), value=Fraction(1, 3)), Slot((Run("33.3"),), value=Decimal("0.3334"))
    assert key_of(third) < key_of(more)
    assert key_of(slot("1,000.0", entry="999.96", address="t/r/f")) < key_of(slot("999.97"))
    assert key_of(slot("06-30", entry="2019-06-30")) < key_of(slot("06-01", entry="2020-06-01"))
    assert key_of(BLANK) == key_of(slot("·")) == key_of(slot("未报", address="t/r/f"))


def test_words_by_their_numbers_and_by_their_pinyin_where_it_is_known() -> None:
    assert natural("a9") < natural("a10")
    assert natural("9" * 50) > natural("1")
    assert natural("永康", lambda _text: ("yongkang", "yk")) == natural("yongkang")


def test_all_words_must_be_answered_in_any_letters() -> None:
    assert answers(["yong", "市"], ["Yongkang", "永康市"])
    assert not answers(["yong", "县"], ["Yongkang", "永康市"])
    assert answers(["yk"], ["永康市"], lambda _text: ("yongkangshi", "yks"))
    assert answers(["1200"], ["1,200"])


def test_what_stands_in_a_heading_answers_for_its_rows() -> None:
    table = Listed(COLUMNS, [Line("g", kind="group", lead=(Run("▾ 规模效益"),)), Line("r", (slot("税收"),))])
    assert rows(shaped(table, Shape(wanted="规模 税"))) == ["r"]
    assert len(shaped(table, Shape(wanted="规模 环保"))) == 0


@given(tables(), shapes)
def test_a_shape_of_other_columns_changes_nothing(table: Listed, shape: Shape) -> None:
    assume(not shape.wanted)
    strange = replace(shape, sort=Sort("nowhere"), folded=frozenset({"nowhere"}))
    assert rows(shaped(table, strange)) == rows(table)
