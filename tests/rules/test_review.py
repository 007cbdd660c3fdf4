from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.rules.expert_totals import expert_total
from pilot_tui.rules.judged import CountyReview, MarkRow
from pilot_tui.rules.ranking import competition_ranks, ranks_within
from pilot_tui.rules.review import can_trim, county_review
from pilot_tui.rules.rounding import shown

from . import demo

COUNTIES = ("YK", "WL", "CX", "SY", "HN")
EXPERTS = {f"E{i}": Decimal(1) for i in range(1, 10)}
SIX_FOUR = {"K1": Decimal("0.6"), "K2": Decimal("0.4")}
points = st.decimals(min_value=0, max_value=100, places=1)


def panel(*given: tuple[object, ...]) -> list[MarkRow]:
    """One tuple an expert, marks in order of the criteria; a word is a state, None a mark not given."""
    return [
        MarkRow("YK", f"E{e}", f"K{k}", None, mark)
        if isinstance(mark, str)
        else MarkRow("YK", f"E{e}", f"K{k}", _(mark))
        for e, marks in enumerate(given, start=1)
        for k, mark in enumerate(marks, start=1)
    ]


def _(mark: object) -> Decimal | None:
    return None if mark is None else Decimal(str(mark))


def review(
    marks: Sequence[MarkRow], criteria: Mapping[str, Decimal] = SIX_FOUR, *, trim: int = 0, quorum: int = 0
) -> CountyReview:
    experts = {mark.expert: Decimal(1) for mark in marks}
    return county_review("YK", marks, criteria, experts, trim=trim, quorum=quorum)


@pytest.mark.parametrize("row", demo.rows("expected_review"), ids=lambda r: r["county_id"])
def test_the_demo_counties_have_their_results(row: dict[str, str]) -> None:
    result = county_review(row["county_id"], demo.marks(), demo.criteria(), EXPERTS)
    assert result.mean is not None
    assert result.trimmed is not None
    assert shown(result.mean, 4) == row["mean_4dp"]
    assert shown(result.mean, 2) == row["mean_2dp"]
    assert shown(result.trimmed, 4) == row["trimmed_4dp"]
    assert shown(result.trimmed, 2) == row["trimmed_2dp"]
    assert result.counted == int(row["experts_counted"])
    totals = [one.total for one in result.totals if one.total is not None]
    assert (shown(max(totals), 3), shown(min(totals), 3)) == (row["highest_total"], row["lowest_total"])


@pytest.mark.parametrize("trim", [0, 1])
def test_the_demo_counties_have_their_ranks(trim: int) -> None:
    means = {c: county_review(c, demo.marks(), demo.criteria(), EXPERTS, trim=trim).mean for c in COUNTIES}
    column = "rank_trimmed" if trim else "rank_mean"
    expected = {row["county_id"]: int(row[column]) for row in demo.rows("expected_review")}
    assert competition_ranks(means, 2, "half_up") == expected


def test_yongkang_is_89_17_exactly() -> None:
    """Seed 000: nine experts, sum of totals 802.53."""
    result = county_review("YK", demo.marks(), demo.criteria(), EXPERTS)
    assert sum(one.total for one in result.totals if one.total is not None) == Fraction("802.53")
    assert result.mean == Fraction("89.17")


@pytest.mark.parametrize("row", demo.rows("review_rule_cases"), ids=lambda r: r["case"])
def test_the_review_rule_cases(row: dict[str, str]) -> None:
    given = row["expert_totals"].split("|")
    result = review(
        panel(*((Decimal(mark) if mark else "recused",) for mark in given)),
        {"K1": Decimal(1)},
        trim=row["rule"] == "trim1",
    )
    assert result.mean is not None
    if row["expected"] == "error":
        # By the design too few to trim means no trim, and a finding where `can_trim` says so.
        assert not can_trim(result.counted, 1)
        assert (result.mean, result.trimmed) == (Fraction(85), None)
    else:
        assert shown(result.mean, 2) == row["expected"]


def test_experts_come_before_criteria() -> None:
    """(90,80) and (70,–), weights .6/.4: 78.0 expert-first, 80.0 criterion-first."""
    assert review(panel((90, 80), (70, "not_applicable"))).mean == 78


def test_marks_without_weight_make_no_total() -> None:
    result = review(panel((90,), (80,)), {"K1": Decimal(0)})
    assert (result.mean, result.counted, result.excluded) == (
        None,
        0,
        (("E1", "unweighted"), ("E2", "unweighted")),
    )


def test_a_missing_mandatory_mark_puts_the_expert_out_by_name() -> None:
    result = review(panel((90, 80), (70, None)))
    assert (result.mean, result.counted, result.excluded) == (Fraction(86), 1, (("E2", "incomplete"),))
    without_the_row = review(panel((90, 80), (70,)))
    assert without_the_row == result


def test_dropping_one_highest_and_one_lowest_of_five() -> None:
    five = panel((95, 70), (90, 92), (88, 90), (85, 95), (60, 93))
    assert review(five).mean == Fraction("85.36")
    assert review(five, trim=1).mean == Fraction("87.60")
    assert review(five).trimmed == Fraction("87.60")
    assert review(five, trim=2).mean == Fraction("88.8")
    assert review(five, trim=3).mean == Fraction("85.36")


@pytest.mark.parametrize(
    ("n", "k", "able"), [(0, 0, False), (1, 0, True), (2, 1, False), (3, 1, True), (5, 3, False)]
)
def test_trimming_leaves_at_least_one(n: int, k: int, able: bool) -> None:
    assert can_trim(n, k) is able


def test_recused_and_abstained_and_nothing_entered_are_told_apart() -> None:
    result = review(
        panel((90, 80), ("recused", 70), (70, "abstained"), (None, None), ("not_applicable",) * 2)
    )
    assert result.mean == 86
    assert [(one.expert, one.total, one.state) for one in result.totals] == [
        ("E1", 86, "counted"),
        ("E2", None, "recused"),
        ("E3", None, "abstained"),
        ("E4", None, "none"),
        ("E5", None, "none"),
    ]
    assert result.excluded == (("E2", "recused"), ("E3", "abstained"), ("E4", "none"), ("E5", "none"))


def test_every_listed_expert_is_named_in_the_listed_order_and_nobody_else() -> None:
    marks = [
        *panel((90, 80), (70, 60)),
        MarkRow("WL", "E3", "K1", Decimal(50)),
        MarkRow("YK", "E9", "K1", Decimal(1)),
    ]
    result = county_review("YK", marks, SIX_FOUR, {"E3": Decimal(1), "E2": Decimal(1), "E1": Decimal(1)})
    assert [(one.expert, one.state) for one in result.totals] == [
        ("E3", "none"),
        ("E2", "counted"),
        ("E1", "counted"),
    ]
    assert result.mean == 76


def test_below_the_quorum_a_result_is_provisional() -> None:
    two = panel((90, 80), (70, 60), ("recused", "recused"))
    assert (review(two, quorum=3).provisional, review(two, quorum=2).provisional) == (True, False)
    assert review(two, quorum=3).mean == 76


def test_nobody_counted_is_no_mean_and_not_zero() -> None:
    result = review(panel(("recused", "recused")), trim=1)
    assert (result.mean, result.trimmed, result.counted) == (None, None, 0)


def test_experts_may_weigh_differently_also_after_trimming() -> None:
    marks = panel((90,), (80,), (70,), (60,))
    weights = {"E1": Decimal(5), "E2": Decimal(3), "E3": Decimal(1), "E4": Decimal(1)}
    criteria = {"K1": Decimal(1)}
    assert county_review("YK", marks, criteria, weights).mean == 82
    assert county_review("YK", marks, criteria, weights, trim=1).mean == Fraction("77.5")


def test_of_tied_extremes_the_lighter_goes_in_whatever_order_they_are_listed() -> None:
    marks = panel((90,), (90,), (80,), (70,))
    weights = {"E1": Decimal(3), "E2": Decimal(1), "E3": Decimal(1), "E4": Decimal(1)}
    orders = [weights, dict(reversed(weights.items()))]
    means = {county_review("YK", marks, {"K1": Decimal(1)}, order, trim=1).mean for order in orders}
    assert means == {Fraction(350, 4)}


def test_an_expert_total_is_over_the_weight_that_was_marked() -> None:
    assert expert_total({"K1": Decimal(90), "K2": Decimal(80)}, SIX_FOUR) == 86
    assert expert_total({"K1": Decimal(70), "K9": Decimal(1)}, SIX_FOUR) == 70
    assert expert_total({}, SIX_FOUR) is None
    assert expert_total({"K1": Decimal(70)}, {"K1": Decimal(0)}) is None


@given(st.lists(points, min_size=3, max_size=9))
def test_a_trimmed_mean_stays_within_what_is_left(marks: list[Decimal]) -> None:
    result = review(panel(*((mark,) for mark in marks)), {"K1": Decimal(1)}, trim=1)
    left = sorted(marks)[1:-1]
    assert result.mean is not None
    assert left[0] <= result.mean <= left[-1]
    assert result.mean == sum(map(Fraction, left)) / len(left) == result.trimmed


@given(
    marks=st.lists(st.tuples(points, points), min_size=1, max_size=6),
    factor=st.decimals(min_value="0.01", max_value=50, places=2),
)
def test_only_the_proportions_of_the_weights_count(
    marks: list[tuple[Decimal, Decimal]], factor: Decimal
) -> None:
    rows = panel(*marks)
    scaled = {code: weight * factor for code, weight in SIX_FOUR.items()}
    assert review(rows, scaled).mean == review(rows).mean
    heavy = {mark.expert: factor for mark in rows}
    assert county_review("YK", rows, SIX_FOUR, heavy).mean == review(rows).mean


FIVE = ((95, 70), (90, 92), (88, 90), (85, 95), (60, 93))
"""Five experts, weights 0.6 and 0.4: rules.md prints all three results."""


@pytest.mark.parametrize(
    ("order", "trim", "said"),
    [("experts", 0, "85.36"), ("criteria", 0, "85.36"), ("experts", 1, "87.60"), ("criteria", 1, "89.27")],
)
def test_trimming_totals_is_not_trimming_each_criterion(order: str, trim: int, said: str) -> None:
    marks = panel(*FIVE)
    experts = dict.fromkeys(EXPERTS, Decimal(1))
    found = county_review("YK", marks, SIX_FOUR, experts, trim=trim, order=order)
    assert found.mean is not None
    assert shown(found.mean, 2) == said


@pytest.mark.parametrize(
    ("order", "incomplete", "said"),
    [
        ("experts", "rescaled", "78.0"),
        ("criteria", "rescaled", "80.0"),
        ("experts", "out", "86.0"),
        ("criteria", "out", "86.0"),
    ],
)
def test_with_a_mark_missing_the_order_matters(order: str, incomplete: str, said: str) -> None:
    marks = panel((90, 80), (70, None))
    experts = {"E1": Decimal(1), "E2": Decimal(1)}
    found = county_review("YK", marks, SIX_FOUR, experts, order=order, incomplete=incomplete)
    assert found.mean is not None
    assert shown(found.mean, 1) == said


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        county_review("YK", [], SIX_FOUR, {}, order="marks")


@given(st.lists(st.tuples(points, points), min_size=3, max_size=7), st.sampled_from(["experts", "criteria"]))
def test_a_trimmed_mean_lies_between_the_extremes(rows: list[tuple[Decimal, Decimal]], order: str) -> None:
    marks = panel(*rows)
    found = county_review("YK", marks, SIX_FOUR, {m.expert: Decimal(1) for m in marks}, trim=1, order=order)
    assert found.mean is not None
    every = [one for row in rows for one in row]
    assert min(every) <= found.mean <= max(every)


def test_a_chain_decides_between_equals() -> None:
    scores = {name: Decimal(one) for name, one in (("A", 90), ("B", 90), ("C", 90), ("D", 91))}
    sums = {"A": Fraction(450), "B": Fraction(451), "C": Fraction(450)}
    last = {"A": Fraction(1), "B": Fraction(0)}
    assert competition_ranks(scores, 2, "half_up") == {"D": 1, "A": 2, "B": 2, "C": 2}
    assert competition_ranks(scores, 2, "half_up", [sums]) == {"D": 1, "B": 2, "A": 3, "C": 3}
    assert competition_ranks(scores, 2, "half_up", [sums, last]) == {"D": 1, "B": 2, "A": 3, "C": 4}


def test_ranks_within_tiers() -> None:
    tiers = {"A": "hill", "B": "plain", "C": "hill", "D": "plain"}
    scores = {"A": Decimal(90), "B": Decimal(80), "C": Decimal(95), "D": None}
    assert ranks_within(tiers, scores, 2, "half_up") == {"C": 1, "A": 2, "B": 1}
