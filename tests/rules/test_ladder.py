"""A ranking that is changed name by name says what one that is made anew says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.rules.ladder import Ladder
from pilot_tui.rules.ranking import ranks_of

GIVEN = [*"hgfedcba"]
UNITS = st.none() | st.integers(-2, 2)
MOVES = st.lists(st.dictionaries(st.sampled_from(GIVEN), UNITS, max_size=3), max_size=6)


def in_order(units: dict[str, int | None]) -> dict[str, int]:
    """Who is ranked, in the order given."""
    return {name: unit for name in GIVEN if (unit := units.get(name)) is not None}


@given(first=st.dictionaries(st.sampled_from(GIVEN), UNITS), moves=MOVES)
def test_any_moves_end_where_a_new_ranking_begins(
    first: dict[str, int | None], moves: list[dict[str, int | None]]
) -> None:
    ladder, now = Ladder(in_order(first), GIVEN), dict(first)
    for some in moves:
        before, old = dict(ladder), ladder
        ladder = ladder.moved(some)
        now |= some
        assert dict(old) == before
        expected = ranks_of(in_order(now))
        assert list(ladder.items()) == list(expected.items())  # the same ranks, in the same order
        assert [ladder.place(name) for name in ladder.names] == [*range(len(expected))]
        assert all(
            ladder.place(name) is None and name not in ladder for name in GIVEN if name not in expected
        )


def test_equals_share_a_rank_and_stand_in_the_order_given() -> None:
    ladder = Ladder({"c": 85, "b": 85, "a": 90}, ["c", "b", "a", "d"])
    assert dict(ladder) == {"a": 1, "c": 2, "b": 2}
    assert ladder.names == ["a", "c", "b"]
    ladder = ladder.moved({"d": 85, "a": 85})
    assert ladder.names == ["c", "b", "a", "d"]
    assert set(ladder.values()) == {1}


def test_who_was_not_given_has_no_place() -> None:
    assert dict(Ladder({"a": 1}, ["a"]).moved({"z": 9, "y": None})) == {"a": 1}
