"""The assignment matrix and the tie-break, from what is typed to what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pilot_tui.errors import InvalidValue
from pilot_tui.model import Birth, Cell
from pilot_tui.store import Store, building
from pilot_tui.workbook import Workbook

TIED = {"a": ("90", "80"), "b": ("80", "90"), "c": ("85", "85")}
"""County → marks on K1 and K2 of the one expert there is: all come to 85."""
Opened = Callable[..., Workbook]


def _rows(round: dict[str, object]) -> list[Birth]:
    rows = [
        Birth("programme", "P", {"name_zh": "方案"}),
        Birth("round", "R", {"programme": "P", "held": "2020-05", **round}),
        *(Birth("criterion", f"R.{k}", {"round": "R", "code": k, "weight": "0.5"}) for k in ("K1", "K2")),
        *(Birth("expert", f"R.{e}", {"round": "R", "code": e, "name_zh": e}) for e in ("E1", "E2")),
    ]
    for county, marks in TIED.items():
        rows.append(Birth("county", county, {"name_zh": f"{county}县"}))
        rows.append(Birth("pilot", f"P.{county}", {"programme": "P", "county": county}))
        for criterion, mark in zip(("K1", "K2"), marks, strict=True):
            whole: dict[str, object] = {
                "round": "R",
                "county": county,
                "expert": "E1",
                "criterion": criterion,
                "mark": mark,
            }
            rows.append(Birth("mark", f"R.{county}.E1.{criterion}", whole))
    return rows


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    stores: list[Store] = []

    def made(**round: object) -> Workbook:
        path = tmp_path / f"{len(stores)}.db"
        building.build(path, _rows(round))
        stores.append(Store.open(path))
        return Workbook(stores[-1], "me", lambda: 1_600_000_000.0)

    yield made
    for store in stores:
        store.close()


def kinds(book: Workbook, county: str) -> dict[str, str]:
    return {one.finding.address: one.finding.kind for one in book.findings_of("P", county)}


@pytest.mark.parametrize(
    ("chain", "ranks"),
    [
        ("", {"a": 1, "b": 1, "c": 1}),
        ("all", {"a": 1, "b": 1, "c": 1}),
        ("K1", {"a": 1, "c": 2, "b": 3}),
        ("all, K2", {"b": 1, "c": 2, "a": 3}),
    ],
)
def test_the_chain_of_a_round_decides(opened: Opened, chain: str, ranks: dict[str, int]) -> None:
    round = opened(tie_break=chain).round("P")
    assert round is not None
    assert dict(round.ranks) == ranks


def test_a_chain_may_be_typed_and_counts_at_once(opened: Opened) -> None:
    book = opened()
    book.edit(Cell("round", "R", "tie_break"), "K2")
    round = book.round("P")
    assert round is not None
    assert dict(round.ranks) == {"b": 1, "c": 2, "a": 3}
    with pytest.raises(InvalidValue, match="K9"):
        book.edit(Cell("round", "R", "tie_break"), "K1, K9")


def test_a_criterion_that_went_is_found_in_the_chain(opened: Opened) -> None:
    book = opened(tie_break="K1, K7")
    assert [one.finding.kind for one in book.findings_of("P")] == ["tie_break"]


@pytest.mark.parametrize("state", ["recused", "conflict"])
def test_a_mark_of_someone_kept_out_is_refused_with_the_reason(opened: Opened, state: str) -> None:
    book = opened()
    book.edit(Cell("assignment", "R.a.E2", "state"), state)
    with pytest.raises(InvalidValue) as refused:
        book.edit(Cell("mark", "R.a.E2.K1", "mark"), "80")
    assert refused.value.facts["reason"] == f"kept_out_{state}"
    with pytest.raises(InvalidValue):
        book.add("mark", {"round": "R", "county": "a", "expert": "E2", "criterion": "K1", "mark": "80"})
    book.edit(Cell("mark", "R.b.E2.K1", "mark"), "80")  # another county is another matter


def test_a_mark_given_before_a_recusal_stays_and_does_not_count(opened: Opened) -> None:
    book = opened()
    book.edit(Cell("assignment", "R.a.E1", "state"), "recused")
    round = book.round("P")
    assert round is not None
    assert (round.counties["a"].mean, "a" in round.ranks) == (None, False)
    assert round.marks["a", "E1", "K1"]["mark"] == "90"
    book.edit(Cell("mark", "R.a.E1.K1", "mark"), "")  # it may be taken out
    book.undo()
    book.undo()
    again = book.round("P")
    assert again is not None
    assert again.counties["a"].mean == 85


def test_assigned_but_missing_is_a_gap_and_not_assigned_is_none(opened: Opened) -> None:
    book = opened()
    gap = "mark/R.a.E2.K1/mark"
    assert gap not in kinds(book, "a")
    book.edit(Cell("assignment", "R.a.E2", "state"), "assigned")
    assert kinds(book, "a")[gap] == "unmarked"
    assert "mark/R.b.E2.K1/mark" not in kinds(book, "b")
    round = book.round("P")
    assert round is not None
    assert round.counties["a"].excluded == (("E2", "none"),)
    assert round.counties["b"].excluded == ()
    book.edit(Cell("mark", "R.a.E2.K1", "mark"), "70")
    assert kinds(book, "a")["mark/R.a.E2.K2/mark"] == "incomplete"


def test_marks_are_not_late_while_the_round_is_held(opened: Opened) -> None:
    book = opened(held="2020-05/2020-09")  # the clock says September 2020
    book.edit(Cell("assignment", "R.a.E2", "state"), "assigned")
    assert "unmarked" not in kinds(book, "a").values()
