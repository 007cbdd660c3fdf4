"""What a sheet to be filled in asks for, and what stands in it before anybody has."""

from __future__ import annotations

import pytest

from pilot_tui.errors import SheetRefused
from pilot_tui.model import Cell
from pilot_tui.rules.roles import ROLES, Handout, writes
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.called import Called
from pilot_tui.workbook.sheets import marker
from pilot_tui.workbook.sheets.cell_names import cell_name, column_name
from pilot_tui.workbook.sheets.form import form, refuse_empty
from pilot_tui.workbook.sheets.form_parts import Form
from pilot_tui.workbook.sheets.kinds import KINDS, Scope

SCORECARD = Scope("scorecard", "P1", 2020, counties=("yongkang",))


def at(made: Form, key: str, name: str) -> str:
    line = next(one for one in made.lines if one.key == key)
    return line.texts[[column.key for column in made.columns].index(name)]


def test_a_scorecard_asks_for_every_indicator_of_the_county(book: Workbook) -> None:
    made = form(book, SCORECARD)
    assert [line.key for line in made.lines] == [
        f"P1.yongkang.{one['code']}.2020" for one in book.indicators("P1")
    ]
    assert at(made, "P1.yongkang.I07.2020", "actual") == "241.0"
    assert at(made, "P1.yongkang.I07.2020", "county") == "永康市\nYongkang"
    assert at(made, "P1.yongkang.I07.2020", "operator") == "at least"


def test_what_can_be_filled_in_can_be_edited(book: Workbook) -> None:
    for scope in (SCORECARD, Scope("review", "P1"), Scope("milestones", "P4", 2018)):
        made = form(book, scope)
        assert made.lines
        asked = [column for column in made.columns if column.field is not None]
        for line in made.lines:
            for column in asked:
                assert book.plan([(made.cell(line, column), "")])[0].refused is None


def test_what_stands_in_a_sheet_typed_again_changes_nothing(book: Workbook) -> None:
    for scope in (SCORECARD, Scope("review", "P1"), Scope("milestones", "P4", 2018)):
        told = list(form(book, scope).told())
        assert len(told) > 20
        assert {one.kind for one in book.plan(told)} == {"same"}


def test_a_mark_that_is_absent_is_told_by_its_word(book: Workbook) -> None:
    book.edit(Cell("mark", "P1-2017.wenling.E1.K1", "mark"), "abstained")
    made = form(book, Scope("review", "P1", counties=("wenling",), experts=("E1",)))
    assert [line.key for line in made.lines] == ["P1-2017.wenling.E1"]
    assert at(made, "P1-2017.wenling.E1", "K1") == "abstained"


def test_an_expert_is_not_asked_about_a_county_they_are_kept_out_of(book: Workbook) -> None:
    book.edit(Cell("assignment", "P1-2017.wenling.E1", "state"), "recused")
    made = form(book, Scope("review", "P1", counties=("wenling",)))
    assert "P1-2017.wenling.E1" not in [line.key for line in made.lines]
    assert "P1-2017.wenling.E2" in [line.key for line in made.lines]


def test_a_viewer_gets_no_sheet_of_what_is_hidden_from_them(book: Workbook) -> None:
    book.edit(Cell("assignment", "P1-2017.wenling.E1", "state"), "recused")
    book.look_as("E1")
    made = form(book, Scope("review", "P1"))
    assert made.hidden == 1
    assert not [line for line in made.lines if ".wenling." in line.key]
    assert not [told for told in made.told() if ".wenling." in told[0].id]


def test_a_sheet_without_rows_is_refused(book: Workbook) -> None:
    with pytest.raises(SheetRefused, match="P4 1999"):
        refuse_empty(form(book, Scope("milestones", "P4", 1999)))


def test_a_workbook_says_what_it_is_of(book: Workbook) -> None:
    made = form(book, SCORECARD)
    rows = list(marker.written(book, made, "Indicators"))
    assert marker.version(rows) == "1"
    found = marker.read(rows)
    assert found is not None
    assert found.scope == SCORECARD
    assert found.sheet == "Indicators"
    assert found.held["value/P1.yongkang.I07.2020/actual"] == "241.0"
    assert len(found.origin) == 16


def test_a_marker_that_says_nothing_is_none() -> None:
    assert marker.version([("x", "1")]) is None
    assert marker.read([("pilot-tui", "1"), ("kind", "nonsense")]) is None
    assert marker.read([("pilot-tui", "1"), ("kind", "scorecard"), ("year", "20x0")]) is None


def test_every_field_that_is_asked_for_is_declared(book: Workbook) -> None:
    for name in KINDS:
        scope = Scope(name, "P4" if name == "milestones" else "P1", 2018)
        made = form(book, scope)
        assert all(column.title[0] and column.title[1] for column in made.columns), name


@pytest.mark.parametrize(("at", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16_383, "XFD")])
def test_columns_are_named_as_spreadsheets_do(at: int, name: str) -> None:
    assert column_name(at) == name
    assert cell_name(6, at) == f"{name}7"


def test_a_whole_name_goes_before_one_that_is_cut() -> None:
    names = ("试县1", "试县10", "长兴县", "长乐市")
    found = Called("county", [(name, {"name_zh": name}) for name in names], cut=True)
    assert found.get("试县1") == "试县1"
    assert found.get("长兴") == "长兴县"
    assert found.get("试") == ""
    assert (
        Called("county", [("a", {"name_zh": "甲县"}), ("b", {"name_zh": "甲市"})], cut=True).get("甲") == ""
    )


CLERK = {
    "scorecard": ["actual", "state", "as_of", "owner_zh", "remark"],
    "milestones": ["actual", "reported_completion", "as_of", "state", "problem", "next_step", "remark"],
    "reports": ["day", "actual", "reported_completion", "remark"],
    "items": ["state", "done_on", "remark"],
    "firms": ["value", "numerator", "denominator", "as_of", "remark"],
    "rectification": ["state", "rectified", "remark"],
}
"""What a county clerk fills in."""
SCOPES = {
    "scorecard": SCORECARD,
    "review": Scope("review", "P1"),
    "milestones": Scope("milestones", "P4", 2018),
    "reports": Scope("reports", "P1", 2020),
    "items": Scope("items", "P3", 2021),
    "firms": Scope("firms", "P5", 2019),
    "rectification": Scope("rectification", "P8", 2019),
}


@pytest.mark.parametrize("kind", CLERK)
def test_a_clerk_fills_in_what_a_clerk_may_write(book: Workbook, kind: str) -> None:
    every, made = form(book, SCOPES[kind]), form(book, SCOPES[kind], "clerk")
    assert [one.key for one in made.columns if one.asked] == CLERK[kind]
    assert [one.texts for one in made.lines] == [one.texts for one in every.lines], "locked, but shown"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_locked_is_what_a_file_handed_out_to_that_role_refuses(
    book: Workbook, kind: str, role: str
) -> None:
    allowed = writes(Handout(role)).get(KINDS[kind].table)
    if allowed is None and role != "chair":
        with pytest.raises(SheetRefused):
            form(book, SCOPES[kind], role)
        return
    for column in form(book, SCOPES[kind], role).columns:
        if column.field is not None and column.key != "day":
            assert column.asked == (not allowed or column.field.name in allowed)
