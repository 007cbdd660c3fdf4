"""Who owes marks, who is kept out, and what decides between equals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.rules.judged import CountyReview, MarkRow
from pilot_tui.rules.ranking import Tie, chained_ranks, tie, tied
from pilot_tui.rules.review import county_review
from pilot_tui.rules.tie_break import links_of, unknown_links

CRITERIA = {"K1": Decimal("0.6"), "K2": Decimal("0.4")}
EXPERTS = {name: Decimal(1) for name in ("E1", "E2", "E3")}
MARKS = [
    MarkRow("YK", expert, criterion, Decimal(mark))
    for expert, marks in (("E1", (90, 80)), ("E2", (70, 60)))
    for criterion, mark in zip(CRITERIA, marks, strict=True)
]


def review(assignments: dict[str, str], *, by_matrix: bool, tie_break: tuple[str, ...] = ()) -> CountyReview:
    return county_review(
        "YK",
        MARKS,
        CRITERIA,
        EXPERTS,
        assignments=assignments,
        by_matrix=by_matrix,
        tie_break=tie_break,
    )


@pytest.mark.parametrize("state", ["recused", "conflict"])
def test_whoever_is_kept_out_does_not_count_whatever_they_marked(state: str) -> None:
    found = review({"E2": state}, by_matrix=False)
    assert (found.mean, found.counted) == (Fraction(86), 1)
    assert found.excluded == (("E2", state), ("E3", "none"))


def test_an_assigned_expert_without_marks_is_missing_and_another_is_not() -> None:
    assigned = dict.fromkeys(EXPERTS, "assigned")
    assert review(assigned, by_matrix=True).excluded == (("E3", "none"),)
    del assigned["E3"]
    found = review(assigned, by_matrix=True)
    assert (found.excluded, found.totals[2].state) == ((), "unassigned")
    assert found.mean == 76


def test_a_mark_that_nobody_asked_for_counts_all_the_same() -> None:
    assert review({"E1": "assigned"}, by_matrix=True).mean == 76


def test_the_links_of_a_chain() -> None:
    # All totals: 86 and 66; trimming one at each end leaves none of two; K2: 80 and 60.
    found = review({}, by_matrix=False, tie_break=("all", "trimmed", "K2", "K9"))
    assert found.chain == (Fraction(76), None, Fraction(70), None)


@pytest.mark.parametrize("said", ["all, K1,K2", "all，K1；K2", "all > K1 > K2 > K1", " all K1 K2 "])
def test_a_chain_is_written_with_commas_or_blanks(said: str) -> None:
    assert links_of(said) == ("all", "K1", "K2")
    assert unknown_links(said, ["K1"]) == ["K2"]


UNITS = {"A": 8820, "B": 8820, "C": 8820, "D": 9000}
LINKS = {"A": (Fraction(88), Fraction(5)), "B": (Fraction(89), Fraction(7)), "C": (Fraction(88), Fraction(4))}


def test_a_tie_says_what_decided_it() -> None:
    assert chained_ranks(UNITS, LINKS) == {"D": 1, "B": 2, "A": 3, "C": 4}
    assert tied(UNITS) == ["A", "B", "C"]
    assert tie(UNITS, LINKS, "B") == Tie(("A", "C"), 0, ())
    assert tie(UNITS, LINKS, "A") == Tie(("B", "C"), 1, ())
    assert tie(UNITS, LINKS, "D") is None


def test_who_is_equal_to_the_end_of_the_chain_is_tied() -> None:
    short = {name: links[:1] for name, links in LINKS.items()}
    assert chained_ranks(UNITS, short) == {"D": 1, "B": 2, "A": 3, "C": 3}
    assert tie(UNITS, short, "A") == Tie(("B", "C"), None, ("C",))
    assert tie(UNITS, {}, "A") == Tie(("B", "C"), None, ("B", "C"))


def test_who_lacks_a_link_comes_after_who_has_it() -> None:
    links: dict[str, tuple[Fraction | None, ...]] = {"A": (None,), "B": (Fraction(-1),)}
    assert chained_ranks({"A": 1, "B": 1}, links) == {"B": 1, "A": 2}


@given(
    st.dictionaries(
        st.sampled_from("ABCDEFG"), st.tuples(st.integers(0, 3), st.fractions(0, 1, max_denominator=2))
    ),
    st.randoms(),
)
def test_ranks_do_not_hang_on_the_order_of_listing(
    given: dict[str, tuple[int, Fraction]], random: Random
) -> None:
    names = list(given)
    random.shuffle(names)
    units, links = {n: given[n][0] for n in given}, {n: given[n][1:] for n in given}
    shuffled = chained_ranks({n: units[n] for n in names}, {n: links[n] for n in names})
    assert shuffled == chained_ranks(units, links)
    for name, rank in shuffled.items():
        assert rank == 1 + sum(given[other] > given[name] for other in given)
