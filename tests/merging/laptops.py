"""Laptops that write, hand bundles on and take them in; and an oracle that knows who knew what.

The oracle never looks at `deps`, heads or clocks: it is told what each verb wrote, and it moves sets of
changes about as bundles move. Whoever writes knows what their laptop holds and whatever that was written in
knowledge of.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pilot_tui.errors import PilotError
from pilot_tui.exchange.bundle import read_bundle, write_bundle
from pilot_tui.model import Birth, Cell, Change
from pilot_tui.store import Store, building, journal, read, site
from pilot_tui.store import conflicts as table
from pilot_tui.store.bundle import Bundle
from pilot_tui.workbook import Workbook, exchanging

START = 1_800_000_000.0
_ROWS: list[tuple[str, str, dict[str, object]]] = [
    ("programme", "P", {"name_zh": "方案"}),
    ("county", "c", {"name_zh": "甲县"}),
    ("county", "d", {"name_zh": "乙县"}),
    ("pilot", "P.c", {"programme": "P", "county": "c"}),
    ("dimension", "P.D", {"programme": "P", "code": "D", "name_zh": "创新"}),
    ("indicator", "P.I", {"programme": "P", "code": "I", "dimension": "D", "weight": "10", "name_zh": "甲"}),
    ("value", "P.c.I.2020", {"programme": "P", "county": "c", "indicator": "I", "year": 2020, "target": "8"}),
    ("round", "R", {"programme": "P"}),
    ("criterion", "R.K", {"round": "R", "code": "K"}),
    ("expert", "R.E", {"round": "R", "code": "E"}),
    ("mark", "R.c.E.K", {"round": "R", "county": "c", "expert": "E", "criterion": "K", "mark": "80"}),
    (
        "milestone",
        "M",
        {"programme": "P", "county": "c", "year": 2020, "name_zh": "任务", "kind": "checklist"},
    ),
]
BORN = {(table, id): dict(row) for table, id, row in _ROWS}


@cache
def blank() -> bytes:
    """The file every laptop begins with."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "laptop.db"
        building.build(path, [Birth(*row) for row in _ROWS])
        return path.read_bytes()


class Laptop:
    """A machine with a file; its clock may say anything."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.path = folder / f"{name}.db"
        self.path.write_bytes(blank())
        self.skew = 0.0
        self.book = Workbook(Store.open(self.path), name, lambda: START + self.skew)
        # Its own site, as if its settings said so: every machine of this test shares one settings folder.
        self.book.store.conn.execute("INSERT OR REPLACE INTO meta (k, v) VALUES ('site', ?)", (name,))
        site._unkept[name] = (0, journal.GENESIS)

    def close(self) -> None:
        self.book.store.close()

    def bundle(self, known: dict[str, int] | None = None) -> Bundle:
        """What somebody who knows so much lacks, through a file."""
        said = {name: (seq, b"") for name, seq in (known or {}).items()}
        other = Bundle("", "", "", "", said) if known is not None else None
        place = self.path.with_suffix(".bundle")
        write_bundle(place, exchanging.gather(self.book, everything=known is None, other=other))
        return read_bundle(place)

    def merge(self, *bundles: Bundle) -> exchanging.Merging:
        return exchanging.merge(self.book, bundles)

    def vector(self) -> dict[str, int]:
        return {name: seq for name, (seq, _) in journal.vector(self.book.store.conn).items()}

    def content(self) -> dict[str, list[tuple[object, ...]]]:
        return self.book.content()

    def conflicts(self) -> list[table.Listed]:
        return table.every(self.book.store.conn)

    def shown(self, cell: Cell) -> object:
        row = read.one(self.book.store.conn, cell.table, cell.id)
        return row.get(cell.field) if row else None

    def state(self) -> object:
        """All that a refused bundle must leave as it was."""
        return self.content(), self.conflicts(), journal.vector(self.book.store.conn)


@dataclass
class Known:
    """A change as the oracle remembers it."""

    change: Change
    before: frozenset[str]
    """Everything it was written in knowledge of."""

    def says(self, col: str) -> bool:
        """Whether it gives the cell a value."""
        return self.change.col == col if self.change.col else self.change.val != "null"

    def value(self, col: str) -> object:
        said = json.loads(self.change.val)
        return said if self.change.col else said.get(col)


@dataclass
class Oracle:
    """Who knew what."""

    changes: dict[str, Known] = field(default_factory=dict)
    holds: dict[str, set[str]] = field(default_factory=dict)
    """Laptop → the changes on it."""

    def wrote(self, laptop: str, made: list[Change]) -> None:
        """A verb was acknowledged."""
        for change in made:
            held = self.holds.setdefault(laptop, set())
            before = held.union(*(self.changes[uid].before for uid in held))
            self.changes[change.uid] = Known(change, frozenset(before))
            held.add(change.uid)

    def took(self, laptop: str, bundles: tuple[Bundle, ...]) -> None:
        """Bundles were taken in."""
        held = self.holds.setdefault(laptop, set())
        held |= {
            change.uid for one in bundles for run in one.runs for change in run.changes if run.site != "base"
        }

    def expected(self, rows: set[tuple[str, str]]) -> tuple[set[table.Listed], dict[Cell, set[Any]]]:
        """Once everybody has everything: what must be listed, and which values may be shown of each cell."""
        listed: set[table.Listed] = set()
        shown: dict[Cell, set[Any]] = {}
        for row in rows:
            self._row(row, self._past(row), listed, shown)
        return listed, shown

    def passed(self, rows: set[tuple[str, str]]) -> set[table.Listed] | None:
        """The cells written without knowledge of the approval, by somebody the approval did not know of.

        None unless there was one approval and nothing else: what several come to is a matter of clocks.
        """
        made = [one for one in self.changes.values() if one.change.tbl == "approval"]
        if len(made) != 1 or made[0].value("state") != "approved":
            return None
        tasks = () if _gone(self._past(("milestone", "M"))) else ("milestone", "item")
        return {
            (*row, name, "approved")
            for row in rows
            if row[0] in tasks or (row[0] == "value" and row[1].endswith(".2020"))
            if not _gone(past := self._past(row))
            for name in _names(past) - {"programme", "county", "indicator", "year", "milestone", "number"}
            if name != "provenance" and _passed(made[0], [one for one in past if one.says(name)], name)
        }

    def _past(self, row: tuple[str, str]) -> list[Known]:
        """The changes of a row, the one it was made with first."""
        past = [one for one in self.changes.values() if (one.change.tbl, one.change.row) == row]
        if row not in BORN:
            return past
        born = Change("base", 1, 1, "", 0, "base", *row, "", json.dumps(BORN[row]), "[]", 1, "", b"")
        return [Known(born, frozenset())] + [Known(one.change, one.before | {born.uid}) for one in past]

    def _row(
        self,
        row: tuple[str, str],
        past: list[Known],
        listed: set[table.Listed],
        shown: dict[Cell, set[Any]],
    ) -> None:
        lives = _last([one for one in past if not one.change.col])
        there = not _gone(past)
        cells = {name: _last([one for one in past if one.says(name)]) for name in _names(past)}
        gone = [one for one in lives if one.change.val == "null"]
        for name, heads in cells.items():
            values = {json.dumps(one.value(name)) for one in heads}
            shown[Cell(*row, name)] = {json.loads(one) for one in values} if there else {None}
            if there and len(values) > 1:
                listed.add((*row, name, "value"))
        if there and gone:
            listed.add((*row, "", "retired"))


def _names(past: list[Known]) -> set[str]:
    """The fields that were ever given a value."""
    births = (json.loads(one.change.val) for one in past if one.says("") and not one.change.col)
    return {one.change.col for one in past if one.change.col}.union(*births)


def _passed(approval: Known, cell: list[Known], name: str) -> bool:
    """Whether the cell was written past its approval: a birth writes what it fills."""
    return any(
        (one.change.col or name in json.loads(one.change.val))
        and one.change.site != "base"
        and one.change.uid not in approval.before
        and approval.change.uid not in one.before
        for one in _last(cell)
    )


def _gone(past: list[Known]) -> bool:
    """Whether the row is not there: never born, or retired by those who knew of everything."""
    lives = [one for one in past if not one.change.col]
    standing = _last(lives)
    if not any(one.change.val != "null" for one in lives):
        return True
    if any(one.change.val != "null" for one in standing):
        return False
    names = {one.change.col for one in past}
    heads = [head for name in names for head in _last([one for one in past if one.says(name)])]
    return all(any(head.change.uid in gone.before for gone in standing) for head in heads)


def _last(changes: list[Known]) -> list[Known]:
    """Those that no other was written in knowledge of."""
    return [one for one in changes if not any(one.change.uid in other.before for other in changes)]


def attempt(laptop: Laptop, oracle: Oracle, verb: Any) -> list[Change]:
    """Do something; a refusal is an answer, and must leave everything as it was."""
    before = laptop.state()
    try:
        made = verb()
    except PilotError:
        assert laptop.state() == before
        return []
    changes = [one for one in made if isinstance(one, Change)]
    oracle.wrote(laptop.name, changes)
    return changes
