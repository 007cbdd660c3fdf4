"""An import of many rows, or its undo, that ends in the middle: nothing is half done, and the file opens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pilot_tui.store import Store
from pilot_tui.words import both
from pilot_tui.workbook import Workbook
from raw import content, hashes, one
from shell import SOURCE, Shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
PATIENCE = 60
BORN = "SELECT count(*) FROM value WHERE year < 2000"


def many(path: Path, rows: int = 3000) -> Path:
    """A sheet of figures of the last century, none of which has a row yet."""
    counties, codes = ("yongkang", "wenling", "changxing"), [f"I{nth:02}" for nth in range(1, 11)]
    places = [(county, code, year) for year in range(1900, 2000) for county in counties for code in codes]
    lines = [f"{county},{code},{year},{nth}.5" for nth, (county, code, year) in enumerate(places[:rows])]
    path.write_text("\n".join(("county,indicator,year,actual", *lines)), "utf-8")
    return path


def while_writing(file: Path, *arguments: str) -> subprocess.Popen[str]:
    """A verb in its own process, that has begun to write."""
    env = {**os.environ, "PYTHONPATH": str(SOURCE), "PILOT_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    run = [sys.executable, "-m", "pilot_tui", *arguments]
    running = subprocess.Popen(run, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: has_begun(file) or running.poll() is not None)
    assert running.poll() is None, "it was done before anything could end it"
    return running


def end(running: subprocess.Popen[str], by: signal.Signals) -> str:
    """End it; returns what it still said."""
    running.send_signal(by)
    return running.communicate(timeout=PATIENCE)[1]


def wait_for(wanted: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not wanted():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.002)


def journal(file: Path) -> Path:
    return file.with_name(file.name + "-journal")


def has_begun(file: Path) -> bool:
    """Whether rows are being written: more is kept for going back than before the first of them."""
    try:
        return journal(file).stat().st_size > 20_000
    except FileNotFoundError:
        return False


def is_whole(file: Path) -> bool:
    with Store.open(file) as store:
        return list(Workbook(store).problems()) == []


def test_a_killed_import_leaves_the_file_as_it_was(desk: Path, tmp_path: Path, shell: Shell) -> None:
    sheet = many(tmp_path / "many.csv")
    before = content(desk), hashes(desk)
    running = while_writing(desk, "import", str(sheet))
    end(running, signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL
    assert journal(desk).exists(), "it was killed while it wrote"
    assert is_whole(desk)
    assert (content(desk), hashes(desk)) == before
    answer = shell("import", sheet)  # the same again, and all of it
    assert answer.code == 0
    assert one(desk, BORN) == 3000


def test_a_killed_undo_leaves_all_of_the_import(desk: Path, tmp_path: Path, shell: Shell) -> None:
    assert shell("import", many(tmp_path / "many.csv")).code == 0
    before = content(desk), hashes(desk)
    running = while_writing(desk, "undo")
    end(running, signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL
    assert journal(desk).exists(), "it was killed while it wrote"
    assert is_whole(desk)
    assert (content(desk), hashes(desk)) == before
    assert shell("undo").code == 0
    assert one(desk, BORN) == 0


@pytest.mark.parametrize("verb", ["import", "undo"])
def test_whoever_interrupts_hears_that_nothing_was_changed(
    desk: Path, tmp_path: Path, shell: Shell, verb: str
) -> None:
    sheet = many(tmp_path / "many.csv")
    if verb == "undo":
        assert shell("import", sheet).code == 0
    before = content(desk), hashes(desk)
    running = while_writing(desk, verb, *([str(sheet)] if verb == "import" else []))
    said = end(running, signal.SIGINT)
    assert (running.returncode, said.rstrip().splitlines()[-1]) == (130, both("error.stopped")[1])
    assert not journal(desk).exists()
    assert (content(desk), hashes(desk)) == before


def test_whoever_interrupts_when_all_is_written_hears_that(
    desk: Path, tmp_path: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(book: Workbook) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Workbook, "refresh", interrupted)  # what follows the commit
    answer = shell("import", many(tmp_path / "few.csv", 3), "--lang", "en")
    assert (answer.code, answer.err.rstrip().splitlines()[-1]) == (130, both("error.stopped_late")[1])
    assert one(desk, BORN) == 3
