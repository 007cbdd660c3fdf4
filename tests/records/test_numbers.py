"""What counts as a number in a cell, and what is never misread as one."""

from __future__ import annotations

import time
from decimal import Decimal, localcontext

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pilot_tui.errors import InvalidValue
from pilot_tui.records.numbers import parse_decimal, plain

UNITS = [
    "",
    "%",
    "亩",
    "家",
    "元",
    "万元",
    "亿元",
    "万平方米",
    "万元/亩",
    "件/亿元",
    "㎡",
    "m²",
    "0",
    "100 m yuan",
]

units = st.sampled_from(UNITS)
numbers = st.builds(
    lambda digits, places, sign: Decimal((sign, tuple(map(int, digits)), -places)),
    st.text("0123456789", min_size=1, max_size=24),
    st.integers(0, 24),
    st.sampled_from([0, 1]),
).filter(lambda number: number.copy_abs() < Decimal(10) ** 15)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("5.4", "5.4"),
        ("９０．５", "90.5"),
        ("９０", "90"),
        ("90。5", "90.5"),
        ("  7 ", "7"),
        ("　7　", "7"),
        ("97.0", "97.0"),
        ("007", "7"),
        (".5", "0.5"),
        ("+5", "5"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("–3", "-3"),
        ("－3", "-3"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("1,798", "1798"),
        ("1，798", "1798"),
        ("12,345,678.90", "12345678.90"),
        ("-1,798", "-1798"),
        ("1.2万", "12000"),
        ("1.2萬", "12000"),
        ("1.23456万", "12345.6"),
        ("3亿", "300000000"),
        ("3 亿", "300000000"),
        ("1.2万亿", "1200000000000"),
        ("1,200万", "12000000"),
        ("999999999999999.999999999", "999999999999999.999999999"),
        ("0.000000000000000000000001", "0.000000000000000000000001"),
    ],
)
def test_what_people_type_is_read_with_its_own_digits(typed: str, stored: str) -> None:
    number = parse_decimal(typed)
    assert plain(number) == stored
    assert "E+" not in str(number)


@pytest.mark.parametrize(
    ("typed", "unit", "stored"),
    [
        ("3.5%", "%", "3.5"),
        ("３．５％", "%", "3.5"),
        ("3.5", "%", "3.5"),
        ("3.5%", "％", "3.5"),
        ("845亩", "亩", "845"),
        ("845 亩", "亩", "845"),
        ("1.2万亩", "亩", "12000"),
        ("1.2 万 亩", "亩", "12000"),
        ("5万元", "元", "50000"),
        ("409万平方米", "万平方米", "409"),
        ("409", "万平方米", "409"),
        ("26.6万元／亩", "万元/亩", "26.6"),
        ("3.2件/亿元", "件/亿元", "3.2"),
        ("１００㎡", "㎡", "100"),
        ("100m²", "m²", "100"),
        ("5 100 m yuan", "100 m yuan", "5"),
    ],
)
def test_the_unit_of_the_row_may_stand_behind(typed: str, unit: str, stored: str) -> None:
    assert plain(parse_decimal(typed, unit=unit)) == stored


@pytest.mark.parametrize(
    ("typed", "unit", "reason"),
    [
        ("", "", "blank"),
        (" 　", "", "blank"),
        ("5..4", "", "number"),
        ("--5", "", "number"),
        ("-", "", "number"),
        (".", "", "number"),
        ("5.", "", "number"),
        ("5-", "", "number"),
        ("- 5", "", "number"),
        ("1 798", "", "number"),
        ("1e5", "", "number"),
        ("1e5", "亩", "number"),
        ("0x10", "", "number"),
        ("1_000", "", "number"),
        ("inf", "", "number"),
        ("-Infinity", "", "number"),
        ("nan", "", "number"),
        ("abc", "亩", "number"),
        ("亩", "亩", "number"),
        ("万", "", "number"),
        ("٣", "", "number"),
        ("५", "", "number"),
        ("½", "", "number"),
        ("1½", "", "number"),
        ("1/2", "", "number"),
        ("10²", "", "number"),
        ("①5", "", "number"),
        ("⒈5", "", "number"),
        ("⑩", "", "number"),
        ("5\u20e3", "", "number"),
        ("1\u200b5", "", "number"),
        ("5\x00", "", "number"),
        ("\ud800", "", "number"),
        ("1200家以上", "", "number"),
        ("2万5", "", "number"),
        ("1亿万", "", "number"),
        ("1,79", "", "grouping"),
        ("1,2", "", "grouping"),
        ("1，79", "", "grouping"),
        ("1,7981", "", "grouping"),
        ("1,0000", "", "grouping"),
        ("0,123", "", "grouping"),
        ("1234,567", "", "grouping"),
        ("1,79万", "", "grouping"),
        ("1,798,", "", "number"),
        (",798", "", "number"),
        ("1,,798", "", "number"),
        ("1.798,5", "", "number"),
        ("1.2万", "万平方米", "multiplier"),
        ("3亿", "亿元", "multiplier"),
        ("3亿", "万元/亩", "multiplier"),
        ("1万", "億元", "multiplier"),
        ("3.5%", "", "percent"),
        ("3.5%", "亩", "percent"),
        ("3.5‰", "%", "unit"),
        ("845家", "亩", "unit"),
        ("845平方米", "万平方米", "unit"),
        ("5%%", "%", "unit"),
        ("1000000000000000", "", "size"),
        ("-1000000000000000", "", "size"),
        ("10000000亿", "", "size"),
        ("1" * 100, "", "size"),
        ("1.000000000000000000000001", "", "digits"),
        ("0.0000000000000000000000001", "", "digits"),
        ("0." + "0" * 25, "", "digits"),
        ("1" * 101, "", "too_long"),
        (" " * 100 + "1", "", "too_long"),
    ],
)
def test_what_could_be_misread_is_refused_with_its_reason(typed: str, unit: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_decimal(typed, unit=unit)
    assert refused.value.facts["reason"] == reason
    assert "reason." not in str(refused.value)


@given(numbers)
@example(Decimal("97.0"))
@example(Decimal("-0.00"))
def test_a_number_written_plainly_reads_back_digit_for_digit(number: Decimal) -> None:
    assume(len(number.as_tuple().digits) <= 24)
    written = plain(number)
    assert "E" not in written
    read = parse_decimal(written)
    assert read == number
    assert read.as_tuple()[1:] == number.as_tuple()[1:]
    assert plain(read) == written


@given(numbers, units)
def test_a_plain_number_means_the_same_in_every_unit(number: Decimal, unit: str) -> None:
    assert parse_decimal(plain(number), unit=unit) == number


@given(st.integers(0, 10**12), st.integers(0, 3))
def test_thousands_are_read_only_where_every_group_has_three(whole: int, lost: int) -> None:
    grouped = f"{whole:,}"
    assume("," in grouped)
    assert parse_decimal(grouped) == whole
    with pytest.raises(InvalidValue):
        parse_decimal(grouped[: len(grouped) - 1 - lost % 2])


@settings(max_examples=500)
@given(st.one_of(st.text(), st.text("0123456789０９.,，。-−+%％eE万亿亩 　²①½٣_"), numbers.map(str)), units)
def test_any_text_is_a_finite_number_or_refused(typed: str, unit: str) -> None:
    try:
        number = parse_decimal(typed, unit=unit)
    except InvalidValue as refused:
        said = str(refused)
        assert not said.startswith("reason.")
    else:
        assert number.is_finite()
        assert parse_decimal(plain(number)) == number


def test_the_callers_decimal_context_does_not_round_what_was_typed() -> None:
    with localcontext(prec=3):
        assert plain(parse_decimal("123456.789")) == "123456.789"
        assert plain(parse_decimal("999999999999999")) == "999999999999999"
        assert plain(parse_decimal("1.23456万")) == "12345.6"


def test_a_pasted_book_is_refused_at_once_and_briefly() -> None:
    started = time.perf_counter()
    with pytest.raises(InvalidValue) as refused:
        parse_decimal("9" * 1_000_000)
    assert time.perf_counter() - started < 0.05
    assert len(str(refused.value)) < 150
