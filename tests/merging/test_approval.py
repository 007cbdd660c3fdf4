"""A county's year is submitted, confirmed, reviewed, approved; then it is locked."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from desk.conftest import OpenDesk, _as_opened, open_desk
from merging.test_verbs import As, machines
from raw import ask, one
from shell import ACTUAL

__all__ = ["_as_opened", "machines", "open_desk"]
STEPS = ("submitted", "confirmed", "reviewed", "approved")
OTHER_YEAR = ACTUAL.replace("2020", "2019")


def approve(machines: As, who: str = "chair") -> None:
    for step in STEPS:
        assert machines(who, "approve", "--county", "永康", "--year", "2020").out == f"{step}\n"


def test_it_goes_one_step_at_a_time(machines: As) -> None:
    address = "approval/P1.yongkang.2020/state"
    assert machines("chair", "set", address, "approved").code == 2
    assert (
        machines(
            "chair", "add", "approval", "programme=P1", "county=yongkang", "year=2020", "state=reviewed"
        ).code
        == 2
    )
    approve(machines)
    assert machines("chair", "approve", "--county", "永康", "--year", "2020").code == 2
    back = ("approve", "--county", "永康", "--year", "2020", "--back")
    assert machines("chair", *back).code == 2
    assert machines("chair", "set", address, "submitted", "--reason", "all the way").code == 2
    assert machines("chair", *back, "--reason", "a slip").out == "reviewed\n"


def test_what_is_approved_needs_a_reason_and_nothing_else_does(machines: As) -> None:
    approve(machines)
    refused = machines("chair", "set", ACTUAL, "118")
    assert refused.code == 2
    assert "chair has approved" in refused.err
    assert machines("chair", "retire", "value", "P1.yongkang.I07.2020").code == 2
    assert machines("chair", "set", OTHER_YEAR, "118").code == 0
    assert machines("chair", "set", ACTUAL.replace("yongkang", "wenling"), "118").code == 0
    assert machines("chair", "set", ACTUAL, "118", "--reason", "the audit").code == 0
    assert machines("chair", "conflicts").code == 0
    assert machines("chair", "undo").code == 0  # it was written knowing of the approval
    machines("chair", "approve", "--county", "永康", "--year", "2020", "--back", "--reason", "again")
    assert machines("chair", "set", ACTUAL, "119").code == 0


def test_an_edit_from_before_cannot_be_undone_past_the_approval(machines: As) -> None:
    machines("clerk", "set", ACTUAL, "118")
    machines("clerk", "bundle", "-o", "clerk.bundle")
    machines("chair", "merge", "clerk.bundle")
    approve(machines)
    machines("chair", "bundle", "-o", "chair.bundle")
    machines("clerk", "merge", "chair.bundle")
    assert "has approved" in machines("clerk", "undo").err


def test_whoever_did_not_know_is_listed(machines: As, tmp_path: Path) -> None:
    approve(machines)
    machines("chair", "bundle", "-o", "chair.bundle")
    machines("clerk", "set", ACTUAL, "118")
    machines("clerk", "bundle", "-o", "clerk.bundle")
    assert machines("chair", "merge", "clerk.bundle").code == 1
    [conflict] = machines("chair", "conflicts", "--json").json
    assert conflict["kinds"] == ["approved"]
    assert {(each["value"], each["author"]) for each in conflict["values"]} == {
        ("118", "clerk"),
        ("241.0", "chair"),
    }
    assert machines("clerk", "merge", "chair.bundle").code == 1  # there too
    assert machines("chair", "resolve", ACTUAL, "241.0", "--reason", "as approved").code == 0
    machines("chair", "bundle", "-o", "settled.bundle")
    assert machines("clerk", "merge", "settled.bundle").code == 0
    assert one(tmp_path / "clerk.db", "SELECT actual FROM value WHERE id = 'P1.yongkang.I07.2020'") == "241.0"


def test_the_desk_asks_why(open_desk: OpenDesk, machines: As, demo: Path, tmp_path: Path) -> None:
    for step in STEPS:
        assert machines("chair", "approve", "--county", "永康", "--year", "2020").out == f"{step}\n"
    desk = open_desk(path=Path(shutil.copy(tmp_path / "chair.db", tmp_path / "desk.db")))
    desk.send("5\r")
    desk.wait_for("Why change it")
    desk.send("esc")
    desk.wait_for("say why")
    assert "5" in desk.row("R&D")  # what was typed is still there
    desk.send("enter")
    desk.wait_for("Why change it")
    desk.send("the audit\r")
    desk.wait_for(lambda: desk.saved and " 5 " in desk.row("R&D"))
    said = ask(tmp_path / "desk.db", "SELECT val, reason FROM change ORDER BY n DESC LIMIT 1")
    assert [(json.loads(val), reason) for val, reason in said] == [("5", "the audit")]


def test_the_desk_goes_on_step_by_step_and_back_with_a_reason(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(path=demo)
    for step in STEPS:
        desk.send("w")
        desk.wait_for(f"one step on: {step}")
        assert one(demo, "SELECT max(state = ?) FROM approval", step) in (None, 0)  # nothing is written yet
        desk.send("enter")
        desk.wait_for(f"approval 2020  {step}")  # on the county's card
    desk.send("down")
    desk.wait_for("approved by lin: a change needs a reason")
    desk.send("w")
    desk.wait_for("one step back: reviewed")
    desk.send("enter")
    desk.wait_for("Why is it taken back")
    desk.send("esc")
    desk.wait_for(lambda: "Why is it" not in desk.text)
    assert one(demo, "SELECT state FROM approval") == "approved"
    desk.send("w")
    desk.wait_for("one step back: reviewed")
    desk.send("enter")
    desk.wait_for("Why is it taken back")
    desk.send("a slip\r")
    desk.wait_for("approval 2020  reviewed")
    desk.send("down")
    desk.wait_for("New-product")
    assert "a change needs a reason" not in desk.text
    [(actor, reason)] = ask(demo, "SELECT actor, reason FROM change ORDER BY n DESC LIMIT 1")
    assert (actor, reason) == ("lin", "a slip")
