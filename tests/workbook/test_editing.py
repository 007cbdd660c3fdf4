"""One edit, and everything that follows from it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from pilot_tui.errors import Exists, InUse, InvalidValue, NoAuthor, NoCell, NoRow, NotEditable, PilotError
from pilot_tui.model import Cell
from pilot_tui.report.figures import points
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import content, hashes, one
from shell import ACTUAL

MARK = Cell("mark", "P1-2017.yongkang.E1.K1", "mark")


def total(book: Workbook, county: str) -> tuple[str | None, int | None]:
    card = book.card("P1", county, 2020)
    return points(card.sheet.total_rescaled, book.rule("P1")), book.ranks("P1", 2020).get(county)


def held(book: Workbook, address: str) -> object:
    cell = Cell.parse(address)
    row = book.row(cell.table, cell.id)
    return None if row is None else row[cell.field]


def test_a_value_moves_the_score_the_total_and_the_rank(book: Workbook) -> None:
    # Yongkang 2020, I07: weight 6, target 236.0. 241.0 is above it: 6 points of 6, and in all
    #   19.79 + 15.00 + 19.92 + 14.62 + 14.42 + 15.00 = 98.75, the first of five.
    # 118 ÷ 236.0 = 50 %: 3 points, D3 19.92 − 3 = 16.92, in all 95.75.
    # The others: Changxing 98.25, Shangyu 98.06, Haining 96.67, Wenling 95.61: rank 4.
    assert total(book, "yongkang") == ("98.75", 1)
    assert total(book, "changxing") == ("98.25", 2)
    book.edit(Cell.parse(ACTUAL), "118")
    line = book.card("P1", "yongkang", 2020).line("I07")
    assert line is not None
    assert (line.score.completion, line.score.score) == (Fraction(50), Fraction(3))
    assert line.score.light == "late"
    dimension = next(d for row, d in book.card("P1", "yongkang", 2020).dimensions if row["code"] == "D3")
    assert points(dimension.score, book.rule("P1")) == "16.92"
    assert total(book, "yongkang") == ("95.75", 4)
    assert total(book, "changxing") == ("98.25", 1)
    book.undo()
    assert total(book, "yongkang") == ("98.75", 1)


def test_a_blank_is_missing_and_not_zero(book: Workbook) -> None:
    # Without I07 94 of 100 points of weight have data, and 98.75 − 6 = 92.75 of them are earned.
    book.edit(Cell.parse(ACTUAL), "")
    sheet = book.card("P1", "yongkang", 2020).sheet
    assert points(sheet.total_missing_as_zero, book.rule("P1")) == "92.75"
    assert points(sheet.total_rescaled, book.rule("P1")) == "98.67"  # 92.75 ÷ 0.94 = 98.670
    assert sheet.coverage * 100 == 94
    assert sheet.missing == 1


def test_only_the_touched_card_is_computed_again(book: Workbook) -> None:
    kept = {(c, y): book.card("P1", c, y) for c in ("yongkang", "wenling") for y in (2019, 2020)}
    book.edit(Cell.parse(ACTUAL), "118")
    now = {key: book.card("P1", *key) for key in kept}
    assert [key for key in kept if now[key] is not kept[key]] == [("yongkang", 2020)]


def test_what_another_process_wrote_is_seen_at_the_next_look(book: Workbook, demo: Path) -> None:
    kept = {county: book.card("P1", county, 2020) for county in ("yongkang", "wenling")}
    seen, version = book.revision, book.store.version()
    with Store.open(demo) as other:
        Workbook(other, "wang").edit(Cell.parse(ACTUAL), "118")
    assert book.store.version() != version
    assert book.revision == seen + 1
    assert total(book, "yongkang") == ("95.75", 4)
    assert book.card("P1", "wenling", 2020) is kept["wenling"]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("indicator/P1.I07/weight", "60"),
        ("dimension/P1.D3/position", "9"),
        ("rule/P1/places", "1"),
    ],
)
def test_what_shapes_every_card_drops_them_all(book: Workbook, address: str, text: str) -> None:
    kept = book.cards("P1", 2020)
    book.edit(Cell.parse(address), text)
    assert all(card is not kept[county] for county, card in book.cards("P1", 2020).items())


def test_a_mark_moves_the_mean(book: Workbook) -> None:
    # K1 weighs 0.30 and nine experts count: 89.5 → 80.5 costs 9 × 0.3 ÷ 9 = 0.30 points, 89.17 → 88.87.
    book.edit(MARK, "80.5")
    review = book.round("P1")
    assert review is not None
    assert points(review.counties["yongkang"].mean, book.rule("P1")) == "88.87"
    assert review.ranks["yongkang"] == 1
    assert review.results["yongkang"]["score"] == "89.17"  # what was published stays published


def test_typing_what_is_there_already_changes_nothing(book: Workbook, demo: Path) -> None:
    before = hashes(demo)
    assert book.edit(Cell.parse(ACTUAL), " ２４１．0 ") == []
    assert hashes(demo) == before
    assert one(demo, "SELECT group_concat(k) FROM meta") == "hlc"


@pytest.mark.parametrize(
    ("typed", "stored"), [("９０．５", "90.5"), ("1,798", "1798"), ("1.2万", "12000"), (" 240.0 ", "240.0")]
)
def test_a_number_as_people_type_it(book: Workbook, typed: str, stored: str) -> None:
    book.edit(Cell.parse("value/P1.yongkang.I05.2020/actual"), typed)
    assert held(book, "value/P1.yongkang.I05.2020/actual") == stored


def test_a_percentage_only_where_the_unit_is_percent(book: Workbook) -> None:
    book.edit(Cell.parse("value/P1.yongkang.I01.2020/actual"), "３．５%")
    assert held(book, "value/P1.yongkang.I01.2020/actual") == "3.5"
    with pytest.raises(InvalidValue, match="cannot be a percentage"):
        book.edit(Cell.parse("value/P1.yongkang.I05.2020/actual"), "３．５%")


def test_a_recusal_is_one_step_of_two_changes(book: Workbook) -> None:
    made = book.edit(MARK, "回避")
    assert [(one.col, one.val) for one in made] == [("mark", "null"), ("state", '"recused"')]
    assert len({one.step for one in made}) == 1
    assert len(book.undo()) == 2
    assert (held(book, str(MARK)), held(book, "mark/P1-2017.yongkang.E1.K1/state")) == ("89.5", None)
    book.redo()
    assert held(book, "mark/P1-2017.yongkang.E1.K1/state") == "recused"


def test_a_figure_ends_the_absence_it_fills(book: Workbook) -> None:
    book.edit(MARK, "recused")
    made = book.edit(MARK, "88")
    assert [(one.col, one.val) for one in made] == [("mark", '"88"'), ("state", "null")]
    review = book.round("P1")
    assert review is not None
    assert review.counties["yongkang"].counted == 9


def test_a_figure_leaves_the_missing_target_missing(book: Workbook) -> None:
    cell = Cell("milestone", "M001", "actual")
    assert held(book, "milestone/M001/state") == "no_target"
    book.edit(cell, "190")
    assert held(book, "milestone/M001/state") == "no_target"


@pytest.mark.parametrize(
    "address",
    [
        "value/P1.yongkang.I07.2020/year",
        "value/P1.yongkang.I07.2020/id",
        "mark/P1-2017.yongkang.E1.K1/expert",
        "county/yongkang/id",
        "indicator/P1.I07/code",
    ],
)
def test_what_makes_the_id_cannot_be_edited(book: Workbook, address: str) -> None:
    with pytest.raises(NotEditable) as refused:
        book.edit(Cell.parse(address), "5")
    assert address in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["nothing/P1/name_zh", "value/P1.yongkang.I07.2020/nothing", "sqlite_master/x/sql", "change/1/actor"],
)
def test_no_such_table_or_field(book: Workbook, address: str) -> None:
    with pytest.raises(NoCell):
        book.edit(Cell.parse(address), "5")


@pytest.mark.parametrize("address", ["", "/", "value", "value/x", "value/x/", "//", "a/b/c/d"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(NoCell):
        Cell.parse(address)


@pytest.mark.parametrize(
    "address",
    [
        "county/atlantis/name_zh",
        "milestone/M999/actual",
        "value/P1.atlantis.I07.2020/actual",
        "value/P1.yongkang.I99.2020/actual",
        "value/P9.yongkang.I07.2020/actual",
        "value/P1.yongkang.I07/actual",
        "value/P1.yongkang.I07.2020.1/actual",
        "value/P1.yongkang..2020/actual",
        "value/P1.yongkang.I07.02021/actual",
        "value/P1.yongkang.I07.２０２１/actual",
        "value/P1.yongkang.I07.99999/actual",
        "value/P1.yongkang.I07.1066/actual",
        "mark/P1-2017.yongkang.E99.K1/mark",
        "indicator/P1.I 99/name_zh",
        "indicator/P1.指标/name_zh",
        "indicator/P1.I'99/name_zh",
        f"indicator/P1.{'x' * 65}/name_zh",
        "item/M147.0/state",
        "item/M147.1000/state",
        "value/\udcff/actual",
    ],
)
def test_no_such_row_and_none_that_could_be_born(book: Workbook, demo: Path, address: str) -> None:
    before = hashes(demo)
    with pytest.raises(NoRow):
        book.edit(Cell.parse(address), "5")
    assert hashes(demo) == before


def test_a_row_with_a_natural_key_is_born_by_its_first_edit(book: Workbook, demo: Path) -> None:
    [born] = book.edit(Cell.parse("value/P1.yongkang.I07.2021/actual"), "260")
    assert (born.col, born.tbl, born.row) == ("", "value", "P1.yongkang.I07.2021")
    row = book.row("value", "P1.yongkang.I07.2021")
    assert row is not None
    assert {name: value for name, value in row.items() if value is not None} == {
        "id": "P1.yongkang.I07.2021",
        "programme": "P1",
        "county": "yongkang",
        "indicator": "I07",
        "year": 2021,
        "actual": "260",
        "provenance": "entered",
    }
    assert one(demo, "SELECT count(*) FROM head") == 0  # a birth is the head of all its cells
    assert list(book.problems()) == []


def test_nothing_is_born_of_nothing(book: Workbook) -> None:
    assert book.edit(Cell.parse("value/P1.yongkang.I07.2021/actual"), "  ") == []
    assert book.row("value", "P1.yongkang.I07.2021") is None


def test_a_reference_is_enforced_where_it_is_typed(book: Workbook) -> None:
    with pytest.raises(InvalidValue, match=r"P1\.D9"):
        book.edit(Cell("indicator", "P1.I07", "dimension"), "D9")
    book.edit(Cell("indicator", "P1.I07", "dimension"), "D1")
    with pytest.raises(InvalidValue, match="atlantis"):
        book.edit(Cell("milestone", "M001", "county"), "atlantis")


@pytest.mark.parametrize("text", ["101", "-1", "100.01", "1e2", "inf", "nan", "九十", "8O"])
def test_a_mark_off_the_scale_or_no_number(book: Workbook, demo: Path, text: str) -> None:
    before = hashes(demo)
    with pytest.raises(InvalidValue):
        book.edit(MARK, text)
    assert hashes(demo) == before


def test_the_scale_is_the_rounds(book: Workbook) -> None:
    book.edit(Cell("round", "P1-2017", "scale_high"), "120")
    with pytest.raises(InvalidValue, match="0 to 100"):  # the criterion's own maximum
        book.edit(MARK, "101")
    book.edit(Cell("criterion", "P1-2017.K1", "max"), "")
    book.edit(MARK, "101")
    assert held(book, str(MARK)) == "101"


def test_an_added_mark_is_on_the_scale_too(book: Workbook) -> None:
    book.retire("mark", MARK.id)
    fields = {"round": "P1-2017", "county": "yongkang", "expert": "E1", "criterion": "K1"}
    with pytest.raises(InvalidValue, match="0 to 100"):
        book.add("mark", {**fields, "mark": "150"})
    assert book.add("mark", {**fields, "mark": "99"}) == MARK.id


def test_an_added_row_is_whole_or_not_at_all(book: Workbook, demo: Path) -> None:
    before = content(demo)
    county = {"name_zh": "苍南县", "name_en": "Cangnan"}
    with pytest.raises(InvalidValue, match="atlantis"):
        book.add_all(
            [("county", "cangnan", county), ("pilot", "", {"programme": "P1", "county": "atlantis"})]
        )
    assert content(demo) == before
    with pytest.raises(Exists):
        book.add_all([("county", "cangnan", county), ("county", "yongkang", county)])
    assert content(demo) == before


def test_a_county_is_added_with_its_pinyin(book: Workbook) -> None:
    assert book.add("county", {"name_zh": "苍南县"}, id="cangnan") == "cangnan"
    row = book.row("county", "cangnan")
    assert row is not None
    assert (row["pinyin"], row["initials"], row["provenance"]) == ("cangnanxian", "cnx", "entered")


def test_a_row_without_a_natural_key_gets_a_random_id(book: Workbook) -> None:
    first, second = (book.add("milestone", {"programme": "P1", "county": "yongkang"}) for _ in range(2))
    assert first != second
    assert len(first) == 12


def test_a_row_others_refer_to_stays(book: Workbook, demo: Path) -> None:
    before = hashes(demo)
    for table, id, by in [
        ("county", "yongkang", "member/yongwujin.yongkang"),
        ("indicator", "P1.I07", "value/P1."),
        ("expert", "P1-2017.E1", "mark/P1-2017."),
        ("milestone", "M147", "item/M147.1"),
        ("programme", "P1", "rule/P1"),
    ]:
        with pytest.raises(InUse) as refused:
            book.retire(table, id)
        assert by in str(refused.value)
    assert hashes(demo) == before


def test_a_row_nobody_refers_to_goes(book: Workbook) -> None:
    [gone] = book.retire("milestone", "M001" if not book.rows_of("ranking", "milestone", "M001") else "M036")
    assert gone.val == "null"
    assert book.row("milestone", gone.row) is None
    assert list(book.problems()) == []
    with pytest.raises(NoRow):
        book.retire("milestone", gone.row)


@pytest.mark.parametrize(("table", "id"), [("nothing", "x"), ("county", "atlantis"), ("mark", "\udcff")])
def test_what_is_not_there_cannot_be_retired(book: Workbook, table: str, id: str) -> None:
    with pytest.raises(NoRow):
        book.retire(table, id)


def test_a_note_stands_on_a_cell(book: Workbook) -> None:
    id = book.note(Cell.parse(ACTUAL), "  counted twice\nsays the bureau ")
    row = book.row("note", id)
    assert row is not None
    assert (row["address"], row["text"]) == (ACTUAL, "counted twice\nsays the bureau")
    assert ACTUAL in book.notes
    book.undo()
    assert ACTUAL not in book.notes


@pytest.mark.parametrize(
    ("address", "text", "refusal"),
    [
        ("value/P1.atlantis.I07.2020/actual", "x", NoRow),
        ("value/P1.yongkang.I07.2020/nothing", "x", NoCell),
        (ACTUAL, " ", InvalidValue),
        (ACTUAL, "x" * 4_001, InvalidValue),
    ],
)
def test_a_note_needs_a_cell_and_words(
    book: Workbook, address: str, text: str, refusal: type[PilotError]
) -> None:
    with pytest.raises(refusal):
        book.note(Cell.parse(address), text)
    assert book.notes == set()


@pytest.mark.parametrize("author", ["", "  ", "\t"])
def test_somebody_must_sign(book: Workbook, demo: Path, author: str) -> None:
    book.author = author
    before = hashes(demo)
    for verb in (
        lambda: book.edit(Cell.parse(ACTUAL), "250"),
        lambda: book.add("note", {"text": "x"}),
        lambda: book.retire("mark", MARK.id),
        book.undo,
        book.redo,
    ):
        with pytest.raises(NoAuthor):
            verb()
    assert hashes(demo) == before


@pytest.mark.parametrize("said", ["\x1b[31mlin", "li\u202en", "x" * 10_000, "\udcff"])
def test_who_and_why_are_text_like_any_other(book: Workbook, demo: Path, said: str) -> None:
    before = hashes(demo)
    with pytest.raises(InvalidValue):
        book.edit(Cell.parse(ACTUAL), "250", reason=said)
    book.author = said
    with pytest.raises(InvalidValue):
        book.edit(Cell.parse(ACTUAL), "250")
    assert hashes(demo) == before


def test_old_and_last(book: Workbook) -> None:
    cell = Cell.parse(ACTUAL)
    assert book.last_change(cell) is None
    book.edit(cell, "250")
    [change] = book.edit(cell, "251")
    assert book.old_value(change) == "250"
    assert book.last_change(cell) == book.change(book.revision)
    assert book.change_count() == 2
