"""What `check` finds in a file somebody has tampered with."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilot_tui.model import Cell
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import one, tamper
from shell import ACTUAL, Shell

UNLOCK = ("DROP TRIGGER change_is_fixed", "DROP TRIGGER change_is_kept")
LOCK = (
    """CREATE TRIGGER change_is_fixed BEFORE UPDATE ON change
        BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
    """CREATE TRIGGER change_is_kept BEFORE DELETE ON change
        BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
)


def problems(path: Path) -> list[tuple[str, dict[str, object]]]:
    with Store.open(path) as store:
        return list(Workbook(store).problems())


def edited(path: Path) -> str:
    """Two edits by lin; returns the site."""
    with Store.open(path) as store:
        book = Workbook(store, "lin")
        book.edit(Cell.parse(ACTUAL), "250")
        [change] = book.edit(Cell.parse(ACTUAL), "251")
    return change.site


def test_a_fresh_file_is_sound(demo: Path) -> None:
    assert problems(demo) == []


def test_a_file_in_use_is_sound(demo: Path) -> None:
    edited(demo)
    assert problems(demo) == []


def test_a_value_changed_behind_the_log(demo: Path) -> None:
    tamper(demo, "UPDATE value SET actual = '999' WHERE id = 'P1.yongkang.I07.2020'")
    assert problems(demo) == [("check.replay", {"table": "value", "id": "P1.yongkang.I07.2020"})]


def test_a_row_that_came_or_went_behind_the_log(demo: Path) -> None:
    tamper(
        demo,
        "DELETE FROM mark WHERE id = 'P1-2017.yongkang.E1.K1'",
        "INSERT INTO note (id, text) VALUES ('smuggled', 'in')",
    )
    assert problems(demo) == [
        ("check.replay", {"table": "mark", "id": "P1-2017.yongkang.E1.K1"}),
        ("check.replay", {"table": "note", "id": "smuggled"}),
    ]


@pytest.mark.parametrize(
    "assignment",
    [
        "hash = zeroblob(32)",
        "actor = 'wang'",
        "reason = 'another'",
        "hlc = hlc + 1",
        "step = step + 1",
        "deps = '[]'",
        "undoes = 'base:1'",
    ],
)
def test_a_change_rewritten_after_the_fact(demo: Path, assignment: str) -> None:
    site = edited(demo)
    tamper(demo, *UNLOCK, f"UPDATE change SET {assignment} WHERE site = '{site}' AND seq = 1", *LOCK)
    assert ("check.hash", {"site": site, "seq": 1}) in problems(demo)


def test_a_value_rewritten_in_log_and_row_alike(demo: Path) -> None:
    site = edited(demo)
    tamper(
        demo,
        *UNLOCK,
        f"UPDATE change SET val = '\"9\"' WHERE site = '{site}' AND seq = 2",
        "UPDATE value SET actual = '9' WHERE id = 'P1.yongkang.I07.2020'",
        *LOCK,
    )
    assert problems(demo) == [("check.hash", {"site": site, "seq": 2})]


@pytest.mark.parametrize("val", ["not json", "", "[1", '{"a"'])
def test_a_value_that_is_no_json_is_named_not_stumbled_over(demo: Path, val: str) -> None:
    site = edited(demo)
    tamper(demo, *UNLOCK, f"UPDATE change SET val = '{val}' WHERE site = '{site}' AND seq = 2", *LOCK)
    assert problems(demo) == [
        ("check.hash", {"site": site, "seq": 2}),
        ("check.replay", {"table": "value", "id": "P1.yongkang.I07.2020"}),
    ]


def test_a_gap_in_the_chain(demo: Path) -> None:
    site = edited(demo)
    tamper(demo, *UNLOCK, f"DELETE FROM change WHERE site = '{site}' AND seq = 1", *LOCK)
    assert ("check.gap", {"site": site, "seq": 1}) in problems(demo)


def test_the_last_change_cut_off(demo: Path) -> None:
    site = edited(demo)
    tamper(demo, *UNLOCK, f"DELETE FROM change WHERE site = '{site}' AND seq = 2", *LOCK)
    assert problems(demo) == [("check.replay", {"table": "value", "id": "P1.yongkang.I07.2020"})]


@pytest.mark.parametrize("name", ["change_is_fixed", "change_is_kept"])
def test_a_trigger_that_is_gone(demo: Path, name: str) -> None:
    tamper(demo, f"DROP TRIGGER {name}")
    assert problems(demo) == [("check.trigger", {"name": name})]


def test_a_trigger_that_was_smuggled_in(demo: Path) -> None:
    tamper(demo, "CREATE TRIGGER spy AFTER UPDATE ON value BEGIN DELETE FROM note; END")
    assert problems(demo) == [("check.trigger", {"name": "spy"})]


def test_a_column_too_many_or_too_few(demo: Path) -> None:
    tamper(demo, "ALTER TABLE county ADD COLUMN mayor TEXT", "ALTER TABLE mark DROP COLUMN remark")
    assert [facts for _, facts in problems(demo)] == [
        {"table": "county", "column": "mayor"},
        {"table": "mark", "column": "remark"},
    ]


def test_a_table_that_is_gone(demo: Path) -> None:
    tamper(demo, "DROP TABLE firm")
    assert {(key, facts["table"]) for key, facts in problems(demo)} == {("check.schema", "firm")}


def test_a_reference_that_leads_nowhere(demo: Path) -> None:
    with Store.open(demo) as store, store.writing("merge") as writing:
        writing.edit(Cell("indicator", "P1.I07", "dimension"), "D9")
        writing.edit(Cell("milestone", "M001", "county"), "atlantis")
    assert problems(demo) == [
        ("check.reference", {"table": "indicator", "id": "P1.I07", "of": "dimension", "wanted": "P1.D9"}),
        ("check.reference", {"table": "milestone", "id": "M001", "of": "county", "wanted": "atlantis"}),
    ]


def test_the_shell_names_them_and_exits_with_1(shell: Shell, desk: Path) -> None:
    fine = shell("check", "--no-findings")
    assert (fine.code, fine.out) == (0, "")
    assert f"{one(desk, 'SELECT max(n) FROM change')} changes" in fine.err
    tamper(desk, "UPDATE value SET actual = '999' WHERE id = 'P1.yongkang.I07.2020'")
    found = shell("check")
    assert (found.code, found.out) == (1, "value/P1.yongkang.I07.2020 is not what the change log says\n")
    assert found.err == "Problems found: 1\n"
