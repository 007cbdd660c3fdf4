"""Whole rows of text, and the ids they get."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot_tui.errors import InvalidValue
from pilot_tui.records.rows import check_id, check_row, make_id, random_id
from pilot_tui.tables import TABLES, Field, Kind, Table

VALUE = {"programme": "P1", "county": "yongkang", "indicator": "I07", "year": "2019"}


def _typed(kind: Kind) -> st.SearchStrategy[str]:
    """What a person might type into a field of a kind; most of it is good."""
    return {
        Kind.CODE: st.from_regex("[A-Za-z0-9_-]{1,12}", fullmatch=True),
        Kind.NAME: st.text(
            st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029"), max_size=40
        ),
        Kind.TEXT: st.text(
            st.characters(exclude_categories=["C", "Zl", "Zp"], include_characters="\n\t"), max_size=90
        ),
        Kind.DECIMAL: st.decimals(0, 9999, places=2).map("{:,}".format)
        | st.sampled_from(["９０", "1.2万", "97.0"]),
        Kind.INTEGER: st.integers(1, 6).map(str) | st.just("３"),
        Kind.YEAR: st.integers(1900, 2200).map(str),
        Kind.DATE: st.dates().map("{0.year}/{0.month}/{0.day}".format) | st.just("2019年6月30日"),
        Kind.SPAN: st.sampled_from(["2017-8", "2018–2020", "2018", "2018-01-01/2020-12-31"]),
        Kind.FIGURE: st.sampled_from(["12", "１２．０", "2019-6-30", "2020.2.29"]),
    }[kind]


def _field(field: Field) -> st.SearchStrategy[str]:
    return st.sampled_from(field.choices) if field.kind is Kind.CHOICE else _typed(field.kind)


def _row(table: Table) -> st.SearchStrategy[tuple[Table, dict[str, str]]]:
    keys = {field.name: _field(field) for field in table.fields if field.name in table.key}
    rest = {field.name: _field(field) for field in table.fields if field.name not in table.key}
    return st.fixed_dictionaries(keys, optional=rest).map(lambda typed: (table, typed))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(TABLES.values())).flatmap(_row))
def test_a_row_that_was_stored_reads_back_strictly_as_itself(given_row: tuple[Table, dict[str, str]]) -> None:
    table, typed = given_row
    try:
        row = check_row(table, typed)
    except InvalidValue as refused:
        named = refused.facts["field"]
        assert named in typed
        return
    written = {name: str(row.get(name, "")) for name in table.columns()[1:]}
    assert check_row(table, written, strict=True) == row
    if table.key:
        assert check_id(make_id(table, row)).count(".") == len(table.key) - 1


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(TABLES.values())), st.data())
def test_strict_takes_text_only_as_it_would_write_it(table: Table, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from([field for field in table.fields if field.name not in table.key]))
    text = data.draw(_field(field) | st.text(max_size=20))
    typed = dict.fromkeys(table.key, "1900") | {field.name: text}
    try:
        row = check_row(table, typed, strict=True)
    except InvalidValue:
        return
    assert str(row.get(field.name, "")) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("actual", "1,798"),
        ("actual", "９０"),
        ("actual", "1.2万"),
        ("actual", " 5"),
        ("actual", "+5"),
        ("actual", "05"),
        ("actual", ".5"),
        ("actual", "-0"),
        ("actual", " "),
        ("reported_completion", "47%"),
        ("as_of", "2019-6-30"),
        ("as_of", "6.30"),
        ("operator", "≥"),
        ("operator", "At_least"),
        ("owner_zh", "永康 "),
        ("owner_en", "Cafe\u0301"),
        ("remark", "a\r\nb"),
    ],
)
def test_strict_refuses_what_a_person_may_type_and_names_the_field(name: str, text: str) -> None:
    check_row(TABLES["value"], {**VALUE, name: text})
    with pytest.raises(InvalidValue) as refused:
        check_row(TABLES["value"], {**VALUE, name: text}, strict=True)
    assert refused.value.facts["reason"] == "canonical"
    assert refused.value.facts["field"] == name
    assert name in str(refused.value)


def test_a_row_comes_back_in_the_order_of_the_table_without_its_blanks() -> None:
    typed = {"actual": "５", "remark": "", "target": None, **dict(reversed(VALUE.items()))}
    row = check_row(TABLES["value"], typed)
    assert list(row.items()) == [
        ("programme", "P1"),
        ("county", "yongkang"),
        ("indicator", "I07"),
        ("year", 2019),
        ("actual", "5"),
    ]


def test_a_row_gives_its_own_numbers_and_days_their_meaning() -> None:
    typed = {"target": "6.30", "year": "2019", "kind": "dated", "unit_zh": "亩"}
    assert check_row(TABLES["milestone"], typed)["target"] == "2019-06-30"
    assert check_row(TABLES["milestone"], {**typed, "kind": "task", "actual": "1.2万亩"})["actual"] == "12000"
    assert (
        check_row(TABLES["programme"], {"budget": "3亿元", "budget_unit_zh": "元"})["budget"] == "300000000"
    )


def test_what_stands_around_a_row_gives_meaning_too() -> None:
    around = {"unit_zh": "万元"}
    assert check_row(TABLES["value"], {**VALUE, "actual": "845万元"}, around=around)["actual"] == "845"
    with pytest.raises(InvalidValue) as refused:
        check_row(TABLES["value"], {**VALUE, "actual": "1.2万"}, around=around)
    assert refused.value.facts["reason"] == "multiplier"


@pytest.mark.parametrize(
    ("typed", "field", "reason"),
    [
        ({**VALUE, "colour": "red"}, "colour", "column"),
        ({**VALUE, "colour": ""}, "colour", "column"),
        ({**VALUE, "id": "x"}, "id", "column"),
        ({**VALUE, "year": ""}, "year", "required"),
        ({**VALUE, "year": None}, "year", "required"),
        ({name: VALUE[name] for name in ("programme", "county", "year")}, "indicator", "required"),
        ({**VALUE, "county": "yong.kang"}, "county", "code"),
        ({**VALUE, "year": "2300"}, "year", "above"),
        ({**VALUE, "actual": "5..4"}, "actual", "number"),
        ({**VALUE, "state": "asleep"}, "state", "choice"),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_a_refused_row_says_which_field_and_why(
    typed: dict[str, str | None], field: str, reason: str, strict: bool
) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_row(TABLES["value"], typed, strict=strict)
    assert (refused.value.facts["field"], refused.value.facts["reason"]) == (field, reason)
    assert "reason." not in str(refused.value)


@pytest.mark.parametrize("table", TABLES.values(), ids=str)
def test_every_declared_table_can_be_checked(table: Table) -> None:
    typed = {name: {"year": "2019", "day": "2019-06-30"}.get(name, "1") for name in table.key}
    assert list(map(str, check_row(table, typed).values())) == list(typed.values())


def test_an_id_joins_the_key_fields() -> None:
    assert make_id(TABLES["value"], {**VALUE, "year": 2019}) == "P1.yongkang.I07.2019"


@pytest.mark.parametrize("blank", [None, ""])
def test_an_id_needs_every_key_field(blank: str | None) -> None:
    with pytest.raises(InvalidValue) as refused:
        make_id(TABLES["value"], {**VALUE, "county": blank})
    assert (refused.value.facts["field"], refused.value.facts["reason"]) == ("county", "required")


@pytest.mark.parametrize("row_id", ["yongkang", "P1.I07", "P1-2017.yongkang.E3.K1", "a_b", "x" * 200])
def test_an_id_that_can_be_one_is_given_back(row_id: str) -> None:
    assert check_id(row_id) == row_id


@pytest.mark.parametrize("row_id", ["", "a/b", "a b", "永康", "ａ", "a\n", "x" * 201])
def test_anything_else_is_no_id(row_id: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_id(row_id)
    assert refused.value.facts["reason"] == "id"


def test_random_ids_are_short_and_differ() -> None:
    drawn = {random_id() for _ in range(1000)}
    assert len(drawn) == 1000
    assert all(re.fullmatch("[a-z2-7]{12}", check_id(row_id)) for row_id in drawn)
