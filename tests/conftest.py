from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pilot_tui import places, words
from pilot_tui.cli.verbs import run
from pilot_tui.store import Store, site
from pilot_tui.workbook import Workbook
from shell import Answer, Shell

NOW = 1_800_000_000.0
"""When every test takes place, unless it says otherwise: 2027-01-15."""
_numbers = count()
_MEMORY, _ROOM = Path("/dev/shm"), 2 << 30
"""A folder that lies in memory, and the bytes that must be free there."""
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a shared machine may be slow: no test is about that


def _in_memory() -> None:
    """Let all files of tests lie in memory where it has room: no test is about how long a disk takes.

    Every edit waits until it is on the disk, which takes some disks a tenth of a second.
    """
    if "TMPDIR" not in os.environ and _MEMORY.is_dir():
        about = os.statvfs(_MEMORY)
        if about.f_bavail * about.f_frsize >= _ROOM and not about.f_flag & os.ST_NOEXEC:
            os.environ["TMPDIR"] = str(_MEMORY)
            tempfile.tempdir = None


_in_memory()


@pytest.fixture(autouse=True)
def config(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Every test has a machine of its own: fresh settings, English, no file, nobody named."""
    folder = tmp_path_factory.getbasetemp() / f"config{next(_numbers)}"
    monkeypatch.setenv("PILOT_CONFIG", str(folder))
    monkeypatch.setenv("PILOT_LANG", "en")
    for name in ("PILOT_DB", "PILOT_AUTHOR"):
        monkeypatch.delenv(name, raising=False)
    places.settings.cache_clear()
    site._unkept.clear()
    words.speak("en")
    yield folder
    words.speak("en")
    places.settings.cache_clear()


@pytest.fixture(scope="session")
def demo_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A fresh file with the demo set."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert run(["init", str(path), "--demo"]) == 0
    return path.read_bytes()


@pytest.fixture
def demo(tmp_path: Path, demo_bytes: bytes) -> Path:
    """A copy of the demo file for this test alone."""
    path = tmp_path / "demo.db"
    path.write_bytes(demo_bytes)
    path.chmod(0o600)
    return path


@pytest.fixture
def book(demo: Path) -> Iterator[Workbook]:
    """The demo file, opened by lin."""
    with Store.open(demo) as store:
        yield Workbook(store, "lin", clock=lambda: NOW)


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs a verb in this process, on the file of `$PILOT_DB` unless `-f` says otherwise."""

    def answer(*arguments: str) -> Answer:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return answer


@pytest.fixture
def desk(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo file as the one `$PILOT_DB` names, and lin as the one who writes."""
    monkeypatch.setenv("PILOT_DB", str(demo))
    monkeypatch.setenv("PILOT_AUTHOR", "lin")
    return demo
