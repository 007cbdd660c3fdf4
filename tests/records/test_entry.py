"""What typing into a cell stores, field by field."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot_tui import words
from pilot_tui.errors import InvalidValue
from pilot_tui.records.choices import labels
from pilot_tui.records.entry import stored
from pilot_tui.tables import TABLES, Field, Kind

FIELDS = [(table.name, field) for table in TABLES.values() for field in table.fields]


def field(address: str) -> Field:
    table, _, name = address.partition(".")
    found = TABLES[table].field(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("address", "typed", "row", "value"),
    [
        ("value.actual", "９０．５", {}, "90.5"),
        ("value.actual", "97.0", {"unit_zh": "%"}, "97.0"),
        ("value.actual", "３．５％", {"unit_zh": "%"}, "3.5"),
        ("value.actual", "845亩", {"unit_zh": "亩"}, "845"),
        ("value.actual", "5", {"unit_zh": None}, "5"),
        ("milestone.reported_completion", "47%", {"unit_zh": "亩"}, "47"),
        ("rule.cap", "100%", {}, "100"),
        ("programme.budget", "2.3亿元", {"budget_unit_zh": "元"}, "230000000"),
        ("milestone.target", "１７９８", {"kind": "task"}, "1798"),
        ("milestone.target", "6.30", {"kind": "task", "year": 2019}, "6.30"),
        ("milestone.target", "6.30", {"kind": "checklist", "year": 2019}, "6.30"),
        ("milestone.target", "6.30", {"year": 2019}, "6.30"),
        ("dimension.weight", "10000", {}, "10000"),
        ("dimension.weight", "0", {}, "0"),
        ("milestone.target", "6.30", {"kind": "dated", "year": 2019}, "2019-06-30"),
        ("milestone.target", "6月30日", {"kind": "dated", "year": "2019"}, "2019-06-30"),
        ("value.as_of", "6-30", {"year": 2019}, "2019-06-30"),
        ("programme.starts", "2018年1月1日", {}, "2018-01-01"),
        ("round.held", "2017年8月", {}, "2017-08"),
        ("county.position", "１２", {}, 12),
        ("county.position", "1,200", {}, 1200),
        ("milestone.year", "2019年", {}, 2019),
        ("dimension.code", " Ｄ１ ", {}, "D1"),
        ("county.name_zh", " 永康市\n", {}, "永康市"),
        ("county.name_en", "Cafe\u0301", {}, "Café"),
        ("note.text", "（示例）①\r\n\t二", {}, "（示例）①\n\t二"),
        ("value.operator", "at_least", {}, "at_least"),
        ("value.operator", "At least", {}, "at_least"),
        ("value.operator", "≥", {}, "at_least"),
        ("value.operator", ">=", {}, "at_least"),
        ("value.operator", "＞＝", {}, "at_least"),
        ("value.operator", "≤", {}, "at_most"),
        ("value.operator", "<=", {}, "at_most"),
        ("value.operator", "=", {}, "eq"),
        ("value.operator", "≈", {}, "about"),
        ("value.operator", "~", {}, "about"),
        ("value.operator", "～", {}, "about"),
        ("value.operator", "＞", {}, "more_than"),
        ("value.operator", "↑", {}, "strive"),
        ("value.operator", "不低于", {}, "at_least"),
        ("value.operator", "力争", {}, "strive"),
        ("fact.operator", "接近", {}, "nearly"),
    ],
)
def test_what_is_typed_is_stored_in_one_way(
    address: str, typed: str, row: dict[str, object], value: object
) -> None:
    assert stored(field(address), typed, row) == value


@pytest.mark.parametrize(
    "address", ["value.actual", "note.text", "county.name_zh", "value.operator", "value.year"]
)
@pytest.mark.parametrize("typed", ["", "  ", "　\t\n"])
def test_blank_is_nothing_not_zero(address: str, typed: str) -> None:
    assert stored(field(address), typed, {}) is None


@pytest.mark.parametrize(
    ("address", "typed", "row", "reason"),
    [
        ("value.actual", "1.2万", {"unit_zh": "万元"}, "multiplier"),
        ("indicator.weight", "7亩", {"unit_zh": "亩"}, "number"),
        ("value.numerator", "3%", {"unit_zh": "%"}, "percent"),
        ("milestone.reported_completion", "47亩", {"unit_zh": "亩"}, "unit"),
        ("milestone.reported_completion", "-1", {}, "below"),
        ("dimension.weight", "-0.1", {}, "below"),
        ("dimension.weight", "10000.1", {}, "above"),
        ("county.position", "100001", {}, "above"),
        ("county.position", "3.0", {}, "whole"),
        ("step.number", "0", {}, "below"),
        ("value.year", "1899", {}, "below"),
        ("value.year", "2201", {}, "above"),
        ("value.year", "19", {}, "year"),
        ("milestone.target", "soon", {"kind": "dated", "year": 2019}, "date"),
        ("milestone.target", "6.30", {"kind": "dated"}, "date_year"),
        ("milestone.target", "6.30", {"kind": "dated", "year": None}, "date_year"),
        ("milestone.target", "2019-06-30", {"kind": "task"}, "number"),
        ("round.held", "soon", {}, "span"),
        ("dimension.code", "D.1", {}, "code"),
        ("dimension.code", "D/1", {}, "code"),
        ("dimension.code", "维度", {}, "code"),
        ("dimension.code", "D" * 65, {}, "too_long"),
        ("county.name_zh", "永康\n市", {}, "one_line"),
        ("county.name_zh", "永康\t市", {}, "one_line"),
        ("county.name_zh", "永康\u2028市", {}, "one_line"),
        ("county.name_zh", "永康\u202e市", {}, "invisible"),
        ("county.name_zh", "永康\u200b市", {}, "invisible"),
        ("county.name_zh", "永康\x00市", {}, "invisible"),
        ("county.name_zh", "永康\ud800市", {}, "invisible"),
        ("county.name_zh", "永" * 201, {}, "too_long"),
        ("note.text", "一\x1b[31m二", {}, "invisible"),
        ("note.text", "一\ud800", {}, "invisible"),
        ("note.text", "一\u202e", {}, "invisible"),
        ("note.text", "一" * 4001, {}, "too_long"),
        ("value.operator", "nearly", {}, "choice"),
        ("value.operator", "接近", {}, "choice"),
        ("value.operator", "perhaps", {}, "choice"),
        ("value.operator", "≥≥", {}, "choice"),
        ("rule.rounding", "≥", {}, "choice"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(
    address: str, typed: str, row: dict[str, object], reason: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        stored(field(address), typed, row)
    assert refused.value.facts["reason"] == reason
    assert "reason." not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "length"), [("county.name_zh", 200), ("note.text", 4000), ("dimension.code", 64)]
)
def test_the_longest_text_allowed_is_stored_whole(address: str, length: int) -> None:
    assert stored(field(address), "D" * length, {}) == "D" * length


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("typed", ["未报送", "Not reported", "NOT_REPORTED", "not_reported"])
@pytest.mark.usefixtures("worded")
def test_a_choice_is_known_by_its_word_in_either_language(language: str, typed: str) -> None:
    words.speak(language)
    assert stored(field("value.state"), typed, {}) == "not_reported"
    assert words.spoken() == language


@pytest.mark.parametrize(
    "column", [field for _, field in FIELDS if field.choices], ids=lambda field: field.name
)
def test_every_word_the_program_shows_for_a_choice_can_be_typed(column: Field) -> None:
    for value in column.choices:
        for word in (value, *labels(value)):
            assert stored(column, word, {}) == value


@pytest.mark.usefixtures("worded")
def test_a_word_two_choices_share_is_refused() -> None:
    assert stored(field("rule.rounding"), "to even", {}) == "half_even"
    with pytest.raises(InvalidValue):
        stored(field("rule.rounding"), "舍入", {})


@pytest.mark.usefixtures("worded")
def test_a_refused_choice_names_the_choices_in_the_users_words() -> None:
    words.speak("zh")
    with pytest.raises(InvalidValue, match="舍入 / 舍入"):
        stored(field("rule.rounding"), "随便", {})


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("letter", ["a", "9", "年", "\u0301", "\x00", "\ud800"])
def test_ten_thousand_characters_are_refused_in_one_short_sentence(kind: Kind, letter: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        stored(Field("any", kind, choices=("one",)), letter * 10_000, {})
    assert refused.value.facts["reason"] == "too_long"
    assert len(str(refused.value)) < 120


@settings(max_examples=400)
@given(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=300),
        st.text("0123456789.,-/%年月日万亿亩 "),
        st.sampled_from(
            ["6.30", "2018-2020", "≥", "at least", "１，７９８", "97.0", "Ａ1", "2019年", "e\u0301"]
        ),
    ),
    st.sampled_from(["", "%", "亩", "万元"]),
    st.sampled_from(["task", "dated"]),
)
def test_what_is_stored_is_stored_again_unchanged(
    column: tuple[str, Field], typed: str, unit: str, kind: str
) -> None:
    row = {"unit_zh": unit, "kind": kind, "year": 2019}
    try:
        value = stored(column[1], typed, row)
    except InvalidValue as refused:
        said = str(refused)
        assert not said.startswith("reason.")
        return
    assert value is None or stored(column[1], str(value), row) == value


def test_an_edit_never_waits_for_pydantic_or_pypinyin() -> None:
    script = (
        "import sys\n"
        "from pilot_tui.records import choices, dates, entry, ids, names, numbers, prose, typed\n"
        "from pilot_tui.tables import TABLES\n"
        "assert entry.stored(TABLES['value'].field('actual'), '5', {}) == '5'\n"
        "print({'pydantic', 'pypinyin', 'sqlite3', 'textual', 'rich'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
