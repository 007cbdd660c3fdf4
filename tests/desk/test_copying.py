"""What is copied and pasted elsewhere gives the same figures, and undone leaves no trace, for any block."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot_tui.errors import Misfit
from pilot_tui.exchange.tsv import from_tsv, to_tsv
from pilot_tui.model import Cell
from pilot_tui.pane.aiming import aim
from pilot_tui.pane.block_text import text_of
from pilot_tui.pane.proposing import propose
from pilot_tui.panes.scorecard import one
from pilot_tui.panes.scorecard.columns import columns
from pilot_tui.store import Store
from pilot_tui.widgets.ranging import Ranging
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import silent


def shown(book: Workbook, view: Ranging, county: str, year: int) -> None:
    """The scorecard of a county, in the grid."""
    card = book.card("P1", county, year)
    view.adopt(one.source(book, card, columns(card.baseline_year, wide=True), wide=True))


def texts(view: Ranging) -> list[list[str]]:
    assert view.block is not None
    return [[text_of(slot) for slot in row] for row in view.block.rows()]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    top=st.integers(0, 17),
    left=st.integers(1, 3),
    height=st.integers(1, 18),
    width=st.integers(1, 3),
    year=st.sampled_from([2018, 2019]),
    blank=st.lists(st.integers(1, 18), max_size=4),
)
def test_copied_and_pasted_elsewhere(
    demo_bytes: bytes, top: int, left: int, height: int, width: int, year: int, blank: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        path.write_bytes(demo_bytes)
        path.chmod(0o600)
        with Store.open(path) as store:
            copied_pasted_undone(Workbook(store, "lin"), top, left, height, width, year, blank)


def copied_pasted_undone(
    book: Workbook, top: int, left: int, height: int, width: int, year: int, blank: list[int]
) -> None:

    book.edit_all([(Cell("value", f"P1.yongkang.I{n:02d}.2020", "actual"), "") for n in blank])
    before = book.content()
    view = Ranging()
    view.resize(140, 60)
    shown(book, view, "yongkang", 2020)
    view.edge(-1)
    for _ in range(top):
        view.step(1)
    view.go(view.row, ["baseline", "target", "actual"][left - 1])
    view.span(min(height, 18 - top), min(width, 4 - left))
    copied = from_tsv(to_tsv(texts(view)))
    assert copied == texts(view)
    view.drop()
    shown(book, view, "wenling", year)
    fit = aim(view, copied)
    proposal = propose(book, fit.aims, silent)
    assert proposal.refused == []
    made = book.edit_all(proposal.pairs)
    shown(book, view, "wenling", year)
    view.span(fit.height, fit.width)
    assert texts(view) == copied
    if made:
        book.undo()
    assert book.content() == before


@pytest.mark.parametrize(("rows", "columns"), [(19, 1), (1, 7), (100_000, 1)])
def test_what_does_not_fit_is_refused(book: Workbook, rows: int, columns: int) -> None:
    view = Ranging("baseline")
    view.resize(140, 60)
    shown(book, view, "yongkang", 2020)
    with pytest.raises(Misfit):
        aim(view, [["1"] * columns] * rows)
