"""Dated copies, brought back; a doctor that says what is wrong."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pilot_tui.errors import FileRefused, Stopped
from pilot_tui.model import Cell
from pilot_tui.store import Store, backups
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.exchanging import back_up_when_due
from raw import content, one
from shell import ACTUAL, Shell
from test_docs import documented, form

NOW = datetime(2027, 1, 15, 8, tzinfo=UTC)
VALUE = "SELECT actual FROM value WHERE id = 'P1.yongkang.I07.2020'"


def test_a_backup_is_what_the_file_was(shell: Shell, desk: Path) -> None:
    shell("set", ACTUAL, "118")
    before = content(desk)
    assert shell("backup").code == 0
    shell("set", ACTUAL, "119")
    [kept] = backups.listed(desk)
    assert (content(kept.path), kept.why) == (before, "asked")
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert shell("backup", "-o", str(kept.path)).code == 2  # never over another file
    assert shell("restore", str(kept.path)).code == 0
    assert content(desk) == before
    assert {one.why for one in backups.listed(desk)} == {"asked", "restore"}
    assert form(documented("restore")) == form(shell("restore", "--json").json)
    shell("set", ACTUAL, "120")
    assert (
        one(desk, "SELECT count(DISTINCT site) FROM change WHERE site <> 'base'") == 2
    )  # no site tells two stories
    assert shell("check", "--no-findings").code == 0


def test_a_backup_and_what_was_sent_since(shell: Shell, desk: Path, tmp_path: Path) -> None:
    shell("set", ACTUAL, "118")
    shell("backup")
    shell("set", ACTUAL, "119")
    shell("bundle", "-o", str(tmp_path / "late.bundle"))
    desk.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5_000)
    assert shell("check").code == 2
    assert "restore" in shell("doctor").out
    assert shell("doctor").code == 1
    [kept] = backups.listed(desk)
    assert shell("restore", str(kept.path), str(tmp_path / "late.bundle")).code == 0
    assert one(desk, VALUE) == "119"
    assert len([*desk.parent.glob("*.damaged-*.db")]) == 1


def test_what_is_no_backup_restores_nothing(shell: Shell, desk: Path, tmp_path: Path) -> None:
    before = content(desk)
    (tmp_path / "notes.txt").write_text("no file of ours")
    assert shell("restore", str(tmp_path / "notes.txt")).code == 2
    (tmp_path / "bad.bundle").write_text("no bundle")
    shell("backup")
    [kept] = backups.listed(desk)
    assert shell("restore", str(kept.path), str(tmp_path / "bad.bundle")).code == 2
    assert content(desk) == before
    assert len(backups.listed(desk)) == 1


def test_a_copy_that_is_given_up_leaves_nothing(book: Workbook) -> None:
    def given_up(done: int, of: int) -> None:
        assert done <= of
        raise Stopped

    with pytest.raises(Stopped):
        backups.make(book.store.conn, book.store.path, "asked", NOW.timestamp(), given_up)
    assert [*backups.folder(book.store.path).iterdir()] == []


@pytest.mark.parametrize("short", ["no_room", "large"])
def test_what_is_too_large_or_has_no_room_is_copied_for_nobody_who_did_not_ask(
    shell: Shell, desk: Path, monkeypatch: pytest.MonkeyPatch, short: str
) -> None:
    shell("set", ACTUAL, "118")
    if short == "large":
        monkeypatch.setattr(backups, "LARGE", desk.stat().st_size)
    else:
        full = shutil.disk_usage(desk.parent)._replace(free=2 * desk.stat().st_size)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with Store.open(desk) as store:
        assert back_up_when_due(Workbook(store), "open") is None
    assert backups.listed(desk) == []
    said = {row["kind"]: row["wrong"] for row in shell("doctor", "--json").json}
    assert said[f"unasked_{short}"] is (short == "no_room")
    monkeypatch.undo()


def test_a_ring_of_large_copies_is_short(book: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "RING", 4 * book.store.path.stat().st_size)
    for hour in range(8):
        last = backups.make(book.store.conn, book.store.path, "hour", NOW.timestamp() + hour * 3600)
    assert len(kept := backups.listed(book.store.path)) == 4
    assert kept[0].path == last
    monkeypatch.setattr(backups, "RING", 0)
    backups.make(book.store.conn, book.store.path, "hour", NOW.timestamp() + 9 * 3600)
    assert len(backups.listed(book.store.path)) == backups.FEWEST


def test_the_ring_keeps_the_latest_and_a_copy_a_day(book: Workbook) -> None:
    for hours in range(0, 24 * 60, 6):
        backups.make(book.store.conn, book.store.path, "hour", (NOW + timedelta(hours=hours)).timestamp())
    found = backups.listed(book.store.path)
    assert len(found) == backups.LATEST + backups.DAYS
    latest, older = found[: backups.LATEST], found[backups.LATEST :]
    assert {two.made - one.made for one, two in zip(latest[1:], latest, strict=False)} == {timedelta(hours=6)}
    assert {one.made.hour for one in older[1:]} == {20}  # the last of its day: at 2, 8, 14 and 20
    assert len({one.made.date() for one in older}) == backups.DAYS


def test_two_copies_within_a_second_are_two(book: Workbook) -> None:
    made = {backups.make(book.store.conn, book.store.path, "asked", NOW.timestamp()) for _ in range(3)}
    assert len(made) == len(backups.listed(book.store.path)) == 3


def test_it_is_due_an_hour_after_the_last_where_anything_was_written(book: Workbook) -> None:
    db, path, now = book.store.conn, book.store.path, NOW.timestamp()
    assert not backups.due(db, path, now)  # nobody has written anything
    book.edit(Cell.parse(ACTUAL), "118")
    assert backups.due(db, path, now)
    made = backups.make(db, path, "open", now)
    os.utime(made, (now, now))
    os.utime(path, (now - 5, now - 5))
    assert not backups.due(db, path, now + 2 * backups.HOUR)  # as it was
    os.utime(path, (now + 5, now + 5))
    assert not backups.due(db, path, now + backups.HOUR / 2)
    assert backups.due(db, path, now + backups.HOUR)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full: Linux has one")
def test_a_copy_that_fails_leaves_nothing(book: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "copy", full)
    with pytest.raises(FileRefused):
        backups.make(book.store.conn, book.store.path, "asked", NOW.timestamp())
    assert backups.listed(book.store.path) == []


def test_the_doctor_finds_nothing_wrong_with_what_is_sound(shell: Shell, desk: Path) -> None:
    shell("set", ACTUAL, "118")
    shell("backup")
    said = shell("doctor", "--json").json
    assert [row["kind"] for row in said if row["wrong"] and row["about"] == "file"] == []
    assert "sound" in {row["kind"] for row in said}
    assert form(documented("doctor")) == form(said)


def test_the_doctor_says_what_is_missing(shell: Shell, desk: Path, tmp_path: Path) -> None:
    assert "no file" in shell("doctor", str(tmp_path / "nowhere.db")).out
    (tmp_path / "empty").mkdir()
    assert "no data file" in shell("doctor", str(tmp_path / "empty")).out
    assert "1 data files" in shell("doctor", str(desk.parent)).out
    desk.chmod(0o400)
    assert "read-only" in shell("doctor").out
    with Store.open(desk, read_only=True):
        pass
