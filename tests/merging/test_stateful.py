"""Whatever is written on three laptops, however bundles travel: all come to the same, nothing is lost.

`PILOT_MERGING=heavy` tries fifty times as much.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from merging.laptops import BORN, Laptop, Oracle, attempt
from pilot_tui.errors import BundleRefused
from pilot_tui.model import Cell, Change
from pilot_tui.store import conflicts as table
from pilot_tui.store import journal, taking
from pilot_tui.store.bundle import Bundle, Run
from pilot_tui.workbook import exchanging
from pilot_tui.workbook.settling import open_conflicts, resolve

HEAVY = os.environ.get("PILOT_MERGING") == "heavy"
SOME = settings(
    max_examples=1_500 if HEAVY else 30,
    stateful_step_count=40 if HEAVY else 25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not HEAVY,
    phases=[Phase.generate],
)
NAMES = "abc"
QUICK = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Memory, where there is a folder in it: nothing here is about the disk."""
laptops = st.sampled_from(NAMES)
CELLS = [
    Cell("value", "P.c.I.2020", "actual"),
    Cell("value", "P.c.I.2020", "target"),
    Cell("value", "P.c.I.2021", "actual"),  # the same row made on several laptops
    Cell("value", "P.c.I.2021", "remark"),
    Cell("mark", "R.c.E.K", "mark"),
    Cell("milestone", "M", "actual"),
    Cell("item", "M.1", "state"),
]
NAMED = [
    Cell("county", "c", "name_zh"),
    Cell("county", "d", "name_zh"),
    Cell("expert", "R.E", "person"),
]
TEXTS = st.sampled_from(["", "5", "6", "7.50", "done", "open", "丙县", *NAMES])
FEW = st.sampled_from(["5", "6"])
ROWS = sorted({cell[:2] for cell in CELLS})


class Laptops(RuleBasedStateMachine):
    """Three of them, and what an oracle expects of them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=QUICK)
        self.laptops = {name: Laptop(name, Path(self.folder.name)) for name in NAMES}
        for name, years in zip(NAMES, (0, 10, -10), strict=True):
            self.set_clock(name, years)
        self.oracle = Oracle()
        self.carried: list[Bundle] = []

    @rule(name=laptops, state=st.sampled_from(["approved", "reviewed"]), again=st.integers(0, 9))
    def approve(self, name: str, state: str, again: int) -> None:
        """Mostly once: of several approvals the oracle does not know which counts."""
        one = self.laptops[name]
        if again and any(known.change.tbl == "approval" for known in self.oracle.changes.values()):
            return

        def approved() -> list[Change]:
            with one.book.writing("as agreed") as writing:
                if one.book.row("approval", "P.c.2020"):
                    writing.edit(Cell("approval", "P.c.2020", "state"), state)
                else:
                    key = {"programme": "P", "county": "c", "year": 2020}
                    writing.birth("approval", "P.c.2020", {**key, "state": state})
            return writing.made

        attempt(one, self.oracle, approved)
        assert [it for it in one.conflicts() if it[3] == "approved"] == []  # whoever approves has seen all

    @rule(name=laptops, cell=st.sampled_from(CELLS + NAMED), text=TEXTS, why=st.sampled_from(["", "late"]))
    def edit(self, name: str, cell: Cell, text: str, why: str) -> None:
        one = self.laptops[name]
        latest = max(change.hlc for change in journal.everything(one.book.store.conn))
        for change in attempt(one, self.oracle, lambda: one.book.edit(cell, text, why)):
            assert change.hlc > latest  # wherever the clock stands
            if change.col:
                assert one.shown(Cell(change.tbl, change.row, change.col)) == _value(change.val)
                assert table.of_cell(one.book.store.conn, Cell(change.tbl, change.row, change.col)) in (
                    [],
                    ["foreign"],
                    ["duplicate"],
                )

    @rule(name=laptops, other=laptops, cell=st.sampled_from(CELLS), texts=st.tuples(FEW, FEW))
    def edit_apart(self, name: str, other: str, cell: Cell, texts: tuple[str, str]) -> None:
        """Two people write the same cell, perhaps the same."""
        for who, text in zip((name, other), texts, strict=True):
            self.edit(who, cell, text, "late")

    @rule(name=laptops, other=laptops, cell=st.sampled_from(CELLS))
    def approve_apart(self, name: str, other: str, cell: Cell) -> None:
        """One approves while another still writes."""
        self.approve(name, "approved", 1)
        self.edit(other, cell, "6", "late")

    @rule(
        order=st.permutations(NAMES), cell=st.sampled_from(CELLS), texts=st.tuples(FEW, FEW), on=st.booleans()
    )
    def relay(self, order: list[str], cell: Cell, texts: tuple[str, str], on: bool) -> None:
        """What the second made of the first one's edit comes to the third before that edit does.

        The third may go on from there: then nothing that stands names the edit that is still to come.
        """
        first, second, third = order
        self.edit(first, cell, texts[0], "late")
        self.send(first, second)
        self.edit(second, cell, texts[1], "later")
        self.take_one_site_only(third, second, second)
        if on:
            self.edit(third, cell, "7.50", "last")
        self.send(first, third)

    @rule(name=laptops, row=st.sampled_from(ROWS))
    def retire(self, name: str, row: tuple[str, str]) -> None:
        one = self.laptops[name]
        if attempt(one, self.oracle, lambda: one.book.retire(*row)):
            assert one.book.row(*row) is None

    @rule(name=laptops)
    def undo(self, name: str) -> None:
        one = self.laptops[name]
        attempt(one, self.oracle, one.book.undo)

    @rule(name=laptops)
    def redo(self, name: str) -> None:
        one = self.laptops[name]
        attempt(one, self.oracle, one.book.redo)

    @rule(name=laptops, nth=st.integers(0, 20), choice=st.integers(0, 3))
    def settle(self, name: str, nth: int, choice: int) -> None:
        one = self.laptops[name]
        if open := open_conflicts(one.book):
            conflict = open[nth % len(open)]
            value = conflict.claims[choice % len(conflict.claims)].value
            text = "" if value is None else str(value)
            made = attempt(one, self.oracle, lambda: resolve(one.book, conflict.cell, text, "counted again"))
            if made and conflict.cell.field != "id":
                assert table.of_cell(one.book.store.conn, conflict.cell) == []

    @rule(name=laptops, years=st.integers(-40, 40))
    def set_clock(self, name: str, years: int) -> None:
        self.laptops[name].skew = years * 31_557_600.0

    @rule(name=laptops, other=laptops)
    def send(self, name: str, other: str) -> None:
        self.carried.append(self.laptops[name].bundle(self.laptops[other].vector()))
        self.take(other, -1)

    @rule(name=laptops)
    def put_on_a_stick(self, name: str) -> None:
        self.carried.append(self.laptops[name].bundle())

    @rule(name=laptops, nth=st.integers(0, 9))
    def take(self, name: str, nth: int) -> None:
        """A bundle, perhaps an old one, perhaps once more."""
        if self.carried:
            self._take(name, self.carried[nth % len(self.carried)])

    @rule(name=laptops, of=st.lists(st.integers(0, 9), min_size=2, max_size=3))
    def take_several(self, name: str, of: list[int]) -> None:
        if self.carried:
            self._take(name, *(self.carried[nth % len(self.carried)] for nth in of))

    @rule(name=laptops, other=laptops, only=laptops)
    def take_one_site_only(self, name: str, other: str, only: str) -> None:
        """Out of causal order: a change may come before the one it replaced."""
        whole = self.laptops[other].bundle(self.laptops[name].vector())
        self._take(name, replace(whole, runs=[run for run in whole.runs if run.site == only]))

    @rule(name=laptops, other=laptops, cut=st.integers(1, 9))
    def take_a_part(self, name: str, other: str, cut: int) -> None:
        whole = self.laptops[other].bundle(self.laptops[name].vector())
        runs = [run._replace(changes=run.changes[:-cut]) for run in whole.runs if len(run.changes) > cut]
        self._take(name, replace(whole, runs=runs))

    @rule(name=laptops, other=laptops)
    def what_has_a_gap_is_refused(self, name: str, other: str) -> None:
        whole = self.laptops[other].bundle(self.laptops[name].vector())
        runs = [
            Run(run.site, run.changes[0].hash, run.changes[1:]) for run in whole.runs if len(run.changes) > 1
        ]
        if runs:
            self._refuse(name, replace(whole, runs=runs), "gap")

    @rule(name=laptops, other=laptops, nth=st.integers(0, 50))
    def another_story_is_refused(self, name: str, other: str, nth: int) -> None:
        """As told by a laptop that was restored and written on: the same places, other changes."""
        whole = self.laptops[other].bundle()
        runs = [
            run for run in whole.runs if run.site != "base" and self.laptops[name].vector().get(run.site, 0)
        ]
        if runs:
            run = runs[nth % len(runs)]
            hash, told = run.before, []
            for change in run.changes:
                hash = journal.digest(hash, change._replace(reason="another story"))
                told.append(change._replace(reason="another story", hash=hash))
            self._refuse(name, replace(whole, runs=[run._replace(changes=told)]), "fork")

    def _take(self, name: str, *bundles: Bundle) -> None:
        one = self.laptops[name]
        before = one.state()
        refused: list[object] = []
        merging = exchanging.Merging()
        try:
            merging = one.merge(*bundles)
        except BundleRefused as error:  # an old stick may not reach
            refused.append(error.facts["reason"])
        if refused:
            assert (refused, one.state()) == (["gap"], before)
            return
        self.oracle.took(name, bundles)
        assert {uid.partition(":")[0] for uid in self.oracle.holds[name]} <= {*one.vector()}
        if not merging.changes:
            assert one.state() == before

    def _refuse(self, name: str, bundle: Bundle, reason: str) -> None:
        one = self.laptops[name]
        before = one.state()
        with pytest.raises(BundleRefused) as refused:
            one.merge(bundle)
        assert refused.value.facts["reason"] == reason
        assert one.state() == before

    def teardown(self) -> None:
        with self.folder:
            try:
                self.finish()
            finally:
                for one in self.laptops.values():
                    one.close()

    def finish(self) -> None:
        for name in NAMES * 2:
            for other in NAMES:
                if name != other:
                    self.laptops[name].merge(self.laptops[other].bundle(self.laptops[name].vector()))
        first, *rest = self.laptops.values()
        for one in rest:
            assert one.content() == first.content()
            assert one.conflicts() == first.conflicts()
            assert [told(each) for each in open_conflicts(one.book)] == [
                told(each) for each in open_conflicts(first.book)
            ]
        for one in self.laptops.values():
            assert list(one.book.problems()) == []
        self.as_the_oracle_says(first)
        self.as_the_log_says(first)

    def as_the_oracle_says(self, one: Laptop) -> None:
        """Listed is what nobody who wrote knew of; nothing that was acknowledged is lost."""
        rows = {*BORN, *((known.change.tbl, known.change.row) for known in self.oracle.changes.values())}
        listed, shown = self.oracle.expected(rows)
        assert {it for it in one.conflicts() if it[3] in ("value", "retired")} == listed
        if (passed := self.oracle.passed(rows)) is not None:
            assert {it for it in one.conflicts() if it[3] == "approved"} == passed
        for cell, values in shown.items():
            assert one.shown(cell) in values, cell
        log = {change.uid: change for change in journal.everything(one.book.store.conn)}
        for uid, known in self.oracle.changes.items():
            assert log[uid]._replace(n=0) == known.change._replace(n=0)

    @staticmethod
    def as_the_log_says(one: Laptop) -> None:
        """Made anew from the log, row by row, everything is as it came about change by change."""
        before, db = one.state(), one.book.store.conn
        heads = db.execute("SELECT * FROM head").fetchall()
        rows = {(change.tbl, change.row) for change in journal.everything(db)}
        for row in sorted(rows):
            taking.rebuild(db, *row)
        for name in sorted({name for name, _ in rows}):
            table.look_behind(db, name, [id for other, id in rows if other == name])
        assert one.state() == before
        assert db.execute("SELECT * FROM head").fetchall() == heads


def told(conflict: object) -> str:
    """A conflict without what differs from file to file: the order of arrival."""
    return re.sub(r", n=[0-9]+\)", ")", repr(conflict))


def _value(val: str) -> object:
    return json.loads(val)


TestLaptops = Laptops.TestCase
TestLaptops.settings = SOME
