"""Several writers, one that is killed, a disk with no room: no acknowledged edit is lost, none half made."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pilot_tui.model import Cell
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import ask, content, one
from shell import ACTUAL, SOURCE, fingerprint, process
from workbook.small import small

ROUNDS = 25
CELL = "value/P.c.I.2020/actual"
OTHER = "value/P.c.I.2020/target"

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and limits")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small file as the one `$PILOT_DB` names."""
    path = tmp_path / "small.db"
    path.write_bytes(small())
    monkeypatch.setenv("PILOT_DB", str(path))
    monkeypatch.setenv("PILOT_AUTHOR", "lin")
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    return path


def logged(path: Path) -> list[str]:
    """Every value anybody set, in order."""
    return [json.loads(val) for (val,) in ask(path, "SELECT val FROM change WHERE site <> 'base' ORDER BY n")]


def problems(path: Path) -> list[tuple[str, dict[str, object]]]:
    with Store.open(path) as store:
        return list(Workbook(store).problems())


def test_two_desks_in_turn_keep_both(file: Path) -> None:
    with Store.open(file) as here, Store.open(file) as there:
        lin, wang = Workbook(here, "lin"), Workbook(there, "wang")
        for number in range(10):
            lin.edit(Cell.parse(CELL), f"{number}.1")
            wang.edit(Cell.parse(CELL if number % 2 else OTHER), f"{number}.2")
    assert logged(file) == [f"{number}.{who}" for number in range(10) for who in (1, 2)]
    assert problems(file) == []


def test_two_processes_at_once_keep_both(file: Path) -> None:
    code = """
import sys
from pilot_tui.cli.verbs import run
address, first = sys.argv[1], int(sys.argv[2])
for number in range(first, first + 30):
    while run(["set", address, str(number)]) != 0:
        pass  # the other one is writing: a person would try again too
"""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, address, first],
            env={**os.environ, "PILOT_AUTHOR": who},
            stderr=subprocess.DEVNULL,
        )
        for address, first, who in ((CELL, "100", "lin"), (OTHER, "200", "wang"))
    ]
    assert [writer.wait(60) for writer in started] == [0, 0]
    assert sorted(map(int, logged(file))) == [*range(100, 130), *range(200, 230)]
    assert ask(file, "SELECT actual, target FROM value") == [("129", "229")]
    assert problems(file) == []


def test_a_row_somebody_gave_birth_to_a_moment_ago(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking and writing another process may write: it is looked at again."""
    with Store.open(file) as here, Store.open(file) as there:
        lin, wang = Workbook(here, "lin"), Workbook(there, "wang")
        real = Store.writing
        first = [True]

        def late(store: Store, *rest: object) -> object:
            if store is here and first.pop():
                wang.edit(Cell.parse("value/P.c.I.2021/target"), "9")
            return real(store, *rest)  # type: ignore[arg-type]  # handed on as they came

        monkeypatch.setattr(Store, "writing", late)
        [change] = lin.edit(Cell.parse("value/P.c.I.2021/actual"), "8")
    assert change.col == "actual"  # an edit, no second birth
    assert ask(file, "SELECT target, actual FROM value WHERE year = 2021") == [("9", "8")]
    assert problems(file) == []


@POSIX
def test_a_killed_writer_loses_no_acknowledged_edit(file: Path) -> None:
    """A process that sets and sets, killed at any moment, again and again."""
    code = f"""
import os, sys
import sqlite_utils
from pilot_tui.cli.verbs import run
def say(word, number):  # in one write: whoever is killed has said all of it or nothing
    os.write(1, f"{{word}} {{number}}\\n".encode())
for line in sys.stdin:
    if os.fork() == 0:
        say("pid", os.getpid())
        number = int(line)
        while True:
            if run(["set", {CELL!r}, str(number)]) == 0:
                say("set", number)
            number += 1
    os.wait()
    say("dead", 0)
"""
    chance, acknowledged, number = random.Random(7), list[int](), 0
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdin
        assert parent.stdout
        for _ in range(ROUNDS):
            print(number + 1, file=parent.stdin, flush=True)
            said, pid = parent.stdout.readline().split()
            assert said == "pid"
            said, first = parent.stdout.readline().split()
            acknowledged.append(int(first))
            time.sleep(chance.uniform(0, 0.03))
            os.kill(int(pid), signal.SIGKILL)
            while (line := parent.stdout.readline().split())[0] == "set":
                acknowledged.append(int(line[1]))
            with Store.open(file) as store:
                assert list(Workbook(store).problems()) == []
            number = int(logged(file)[-1])
            assert (
                acknowledged[-1] <= number <= acknowledged[-1] + 1
            )  # the last may have died before it spoke
        parent.stdin.close()
    assert len(acknowledged) >= ROUNDS
    assert set(acknowledged) <= set(map(int, logged(file)))
    assert one(file, "SELECT actual FROM value") == logged(file)[-1]


@POSIX
def test_a_writer_that_dies_at_its_nth_write_changes_nothing(desk: Path) -> None:
    """The system kills a process that writes past its limit: in the journal, or in the file, page by page."""
    code = """
import os, resource, signal, sys
import sqlite_utils
from pilot_tui.cli.verbs import run
size = os.path.getsize(sys.argv[1])
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
for limit in map(int, sys.stdin):
    if (pid := os.fork()) == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size * limit // 100, resource.RLIM_INFINITY))
        os._exit(run(["set", sys.argv[2], "118"]))
    print(os.waitpid(pid, 0)[1], flush=True)
"""
    before, journals = content(desk), 0
    with subprocess.Popen(
        [sys.executable, "-c", code, str(desk), ACTUAL],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdin
        assert parent.stdout
        for percent in (0, 1, 2, 3, 10, 20, 30, 50, 70, 90, 98):
            print(percent, file=parent.stdin, flush=True)
            assert os.WTERMSIG(int(parent.stdout.readline())) == signal.SIGXFSZ
            journals += desk.with_name("demo.db-journal").exists()
            assert problems(desk) == []
            assert content(desk) == before
        assert journals > 5
        print(200, file=parent.stdin, flush=True)
        assert int(parent.stdout.readline()) == 0
        parent.stdin.close()
    assert content(desk) != before


@POSIX
def test_a_full_disk_changes_nothing(desk: Path) -> None:
    """No file may grow past, or be written beyond, ever larger limits: the n-th write fails, for many n.

    Where even taking back fails, the journal stays beside the file, and the next to open it takes back.
    """
    code = """
import hashlib, io, json, os, resource, sqlite3, sys
from contextlib import closing, redirect_stderr
from pathlib import Path
from pilot_tui.cli.verbs import run

file, address, size = Path(sys.argv[1]), sys.argv[2], os.path.getsize(sys.argv[1])
limits = [0, 1, 100, 511, 512, 1024, 4_000, 4_096, 5_000, 8_192, 16_000, 50_000]
limits += [size * n // 12 for n in range(1, 13)] + [size + 4_096, resource.RLIM_INFINITY]
found = []
for limit in limits:
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    said = io.StringIO()
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    with redirect_stderr(said):
        code = run(["set", address, str(limit % 1000 + 0.5)])
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    with closing(sqlite3.connect(file)) as db:
        db.execute("SELECT count(*) FROM change").fetchall()
    after = hashlib.sha256(file.read_bytes()).hexdigest()
    left = [path.name for path in file.parent.iterdir()]
    found.append([code, said.getvalue(), before == after, left])
print(json.dumps(found))
"""
    answer = process(str(desk), ACTUAL, code=code, env={"PILOT_LANG": "en"})
    assert answer.code == 0, answer.err
    found = json.loads(answer.out)
    refused = [one for one in found if one[0] == 2]
    assert len(refused) > 10
    assert found[-1][0] == 0
    for code_, said, unchanged, left in found:
        assert code_ in (0, 2)
        assert unchanged == (code_ == 2)
        assert left == [desk.name]
        assert said.count("\n") == 1
        if code_ == 2:
            assert said.startswith(("The disk is full;", "The disk failed while using"))
            assert "not changed" in said or "nothing was changed" in said
    assert problems(desk) == []


@POSIX
@pytest.mark.parametrize("limit", [0, 512, 10_000, 300_000])
def test_a_full_disk_leaves_no_half_made_file(demo: Path, tmp_path: Path, limit: int) -> None:
    code = f"""
import resource, sys
from pilot_tui.cli.verbs import run
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY))
sys.exit(run(sys.argv[1:]))
"""
    folder = tmp_path / "made"
    folder.mkdir()
    answer = process("init", str(folder / "new.db"), "--demo", code=code)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert list(folder.iterdir()) == []


@POSIX
def test_a_full_disk_keeps_the_last_export(desk: Path, tmp_path: Path) -> None:
    assert process("export", str(tmp_path / "out")).code == 0
    before = {path.name: fingerprint(path) for path in (tmp_path / "out").iterdir()}
    assert process("set", "programme/P1/name_en", "Another name").code == 0
    code = """
import resource, sys
from pilot_tui.cli.verbs import run
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, resource.RLIM_INFINITY))
sys.exit(run(sys.argv[1:]))
"""
    answer = process("export", str(tmp_path / "out"), code=code)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert {path.name: fingerprint(path) for path in (tmp_path / "out").iterdir()} == before


def test_the_small_file_is_a_sound_one(file: Path) -> None:
    assert problems(file) == []
    assert content(file)["mark"]
