"""The test of the laptops bites: each of these bugs, planted, is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from merging.test_stateful import Laptops
from pilot_tui.errors import PilotError
from pilot_tui.rules import heads as rules
from pilot_tui.store import bundle, conflicts, edited_rows, guards, heads, journal, taking
from pilot_tui.store.write import Transaction

Planted = tuple[str, Any, str, Callable[..., Any]]
_real_digest, _real_births = journal.digest, heads.births


def nothing(*_: object, **__: object) -> None:
    """What was to be done is not done."""


def sorted_all(before: Any, fresh: Any) -> Any:
    return sorted([*before, *fresh], key=rules.order)


BUGS: list[Planted] = [
    ("what was replaced still stands", edited_rows, "standing", sorted_all),
    (
        "the later clock wins silently",
        edited_rows,
        "standing",
        lambda before, fresh: sorted_all(before, fresh)[-1:],
    ),
    (
        "what is here wins silently",
        edited_rows,
        "standing",
        lambda before, fresh: [*before][:1] or [*fresh][:1],
    ),
    ("what comes stands alone, whatever else does", edited_rows, "succeeds", lambda change, of: True),
    ("what comes stands alone, whatever it saw", edited_rows, "succeeds", lambda change, of: len(of) == 1),
    ("shown is what came last", rules, "order", lambda one: (one.n, one.site, one.seq)),
    ("a change names no heads", heads, "of_cell", lambda db, cell: []),
    (
        "births are overwritten unseen",
        heads,
        "births",
        lambda db, table, row: _real_births(db, table, row)[:1],
    ),
    (
        "rows that wait for what was seen before are taken as they are",
        edited_rows,
        "quiet",
        lambda db, table, ids: {*ids},
    ),
    (
        "the heads of cells that come are forgotten",
        heads,
        "kept_of_rows",
        lambda db, table, rows: {},
    ),
    ("what is listed of rows that come is forgotten", conflicts, "any_of_rows", lambda db, table, ids: set()),
    (
        "a retirement hides what it did not see",
        rules,
        "alive",
        lambda changes: any(rules.is_birth(one) for one in [c for c in changes if not c.col][-1:]),
    ),
    ("a row kept against a retirement is not listed", conflicts, "torn", lambda changes: False),
    ("what came before its predecessor is forgotten", journal, "lacks", lambda db, uid: False),
    ("a birth forgets the edits that waited for it", taking, "_unheard_of", lambda db, birth: True),
    ("a conflict settled is still listed", conflicts, "look_at_cell", nothing),
    ("what an approval covers is not looked at", conflicts, "look_behind", nothing),
    ("no cell is guarded", guards, "_guarding", lambda *_: None),
    ("no cell that comes is guarded", guards, "of_rows", lambda *_: {}),
    ("whoever approves has seen nothing", guards, "seen", lambda *_: []),
    ("the clock stays behind what was merged", taking, "_keep_clock", nothing),
    (
        "reasons are not hashed",
        journal,
        "digest",
        lambda prev, one: _real_digest(prev, one._replace(reason="")),
    ),
    ("a gap is taken for the end", bundle, "_joined", lambda db, site, given: _beyond(db, site, given)),
    (
        "conflicts are not compared by value",
        conflicts,
        "in_conflict",
        lambda found, col: len([*found]) > 1,
    ),
    ("rows born twice meet nowhere", conflicts, "in_conflict", lambda found, col: False),
    ("a retirement names only the row", Transaction, "_all_heads", lambda self, table, id, but=(): []),
]


def _beyond(db: sqlite3.Connection, site: str, given: Any) -> Any:
    last, _ = journal.tip(db, site)
    found = {one.seq: one for run, _ in given for one in run.changes if one.seq > last}
    return [found[seq] for seq in sorted(found)]


@pytest.mark.parametrize(("what", "owner", "name", "wrong"), BUGS, ids=[bug[0] for bug in BUGS])
def test_a_planted_bug_is_found(
    monkeypatch: pytest.MonkeyPatch, what: str, owner: Any, name: str, wrong: Callable[..., Any]
) -> None:
    monkeypatch.setattr(owner, name, wrong)
    tries = settings(
        max_examples=150,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    with pytest.raises((AssertionError, pytest.fail.Exception, PilotError, sqlite3.Error, LookupError)):
        run_state_machine_as_test(Laptops, settings=tries)
