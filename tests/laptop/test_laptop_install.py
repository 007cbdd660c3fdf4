"""Installing from the archive: beside what is there, tried, and only then turned to."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from installer.alone import alone
from installer.environment import Environment
from installer.refusal import Refusal
from laptop.conftest import Unpacked, make_wheel

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the launchers looked at are those of POSIX")


def test_it_installs_and_starts_and_an_upgrade_touches_no_data(archive: Unpacked) -> None:
    first = archive.run()
    assert (first.returncode, first.stderr) == (0, "")
    assert "pilot-tui 0.1.0 is installed." in first.stdout
    assert archive.started() == "pilot-tui 0.1.0\n"
    assert (archive.place / "demo.db").read_bytes() == b"demo"
    (archive.place / "demo.db").write_bytes(b"worked in")
    (archive.place / "pilot.db").write_bytes(b"mine")

    second = archive.of("0.2.0").run()
    assert (second.returncode, second.stderr) == (0, "")
    assert "pilot-tui 0.1.0 was replaced by 0.2.0." in second.stdout
    assert archive.started() == "pilot-tui 0.2.0\n"
    assert (archive.place / "demo.db").read_bytes() == b"worked in"
    assert (archive.place / "pilot.db").read_bytes() == b"mine"
    assert archive.versions() == ["0.1.0-1", "0.2.0-2"], "a desk may still run on the one before"

    assert archive.run().returncode == 0
    assert archive.versions() == ["0.2.0-2", "0.2.0-3"]

    gone = archive.run("--remove")
    assert (gone.returncode, gone.stderr) == (0, "")
    assert sorted(path.name for path in archive.place.iterdir()) == ["demo.db", "pilot.db"]
    assert not archive.launcher.exists()
    again = archive.run("--remove")
    assert again.returncode == 2
    assert "is not installed in" in again.stderr


def test_killed_half_way_the_version_before_still_starts_and_the_next_run_mends(archive: Unpacked) -> None:
    assert archive.run().returncode == 0
    archive.of("0.2.0")
    running = subprocess.Popen(
        archive.command(), env=archive.env(), start_new_session=True, stdout=subprocess.DEVNULL
    )
    half = archive.place / "program" / "0.2.0-2"
    end = time.monotonic() + 60
    while not (half / "pyvenv.cfg").exists():
        assert running.poll() is None, "it was done before it could be killed"
        assert time.monotonic() < end
        time.sleep(0.002)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert half.exists()
    assert archive.started() == "pilot-tui 0.1.0\n"

    assert archive.run().returncode == 0
    assert archive.started() == "pilot-tui 0.2.0\n"
    assert len(archive.versions()) == 2


def test_what_does_not_run_is_never_turned_to(archive: Unpacked) -> None:
    assert archive.run().returncode == 0
    refused = archive.of("0.2.0", code="def main():\n    raise SystemExit(3)\n").run()
    assert refused.returncode == 2
    assert "does not run" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert archive.started() == "pilot-tui 0.1.0\n"
    assert archive.versions() == ["0.1.0-1"]


def test_a_python_without_packages_is_told_which_there_are(archive: Unpacked) -> None:
    make_wheel(
        archive.of("0.1.0", requires=("needed",)).folder / "wheels", "needed", "1", tag="cp39-cp39-win32"
    )
    refused = archive.saying(known="Python 3.9 · windows").run()
    assert refused.returncode == 2
    assert "it holds those for: Python 3.9 · windows" in refused.stderr
    assert archive.versions() == []


def test_a_part_of_the_extra_that_is_not_to_be_had_is_named(archive: Unpacked) -> None:
    make_wheel(archive.folder / "wheels", "letters", "1")
    make_wheel(archive.folder / "wheels", "printing", "1", tag="cp39-cp39-win32")
    done = archive.saying(office=["letters>=1", "printing>=1"]).run()
    assert done.returncode == 0
    assert "There is no printing for this machine" in done.stdout
    [place] = (archive.place / "program").iterdir()
    assert list(place.rglob("letters.py"))


def test_somebody_elses_command_is_left_alone(archive: Unpacked) -> None:
    archive.launcher.parent.mkdir()
    archive.launcher.write_text("#!/bin/sh\necho mine\n")
    archive.launcher.chmod(0o755)
    done = archive.run()
    assert done.returncode == 0
    assert "was left alone" in done.stdout
    assert f"Start it with: '{archive.place}/pilot-tui'".replace("it's", "it'\"'\"'s") in done.stdout
    assert archive.started() == "mine\n"
    assert archive.run("--remove").returncode == 0
    assert archive.launcher.exists()


# Refused before anything is made


def test_two_at_once(archive: Unpacked) -> None:
    with alone(archive.place):
        refused = archive.run()
    assert refused.returncode == 2
    assert "Another installation is running" in refused.stderr
    assert archive.versions() == []


def test_a_folder_that_cannot_be_written(archive: Unpacked) -> None:
    archive.place.write_text("a file")
    refused = archive.run()
    assert refused.returncode == 2
    assert "cannot be written" in refused.stderr


def test_no_room(archive: Unpacked) -> None:
    refused = archive.saying(needed_mb=10**12).run()
    assert refused.returncode == 2
    assert f"about {10**12} MB are needed" in refused.stderr
    assert not archive.place.exists()


def test_a_disk_that_fills_meanwhile_is_named(archive: Unpacked, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Environment(archive.home / "x", archive.folder, archive.home / "log")
    monkeypatch.setattr(
        "installer.environment.subprocess.run", lambda *_, **__: subprocess.CompletedProcess([], 1)
    )
    monkeypatch.setattr(
        "installer.environment.shutil.disk_usage", lambda _: type("Usage", (), {"free": 1 << 20})
    )
    with pytest.raises(Refusal) as refused:
        made.fill()
    assert refused.value.reason == "no_room"


def test_the_archives_own_folder_is_no_place(archive: Unpacked) -> None:
    archive.home = archive.folder
    refused = archive.run()
    assert refused.returncode == 2
    assert "is the archive's own folder" in refused.stderr


def test_a_python_without_venv(archive: Unpacked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "venv", None)
    with pytest.raises(Refusal) as refused:
        Environment(archive.home / "x", archive.folder, archive.home / "log").make()
    assert refused.value.reason == "no_venv"


def test_a_python_without_ensurepip_installs(archive: Unpacked) -> None:
    (archive.home / "site").mkdir()
    (archive.home / "site" / "sitecustomize.py").write_text("import sys; sys.modules['ensurepip'] = None\n")
    assert archive.run(PYTHONPATH=str(archive.home / "site")).returncode == 0
    assert archive.started() == "pilot-tui 0.1.0\n"


def test_stopped_by_the_person_nothing_is_left(archive: Unpacked) -> None:
    running = subprocess.Popen(
        archive.command(), env=archive.env(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    half = archive.place / "program" / "0.1.0-1"
    end = time.monotonic() + 60
    while not (half / "pyvenv.cfg").exists():
        assert time.monotonic() < end
        time.sleep(0.002)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 2
    assert said == "Stopped. Nothing was installed; what was there before is as it was.\n"
    assert archive.versions() == []


# Finding a Python


def shell(archive: Unpacked, folder: Path) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    for name in ("dirname", "cat"):
        with contextlib.suppress(FileExistsError):
            (folder / name).symlink_to(
                next(path for path in map(Path, ("/bin", "/usr/bin")) if (path / name).exists()) / name
            )
    return subprocess.run(
        ["/bin/sh", archive.folder / "install.sh", "--check"],
        env={"PATH": str(folder), "PILOT_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_python_is_said_in_both_languages(archive: Unpacked, tmp_path: Path) -> None:
    refused = shell(archive, tmp_path / "bin")
    assert refused.returncode == 2
    assert "需要 Python 3.11" in refused.stderr
    assert "Python 3.11 or newer is needed" in refused.stderr


def test_an_old_python_is_passed_over_for_a_newer_one(archive: Unpacked, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    old = tmp_path / "bin" / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    assert shell(archive, tmp_path / "bin").returncode == 2
    (tmp_path / "bin" / "python3.12").symlink_to(sys.executable)
    found = shell(archive, tmp_path / "bin")
    assert (found.returncode, found.stderr) == (0, "")
    assert "all whole" in found.stdout


def test_an_old_python_that_is_given_the_installer_says_so(
    archive: Unpacked, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import install

    monkeypatch.setattr("install.sys.version_info", (3, 9))
    assert install.run() == 2
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err
