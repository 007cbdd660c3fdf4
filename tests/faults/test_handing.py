"""Handing out where it cannot be done: a copy is there whole, or nothing of it is."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from pilot_tui.cli.verbs import run
from pilot_tui.errors import FileRefused
from pilot_tui.rules.roles import Handout
from pilot_tui.store import Store, handing, journal, peers, taking
from pilot_tui.store.handed import handout
from raw import content, one
from shell import fingerprint, process

CLERK = Handout("clerk", "zhang", "P1", "changxing", 2020)
NO_ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
from pilot_tui.cli.verbs import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set on Windows")
@pytest.mark.parametrize("replace", [False, True])
def test_without_room_nothing_is_left_and_nothing_is_lost(demo: Path, tmp_path: Path, replace: bool) -> None:
    place, before = tmp_path / "out" / "x.db", fingerprint(demo)
    place.parent.mkdir()
    if replace:
        place.write_text("older")
    asked = ("handout", "-f", str(demo), "--county", "changxing", "-o", str(place))
    answer = process(*asked, *(["--replace"] if replace else []), code=NO_ROOM)
    assert answer.code == 2, answer.err
    assert "Traceback" not in answer.err
    assert [path.name for path in place.parent.iterdir()] == (["x.db"] if replace else [])
    assert not replace or place.read_text() == "older"
    assert fingerprint(demo) == before


@pytest.mark.skipif(sys.platform == "win32", reason="folders are protected otherwise on Windows")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with Store.open(demo, read_only=True) as store, pytest.raises(FileRefused):
        handing.hand_out(store.conn, folder / "x.db", CLERK)


@pytest.mark.parametrize("step", ["_mark", "_put"])
def test_given_up_in_the_middle_nothing_is_left(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def given_up(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(handing, step, given_up)
    with Store.open(demo, read_only=True) as store, pytest.raises(KeyboardInterrupt):
        handing.hand_out(store.conn, folder / "x.db", CLERK)
    assert [*folder.iterdir()] == []


def test_of_two_who_hand_out_to_one_name_at_once_one_is_refused(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, marked = tmp_path / "x.db", handing._mark

    def meanwhile(path: Path, given: Handout) -> None:
        marked(path, given)
        place.write_text("theirs")

    monkeypatch.setattr(handing, "_mark", meanwhile)
    with Store.open(demo, read_only=True) as store, pytest.raises(FileRefused):
        handing.hand_out(store.conn, place, CLERK)
    assert place.read_text() == "theirs"


def test_a_file_system_without_links(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    place = tmp_path / "x.db"
    with Store.open(demo, read_only=True) as store:
        handing.hand_out(store.conn, place, CLERK)
    with Store.open(place) as copy:
        assert handout(copy.conn) == CLERK


EXPERT = ("--expert", "E3", "--for", "wu", "--author", "wang")
NAMED = "SELECT person FROM expert WHERE id = 'P1-2017.E3'"


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set on Windows")
def test_without_room_nobody_is_named(demo: Path, tmp_path: Path) -> None:
    before, out = fingerprint(demo), tmp_path / "out"
    out.mkdir()
    answer = process("handout", "-f", str(demo), *EXPERT, "-o", str(out / "x.db"), code=NO_ROOM)
    assert (answer.code, "Traceback" in answer.err) == (2, False)
    assert (fingerprint(demo), left(out)) == (before, [])


def test_a_copy_that_cannot_catch_up_names_nobody(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    before, out = one(demo, "SELECT count(*) FROM change"), tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(taking, "take", full)
    assert run(["handout", "-f", str(demo), *EXPERT, "-o", str(out / "x.db")]) == 2
    assert (one(demo, NAMED), one(demo, "SELECT count(*) FROM change"), left(out)) == (None, before, [])


def test_somebody_else_at_the_name_leaves_nobody_named(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, caught_up = tmp_path / "out", handing.Draft.catch_up
    out.mkdir()

    def meanwhile(draft: handing.Draft, db: sqlite3.Connection) -> None:
        caught_up(draft, db)
        draft.place.write_text("theirs")

    monkeypatch.setattr(handing.Draft, "catch_up", meanwhile)
    assert run(["handout", "-f", str(demo), *EXPERT, "-o", str(out / "x.db")]) == 2
    assert (one(demo, NAMED), (out / "x.db").read_text(), left(out)) == (None, "theirs", ["x.db"])


def test_the_copy_holds_the_name_and_what_another_wrote_meanwhile(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, marked = tmp_path / "x.db", handing._mark

    def meanwhile(path: Path, given: Handout) -> None:
        marked(path, given)
        assert run(["set", "-f", str(demo), "county/yongkang/remark", "meanwhile", "--author", "sun"]) == 0

    monkeypatch.setattr(handing, "_mark", meanwhile)
    assert run(["handout", "-f", str(demo), *EXPERT, "-o", str(place)]) == 0
    assert (one(place, NAMED), content(place)) == ("wu", content(demo))
    assert one(place, "SELECT remark FROM county WHERE id = 'yongkang'") == "meanwhile"
    assert run(["check", "-f", str(place), "--no-findings"]) == 0
    assert run(["bundle", "-f", str(place), "-o", str(tmp_path / "y"), "--author", "wu"]) == 0
    with Store.open(place) as copy:
        known = {site: seq for site, (seq, _) in journal.vector(copy.conn).items()}
        assert peers.known_to_all(copy.conn) == known, "the office has all of it"
