"""What a change would do to the figures: told by the same rules, with nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilot_tui.errors import InvalidValue, Stopped
from pilot_tui.model import Cell
from pilot_tui.words import speak
from pilot_tui.workbook import Workbook, effects
from pilot_tui.workbook.blocks import Plan
from pilot_tui.workbook.outcomes import Shift
from shell import Shell

CHANGES = [
    ("rule/P1/near", "99"),
    ("rule/P1/places", "0"),
    ("rule/P1/cap", "105"),
    ("rule/P1/coverage_min", "0.99"),
    ("rule/P1/total_mean", "geometric"),
    ("rule/P1/band", "30"),
    ("rule/P1/share_look", "50"),
    ("round/P1-2017/trim", "1"),
    ("round/P1-2017/quorum", "9"),
    ("criterion/P1-2017.K1/weight", "0"),
    ("expert/P1-2017.E1/weight", "5"),
    ("indicator/P1.I01/weight", "60"),
    ("indicator/P1.I01/method", "met"),
    ("band/P1.excellent/low", "98"),
]


def plan(address: str, text: str) -> Plan:
    return Plan(((Cell.parse(address), text),))


def shown(book: Workbook, year: int) -> dict[tuple[str, str, str], str | None]:
    """What the desk and the shell show of every county, asked of the workbook as they do."""
    from pilot_tui.model import Rule
    from pilot_tui.report.figures import points
    from pilot_tui.workbook.reviews import places, rounding

    rule, round = book.rule("P1"), book.round("P1")
    assert round is not None
    marks = Rule(places=places(round.row), rounding=rounding(round.row))
    found: dict[tuple[str, str, str], str | None] = {}
    for one in book.standings("P1", year):
        county = str(one.county["id"])
        assert one.score is not None
        assert one.review is not None
        found["rank", county, ""] = str(one.rank or "")
        found["total", county, ""] = points(one.score.total, rule) or ""
        found["grade", county, ""] = str(one.grade["code"]) if one.grade else ""
        found["mean", county, ""] = points(one.review.mean, marks) or ""
        found["panel_rank", county, ""] = str(one.review_rank or "")
        for each in one.card.lines:
            found["light", county, str(each.indicator["code"])] = each.score.light
        for task in book.tasks("P1", year, county):
            found["task", county, str(task.row["id"])] = f"{task.progress.light} {task.progress.word}"
        share = one.tasks
        found["share", county, ""] = f"{share.on_schedule}/{share.due} {share.light}"
    return found


@pytest.mark.parametrize(("address", "text"), CHANGES)
def test_what_is_told_is_what_is_shown_once_it_is_written(book: Workbook, address: str, text: str) -> None:
    before = shown(book, 2020)
    effect, scope = book.effect(plan(address, text), "P1", 2020)
    assert scope.year == 2020
    told = {one[:3]: (one.before, one.after) for one in effect.shifts if one.kind in {k for k, *_ in before}}
    assert shown(book, 2020) == before, "nothing was written"
    book.edit(Cell.parse(address), text)
    after = shown(book, 2020)
    assert told == {at: (before[at], after[at]) for at in before if before[at] != after[at]}
    assert told, "the case says something"


@pytest.mark.parametrize(("address", "text"), [("rule/P1/near", "95.05"), ("rule/P1/look", "85.5")])
def test_where_the_year_in_view_stays_the_latest_that_does_not_is_told(
    book: Workbook, address: str, text: str
) -> None:
    before = {year: shown(book, year) for year in book.years("P1")}
    effect, scope = book.effect(plan(address, text), "P1", 2020)
    book.edit(Cell.parse(address), text)
    moved = [year for year, was in before.items() if shown(book, year) != was]
    assert scope.year == max(moved) < 2020
    after = shown(book, scope.year)
    for one in effect.shifts:
        assert (one.before, one.after) == (before[scope.year][one[:3]], after[one[:3]])
    assert effect.shifts


def test_where_nothing_moves_in_any_year_the_one_in_view_is_told(book: Workbook) -> None:
    effect, scope = book.effect(plan("rule/P1/tolerance", "6"), "P1", 2019)
    assert (effect.shifts, scope.year) == ((), 2019)


def test_nothing_is_written_and_nobody_need_sign(book: Workbook, demo: Path) -> None:
    was, revision = demo.read_bytes(), book.revision
    book.author = ""
    for address, text in CHANGES:
        book.effect(plan(address, text))
    assert book.revision == revision
    assert demo.read_bytes() == was


def test_a_grade_that_is_taken_out_leaves_its_counties_without_one(book: Workbook) -> None:
    effect, _ = book.effect(Plan(gone=(("band", "P1.excellent"),)), "P1", 2020)
    assert {one.kind for one in effect.shifts} == {"grade"}
    assert {(one.before, one.after) for one in effect.shifts} == {("excellent", "")}
    assert book.row("band", "P1.excellent") is not None


def test_several_cells_are_taken_together(book: Workbook) -> None:
    cells = ((Cell("rule", "P1", "near"), "99"), (Cell("rule", "P1", "look"), "98"))
    both, _ = book.effect(Plan(cells), "P1", 2020)
    one, _ = book.effect(Plan(cells[:1]), "P1", 2020)
    assert set(both.shifts) != set(one.shifts)


def test_firms_are_graded_anew_too(book: Workbook) -> None:
    """P5 grades firms by the share of ranks: a wider A takes in some of B, and nobody else moves."""
    cells = (Cell("band", "P5.A", "high"), "60"), (Cell("band", "P5.B", "low"), "60")
    effect, _ = book.effect(Plan(cells), "P5", book.year("P5"))
    assert effect.shifts
    assert {(one.kind, one.before, one.after) for one in effect.shifts} == {("grade", "B", "A")}
    assert all(book.row("firm", f"P5.{one.thing}") for one in effect.shifts)


def test_a_long_list_of_another_year_is_for_a_thread(book: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """The year in view is short enough; where nothing moves in it, a longer one is looked at next."""
    years = {year: len(book.tasks("P1", year)) for year in (2018, 2020)}
    assert years[2018] < years[2020]
    monkeypatch.setattr(effects, "_MANY_TASKS", years[2020] - 1)
    with book.store.reading() as db:
        scopes = book.scopes(plan("rule/P1/band", "30"), "P1", 2018)
        assert not effects.is_large(db, scopes[:1])
        assert effects.is_large(db, scopes)


def test_what_is_refused_is_refused(book: Workbook) -> None:
    with pytest.raises(InvalidValue):
        book.effect(plan("rule/P1/near", "none of it"))


def test_it_can_be_stopped(book: Workbook) -> None:
    def stop(done: int, of: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        book.effect(plan("rule/P1/near", "99"), tick=stop)


def test_how_far_it_is_goes_up_to_the_end(book: Workbook) -> None:
    told: list[tuple[int, int]] = []
    book.effect(plan("rule/P1/near", "99"), tick=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 0


def test_ranks_are_told_by_county(book: Workbook) -> None:
    """Rounded to whole points, Changxing (98.25) and Shangyu (98.06) are both 98: they share second place."""
    effect, _ = book.effect(plan("rule/P1/places", "0"), "P1", 2020)
    ranks = [one for one in effect.shifts if one.kind == "rank"]
    assert ranks == [Shift("rank", "shangyu", "", "3", "2")]


def test_the_shell_says_which_year_it_tells_of(shell: Shell) -> None:
    told = shell("set", "rule/P1/near", "95.05", "--dry-run")
    assert "nothing in 2020; this is 2019" in told.err
    assert "1 light changes" in told.out
    told = shell("set", "rule/P1/near", "95.05", "--dry-run", "--year", "2019")
    assert "nothing in" not in told.err


def test_the_shell_tells_it_and_writes_nothing(shell: Shell, desk: Path) -> None:
    before = shell("show", "counties", "--json").out
    told = shell("set", "rule/P1/places", "0", "--dry-run", "--year", "2020")
    assert told.code == 0
    assert told.out.splitlines()[0] == "1 rank moves: Shangyu 3→2"
    assert "  rank  Shangyu  3 → 2" in told.out.splitlines()
    assert shell("show", "counties", "--json").out == before
    assert shell("log").out == "" or "places" not in shell("log").out


def test_the_shell_says_that_nothing_would_change(shell: Shell, desk: Path) -> None:
    told = shell("set", "rule/P1/tolerance", "6", "--dry-run")
    assert (told.code, told.out) == (0, "no score, rank, grade or light changes\n")


def test_the_shell_refuses_a_try_as_it_refuses_the_change(shell: Shell, desk: Path) -> None:
    tried, done = (shell("set", "rule/P1/near", "much", *more) for more in (["--dry-run"], []))
    assert (tried.code, tried.err) == (done.code, done.err)
    assert tried.code == 2


def test_it_is_told_in_chinese(shell: Shell, desk: Path) -> None:
    told = shell("set", "--lang", "zh", "rule/P1/places", "0", "--dry-run", "--year", "2020")
    speak("en")
    assert told.out.splitlines()[0] == "1 个名次变动：上虞 3→2"
