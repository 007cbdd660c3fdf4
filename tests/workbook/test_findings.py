"""What is found in the demo set, and in a file made wrong one cell at a time; explaining it; keeping it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot_tui.errors import InvalidValue, NoFinding
from pilot_tui.model import Cell
from pilot_tui.report.findings import kind_of, sentence, where
from pilot_tui.rules.findings import KINDS
from pilot_tui.store import Connection, Store
from pilot_tui.words import LANGUAGES, speak
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.findings import Found, ledger, looking, tasks
from pilot_tui.workbook.findings.base import Base

GAP = "value/P1.changxing.I15.2019/actual"
DAY = 86_400


def about(book: Workbook, programme: str = "P1", county: str = "") -> set[tuple[str, str]]:
    return {(one.finding.kind, one.finding.address) for one in book.findings(programme, county)}


def put(book: Workbook, address: str, typed: str) -> None:
    book.edit(Cell.parse(address), typed)


def test_milestones_that_are_not_worked_out_have_nothing_wrong(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for programme, milestone in (("P1", "M052"), ("P2", "")):
        for day in ("2020-03-01", "2020-06-09", "2020-12-31") if milestone else ("",):
            if day:
                put(book, f"milestone/{milestone}/as_of", day)
            found = about(book, programme)
            with monkeypatch.context() as patch:
                patch.setattr(tasks, "_worth_computing", lambda row, base: True)
                with Store.open(book.store.path) as store:
                    assert about(Workbook(store, clock=book.clock), programme) == found


def test_the_demo_set_has_what_its_figures_say(book: Workbook) -> None:
    found = about(book)
    gaps = {address for kind, address in found if kind == "gap"}
    assert gaps == {
        "value/P1.wenling.I04.2020/actual",
        GAP,
        "value/P1.shangyu.I06.2018/actual",
        "value/P1.haining.I18.2020/actual",
    }
    assert {one for one in found if one[0] in ("overdue", "late")} == {
        ("overdue", "milestone/M103/actual"),
        ("late", "milestone/M101/actual"),
    }
    assert Counter(one.finding.severity for one in book.findings("P1"))["serious"] == 5


def test_ten_industries_were_stated_and_nine_are_listed(book: Workbook) -> None:
    (found,) = book.findings("P6")
    assert (found.finding.kind, found.finding.facts["listed"]) == ("count", 9)
    typed = {"programme": "P6", "county": "jiashan", "code": "lighting", "name_zh": "照明"}
    book.add("industry", typed)
    assert book.findings("P6") == []


CASES = {
    "unit": (["value/P1.yongkang.I07.2020/actual=24100"], "value/P1.yongkang.I07.2020/actual"),
    "range": (["indicator/P1.I18/plausible_high=100", "value/P1.yongkang.I18.2020/actual=101"], None),
    "falling": (["indicator/P1.I06/period_kind=cumulative", "value/P1.yongkang.I06.2020/actual=3"], None),
    "partial": (
        ["indicator/P1.I06/period_kind=cumulative", "value/P1.yongkang.I06.2020/as_of=2020-06-30"],
        None,
    ),
    "reported": (["value/P1.yongkang.I07.2020/reported_completion=47"], "value/P1.yongkang.I07.2020/actual"),
    "below_last": (["value/P1.yongkang.I07.2020/target=100"], "value/P1.yongkang.I07.2020/target"),
    "weights": (["dimension/P1.D1/weight=25"], "dimension/P1.D1/weight"),
    "contradiction": (["indicator/P1.I07/method=goalpost"], "indicator/P1.I07/high"),
    "definition": (["indicator/P1.I07/definition_zh=另一种口径"], "indicator/P1.I07/definition_zh"),
    "duplicate": (["indicator/P1.I02/name_zh=关键工序数控化率"], None),
    "incomplete": (["mark/P1-2017.yongkang.E3.K2/mark="], "mark/P1-2017.yongkang.E3.K2/mark"),
    "quorum": (["round/P1-2017/quorum=20"], "review/P1-2017.yongkang/mean"),
    "trim": (
        ["round/P1-2017/trim=4", "mark/P1-2017.yongkang.E3.K2/mark="],
        "review/P1-2017.yongkang/mean",
    ),
    "gap": (["value/P1.yongkang.I07.2020/actual="], "value/P1.yongkang.I07.2020/actual"),
}


@pytest.mark.parametrize("kind", CASES)
def test_a_wrong_figure_is_found_and_undo_takes_the_finding_back(book: Workbook, kind: str) -> None:
    edits, address = CASES[kind]
    before = about(book)
    for edit in edits:
        cell, _, typed = edit.partition("=")
        put(book, cell, typed)
    fresh = about(book) - before
    assert kind in {one for one, _ in fresh}
    if address:
        assert (kind, address) in fresh
    for _ in edits:
        book.undo()
    assert about(book) == before


def test_weights_of_nothing_and_a_band_with_a_gap(book: Workbook) -> None:
    for row in book.rows_where("indicator", programme="P1"):
        put(book, f"indicator/{row['id']}/weight", "0")
    assert "no_weight" in {kind for kind, _ in about(book)}
    put(book, "band/P5.B/low", "25")
    assert ("bands", "band/P5.A/low") in about(book, "P5")


def test_a_rectification_that_is_late(book: Workbook) -> None:
    put(book, "rectification/R001/due", "2019-12-31")
    assert about(book, "P8") == {("overdue", "rectification/R001/rectified")}
    put(book, "rectification/R001/rectified", "2020-01-15")
    assert about(book, "P8") == {("late", "rectification/R001/rectified")}
    put(book, "rectification/R001/due", "2020-01-15")
    assert about(book, "P8") == set()


def test_what_is_due_depends_on_the_day(demo: Path) -> None:
    def at(day: float) -> set[tuple[str, str]]:
        with Store.open(demo) as store:
            return about(Workbook(store, "lin", clock=lambda: day))

    morning = 1_577_836_800.0 - 8 * 3600  # 2019-12-31 in the middle of the day, or earlier, wherever one is
    assert ("gap", GAP) not in at(morning - DAY / 2)
    assert ("gap", GAP) in at(morning + 3 * DAY)


def test_a_day_passing_while_the_file_is_open_is_seen(demo: Path) -> None:
    now = [1_577_836_800.0 - 2 * DAY]
    with Store.open(demo) as store:
        book = Workbook(store, "lin", clock=lambda: now[0])
        assert ("gap", GAP) not in about(book)
        now[0] += 4 * DAY
        assert ("gap", GAP) in about(book)


# Explaining


def test_an_explained_finding_is_set_aside_until_its_facts_change(book: Workbook) -> None:
    id = book.accept(GAP, "gap", "统计局次年公布")
    (found,) = [one for one in book.findings("P1", "changxing") if one.finding.address == GAP]
    assert (found.acceptance, found.reason, found.serious) == (id, "统计局次年公布", False)
    assert book.questions(GAP) == []
    put(book, "value/P1.changxing.I15.2019/target", "5.8")
    (found,) = [one for one in book.findings("P1", "changxing") if one.finding.address == GAP]
    assert found.open
    assert book.questions(GAP) == [found]
    book.undo()
    assert not book.finding(GAP, "gap").open
    book.undo()
    assert book.finding(GAP, "gap").open


def test_the_same_figure_written_otherwise_is_the_same_fact(book: Workbook) -> None:
    book.accept(GAP, "gap", "known")
    put(book, "value/P1.changxing.I15.2019/target", "5.60")
    assert not book.finding(GAP, "gap").open


def test_an_explanation_is_in_the_log_and_can_be_retired(book: Workbook) -> None:
    id = book.accept(GAP, "gap", "known")
    change = book.changes_of(Cell("acceptance", id, "reason"))[-1]
    assert change.actor == "lin"
    book.retire("acceptance", id)
    assert book.finding(GAP, "gap").open


def test_nothing_is_explained_that_was_not_found(book: Workbook) -> None:
    with pytest.raises(NoFinding):
        book.accept(GAP, "unit", "because")
    with pytest.raises(InvalidValue):
        book.accept(GAP, "gap", "  ")
    with pytest.raises(NoFinding):
        book.accept("value/P1.nowhere.I99.2019/actual", "gap", "because")
    assert book.rows_where("acceptance") == []


# Keeping


def fresh(demo: Path, clock: Callable[[], float]) -> list[Found]:
    with Store.open(demo) as store:
        return Workbook(store, clock=clock).findings("P1")


cells = st.sampled_from(
    [
        "value/P1.yongkang.I07.2020/actual",
        "value/P1.yongkang.I07.2019/actual",
        "value/P1.wenling.I04.2020/target",
        "value/P1.haining.I06.2018/actual",
        "milestone/M103/target",
        "milestone/M053/county",
        "mark/P1-2017.shangyu.E2.K1/mark",
        "indicator/P1.I07/weight",
        "indicator/P1.I07/period_kind",
        "round/P1-2017/quorum",
    ]
)
TYPED = {"target": "2019-05-31", "county": "haining", "period_kind": "cumulative"}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(cells, st.sampled_from(["", "3", "88", "24100"])), min_size=1, max_size=5))
def test_what_is_kept_is_what_a_fresh_look_finds(demo: Path, edits: list[tuple[str, str]]) -> None:
    with Store.open(demo) as store:
        book = Workbook(store, "lin", clock=lambda: 1_800_000_000.0)
        assert book.ledger("P1") is not None
        for address, typed in edits:
            field = address.rpartition("/")[2]
            text = TYPED[field] if "milestone" in address or field == "period_kind" else typed
            with suppress(InvalidValue):  # a mark off the scale
                book.edit(Cell.parse(address), text)
            kept = book.ledger("P1")
            assert kept is not None
            expected = fresh(demo, book.clock)
            assert [one.key for one in book.findings("P1")] == [one.key for one in expected]
            assert sorted(one.key for one in kept.found()) == sorted(one.key for one in expected)
            assert kept.total == len(expected)


def test_a_ledger_of_many_keeps_a_window_and_counts_the_rest(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = book.look_through("P1")
    monkeypatch.setattr(ledger, "WINDOW", 5)
    monkeypatch.setattr(ledger, "FIRSTS", 3)
    cut = book.look_through("P1")
    assert cut.counts == whole.counts
    assert not cut.whole
    assert max(map(len, cut.firsts.values())) == 3
    for bucket, firsts in cut.firsts.items():
        assert list(firsts) == list(whole.firsts[bucket][: len(firsts)])
    book.keep_ledger(cut)
    put(book, "value/P1.shangyu.I07.2020/actual", "")
    after = book.ledger("P1")
    assert after is not None
    assert after.total == len(book.findings("P1"))


def test_an_edit_of_one_county_looks_at_no_other(book: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    assert book.ledger("P1") is not None
    looked: list[str] = []
    look = looking.of_county

    def seen(db: Connection, base: Base, county: str, explained: looking.Explained) -> list[Found]:
        looked.append(county)
        return look(db, base, county, explained)

    monkeypatch.setattr(looking, "of_county", seen)
    put(book, "value/P1.haining.I07.2020/actual", "1")
    assert book.ledger("P1") is not None
    assert looked == ["haining"]
    looked.clear()
    put(book, "milestone/M103/target", "2020-11-30")
    assert book.ledger("P1") is not None
    assert looked == ["haining"]


# In words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_words(book: Workbook, language: str) -> None:
    for edits, _ in CASES.values():
        for edit in edits:
            cell, _, typed = edit.partition("=")
            put(book, cell, typed)
    speak(language)
    for one in [*book.findings("P1"), *book.findings("P6")]:
        said = f"{kind_of(one)} {where(book, one)} {sentence(book, one)}"
        assert "{" not in said
        assert "finding." not in said
        assert "None" not in said
        assert "Fraction" not in said
        assert where(book, one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_named_in_few_letters(language: str) -> None:
    from pilot_tui.cells import width
    from pilot_tui.words import say

    speak(language)
    for kind in KINDS:
        assert width(say(f"found.{kind}")) <= (10 if language == "zh" else 12), kind
