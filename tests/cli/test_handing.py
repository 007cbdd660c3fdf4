"""From the office to a laptop and back: handed out, filled in, completed, merged."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from pilot_tui import places
from pilot_tui.store import site
from raw import ask, content, hashes, one, tamper
from shell import Answer, Shell, fingerprint

VALUE, TARGET = "value/P1.changxing.I07.2020/actual", "value/P1.changxing.I07.2020/target"
MARK = "mark/P1-2017.yongkang.E3.K1/mark"
At = Callable[..., Answer]


@pytest.fixture
def laptop(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> At:
    """A verb on somebody's own computer: its settings are not those of the office."""

    def run(name: str, *arguments: object) -> Answer:
        monkeypatch.setenv("PILOT_CONFIG", str(tmp_path / f"settings-{name}"))
        monkeypatch.delenv("PILOT_AUTHOR", raising=False)
        places.settings.cache_clear()
        site._unkept.clear()
        return shell(*map(str, arguments))

    return run


@pytest.fixture
def office(laptop: At, desk: Path) -> At:
    """A verb at the office, by wang, on the demo file, in which three figures of Changxing are missing."""

    def run(*arguments: object) -> Answer:
        return laptop("office", *arguments, *(() if arguments[0] in QUIET else ("--author", "wang")))

    for code in ("I07", "I09", "I14"):
        assert run("set", f"value/P1.changxing.{code}.2020/actual", "").code == 0
    return run


QUIET = ("merge", "doctor", "show", "conflicts", "log", "check")
"""Verbs that nobody signs."""


def test_a_clerk_fills_in_completes_and_the_office_sees_it(
    office: At, laptop: At, tmp_path: Path, desk: Path
) -> None:
    file, bundle = tmp_path / "changxing.db", tmp_path / "zhang.bundle"
    made = office("handout", "--county", "长兴", "-o", file, "--for", "zhang", "--json")
    assert (made.code, made.json["role"], made.json["person"], made.json["by"]) == (
        0,
        "clerk",
        "zhang",
        "wang",
    )
    assert made.json["county"] == "changxing"
    assert made.json["year"] == 2020

    assert laptop("zhang", "set", "-f", file, VALUE, "260").code == 0
    refused = laptop("zhang", "set", "-f", file, TARGET, "1")
    assert (refused.code, refused.out) == (2, "")
    assert "handed out to zhang" in refused.err
    assert "set by the office" in refused.err

    asked = laptop("zhang", "complete", "-f", file)
    assert asked.code == 1
    assert "value/P1.changxing.I09.2020/actual" in asked.out
    assert VALUE not in asked.out
    assert "2 of 23 are still blank" in asked.err
    assert one(file, "SELECT count(*) FROM change WHERE actor = 'zhang'") == 1

    told = laptop("zhang", "complete", "-f", file, "--yes", "-o", bundle)
    assert (told.code, str(bundle) in told.err) == (0, True)
    states = ask(
        file, "SELECT id, state FROM value WHERE state = 'not_reported' AND id LIKE 'P1.changxing.%2020'"
    )
    assert {id for id, _ in states} == {"P1.changxing.I09.2020", "P1.changxing.I14.2020"}
    assert one(file, "SELECT state FROM approval") == "submitted"
    assert len(set(ask(file, "SELECT step FROM change WHERE actor = 'zhang' AND seq > 1"))) == 1

    dry = office("merge", bundle, "--dry-run")
    assert "Changxing 2020: completed by zhang" in dry.out
    taken = office("merge", bundle, "--json")
    assert taken.json["completed"] == [{"address": "approval/P1.changxing.2020/state", "author": "zhang"}]
    assert (taken.json["changes"], taken.json["met"]) == (4, [])
    assert one(desk, "SELECT actual FROM value WHERE id = 'P1.changxing.I07.2020'") == "260"
    assert one(desk, "SELECT state FROM approval") == "submitted"
    assert content(desk) == content(file)
    assert laptop("zhang", "undo", "-f", file).code == 0
    assert ask(file, "SELECT * FROM approval") == []


def test_an_expert_marks_and_abstains(office: At, laptop: At, tmp_path: Path, desk: Path) -> None:
    for criterion in ("K1", "K2"):
        office("set", f"mark/P1-2017.haining.E3.{criterion}/mark", "")
    file, bundle = tmp_path / "e3.db", tmp_path / "li.bundle"
    assert office("handout", "--expert", "E3", "-o", file, "--for", "li").code == 0
    assert one(desk, "SELECT person FROM expert WHERE id = 'P1-2017.E3'") == "li"

    assert laptop("li", "set", "-f", file, MARK, "91").code == 0
    for address in (VALUE, MARK.replace("E3", "E4"), "expert/P1-2017.E3/weight"):
        assert laptop("li", "set", "-f", file, address, "9").code == 2
    assert laptop("li", "show", "-f", file, "review", "--viewer", "E4").code == 2  # as somebody else

    asked = laptop("li", "complete", "-f", file, "--json")
    assert asked.code == 1
    assert asked.json["blank"] == [f"mark/P1-2017.haining.E3.{k}/mark" for k in ("K1", "K2")]
    assert "Marks of 1 counties" in laptop("li", "complete", "-f", file).err
    assert laptop("li", "complete", "-f", file, "--yes", "-o", bundle).code == 0
    assert {
        state for (state,) in ask(file, "SELECT state FROM mark WHERE id LIKE 'P1-2017.haining.E3.%'")
    } >= {"abstained"}
    merged = office("merge", bundle)
    assert merged.code == 0, "li's marks are li's"
    assert "Expert 03 P1-2017: completed by li" in merged.out
    assert one(desk, "SELECT completed FROM expert WHERE id = 'P1-2017.E3'")


def test_what_somebody_else_marks_in_that_file_is_a_conflict(office: At, laptop: At, tmp_path: Path) -> None:
    file, bundle = tmp_path / "e3.db", tmp_path / "b.bundle"
    office("handout", "--expert", "E3", "-o", file, "--for", "li")
    assert laptop("son", "set", "-f", file, MARK, "91", "--author", "son").code == 2
    assert laptop("son", "set", "-f", file, MARK, "91", "--author", "son", "--reason", "for li").code == 0
    laptop("son", "bundle", "-f", file, "-o", bundle, "--author", "son")
    assert [met["kind"] for met in office("merge", bundle, "--json").json["met"]] == ["foreign"]


def test_only_what_is_new_comes_back(office: At, laptop: At, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    office("handout", "--county", "changxing", "-o", file, "--for", "zhang")
    assert laptop("zhang", "bundle", "-f", file, "-o", tmp_path / "empty", "--json").json["changes"] == 0
    laptop("zhang", "set", "-f", file, VALUE, "260")
    assert laptop("zhang", "bundle", "-f", file, "-o", tmp_path / "one", "--json").json["changes"] == 1


def test_the_copy_is_whole_private_and_writes_as_nobody_yet(office: At, tmp_path: Path, desk: Path) -> None:
    file, before = tmp_path / "x.db", hashes(desk)
    office("handout", "--county", "changxing", "-o", file)
    assert (hashes(file), content(file)) == (before, content(desk))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert ask(file, "SELECT v FROM meta WHERE k = 'site'") == []
    assert hashes(desk) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert office("check", "-f", file, "--no-findings").code == 0


def test_steps_of_an_approval_are_taken_by_whom_they_belong_to(
    office: At, laptop: At, tmp_path: Path
) -> None:
    year = ("--county", "changxing", "--year", "2020")
    files = {role: tmp_path / f"{role}.db" for role in ("clerk", "prefecture", "reviewer", "chair")}
    for role, file in files.items():
        who = ("--county", "changxing") if role == "clerk" else ("--role", role)
        assert office("handout", *who, "-o", file, "--for", role).code == 0
    done = {}
    for role, file in files.items():
        done[role] = 0
        for at, owner in enumerate(files):
            answer = laptop(role, "approve", "-f", file, *year)
            assert answer.code == (0 if owner == role or role == "chair" else 2), (role, owner)
            if answer.code:  # the office takes the step in this file, so that the next can be tried
                tamper(file, "UPDATE meta SET k = 'put aside' WHERE k = 'handout'")
                assert laptop("office", "approve", "-f", file, *year, "--author", "wang").code == 0
                tamper(file, "UPDATE meta SET k = 'handout' WHERE k = 'put aside'")
            else:
                done[role] += 1
            assert at < 4
    assert done == {"clerk": 1, "prefecture": 1, "reviewer": 1, "chair": 4}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--county", "nowhere"), "No county"),
        (("--expert", "E99"), "E99"),
        (("--expert", "E3", "--round", "P9-2099"), "P9-2099"),
        (("--county", "changxing", "--year", "1999"), "1999"),
        (("--county", "changxing", "--programme", "P9"), "No "),
        (("--role", "reviewer", "--programme", "P99"), "No programme"),
        ((), "Say whom it is for"),
        (("--role", "clerk"), "Say whom it is for"),
        (("--role", "expert"), "Say whom it is for"),
        (("--county", "changxing", "--for", "a\x00b"), ""),
    ],
)
def test_who_is_not_there_gets_no_file(
    office: At, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = office("handout", *arguments, "-o", tmp_path / "x.db")
    assert answer.code == 2
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert not (tmp_path / "x.db").exists()


def test_an_expert_of_several_rounds(office: At, tmp_path: Path) -> None:
    office("new", "round", "P1-2019", "again", "--programme", "P1", "--like", "P1-2017")
    asked = office("handout", "--expert", "E3", "-o", tmp_path / "x.db")
    assert (asked.code, "--round" in asked.err, "P1-2019" in asked.err) == (2, True, True)
    made = office("handout", "--expert", "E3", "--round", "P1-2019", "-o", tmp_path / "x.db", "--json")
    assert made.json["rounds"] == ["P1-2019"]
    both = ("--round", "P1-2019", "--round", "P1-2017")
    made = office("handout", "--expert", "E3", *both, "-o", tmp_path / "y.db", "--json")
    assert sorted(made.json["rounds"]) == ["P1-2017", "P1-2019"]


def test_a_code_that_is_not_one_person_gets_a_file_each(office: At, desk: Path, tmp_path: Path) -> None:
    office("new", "round", "P1-2019", "again", "--programme", "P1", "--like", "P1-2017")
    for round, person in (("P1-2017", "wu"), ("P1-2019", "chen")):
        assert office("set", f"expert/{round}.E3/person", person).code == 0
    both = ("--round", "P1-2019", "--round", "P1-2017")
    for told in ((), ("--for", "wu")):
        asked = office("handout", "--expert", "E3", *both, *told, "-o", tmp_path / "x.db")
        assert asked.code == 2
        assert "P1-2017 wu" in asked.err
        assert "P1-2019 chen" in asked.err
    assert not (tmp_path / "x.db").exists()
    made = office("handout", "--expert", "E3", *both[:2], "-o", tmp_path / "x.db", "--json")
    assert made.json["person"] == "chen"
    assert one(desk, "SELECT person FROM expert WHERE id = 'P1-2017.E3'") == "wu"


@pytest.mark.parametrize("named", [True, False])
def test_the_same_code_of_another_round_may_be_somebody_else(
    office: At, laptop: At, tmp_path: Path, named: bool
) -> None:
    """Wu is E3 of 2017 and E5 of 2019, kept out of Haining there; E3 of 2019 is Chen, kept out of Wenling."""
    office("new", "round", "P1-2019", "again", "--programme", "P1", "--like", "P1-2017")
    for code, person, county in (("E5", "wu", "haining"), ("E3", "chen", "wenling")):
        assert office("set", f"mark/P1-2019.{county}.{code}.K1/mark", "recused").code == 0
        if named:
            assert office("set", f"expert/P1-2019.{code}/person", person).code == 0
    file = tmp_path / "wu.db"
    assert office("handout", "--expert", "E3", "--round", "P1-2017", "--for", "wu", "-o", file).code == 0
    shown = laptop("wu", "show", "-f", file, "review", "--round", "P1-2019", "--json").json
    assert shown["hidden"] == (["haining"] if named else ["wenling"]), (
        "of nobody's name the code is all there is"
    )
    for cell in ("yongkang.E3.K1", "haining.E5.K1", "yongkang.E5.K1"):
        answer = laptop("wu", "set", "-f", file, f"mark/P1-2019.{cell}/mark", "1", "--reason", "mine")
        assert answer.code == 2, cell
    asked = laptop("wu", "complete", "-f", file, "--json").json
    assert not [where for where in asked["blank"] if "2019" in where]


def test_nothing_is_written_over(office: At, desk: Path, tmp_path: Path) -> None:
    held = fingerprint(desk)
    for place in (desk, desk.parent / "." / desk.name):
        assert office("handout", "--county", "changxing", "-o", place, "--replace").code == 2
    link = tmp_path / "link.db"
    link.symlink_to(desk)
    assert office("handout", "--county", "changxing", "-o", link, "--replace").code == 2
    assert fingerprint(desk) == held
    other = tmp_path / "other.db"
    other.write_text("mine")
    assert office("handout", "--county", "changxing", "-o", other).code == 2
    assert other.read_text() == "mine"
    assert office("handout", "--county", "changxing", "-o", other, "--replace").code == 0
    assert one(other, "SELECT count(*) FROM county") > 3
    assert office("handout", "--county", "changxing", "-o", tmp_path / "no" / "x.db").code == 2


def test_a_handed_out_file_is_not_handed_on_but_the_chairs_is(office: At, laptop: At, tmp_path: Path) -> None:
    clerk, chair = tmp_path / "clerk.db", tmp_path / "chair.db"
    office("handout", "--county", "changxing", "-o", clerk)
    office("handout", "--role", "chair", "-o", chair, "--for", "zhao")
    assert laptop("z", "handout", "-f", clerk, "--county", "changxing", "-o", tmp_path / "x.db").code == 2
    assert not (tmp_path / "x.db").exists()
    again = laptop("z", "handout", "-f", chair, "--county", "changxing", "-o", tmp_path / "y.db", "--json")
    assert (again.code, again.json["by"]) == (0, "zhao")


@pytest.mark.parametrize(
    "said",
    [
        "", "null", "[]", "{}", "{", '{"version": 2, "role": "chair"}', '{"version": 1, "role": "owner"}',
        '{"version": 1, "role": "clerk", "county": ["x"]}', "[" * 100_000,
        '{"version": 1, "role": "clerk", "rounds": []}',
        '{"version": 1, "role": "chair", "more": 1, "rounds": []}',
        '{"version": 1, "role": "clerk", "county": "changxing", "year": "2020", "rounds": []}',
        '{"version": 1, "role": "expert", "expert": "E3", "rounds": [7]}',
    ],
    ids=lambda said: said[:70],
)  # fmt: skip
def test_what_cannot_be_understood_is_only_shown(laptop: At, desk: Path, said: str) -> None:
    text = said.replace("'", "''")
    tamper(desk, f"INSERT INTO meta (k, v) VALUES ('handout', '{text}')")
    before = content(desk)
    refused = laptop("x", "set", VALUE, "1", "--author", "x")
    assert (refused.code, "cannot be understood" in refused.err) == (2, True)
    assert laptop("x", "note", VALUE, "hello", "--author", "x").code == 2
    assert laptop("x", "complete", "--county", "changxing", "--yes", "--author", "x").code == 2
    assert content(desk) == before
    assert laptop("x", "show", "scorecard").code == 0
    doctor = laptop("x", "doctor")
    assert (doctor.code, "cannot be understood" in doctor.out) == (1, True)


def test_the_doctor_says_what_a_file_is_for(office: At, tmp_path: Path) -> None:
    office("handout", "--county", "changxing", "-o", tmp_path / "x.db", "--for", "zhang")
    said = office("doctor", tmp_path / "x.db").out
    assert "zhang, county clerk (P1 changxing 2020), by wang" in said


def test_a_county_that_went_meanwhile(office: At, laptop: At, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    office("handout", "--county", "changxing", "-o", file)
    tamper(file, "DELETE FROM pilot WHERE county = 'changxing'")
    answer = laptop("z", "complete", "-f", file, "--yes", "--author", "z")
    assert (answer.code, "Traceback" in answer.err) == (2, False)
    assert laptop("z", "show", "-f", file, "scorecard").code == 0


def test_completing_twice_and_after_more_was_said(office: At, laptop: At, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    office("handout", "--county", "changxing", "-o", file, "--for", "zhang")
    first = laptop("zhang", "complete", "-f", file, "--yes", "-o", tmp_path / "1")
    again = laptop("zhang", "complete", "-f", file, "--yes", "-o", tmp_path / "2")
    assert (first.code, again.code, "before" in again.err) == (0, 0, True)
    assert (tmp_path / "2").exists(), "who lost the bundle gets it again"
    assert laptop("zhang", "set", "-f", file, VALUE, "260").code == 0
    assert laptop("zhang", "complete", "-f", file, "--yes", "-o", tmp_path / "3", "--json").json["completed"]


def test_a_file_of_ones_own_is_completed_without_a_bundle(office: At, desk: Path, tmp_path: Path) -> None:
    before = {path.name for path in Path.cwd().iterdir()}
    assert office("complete", "--yes").code == 2  # of whom?
    done = office("complete", "--county", "changxing", "--year", "2020", "--yes", "--json")
    assert json.loads(done.out)["bundle"] is None
    assert one(desk, "SELECT state FROM approval") == "submitted"
    assert {path.name for path in Path.cwd().iterdir()} == before


def test_who_the_file_is_for_signs(office: At, laptop: At, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    office("handout", "--county", "changxing", "-o", file, "--for", "zhang")
    assert laptop("q", "set", "-f", file, VALUE, "1").code == 0
    assert laptop("q", "set", "-f", file, VALUE, "2", "--author", "qi").code == 0
    assert [actor for (actor,) in ask(file, "SELECT actor FROM change ORDER BY n DESC LIMIT 2")] == [
        "qi",
        "zhang",
    ]


@pytest.mark.parametrize(
    ("programme", "blank", "row", "becomes"),
    [
        (
            "P5",
            "measure/P5.F01.I01.2019/value",
            "SELECT * FROM measure WHERE id = 'P5.F01.I01.2019'",
            "not reported",
        ),
        (
            "P8",
            "rectification/R001/rectified",
            "SELECT * FROM rectification WHERE id = 'R001'",
            "not rectified",
        ),
    ],
)
def test_a_blank_without_a_word_of_its_own_is_meant_once_the_year_is_submitted(
    office: At, laptop: At, tmp_path: Path, desk: Path, programme: str, blank: str, row: str, becomes: str
) -> None:
    tamper(
        desk,
        "UPDATE measure SET value = NULL, numerator = NULL, denominator = NULL WHERE id = 'P5.F01.I01.2019'",
    )
    file = tmp_path / "firms.db"
    place = ("--programme", programme, "--year", "2019")
    assert office("handout", "--county", "永康", *place, "-o", file, "--for", "zhou").code == 0
    asked = laptop("zhou", "complete", "-f", file)
    assert f"{blank}  " in asked.out
    assert next(line for line in asked.out.splitlines() if blank in line).endswith(f"→ {becomes}")
    before = ask(file, row)

    done = laptop("zhou", "complete", "-f", file, "--yes", "--json")
    assert blank in done.json["blank"]
    assert laptop("zhou", "complete", "-f", file, "--json", "--yes").json["blank"] == []
    assert ask(file, row) == before, "nothing is written in a row that has no word for it"
    assert one(file, "SELECT state FROM approval") == "submitted"

    assert laptop("zhou", "undo", "-f", file).code == 0
    assert ask(file, "SELECT * FROM approval") == []
    assert blank in laptop("zhou", "complete", "-f", file).out, "a gap again"
