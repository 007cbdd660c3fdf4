"""Whatever is done in whatever order: the file stays provable, and undo leads back exactly."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pilot_tui.errors import ChangedSince, InUse, InvalidValue, NoRow, NothingToRedo, NothingToUndo
from pilot_tui.model import Cell
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import content
from workbook.small import small

SOME = settings(
    max_examples=10, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

CELLS = st.sampled_from(
    [
        Cell("value", "P.c.I.2020", "actual"),
        Cell("value", "P.c.I.2020", "target"),
        Cell("value", "P.c.I.2021", "actual"),  # not born yet
        Cell("mark", "R.c.E.K", "mark"),
        Cell("mark", "R.c.E.K", "state"),
        Cell("indicator", "P.I", "dimension"),
        Cell("item", "M.1", "state"),  # not born yet
        Cell("milestone", "M", "name_zh"),
    ]
)
TEXTS = st.sampled_from(["", "5", "７．50", "recused", "done", "D", "E", "甲"])
ROWS = st.sampled_from(
    [
        ("value", "P.c.I.2020"),
        ("value", "P.c.I.2021"),
        ("mark", "R.c.E.K"),
        ("item", "M.1"),
        ("milestone", "M"),
    ]
)


class Desk(RuleBasedStateMachine):
    """A file in a folder of its own, opened by somebody."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "small.db"
        self.path.write_bytes(small())
        self.open()

    def open(self) -> None:
        self.book = Workbook(Store.open(self.path), "lin")

    @rule()
    def restart(self) -> None:
        self.book.store.close()
        self.open()

    def teardown(self) -> None:
        with self.folder, self.book.store:
            self.finish()
            assert list(self.book.problems()) == []

    def finish(self) -> None:
        """What is still to be shown when the steps are done."""


class Alone(Desk):
    """One person: the content is always the one of the step they went back or forward to."""

    def __init__(self) -> None:
        super().__init__()
        self.past = [content(self.path)]
        self.future: list[dict[str, Any]] = []

    def did(self) -> None:
        now = content(self.path)
        if now != self.past[-1]:
            self.past.append(now)
            self.future = []

    @rule(cell=CELLS, text=TEXTS)
    def edit(self, cell: Cell, text: str) -> None:
        try:
            self.book.edit(cell, text)
        except (InvalidValue, NoRow):  # not what the field holds; a milestone that is gone
            assert content(self.path) == self.past[-1]
        self.did()

    @rule(number=st.sampled_from("123"))
    def add(self, number: str) -> None:
        if self.book.row("milestone", "M") and self.book.row("item", f"M.{number}") is None:
            self.book.add("item", {"milestone": "M", "number": number})
            self.did()

    @rule(row=ROWS)
    def retire(self, row: tuple[str, str]) -> None:
        if self.book.row(*row) is not None:
            try:
                self.book.retire(*row)
            except InUse:
                assert row == ("milestone", "M")
            self.did()

    @rule()
    def undo(self) -> None:
        if len(self.past) == 1:
            with pytest.raises(NothingToUndo):
                self.book.undo()
        else:
            self.book.undo()
            self.future.append(self.past.pop())

    @rule()
    def redo(self) -> None:
        if not self.future:
            with pytest.raises(NothingToRedo):
                self.book.redo()
        else:
            self.book.redo()
            self.past.append(self.future.pop())

    @invariant()
    def the_content_is_the_one_expected(self) -> None:
        assert content(self.path) == self.past[-1]

    def finish(self) -> None:
        for expected in reversed(self.past[:-1]):
            self.book.undo()
            assert content(self.path) == expected


class Together(Desk):
    """Two people in two cells: each cell is a pile of edits, and only the topmost can be taken off."""

    people = st.sampled_from(["lin", "wang"])
    cells = st.sampled_from([Cell("value", "P.c.I.2020", "actual"), Cell("mark", "R.c.E.K", "mark")])

    def __init__(self) -> None:
        super().__init__()
        self.piles: dict[Cell, list[object]] = {
            Cell("value", "P.c.I.2020", "actual"): [(None, None)],
            Cell("mark", "R.c.E.K", "mark"): [(None, "80")],
        }
        self.standing: dict[str, list[tuple[Cell, object]]] = {"lin": [], "wang": []}
        self.undone: dict[str, list[tuple[Cell, object, object]]] = {"lin": [], "wang": []}

    @rule(who=people, cell=cells, text=st.sampled_from(["5", "6", "70"]))
    def edit(self, who: str, cell: Cell, text: str) -> None:
        self.book.author = who
        if self.book.edit(cell, text):
            one = [who, text]  # a list, so that no two edits are the same
            self.piles[cell].append(one)
            self.standing[who].append((cell, one))
            self.undone[who] = []

    @rule(who=people)
    def undo(self, who: str) -> None:
        self.book.author = who
        if not self.standing[who]:
            with pytest.raises(NothingToUndo):
                self.book.undo()
            return
        cell, one = self.standing[who][-1]
        if self.piles[cell][-1] is not one:
            with pytest.raises(ChangedSince):
                self.book.undo()
            return
        self.book.undo()
        self.standing[who].pop()
        self.piles[cell].pop()
        self.undone[who].append((cell, one, self.piles[cell][-1]))

    @precondition(lambda self: any(self.undone.values()))
    @rule(who=people)
    def redo(self, who: str) -> None:
        self.book.author = who
        if not self.undone[who]:
            with pytest.raises(NothingToRedo):
                self.book.redo()
            return
        cell, one, below = self.undone[who][-1]
        if self.piles[cell][-1] is not below:
            with pytest.raises(ChangedSince):
                self.book.redo()
            return
        self.book.redo()
        self.undone[who].pop()
        self.piles[cell].append(one)
        self.standing[who].append((cell, one))

    @invariant()
    def every_cell_holds_the_top_of_its_pile(self) -> None:
        for cell, pile in self.piles.items():
            row = self.book.row(cell.table, cell.id)
            assert row is not None
            assert row[cell.field] == pile[-1][1]  # type: ignore[index]  # who and what


TestAlone = Alone.TestCase
TestAlone.settings = SOME
TestTogether = Together.TestCase
TestTogether.settings = settings(SOME, max_examples=40)
