"""What the rules find, on cases from the real documents and by properties."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.model import Reading, Rule, Task
from pilot_tui.rules.findings import KINDS, SEVERITIES, Finding, figures, panels, setup, tasks
from pilot_tui.rules.judged import CountyReview
from pilot_tui.rules.schedule import progress

AT = "value/P1.changxing.I13.2019/actual"
positive = st.decimals(min_value="0.01", max_value=10_000, places=2)


def reading(target: object = None, actual: object = None, **more: object) -> Reading:
    figures = {
        name: None if one is None else Decimal(str(one))
        for name, one in (("target", target), ("actual", actual))
    }
    return Reading("I13", "D3", Decimal(5), **figures, **more)  # type: ignore[arg-type]  # fields of Reading by name


def kinds(found: Iterable[Finding]) -> list[str]:
    return [one.kind for one in found]


def test_every_kind_has_a_severity() -> None:
    assert set(KINDS.values()) == set(SEVERITIES)
    assert Finding("gap", AT).severity == "serious"


@pytest.mark.parametrize(
    ("given", "due", "found"),
    [
        (reading(5.6), "2019-12-31", ["gap"]),
        (reading(5.6), "2020-03-01", []),  # it is due that very day
        (reading(5.6), "", []),
        (reading(5.6, 5.1), "2019-12-31", []),
        (reading(), "2019-12-31", []),
        (reading(5.6, state="not_yet_due"), "2019-12-31", []),
        (reading(5.6, state="not_applicable"), "2019-12-31", []),
        (reading(5.6, state="not_reported"), "2019-12-31", ["gap"]),
    ],
)
def test_a_target_without_an_actual_is_a_gap_once_it_was_due(
    given: Reading, due: str, found: list[str]
) -> None:
    assert kinds(figures.gap(AT, given, due, "2020-03-01")) == found


@pytest.mark.parametrize(
    ("now", "before", "factor"),
    [
        ("3600", "36", 100),
        ("0.36", "36", 100),
        ("41", "4.0", 10),
        ("1.2", "12500", 10_000),
        ("-40", "-4", 10),
    ],
)
def test_a_figure_of_another_magnitude_is_a_slip_of_units(now: str, before: str, factor: int) -> None:
    (found,) = figures.unit_slip(AT, Decimal(now), Decimal(before))
    assert (found.kind, found.facts["factor"]) == ("unit", factor)


@pytest.mark.parametrize(
    ("now", "before"), [("72", "36"), ("5", "1"), ("0", "36"), ("36", "0"), ("-40", "4")]
)
def test_growth_is_no_slip(now: str, before: str) -> None:
    assert kinds(figures.unit_slip(AT, Decimal(now), Decimal(before))) == []


@given(positive, positive)
def test_a_slip_shows_from_both_sides(now: Decimal, before: Decimal) -> None:
    there, back = figures.unit_slip(AT, now, before), figures.unit_slip(AT, before, now)
    assert {one.facts["factor"] for one in there} == {one.facts["factor"] for one in back}


def test_what_is_outside_the_declared_range_is_named() -> None:
    assert kinds(figures.beyond(AT, Decimal(101), Decimal(0), Decimal(100))) == ["range"]
    assert kinds(figures.beyond(AT, Decimal(100), Decimal(0), Decimal(100))) == []
    assert kinds(figures.beyond(AT, Decimal(-5), None, Decimal(100))) == []
    assert kinds(figures.beyond(AT, None, Decimal(0), Decimal(100))) == []


def test_a_cumulative_figure_that_falls_is_named_with_the_one_before() -> None:
    series = [Decimal(1200), None, Decimal(1100)]
    (found,) = figures.falling(["a", "b", "c"], series)
    assert (found.address, found.facts["before"]) == ("c", Decimal(1200))


def test_a_target_below_last_years_actual_is_worth_knowing() -> None:
    # The 2019 targets of the industry congress: certificates 20 after 39, joint-stock firms 34 after 37.
    assert kinds(figures.below_last(AT, reading(20), Decimal(39))) == ["below_last"]
    assert kinds(figures.below_last(AT, reading(34), Decimal(37))) == ["below_last"]
    assert kinds(figures.below_last(AT, reading(40), Decimal(39))) == []
    # Where less is better it is a target above it.
    assert kinds(figures.below_last(AT, reading("0.5", operator="at_most"), Decimal("0.4"))) == ["below_last"]
    assert kinds(figures.below_last(AT, reading("0.3", operator="at_most"), Decimal("0.4"))) == []


def test_a_printed_completion_must_be_possible() -> None:
    assert kinds(figures.reported(AT, reading(1800, 845), Decimal(47))) == []
    assert kinds(figures.reported(AT, reading(1850, 845), Decimal(47))) == ["reported"]
    # 25 of 58 signed projects: printed 43.1 %.
    assert kinds(figures.reported(AT, reading(58, 25), Decimal("43.1"))) == []
    assert kinds(figures.reported(AT, reading(58, 25), Decimal("44.1"))) == ["reported"]
    # 2,569 at 64.3 %: a round 4,000 would be printed 64.2.
    assert kinds(figures.reported(AT, reading(4000, 2569), Decimal("64.3"))) == ["reported"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([20, 30, 50], []),
        ([20, 30, 49], ["weights"]),
        ([20, None, 80], []),
        ([0, 0], ["no_weight"]),
        ([None], ["no_weight"]),
        ([], []),
    ],
)
def test_weights_sum_to_a_hundred(given: list[int | None], found: list[str]) -> None:
    weights = [None if one is None else Decimal(one) for one in given]
    assert kinds(setup.weights("rule/P1/cap", weights)) == found


def band(name: str, low: int | None, high: int | None) -> tuple[str, Decimal | None, Decimal | None]:
    return name, None if low is None else Decimal(low), None if high is None else Decimal(high)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([band("D", 95, 100), band("A", 0, 20), band("B", 20, 80), band("C", 80, 95)], []),
        ([band("A", 0, 20), band("B", 25, 100)], ["A"]),
        ([band("A", 0, 30), band("B", 25, 100)], ["A"]),
        ([band("A", 60, 80), band("B", 80, 100)], ["A"]),
        ([band("A", 0, 80), band("B", 80, 90)], ["B"]),
        ([band("A", 20, 20)], ["A"]),
        ([band("A", None, 20)], ["A"]),
    ],
)
def test_bands_leave_no_gap_and_do_not_overlap(
    given: list[tuple[str, Decimal | None, Decimal | None]], found: list[str]
) -> None:
    assert [one.address for one in setup.bands(given)] == found


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ({"I01": "I02"}, []),
        ({"I01": "I01"}, [["I01"]]),
        ({"I03": "I01", "I01": "I02", "I02": "I03"}, [["I01", "I02", "I03"]]),
        ({"I00": "I01", "I01": "I02", "I02": "I01"}, [["I01", "I02"]]),
        ({"I01": "I02", "I02": "I01", "I08": "I09", "I09": "I08"}, [["I01", "I02"], ["I08", "I09"]]),
    ],
)
def test_links_that_lead_back_are_found_once(links: dict[str, str], found: list[list[str]]) -> None:
    assert setup.cycles(links) == found


codes = st.sampled_from([f"I{at:02d}" for at in range(8)])


@given(st.dictionaries(codes, codes))
def test_without_one_link_of_each_ring_none_is_left(links: dict[str, str]) -> None:
    for ring in setup.cycles(links):
        assert all(links[one] in ring for one in ring)
        del links[ring[0]]
    assert setup.cycles(links) == []


def test_the_same_name_twice_is_a_duplicate() -> None:
    named = [
        ("a", "中国制造2025浙江行动"),
        ("b", "中国制造 ２０２５ 浙江行动"),
        ("c", "R&D"),
        ("d", "r&d "),
        ("e", ""),
    ]
    assert [(one.address, one.facts["other"]) for one in setup.duplicates(named)] == [("b", "a"), ("d", "c")]


def test_a_definition_that_changed_is_named() -> None:
    assert kinds(setup.redefined(AT, "led", "led or joined")) == ["definition"]
    assert kinds(setup.redefined(AT, "led", "")) == []
    assert kinds(setup.redefined(AT, "led", "led")) == []


def review(counted: int, *excluded: tuple[str, str]) -> CountyReview:
    return CountyReview("yongkang", (), None, None, counted, False, excluded)


def test_a_panel_says_who_is_missing() -> None:
    done = review(5, ("E3", "incomplete"), ("E7", "recused"))
    assert [one.facts for one in panels.panel(AT, done, trim=1, quorum=5)] == [{"expert": "E3"}]
    assert kinds(panels.panel(AT, review(4), trim=1, quorum=5)) == ["quorum"]


@pytest.mark.parametrize(("counted", "found"), [(1, ["trim"]), (2, ["trim"]), (3, []), (0, [])])
def test_a_panel_of_one_or_two_cannot_be_trimmed(counted: int, found: list[str]) -> None:
    assert kinds(panels.panel(AT, review(counted), trim=1, quorum=0)) == found


def test_an_expert_who_stands_apart_is_named_with_the_score() -> None:
    totals = {f"E{at}": Fraction(one) for at, one in enumerate((88, 89, 90, 91, 40))}
    addresses = {expert: f"mark/{expert}/mark" for expert in totals}
    (found,) = panels.apart(addresses, totals)
    assert (found.address, found.facts["expert"]) == ("mark/E4/mark", "E4")


def dated(target: str, actual: str, as_of: str) -> Task:
    return Task(
        "dated", target_day=target, actual_day=actual, starts="2022-01-01", ends="2022-12-31", as_of=as_of
    )


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (dated("2022-07-31", "2022-08-20", "2022-08-31"), [("late", 20)]),
        (dated("2022-07-31", "", "2022-08-20"), [("overdue", None)]),
        (dated("2022-07-31", "", "2022-07-01"), [("overdue", None)]),
        (dated("2022-12-31", "", "2022-07-01"), []),
        (dated("2022-07-31", "2022-07-31", "2022-08-31"), []),
    ],
)
def test_deadlines(given: Task, found: list[tuple[str, int]]) -> None:
    done = progress(given, Rule())
    assert [(one.kind, one.facts.get("days")) for one in tasks.task(AT, given, done, "2022-12-01")] == found


def test_a_task_that_ended_without_a_figure_is_a_gap() -> None:
    given = Task(target=Decimal(900), starts="2022-01-01", ends="2022-06-30", as_of="2022-06-30")
    done = progress(given, Rule())
    assert kinds(tasks.task(AT, given, done, "2022-07-01")) == ["gap"]
    assert kinds(tasks.task(AT, given, done, "2022-06-30")) == []


def test_ten_stated_and_nine_listed() -> None:
    (found,) = tasks.count("fact/F1/value", Decimal(10), 9)
    assert found.facts == {"stated": Decimal(10), "listed": 9}
    assert kinds(tasks.count("fact/F1/value", Decimal(9), 9)) == []
    assert kinds(tasks.count("fact/F1/value", None, 9)) == []
