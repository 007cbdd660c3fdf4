"""A merge that is given up, or killed, leaves what was there before, or all that came: never half of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import count, takewhile
from pathlib import Path

import pytest

from merging.laptops import Laptop
from pilot_tui.errors import Stopped
from pilot_tui.exchange.bundle import read_bundle, write_bundle
from pilot_tui.model import Cell
from pilot_tui.store import Store, backups
from pilot_tui.workbook import Workbook, exchanging
from raw import ask, content
from shell import SOURCE

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and limits")
KILLS = {} if sys.platform == "win32" else {"step": signal.SIGKILL, "write": signal.SIGXFSZ}
YEARS = range(1900, 2100)
CELL = Cell("value", "P.c.I.2020", "actual")


@pytest.fixture
def met(tmp_path: Path) -> tuple[Laptop, Path]:
    """X has written the cell; Y's bundle brings another value of it and two hundred rows more."""
    x, y = Laptop("x", tmp_path), Laptop("y", tmp_path)
    x.book.edit(CELL, "1")
    y.book.edit_all([(Cell("value", f"P.c.I.{year}", "actual"), str(year)) for year in YEARS])
    y.book.edit(CELL, "2")
    bundle = tmp_path / "y.bundle"
    write_bundle(bundle, exchanging.gather(y.book))
    y.close()
    return x, bundle


def state(path: Path) -> tuple[object, tuple[object, object, object]]:
    """All that half a merge would betray; the file is whole."""
    with Store.open(path) as store:
        assert list(Workbook(store).problems()) == []
    log = ask(path, "SELECT site, seq, hash FROM change ORDER BY site, seq")
    return content(path), (log, ask(path, "SELECT * FROM conflict"), ask(path, "SELECT * FROM head"))


def test_given_up_at_any_step_nothing_has_come(met: tuple[Laptop, Path]) -> None:
    x, path = met
    bundle, before = read_bundle(path), state(x.path)

    def given_up(at: int) -> bool:
        left = iter(range(at))

        def tick(done: int, of: int) -> None:
            if next(left, None) is None:
                raise Stopped

        try:
            exchanging.merge(x.book, [bundle], tick)
        except Stopped:
            assert state(x.path) == before
            assert [*backups.folder(x.path).glob(".*")] == []
            return True
        return False

    steps = sum(1 for _ in takewhile(given_up, count()))
    assert steps >= 3  # while the log is written, the rows, the backup
    assert len(backups.listed(x.path)) == 1
    assert x.book.conflicts
    x.close()


KILLED = """
import os, resource, signal, sys
from pathlib import Path
from pilot_tui.exchange.bundle import read_bundle
from pilot_tui.store import Store, backups
from pilot_tui.workbook import Workbook, exchanging
file, bundle = Path(sys.argv[1]), read_bundle(Path(sys.argv[2]))

def until(step):
    left = iter(range(step))
    def tick(done, of):
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
    return tick

def merge(how, much):
    with Store.open(file) as store:
        if how == "write":  # the system kills whoever writes past the limit: in the journal or in the file
            backups.make = lambda *rest: None
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size * much // 100, -1))
            exchanging.merge(Workbook(store, "x"), [bundle])
        else:
            exchanging.merge(Workbook(store, "x"), [bundle], until(much))

resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
for line in sys.stdin:
    how, much = line.split()
    if (pid := os.fork()) == 0:
        merge(how, int(much))
        os._exit(0)
    print(os.waitpid(pid, 0)[1], flush=True)
"""


@POSIX
def test_killed_at_any_moment_nothing_or_all_has_come(met: tuple[Laptop, Path]) -> None:
    x, bundle = met
    x.close()
    before, journals = state(x.path), 0
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(x.path), str(bundle)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdin
        assert parent.stdout
        moments = [("step", at) for at in range(3)]
        moments += [("write", percent) for percent in (0, 1, 3, 5, 10, 20, 30, 50, 70, 90, 100)]
        for how, much in moments:
            print(how, much, file=parent.stdin, flush=True)
            assert os.WTERMSIG(int(parent.stdout.readline())) == KILLS[how], (how, much)
            journals += x.path.with_name("x.db-journal").exists()
            assert state(x.path) == before, (how, much)
        assert journals > 3  # some died in the middle of writing the file
        print("step", 1_000, file=parent.stdin, flush=True)
        assert int(parent.stdout.readline()) == 0
        parent.stdin.close()
    after, (_, conflicts, _) = state(x.path)
    assert after != before[0]
    assert conflicts == [("value", "P.c.I.2020", "actual", "value")]
