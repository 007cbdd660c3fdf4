"""Lines of a scorecard outlast what does not touch them, and only that."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pilot_tui.errors import PilotError
from pilot_tui.model import Cell
from pilot_tui.pane.lasting import Lasting
from pilot_tui.panes.scorecard import one
from pilot_tui.panes.scorecard.columns import columns
from pilot_tui.store import Store
from pilot_tui.widgets.sheet import Listed
from pilot_tui.words import speak, spoken
from pilot_tui.workbook import Workbook

COUNTIES = ["yongkang", "haining"]
FIELDS = ["actual", "target", "baseline", "operator", "remark", "provenance"]
CELLS = st.builds(
    lambda county, code, field: Cell("value", f"P1.{county}.{code}.2020", field),
    st.sampled_from(COUNTIES),
    st.sampled_from(["I01", "I02", "I18"]),
    st.sampled_from(FIELDS),
)
SHARED = st.sampled_from(
    [
        (Cell("indicator", "P1.I01", "weight"), "4"),
        (Cell("indicator", "P1.I02", "name_en"), "A longer name"),
        (Cell("rule", "P1", "places"), "3"),
    ]
)
STEPS = st.one_of(
    st.tuples(st.just("edit"), st.tuples(CELLS, st.sampled_from(["", "5", "7.25", "≥", "illustrative"]))),
    st.tuples(st.just("edit"), SHARED),
    st.tuples(st.sampled_from(["note", "dispute"]), CELLS),
    st.tuples(st.sampled_from(["undo", "seek", "speak", "widen", "bring", "move"]), st.none()),
)


class Table:
    """A scorecard that is drawn again and again."""

    def __init__(self, book: Workbook) -> None:
        self.book, self.lasting = book, Lasting()
        self.county, self.wide, self.added = COUNTIES[0], False, frozenset[str]()

    def drawn(self, lasting: Lasting) -> Listed:
        card = self.book.card("P1", self.county, 2020)
        given = columns(card.baseline_year, self.wide)
        return one.source(self.book, card, given, self.wide, self.added, lasting)

    def step(self, what: str, of: object) -> None:
        """Whatever may change what a line says."""
        match what, of:
            case "edit", (Cell() as cell, str(text)):
                self.book.edit(cell, text, "counted anew")
            case "note", Cell() as cell:
                self.book.note(cell, "asked for")
            case "dispute", Cell() as cell:
                self.book.store.conn.execute("INSERT OR IGNORE INTO conflict VALUES (?, ?, ?, 'value')", cell)
                self.book.note(cell, "met")
            case "undo", _:
                self.book.undo()
            case "seek", _:
                self.book.findings_of("P1", self.county)
            case "speak", _:
                speak("zh" if spoken() == "en" else "en")
            case "widen", _:
                self.wide = not self.wide
            case "bring", _:
                self.added ^= {"remark", "provenance"}
            case _:
                self.county = COUNTIES[self.county == COUNTIES[0]]


@contextmanager
def table(demo: bytes) -> Iterator[Table]:
    language = spoken()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        path.write_bytes(demo)
        path.chmod(0o600)
        with Store.open(path) as store:
            yield Table(Workbook(store, "lin"))
    speak(language)


@settings(max_examples=30, deadline=None)
@given(steps=st.lists(STEPS, min_size=1, max_size=6))
def test_whatever_is_done_a_table_says_what_one_drawn_anew_says(
    demo_bytes: bytes, steps: list[tuple[str, object]]
) -> None:
    with table(demo_bytes) as shown:
        shown.drawn(shown.lasting)
        for step in steps:
            try:
                shown.step(*step)
            except PilotError:  # refused: a text that is no figure, nothing to undo
                continue
            assert shown.drawn(shown.lasting).lines == shown.drawn(Lasting()).lines


def test_of_an_edit_only_its_own_line_is_made_again(demo_bytes: bytes) -> None:
    with table(demo_bytes) as shown:
        before = shown.drawn(shown.lasting).lines
        shown.book.edit(Cell("value", "P1.yongkang.I02.2020", "actual"), "3", "counted anew")
        after = shown.drawn(shown.lasting).lines
        made = {new.key for old, new in zip(before, after, strict=True) if new is not old and new.stands}
        assert made == {"yongkang.I02"}
