"""Kept figures are those a fresh look computes: after any edits, beside other desks, stopped anywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot_tui.errors import PilotError, Stopped
from pilot_tui.model import Birth, Cell
from pilot_tui.store import Group, Store, building
from pilot_tui.workbook import Workbook, computing, keeping, told
from pilot_tui.workbook.figures import Figures

COUNTIES = [f"c{at:02d}" for at in range(60)]
FEW = COUNTIES[:3]
"""Those of whom several edits may come together."""
GROUPS = [Group("score", "P.2020"), Group("panel", "R"), Group("tasks", "P.2020")]
Handed = Callable[[int, dict[str, str]], None]


def births(counties: list[str]) -> list[Birth]:
    made = [
        Birth("programme", "P", {"name_zh": "方案"}),
        Birth("year", "P.2020", {"programme": "P", "year": 2020}),
        *(Birth("county", one, {"name_en": one}) for one in counties),
        *(
            Birth("pilot", f"P.{one}", {"programme": "P", "county": one, "position": at})
            for at, one in enumerate(counties)
        ),
        Birth("dimension", "P.D", {"programme": "P", "code": "D"}),
        *(
            Birth(
                "indicator", f"P.I{n}", {"programme": "P", "code": f"I{n}", "dimension": "D", "weight": "10"}
            )
            for n in (1, 2)
        ),
        Birth("round", "R", {"programme": "P"}),
        Birth("criterion", "R.K", {"round": "R", "code": "K"}),
        Birth("expert", "R.E", {"round": "R", "code": "E"}),
    ]
    for at, one in enumerate(counties):
        for n in (1, 2):
            key: dict[str, object] = {"programme": "P", "county": one, "indicator": f"I{n}", "year": 2020}
            row = {**key, "target": "80", "actual": str(40 + at % 7 * n)}
            made.append(Birth("value", f"P.{one}.I{n}.2020", row))
        mark: dict[str, object] = {
            "round": "R",
            "county": one,
            "expert": "E",
            "criterion": "K",
            "mark": str(70 + at % 9),
        }
        made.append(Birth("mark", f"R.{one}.E.K", mark))
        task: dict[str, object] = {
            "programme": "P",
            "county": one,
            "year": 2020,
            "kind": "task",
            "as_of": "2020-06-30",
        }
        made.append(Birth("milestone", f"M{one}", {**task, "target": "10", "actual": str(at % 11)}))
    return made


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("country") / "country.db"
    building.build(path, births(COUNTIES))
    return path


@pytest.fixture
def file(tmp_path: Path, country: Path) -> Path:
    path = tmp_path / "file.db"
    path.write_bytes(country.read_bytes())
    path.chmod(0o600)
    return path


def fill(book: Workbook, handed: Handed = lambda _at, _rows: None) -> None:
    for group in GROUPS:
        book.fill(group, "P", [], handed)


def known(book: Workbook) -> list[dict[str, str]]:
    """The figures of the counties that are in the programme."""
    there = book.pilot_ids("P")
    found = [book.figures(group, "P").rows for group in GROUPS]
    return [{county: rows[county] for county in there if county in rows} for rows in found]


def afresh(path: Path) -> list[dict[str, str]]:
    """What a look that has never seen anything kept computes."""
    with Store.open(path) as store:
        book = Workbook(store)
        rows = []
        for group in GROUPS:
            book._figures.clear()
            book._figures.keep(group, lambda: Figures({}, None, None))
            rows.append(dict(book.figures(group, "P").rows))
        return rows


def ranked(book: Workbook) -> tuple[object, ...]:
    """How the counties stand by their totals."""
    league = book.league("P", 2020)
    places = {county: league.place(county) for county in [*COUNTIES, "nobody"]}
    round = book.round("P")
    assert round is not None
    panels = [(round.counties.get(one), round.assigned.get(one), round.marks.of(one)) for one in FEW]
    return dict(league.ranks), list(league.order), places, league.rescaled, panels


def ranked_afresh(path: Path) -> tuple[object, ...]:
    with Store.open(path) as store:
        return ranked(Workbook(store))


def kept(path: Path) -> dict[Group, int]:
    with sqlite3.connect(path) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'kept'").fetchone():
            return {}
        found = db.execute("SELECT what, of, count(*) FROM kept GROUP BY 1, 2").fetchall()
    db.close()
    return {Group(what, of): count for what, of, count in found}


def test_what_is_kept_is_what_is_computed(file: Path) -> None:
    with Store.open(file) as store:
        fill(Workbook(store))
    assert kept(file) == dict.fromkeys(GROUPS, len(COUNTIES))
    with Store.open(file) as store:
        book = Workbook(store)
        book.at_once = 0  # nothing is computed: it is all read
        assert known(book) == afresh(file)
        assert book.league("P", 2020).known
        card = book.card("P", "c05", 2020).sheet
        assert told.as_score(known(book)[0]["c05"]).total == card.total_rescaled


EDITS = st.one_of(
    st.tuples(st.sampled_from(["actual", "target"]), st.sampled_from(COUNTIES), st.sampled_from("019")),
    st.tuples(st.just("actual"), st.sampled_from(FEW), st.just("")),
    st.tuples(st.sampled_from(["task", "moved", "retired"]), st.sampled_from(COUNTIES), st.just("5")),
    st.tuples(st.just("left"), st.sampled_from(FEW), st.just("")),
    st.tuples(st.just("mark"), st.sampled_from(FEW), st.sampled_from(["", "5", "61"])),
    st.tuples(st.just("assigned"), st.sampled_from(FEW), st.sampled_from(["assigned", "recused"])),
    st.tuples(st.just("expert"), st.just(""), st.sampled_from("29")),
    st.tuples(st.sampled_from(["weight", "cap", "band", "quorum"]), st.just(""), st.sampled_from("1279")),
    st.tuples(st.sampled_from(["undo", "redo", "fill"]), st.just(""), st.just("")),
)


def do(book: Workbook, what: str, county: str, text: str) -> None:
    cells = {
        "actual": Cell("value", f"P.{county}.I1.2020", "actual"),
        "target": Cell("value", f"P.{county}.I2.2020", "target"),
        "mark": Cell("mark", f"R.{county}.E.K", "mark"),
        "task": Cell("milestone", f"M{county}", "actual"),
        "weight": Cell("indicator", "P.I1", "weight"),
        "cap": Cell("rule", "P", "cap"),
        "band": Cell("rule", "P", "band"),
        "quorum": Cell("round", "R", "quorum"),
        "assigned": Cell("assignment", f"R.{county}.E", "state"),
        "expert": Cell("expert", "R.E", "weight"),
    }
    if what in cells:
        book.edit(cells[what], text)
    elif what == "moved":
        book.edit(Cell("milestone", f"M{county}", "county"), "c59")
    elif what == "retired":
        book.retire("milestone", f"M{county}")
    elif what == "left":
        book.retire("pilot", f"P.{county}")
    elif what == "fill":
        fill(book)
    else:
        getattr(book, what)()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(edits=st.lists(EDITS, max_size=8))
def test_after_any_edits_it_is_what_a_fresh_look_computes(
    tmp_path: Path, country: Path, edits: list[tuple[str, str, str]]
) -> None:
    path = tmp_path / "any.db"
    path.write_bytes(country.read_bytes())
    with Store.open(path) as store:
        book = Workbook(store, "lin")
        fill(book)
        for edit in edits:
            try:
                do(book, *edit)
            except PilotError:  # nothing to undo, already retired: refused, and so nothing changed
                continue
            known(book)
            assert ranked(book) == ranked_afresh(path)
        assert known(book) == afresh(path)
        fill(book)
    with Store.open(path) as store:
        other = Workbook(store)
        other.at_once = 0
        assert known(other) == afresh(path)


def test_a_county_that_has_left_says_nothing_of_the_others(file: Path) -> None:
    with Store.open(file) as store:
        book = Workbook(store, "lin")
        book.edit(Cell("value", "P.c05.I1.2020", "actual"), "")
        assert book.league("P", 2020).rescaled
        book.retire("pilot", "P.c05")
        assert not book.league("P", 2020).rescaled
        assert book.league("P", 2020).place("c05") is None


def test_an_edit_rescores_one_county_and_a_rule_all(file: Path) -> None:
    with Store.open(file) as store:
        book = Workbook(store, "lin")
        fill(book)
        book.at_once = 0
        book.edit(Cell("value", "P.c05.I1.2020", "actual"), "79")
        assert book.missing(GROUPS[0], "P") == ["c05"]
        assert book.missing(GROUPS[1], "P") == book.missing(GROUPS[2], "P") == []
        assert book.ranks("P", 2020) == {}  # while one is not known, no rank is said
        book.absorb(GROUPS[0], book.revision, afresh(file)[0])
        assert book.ranks("P", 2020)["c05"] == 1
        book.edit(Cell("rule", "P", "cap"), "90")
        book.at_once = 0
        assert len(book.missing(GROUPS[0], "P")) == len(COUNTIES)


def test_stopped_anywhere_what_was_saved_is_right(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_SAVED_BY", 1)
    monkeypatch.setitem(computing.SLICES, "score", 7)
    slices = 0

    def stop(_at: int, _rows: dict[str, str]) -> None:
        nonlocal slices
        slices += 1
        if slices == 4:
            raise Stopped

    with Store.open(file) as store, pytest.raises(Stopped):
        fill(Workbook(store), stop)
    assert kept(file) == {GROUPS[0]: 21}
    with Store.open(file) as store:
        book = Workbook(store)
        assert len(book.missing(GROUPS[0], "P")) == len(COUNTIES) - 21
        fill(book)
        assert known(book) == afresh(file)


def test_a_file_that_cannot_be_written_is_computed_all_the_same(file: Path) -> None:
    before = file.read_bytes()
    with Store.open(file, read_only=True) as store:
        book = Workbook(store)
        fill(book)
        book.at_once = 0
        assert known(book) == afresh(file)
    assert file.read_bytes() == before


def test_two_desks_keep_the_same_and_then_rest(file: Path) -> None:
    with Store.open(file) as one, Store.open(file) as two:
        ours, theirs = Workbook(one, "lin"), Workbook(two, "wang")
        fill(ours)
        fill(theirs)
        ours.edit(Cell("value", "P.c05.I1.2020", "actual"), "79")
        theirs.edit(Cell("value", "P.c06.I1.2020", "actual"), "78")
        fill(ours)
        fill(theirs)
        fill(ours)
        versions = one.version(), two.version()
        for book in (ours, theirs, ours, theirs):
            book.refresh()
            fill(book)
        assert (one.version(), two.version()) == versions
        assert known(ours) == known(theirs) == afresh(file)


def test_what_was_computed_elsewhere_is_taken_but_for_what_was_touched_since(file: Path) -> None:
    with Store.open(file) as store:
        book = Workbook(store, "lin")
        at = book.revision
        rows = dict(afresh(file)[0])
        book.at_once = 0
        book.edit(Cell("value", "P.c05.I1.2020", "actual"), "79")
        book.absorb(GROUPS[0], at, rows)
        assert book.missing(GROUPS[0], "P") == ["c05"]


def test_it_is_no_part_of_the_log_or_of_check(file: Path) -> None:
    with Store.open(file) as store:
        book = Workbook(store)
        revision, content = book.revision, book.content()
        fill(book)
        assert (book.revision, book.content()) == (revision, content)
        assert list(book.problems()) == []


def test_a_small_file_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    building.build(path, births(COUNTIES[:5]))
    before = path.read_bytes()
    with Store.open(path) as store:
        fill(Workbook(store))
    assert path.read_bytes() == before


def test_opening_reads_a_bounded_number_of_statements(file: Path) -> None:
    with Store.open(file) as store:
        fill(Workbook(store))
    asked: list[str] = []
    with Store.open(file) as store:
        store.conn.set_trace_callback(asked.append)
        book = Workbook(store)
        book.at_once = 0
        league = book.league("P", 2020)
        assert league.known
        assert len(asked) < 40
        league.standing(league.order[0])
        assert len(asked) < 60


def test_what_other_rules_said_is_computed_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(file) as store:
        fill(Workbook(store))
    monkeypatch.setattr(told, "edition", lambda: 7)
    with Store.open(file) as store:
        assert len(Workbook(store).missing(GROUPS[0], "P")) == len(COUNTIES)


def test_counties_that_are_fetched_together_are_those_that_are_read_one_by_one(file: Path) -> None:
    wanted = [*COUNTIES[5:40], "nobody"]
    with Store.open(file) as store:
        store.conn.execute("DELETE FROM county WHERE id = 'c07'")
        alone = [Workbook(store, "lin").place("P", county) for county in wanted]
        book, asked = Workbook(store, "lin"), list[str]()
        store.conn.set_trace_callback(asked.append)
        book.fetch_places("P", wanted)
        few = len(asked)
        assert [book.place("P", county) for county in wanted] == alone
        assert len(asked) == few <= 6
        store.conn.set_trace_callback(None)
    assert alone[2][1] == {**dict.fromkeys(alone[0][1]), "id": "c07"}
    assert alone[-1][0] == {"county": "nobody", "programme": "P"}


def test_the_score_kept_of_one_county_is_that_of_its_scorecard(file: Path) -> None:
    with Store.open(file) as store:
        book = Workbook(store, "lin")
        book.edit(Cell("value", "P.c03.I1.2020", "actual"), "5")
        group = Group("score", "P.2020")
        every = computing.compute(store.conn, group, COUNTIES)
        assert book.figures(group, "P").rows == every
        book.edit(Cell("value", "P.c03.I1.2020", "actual"), "7")
        book.edit(Cell("value", "P.c04.I2.2020", "actual"), "7")
        assert book.figure(group, "P", "c03") != every["c03"]
        assert book.figures(group, "P").rows == computing.compute(store.conn, group, COUNTIES)
