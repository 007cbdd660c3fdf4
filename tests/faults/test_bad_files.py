"""A file that is not what it should be: one sentence in the user's language, exit code 2, nothing changed."""

from __future__ import annotations

import io
import os
import random
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from pilot_tui.errors import Busy, FileRefused
from pilot_tui.model import Cell
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import content, hashes, one, tamper
from shell import ACTUAL, Answer, Shell, fingerprint

_NOISE = random.Random(7).randbytes(4096)


def missing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def prose(path: Path) -> None:
    path.write_text("永康市 2019 年度任务\n" * 100, "utf-8")


def a_few_letters(path: Path) -> None:
    path.write_text("SQL")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5_000])


def cut_to_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def a_damaged_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(20 * 4096)
        file.write(_NOISE)


def a_damaged_first_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(_NOISE[:3_000])


def another_programs(path: Path) -> None:
    path.unlink()
    tamper(path, "CREATE TABLE songs (title TEXT)", "INSERT INTO songs VALUES ('x')")


def newer(path: Path) -> None:
    tamper(path, "PRAGMA user_version = 99")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def under_a_file(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("a file where the folder should be")


SPOILT: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (missing, "There is no file"),
    "empty": (empty, "is empty"),
    "text": (prose, "is not a data file"),
    "a few letters": (a_few_letters, "is not a data file"),
    "truncated": (cut_short, "is cut short"),
    "truncated in the header": (cut_to_the_header, "is cut short"),
    "a damaged page": (a_damaged_page, "is damaged"),
    "a damaged first page": (a_damaged_first_page, "is damaged"),
    "another program's": (another_programs, "of another program"),
    "newer": (newer, "newer version"),
    "a folder": (a_folder, "is a folder"),
    "a pipe": (a_pipe, "is not a data file"),
    "under a file": (under_a_file, "There is no file"),
}

READ, WRITE = ("show", "counties"), ("set", ACTUAL, "250", "--author", "lin")


@pytest.fixture
def lone(tmp_path: Path, demo_bytes: bytes) -> Path:
    """The demo file alone in its folder."""
    path = tmp_path / "desk" / "pilot.db"
    path.parent.mkdir()
    path.write_bytes(demo_bytes)
    return path


def beside(path: Path) -> dict[str, object]:
    """Everything in the folder of a file, by its bytes."""
    with suppress(NotADirectoryError):
        return {
            found.name: found.read_bytes() if stat.S_ISREG(found.stat().st_mode) else found.stat().st_mode
            for found in path.parent.iterdir()
        }
    return {"itself": path.parent.read_bytes()}


def is_one_sentence(answer: Answer) -> bool:
    """Whether the answer is a refusal as they all should be."""
    return (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1) and "Traceback" not in answer.err


@pytest.mark.parametrize("verb", [READ, WRITE, ("check",), ("log",), ("undo", "--author", "lin")])
@pytest.mark.parametrize("case", SPOILT)
def test_one_sentence_and_nothing_changed(shell: Shell, lone: Path, case: str, verb: tuple[str, ...]) -> None:
    spoil, said = SPOILT[case]
    spoil(lone)
    before = beside(lone)
    english = shell(*verb, "-f", str(lone))
    chinese = shell(*verb, "-f", str(lone), "--lang", "zh")
    assert is_one_sentence(english)
    assert is_one_sentence(chinese)
    assert said in english.err
    assert english.err != chinese.err
    assert not any(word in chinese.err for word in ("file", "damaged", "folder ", "is "))
    assert str(lone) in english.err
    assert beside(lone) == before


def test_a_newer_file_may_be_looked_at(lone: Path) -> None:
    newer(lone)
    with Store.open(lone, read_only=True) as store:
        book = Workbook(store, "lin")
        assert len(book.standings("P1", 2020)) == 5
        with pytest.raises(FileRefused, match="read-only"):
            book.edit(Cell.parse(ACTUAL), "250")


def test_a_file_of_ours_without_its_tables(shell: Shell, lone: Path) -> None:
    tamper(lone, "DROP TABLE meta")
    assert is_one_sentence(shell(*READ, "-f", str(lone)))
    tamper(lone, "CREATE TABLE meta (k TEXT PRIMARY KEY, v TEXT NOT NULL)", "DROP TABLE value")
    answer = shell(*READ, "-f", str(lone))
    assert is_one_sentence(answer)
    assert "value" in answer.err


@pytest.mark.parametrize("name", ["x" * 300, "x" * 10_000, "no/where/at/all.db"])
def test_a_name_no_file_can_have(shell: Shell, tmp_path: Path, name: str) -> None:
    answer = shell(*READ, "-f", str(tmp_path / name))
    assert is_one_sentence(answer)
    assert len(answer.err) < 1_000


# Protected


@pytest.fixture(params=["file", "folder"])
def protected(request: pytest.FixtureRequest, lone: Path) -> Iterator[Path]:
    """A file that must not be written, by its own permissions or its folder's; root is bound by them too."""
    target = lone if request.param == "file" else lone.parent
    mode = target.stat().st_mode
    target.chmod(0o444 if request.param == "file" else 0o555)
    yield lone
    target.chmod(mode)


def test_a_protected_file_can_be_read(shell: Shell, protected: Path) -> None:
    assert shell(*READ, "-f", str(protected)).code == 0
    assert shell("check", "--no-findings", "-f", str(protected)).code == 0


@pytest.mark.parametrize(
    "verb", [WRITE, ("undo", "--author", "lin"), ("add", "note", "text=x", "--author", "lin")]
)
def test_a_protected_file_is_not_written(shell: Shell, protected: Path, verb: tuple[str, ...]) -> None:
    before = fingerprint(protected)
    english, chinese = shell(*verb, "-f", str(protected)), shell(*verb, "-f", str(protected), "--lang", "zh")
    assert is_one_sentence(english)
    assert is_one_sentence(chinese)
    assert english.err != chinese.err
    assert "read-only" in english.err or "folder of" in english.err
    assert fingerprint(protected) == before
    assert [path.name for path in protected.parent.iterdir()] == ["pilot.db"]


# Locked


@contextmanager
def held(path: Path, statement: str) -> Iterator[None]:
    """Another process has the file open and holds a lock on it."""
    code = f"""
import sqlite3, sys
db = sqlite3.connect({str(path)!r}, isolation_level=None)
db.execute({statement!r})
if "EXCLUSIVE" not in {statement!r}:
    db.execute("UPDATE meta SET v = v")
print("held", flush=True)
sys.stdin.read()
"""
    holder = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin
    assert holder.stdout
    with holder:
        assert holder.stdout.readline() == "held\n"
        yield
        holder.stdin.close()


def test_a_file_another_program_writes(shell: Shell, lone: Path) -> None:
    before = content(lone), hashes(lone)
    with held(lone, "BEGIN EXCLUSIVE"):
        for verb in (READ, WRITE, ("check",)):
            started = time.monotonic()
            english = shell(*verb, "-f", str(lone))
            assert time.monotonic() - started < 5
            chinese = shell(*verb, "-f", str(lone), "--lang", "zh")
            assert is_one_sentence(english)
            assert is_one_sentence(chinese)
            assert "Another program is writing" in english.err
            assert english.err != chinese.err
    assert (content(lone), hashes(lone)) == before
    assert shell(*WRITE, "-f", str(lone)).code == 0


def test_a_file_another_program_is_about_to_write_can_be_read(shell: Shell, lone: Path) -> None:
    with held(lone, "BEGIN IMMEDIATE"):
        assert shell(*READ, "-f", str(lone)).code == 0
        assert "Another program" in shell(*WRITE, "-f", str(lone)).err
    assert shell(*WRITE, "-f", str(lone)).code == 0


def test_an_open_desk_is_told_and_goes_on(lone: Path) -> None:
    with Store.open(lone) as store:
        book = Workbook(store, "lin")
        with held(lone, "BEGIN IMMEDIATE"), pytest.raises(Busy):
            book.edit(Cell.parse(ACTUAL), "250")
        assert book.edit(Cell.parse(ACTUAL), "250")


def test_a_file_replaced_under_an_open_desk_is_not_written_into_the_void(
    lone: Path, demo_bytes: bytes
) -> None:
    with Store.open(lone) as store:
        book = Workbook(store, "lin")
        book.edit(Cell.parse(ACTUAL), "250")
        fresh = lone.with_name("fresh.db")
        fresh.write_bytes(demo_bytes)
        fresh.replace(lone)
        with pytest.raises(FileRefused, match="moved or replaced"):
            book.edit(Cell.parse(ACTUAL), "251")
    assert one(lone, "SELECT count(*) FROM change WHERE site <> 'base'") == 0


def test_a_writer_that_died_in_the_middle_leaves_the_file_as_it_was(shell: Shell, lone: Path) -> None:
    before = content(lone), hashes(lone)
    code = f"""
import os, sqlite3
db = sqlite3.connect({str(lone)!r}, isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN")
db.execute("UPDATE value SET actual = '1', remark = hex(randomblob(500))")
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", code], check=False)
    assert lone.with_name("pilot.db-journal").exists()
    assert shell("check", "--no-findings", "-f", str(lone)).code == 0
    assert (content(lone), hashes(lone)) == before


def test_nothing_of_ours_is_read_past_the_connection(lone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening and closing the file by other means would drop the lock of every connection of this process."""
    opened: list[str] = []
    real = io.open

    def watched(file: Any, *rest: Any, **more: Any) -> Any:
        opened.append(str(file))
        return real(file, *rest, **more)

    with Store.open(lone) as store:
        monkeypatch.setattr("io.open", watched)  # pathlib's too
        monkeypatch.setattr("builtins.open", watched)
        book = Workbook(store, "lin")
        book.edit(Cell.parse(ACTUAL), "250")
        book.undo()
        assert list(book.problems()) == []
    assert opened  # the settings, at least
    assert str(lone) not in opened


def test_sqlite_itself_agrees_that_it_was_damaged(lone: Path) -> None:
    """The damage of the tests above is one SQLite notices, not one this program imagines."""
    a_damaged_page(lone)
    with pytest.raises((sqlite3.DatabaseError, AssertionError)):
        assert one(lone, "PRAGMA integrity_check(1)") == "ok"
