"""Days, years and stretches of time as people type them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.errors import InvalidValue
from pilot_tui.records.dates import parse_date, parse_span, parse_year

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "2019-06-30",
        "2019-6-30",
        "2019/6/30",
        "2019.6.30",
        "2019年6月30日",
        "2019 年 6 月 30 号",
        "２０１９－６－３０",
        "２０１９年６月３０日",
        "2019–6–30",
        "2019。6。30",
        " 6.30 ",
        "6-30",
        "6/30",
        "06-30",
        "6。30",
        "6月30日",
        "6月30",
    ],
)
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert parse_date(typed, year=2019) == "2019-06-30"


def test_a_typed_year_wins_over_the_one_meant() -> None:
    assert parse_date("2018-6-30", year=2019) == "2018-06-30"
    assert parse_date("2020-2-29", year=None) == "2020-02-29"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "blank"),
        ("2019", "date"),
        ("2019-6", "date"),
        ("2019年6月", "date"),
        ("19-6-30", "date"),
        ("30.6.2019", "date"),
        ("2019-6/30", "date"),
        ("20190630", "date"),
        ("2019-06-30T00:00", "date"),
        ("2019-6-30-1", "date"),
        ("6年30", "date"),
        ("6-30月", "date"),
        ("2019年⑥月30日", "date"),
        ("٢٠١٩-06-30", "date"),
        ("\ud800", "date"),
        ("2019-6-31", "no_day"),
        ("2019-2-29", "no_day"),
        ("2-29", "no_day"),
        ("2019-13-1", "no_day"),
        ("2019-0-1", "no_day"),
        ("13.5", "no_day"),
        ("1899-12-31", "date_range"),
        ("2201-1-1", "date_range"),
        ("0000-1-1", "date_range"),
        ("2019-06-30" * 20, "too_long"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_date(typed, year=2019)
    assert refused.value.facts["reason"] == reason
    assert "reason." not in str(refused.value)


def test_a_day_without_a_year_is_refused_where_none_is_meant() -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_date("6.30", year=None)
    assert refused.value.facts["reason"] == "date_year"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2018", "2018"),
        ("2018年", "2018"),
        ("2017-08", "2017-08"),
        ("2017.8", "2017-08"),
        ("2017年8月", "2017-08"),
        ("2017-8-1", "2017-08-01"),
        ("2018/12", "2018-12"),
        ("2018-2020", "2018/2020"),
        ("2018–2020", "2018/2020"),
        ("2018—2020", "2018/2020"),
        ("2018——2020", "2018/2020"),
        ("2018～2020", "2018/2020"),
        ("2018 - 2020", "2018/2020"),
        ("2018/2020", "2018/2020"),
        ("2018年至2020年", "2018/2020"),
        ("2018-01-01/2020-12-31", "2018-01-01/2020-12-31"),
        ("2018.1.1-2020.12.31", "2018-01-01/2020-12-31"),
        ("2018/1/1-2020/12/31", "2018-01-01/2020-12-31"),
        ("2018年1月至2020年12月", "2018-01/2020-12"),
        ("2018-01-2020-12", "2018-01/2020-12"),
        ("2018-12/2020", "2018-12/2020"),
        ("2018/2018-06", "2018/2018-06"),
        ("2018-06/2018", "2018-06/2018"),
    ],
)
def test_a_span_is_a_day_a_month_a_year_or_two_of_them(typed: str, stored: str) -> None:
    assert parse_span(typed) == stored
    assert parse_span(stored) == stored


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "blank"),
        ("18", "span"),
        ("6月30日", "span"),
        ("2018-", "span"),
        ("2018-2019-2020", "span"),
        ("about 2018", "span"),
        ("2017-13", "no_day"),
        ("2018/2019-02-29", "no_day"),
        ("2020-2018", "span_order"),
        ("2019-07/2019-06", "span_order"),
        ("2019-07/2018", "span_order"),
        ("1066", "date_range"),
    ],
)
def test_what_is_no_span_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_span(typed)
    assert refused.value.facts["reason"] == reason
    assert "reason." not in str(refused.value)


@pytest.mark.parametrize("typed", ["2019", "２０１９", "2019年", " 2019 年 "])
def test_a_year_has_four_digits(typed: str) -> None:
    assert parse_year(typed) == 2019


@pytest.mark.parametrize("typed", ["19", "2,019", "2019.0", "20190", "-2019", "2019月", "twenty"])
def test_anything_else_is_no_year(typed: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_year(typed)
    assert refused.value.facts["reason"] == "year"


@given(days)
def test_a_stored_day_reads_back_as_itself(day: date) -> None:
    assert parse_date(day.isoformat(), year=None) == day.isoformat()
    assert parse_date(f"{day.month}月{day.day}日", year=day.year) == day.isoformat()


@given(days, days, st.sampled_from([4, 7, 10]), st.sampled_from("-/~—至到"))
def test_a_stored_span_reads_back_as_itself(one: date, two: date, length: int, joint: str) -> None:
    first, last = (day.isoformat()[:length] for day in sorted((one, two)))
    assert parse_span(f"{first}{joint}{last}") == f"{first}/{last}"


READERS: list[Callable[[str], str | int]] = [
    parse_span,
    parse_year,
    lambda typed: parse_date(typed, year=2019),
    lambda typed: parse_date(typed, year=None),
    lambda typed: parse_date(typed, year=0),
]


@pytest.mark.parametrize("read", READERS)
@given(typed=st.text() | st.text("0129-/.年月日 至~", max_size=12))
def test_any_text_is_a_date_or_refused(read: Callable[[str], str | int], typed: str) -> None:
    try:
        value = read(typed)
    except InvalidValue as refused:
        said = str(refused)
        assert not said.startswith("reason.")
    else:
        assert re.match("[0-9]{4}", f"{value:0>4}")
