"""Who may write what: worked examples, and what holds for every table and field."""

from __future__ import annotations

import pytest

from pilot_tui.rules.roles import ROLES, Handout, Place, locked, misstep, seats
from pilot_tui.tables import TABLES

CLERK = Handout("clerk", "zhang", "P1", "yongkang", 2020)
EXPERT = Handout("expert", "li", expert="E3", rounds=("P1-2017",))
HOME = Place("P1", "yongkang", 2020)
EVERY = [(table.name, field.name) for table in TABLES.values() for field in table.fields]


@pytest.mark.parametrize(
    ("table", "field", "place", "why"),
    [
        ("value", "actual", HOME, ""),
        ("value", "state", HOME, ""),
        ("value", "target", HOME, "field"),
        ("value", "baseline", HOME, "field"),
        ("value", "operator", HOME, "field"),
        ("value", "actual", Place("P1", "wenling", 2020), "county"),
        ("value", "actual", Place("P1", "yongkang", 2019), "year"),
        ("value", "actual", Place("P2", "yongkang", 2020), "programme"),
        ("value", "actual", Place(), "county"),
        ("milestone", "actual", HOME, ""),
        ("milestone", "county", HOME, "field"),
        ("progress", "planned", HOME, "field"),
        ("item", "state", HOME, ""),
        ("measure", "value", HOME, ""),
        ("rectification", "rectified", HOME._replace(year=0), ""),
        ("rectification", "due", HOME._replace(year=0), "field"),
        ("approval", "state", HOME, ""),
        ("indicator", "weight", HOME, "setup"),
        ("rule", "cap", HOME, "setup"),
        ("mark", "mark", HOME, "marks"),
        ("note", "text", HOME._replace(about="value"), ""),
        ("note", "text", HOME._replace(about="indicator"), "about"),
        ("note", "text", Place("P1", "wenling", 2020, about="value"), "county"),
        ("acceptance", "reason", HOME._replace(about="value"), "setup"),
        ("no_such_table", "x", HOME, "setup"),
    ],
)
def test_what_a_clerk_writes(table: str, field: str, place: Place, why: str) -> None:
    assert locked(CLERK, table, field, place) == why


@pytest.mark.parametrize(
    ("table", "field", "place", "why"),
    [
        ("mark", "mark", Place("", "yongkang", 0, "P1-2017", "E3"), ""),
        ("mark", "state", Place("", "wenling", 0, "P1-2017", "E3"), ""),
        ("mark", "mark", Place("", "yongkang", 0, "P1-2017", "E4"), "others_marks"),
        ("mark", "mark", Place("", "yongkang", 0, "P1-2018", "E3"), "others_marks"),
        ("expert", "completed", Place(round="P1-2017", expert="E3"), ""),
        ("expert", "completed", Place(round="P1-2017", expert="E4"), "others_marks"),
        ("expert", "weight", Place(round="P1-2017", expert="E3"), "field"),
        ("expert", "person", Place(round="P1-2017", expert="E3"), "field"),
        ("assignment", "state", Place("", "yongkang", 0, "P1-2017", "E3"), "setup"),
        ("value", "actual", HOME, "figures"),
        ("note", "text", Place("", "", 0, "P1-2017", "E3", "mark"), ""),
        ("note", "text", HOME._replace(about="value"), "about"),
    ],
)
def test_what_an_expert_writes(table: str, field: str, place: Place, why: str) -> None:
    assert locked(EXPERT, table, field, place) == why


def test_the_chair_writes_everything_and_who_is_not_understood_nothing() -> None:
    assert {locked(Handout("chair"), *cell, Place()) for cell in EVERY} == {""}
    for role in ("broken", "", "owner"):
        assert {locked(Handout(role), *cell, HOME) for cell in EVERY} == {"broken"}


def test_nobody_but_the_chair_sets_anything_up() -> None:
    set_up = {
        *("programme", "rule", "year", "county", "member", "pilot", "step", "dimension", "indicator"),
        *("round", "criterion", "assignment", "level", "band", "firm", "industry", "result"),
    }
    for role in set(ROLES) - {"chair"}:
        handout = Handout(role, programme="P1", county="yongkang", expert="E3", rounds=("P1-2017",))
        place = Place("P1", "yongkang", 0, "P1-2017", "E3")
        assert all(locked(handout, *cell, place) for cell in EVERY if cell[0] in set_up), role


def test_a_reviewer_writes_figures_with_their_targets_and_no_marks() -> None:
    reviewer = Handout("reviewer")
    for table in ("value", "milestone", "progress", "item", "measure", "rectification", "fact", "ranking"):
        assert {locked(reviewer, *cell, HOME) for cell in EVERY if cell[0] == table} == {""}
    assert locked(reviewer, "mark", "mark", HOME) == "marks"
    assert locked(reviewer, "note", "text", Place(about="indicator")) == ""
    narrowed = Handout("reviewer", county="yongkang")
    assert locked(narrowed, "value", "target", Place("P1", "wenling", 2020)) == "county"


STATES = ("entering", "submitted", "confirmed", "reviewed", "approved")
STEPS = {"clerk": 0, "prefecture": 1, "reviewer": 2}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_takes_its_own_step_of_an_approval_on_and_back(role: str) -> None:
    for was, before in enumerate(STATES):
        for now, after in enumerate(STATES):
            own = STEPS.get(role) == min(was, now) and abs(was - now) == 1
            fine = role in ("chair", "expert") or own or was == now
            assert (misstep(Handout(role), "approval", "state", before, after) == "") is fine


def test_a_county_of_which_nothing_is_said_is_being_entered() -> None:
    assert misstep(Handout("clerk"), "approval", "state", None, "submitted") == ""
    assert misstep(Handout("clerk"), "approval", "state", "submitted", None) == ""
    assert misstep(Handout("prefecture"), "approval", "state", None, "submitted") == "step"


def test_a_clerk_answers_a_rectification_item_and_does_not_close_it() -> None:
    assert misstep(CLERK, "rectification", "state", "found", "rectified") == ""
    assert misstep(CLERK, "rectification", "state", "rectified", "closed") == "closing"
    assert misstep(CLERK, "rectification", "state", "closed", "found") == "closing"
    assert misstep(Handout("reviewer"), "rectification", "state", "rectified", "closed") == ""


@pytest.mark.parametrize(
    ("round", "panel", "sits"),
    [
        ("P1-2017", {"E3": "li", "E5": ""}, {"E3"}),
        ("P1-2017", {"E3": "somebody", "E5": "li"}, {"E3"}),
        ("P1-2019", {"E3": "", "E5": ""}, {"E3"}),
        ("P1-2019", {"E3": "li", "E5": ""}, {"E3"}),
        ("P1-2019", {"E3": "chen", "E5": ""}, set()),
        ("P1-2019", {"E3": "chen", "E5": "li"}, {"E5"}),
        ("P1-2019", {"E3": "", "E5": "li"}, {"E5"}),
        ("P1-2019", {"E3": "chen", "E5": "li", "E6": "li"}, {"E5", "E6"}),
        ("P1-2019", {"E5": "chen"}, set()),
    ],
)
def test_a_code_is_of_its_round(round: str, panel: dict[str, str], sits: set[str]) -> None:
    assert seats(EXPERT, round, panel) == sits


def test_of_whom_no_name_is_known_the_code_is_all_there_is() -> None:
    assert seats(EXPERT._replace(person=""), "P1-2019", {"E3": "chen", "E5": ""}) == {"E3"}
