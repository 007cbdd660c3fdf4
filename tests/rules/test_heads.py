import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.model import Change
from pilot_tui.rules.heads import alive, cell_heads, cell_value, in_conflict, shown_head


def change(uid: str, col: str, val: object, deps: tuple[str, ...] = (), hlc: int | None = None) -> Change:
    site, seq = uid.split(":")
    return Change(
        site=site,
        seq=int(seq),
        step=int(seq),
        undoes="",
        hlc=int(seq) if hlc is None else hlc,
        actor="",
        tbl="value",
        row="P1.yongkang.I07.2019",
        col=col,
        val=json.dumps(val),
        deps=json.dumps(sorted(deps)),
        schema=1,
        reason="",
        hash=b"",
    )


def born(uid: str, *deps: str, **row: str) -> Change:
    return change(uid, "", row, deps)


def retired(uid: str, *deps: str) -> Change:
    return change(uid, "", None, deps)


def edit(uid: str, val: object, *deps: str, col: str = "actual", hlc: int | None = None) -> Change:
    return change(uid, col, val, deps, hlc)


def uids(changes: list[Change]) -> list[str]:
    return [one.uid for one in changes]


BIRTH = born("base:1", actual="5", target="7")


def test_an_untouched_birth_is_the_head_of_every_cell() -> None:
    assert uids(cell_heads([BIRTH], "actual")) == uids(cell_heads([BIRTH], "remark")) == ["base:1"]
    assert cell_value(BIRTH, "actual") == "5"
    assert cell_value(BIRTH, "remark") is None


def test_an_edit_replaces_the_head_of_its_cell_only() -> None:
    log = [BIRTH, edit("a:2", "6", "base:1")]
    assert uids(cell_heads(log, "actual")) == ["a:2"]
    assert uids(cell_heads(log, "target")) == ["base:1"]
    assert cell_value(log[1], "actual") == "6"


def test_two_edits_that_did_not_see_each_other_are_two_heads() -> None:
    log = [edit("b:3", "8", "base:1"), edit("a:2", "6", "base:1"), BIRTH]
    heads = cell_heads(log, "actual")
    assert uids(heads) == ["a:2", "b:3"]
    assert in_conflict(heads, "actual")
    assert shown_head(heads) == log[0]
    later_site_earlier_clock = cell_heads([edit("a:3", "6"), edit("b:2", "8")], "actual")
    assert uids(later_site_earlier_clock) == ["b:2", "a:3"]
    assert shown_head(later_site_earlier_clock) == later_site_earlier_clock[1]


def test_the_site_decides_between_equal_clocks() -> None:
    heads = cell_heads([edit("b:2", "8", hlc=9), edit("a:3", "6", hlc=9)], "actual")
    assert uids(heads) == ["a:3", "b:2"]
    assert shown_head(heads) == heads[1]


def test_causality_decides_and_clocks_do_not() -> None:
    behind = edit("a:2", "6", "base:1", hlc=0)
    assert uids(cell_heads([BIRTH, behind], "actual")) == ["a:2"]


def test_the_same_value_twice_is_no_conflict() -> None:
    heads = cell_heads([BIRTH, edit("a:2", "6", "base:1"), edit("b:2", "6", "base:1")], "actual")
    assert uids(heads) == ["a:2", "b:2"]
    assert not in_conflict(heads, "actual")


@pytest.mark.parametrize(("one", "other"), [("47", "47.0"), (None, ""), (1, True), (None, "0")])
def test_values_that_only_look_alike_differ(one: object, other: object) -> None:
    heads = cell_heads([edit("a:2", one), edit("b:2", other)], "actual")
    assert in_conflict(heads, "actual")


def test_two_births_meet_cell_by_cell() -> None:
    log = [born("a:1", actual="5", target="7"), born("b:1", actual="6", target="7")]
    assert in_conflict(cell_heads(log, "actual"), "actual")
    assert not in_conflict(cell_heads(log, "target"), "target")
    assert not in_conflict(cell_heads(log, "remark"), "remark")


def test_a_cleared_cell_and_a_birth_without_it_agree() -> None:
    assert not in_conflict([born("a:1", target="7"), edit("b:1", None)], "actual")


def test_a_retirement_is_no_change_of_a_cell() -> None:
    log = [BIRTH, retired("a:2", "base:1")]
    assert uids(cell_heads(log, "actual")) == ["base:1"]


def test_changes_of_other_cells_are_passed_over() -> None:
    log = [BIRTH, edit("a:2", "6", "base:1", col="target"), edit("a:3", "9", "a:2")]
    assert uids(cell_heads(log, "target")) == ["a:2"]
    assert uids(cell_heads(log, "actual")) == ["base:1", "a:3"]


def test_an_edit_may_arrive_before_its_birth() -> None:
    log = [edit("a:2", "6", "base:1")]
    assert uids(cell_heads(log, "actual")) == ["a:2"]
    assert cell_heads(log, "target") == []
    assert shown_head([]) is None
    assert not in_conflict([], "target")


def test_a_change_that_names_itself_still_stands() -> None:
    assert uids(cell_heads([edit("a:2", "6", "a:2")], "actual")) == ["a:2"]


@pytest.mark.parametrize(
    ("log", "there"),
    [
        ([BIRTH], True),
        ([], False),
        ([edit("a:2", "6", "base:1")], False),
        ([retired("a:2", "base:1")], False),
        ([BIRTH, retired("a:2", "base:1")], False),
        # seen edits go with the row, an unseen one keeps it
        ([BIRTH, edit("a:2", "6", "base:1"), retired("a:3", "base:1", "a:2")], False),
        ([BIRTH, edit("b:2", "6", "base:1"), retired("a:2", "base:1")], True),
        ([BIRTH, edit("b:2", "6", "base:1", col="remark"), retired("a:2", "base:1")], True),
        ([BIRTH, edit("a:2", "6", "base:1"), edit("b:9", "8", "a:2"), retired("a:3", "base:1", "a:2")], True),
        # a seen edit that was overwritten before needs no naming
        (
            [BIRTH, edit("a:2", "6", "base:1"), edit("a:3", "8", "a:2"), retired("a:4", "base:1", "a:3")],
            False,
        ),
        # each of two retirements saw one of the edits: between them they saw all
        (
            [
                BIRTH,
                edit("a:2", "6", "base:1"),
                edit("b:2", "8", "base:1"),
                retired("a:3", "base:1", "a:2"),
                retired("b:3", "base:1", "b:2"),
            ],
            False,
        ),
        # born on two laptops, retired on one
        ([BIRTH, born("b:1", actual="6"), retired("a:2", "base:1")], True),
        # taken back: born again, in sight of the retirement and of what it retired
        ([BIRTH, retired("a:2", "base:1"), born("a:3", "a:2", "base:1", actual="5")], True),
        (
            [
                BIRTH,
                retired("a:2", "base:1"),
                born("a:3", "a:2", "base:1", actual="5"),
                retired("a:4", "a:3"),
            ],
            False,
        ),
        (
            [BIRTH, retired("a:2", "base:1"), retired("a:3", "a:2", "base:1"), edit("b:2", "6", "base:1")],
            True,
        ),
        # a retirement that was taken back has no say, though it saw the edit the last one did not
        (
            [
                BIRTH,
                edit("a:2", "6", "base:1"),
                retired("a:3", "base:1", "a:2"),
                born("a:4", "a:3", actual="5"),
                retired("a:5", "a:4", "base:1"),
            ],
            True,
        ),
    ],
)
def test_whether_the_row_is_there(log: list[Change], there: bool) -> None:
    orders = [list(order) for order in permutations(log)]
    assert [alive(order) for order in orders] == [there] * len(orders)


@st.composite
def logs(draw: Any) -> list[Change]:
    """A row's history: any change may have seen any of the earlier ones."""
    log: list[Change] = []
    for seq in range(1, draw(st.integers(1, 7)) + 1):
        uid = f"{draw(st.sampled_from('abc'))}:{seq}"
        seen = tuple(draw(st.sets(st.sampled_from(uids(log))))) if log else ()
        hlc = draw(st.integers(0, 3))
        col = draw(st.sampled_from(["", "", "actual", "target"]))
        row = draw(st.sampled_from([None, {"actual": "5"}, {"actual": "6"}]))
        log.append(change(uid, col, draw(st.sampled_from(["5", "6", None])) if col else row, seen, hlc))
    return log


@given(log=logs(), order=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(log: list[Change], order: Any) -> None:
    arrived = log.copy()
    order.shuffle(arrived)
    for col in ("actual", "target"):
        assert cell_heads(arrived, col) == cell_heads(log, col)
        assert shown_head(cell_heads(arrived, col)) == shown_head(cell_heads(log, col))
    assert alive(arrived) == alive(log)


@given(log=logs())
def test_an_edit_that_has_seen_all_heads_stands_alone(log: list[Change]) -> None:
    settled = [*log, edit("z:99", "9", *uids(cell_heads(log, "actual")))]
    heads = cell_heads(settled, "actual")
    assert uids(heads) == ["z:99"]
    assert not in_conflict(heads, "actual")
    assert cell_heads(settled, "target") == cell_heads(log, "target")


@given(log=logs())
def test_what_was_ever_written_to_a_cell_leaves_a_head(log: list[Change]) -> None:
    wrote = any(one.col == "actual" or (not one.col and one.val != "null") for one in log)
    heads = cell_heads(log, "actual")
    assert bool(heads) is wrote
    assert all(head.col == "actual" or (not head.col and head.val != "null") for head in heads)


@given(log=logs())
def test_a_retirement_that_has_seen_everything_takes_the_row(log: list[Change]) -> None:
    assert not alive([*log, retired("z:99", *uids(log))])
