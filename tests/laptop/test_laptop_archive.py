"""The archive itself, as `make laptop` built it: installed with the network off, and then used."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest

from desk.terminal import Terminal
from laptop.conftest import SHIPPED

TOP = SHIPPED.parents[1]
BUILT = sorted((TOP / os.environ.get("PILOT_ARCHIVE", "-")).glob("pilot-tui-*-laptop.zip"))
NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")

pytestmark = pytest.mark.skipif(not BUILT, reason="looks at what `make laptop` built: make test-laptop")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, unpacked in a folder with a space and 汉字 in its name."""
    folder = tmp_path_factory.mktemp("u") / "第 一 台"
    with zipfile.ZipFile(BUILT[-1]) as packed:
        packed.extractall(folder)
    [inside] = folder.iterdir()
    return inside


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, unpacked: Path) -> Path:
    """A home in which it is installed, through `install.sh`."""
    home = tmp_path_factory.mktemp("h") / "家 目"
    home.mkdir()
    installed = offline(home, "/bin/sh", unpacked / "install.sh", "--lang", "zh")
    assert (installed.returncode, installed.stderr) == (0, "")
    assert "已装好 pilot-tui" in installed.stdout
    return home


@cache
def cut_off() -> tuple[str, ...]:
    """What takes the network away from a command, where this machine allows it."""
    cut = ("unshare", "-rn")
    return (
        cut if shutil.which("unshare") and subprocess.run([*cut, "true"], check=False).returncode == 0 else ()
    )


def offline(home: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run something as the owner of that home, without a network."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "XDG_"))
    }
    around = {**kept, **NOWHERE, "HOME": str(home), "PILOT_LANG": "en", "PILOT_AUTHOR": "lin"}
    around["PATH"] = os.pathsep.join([str(Path(sys.executable).resolve().parent), kept["PATH"]])
    around.pop("PILOT_CONFIG", None)
    return subprocess.run([*cut_off(), *command], env=around, capture_output=True, text=True, check=False)


def program(home: Path) -> Path:
    return home / ".local" / "bin" / "pilot-tui"


def demo(home: Path) -> Path:
    return home / ".local" / "share" / "pilot-tui" / "demo.db"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--version",), "pilot-tui, version"),
        (("doctor",), "is sound"),
        (("show", "scorecard", "--county", "永康"), "P1.I01"),
        (("set", "value/P1.yongkang.I14.2020/actual", "62.3"), "62.3"),
    ],
    ids=lambda part: part[0] if isinstance(part, tuple) else "",
)
def test_the_shell_works(home: Path, arguments: tuple[str, ...], said: str) -> None:
    on = () if arguments == ("--version",) else ("-f", str(demo(home)), "--lang", "en")
    ran = offline(home, program(home), *arguments, *on)
    assert ran.returncode == 0, ran.stderr
    assert said in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("form", "magic"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!")]
)
def test_every_format_of_the_office_can_be_written(home: Path, form: str, magic: bytes) -> None:
    out = home / f"综 合.{form}"
    ran = offline(
        home, program(home), "summary", "-f", demo(home), "--format", form, "--lang", "en", "-o", out
    )
    if "PILOT_FONT" in ran.stderr:
        pytest.skip("this machine has no font with 汉字: " + ran.stderr.strip())
    assert ran.returncode == 0, ran.stderr
    assert out.read_bytes().startswith(magic)


def test_the_desk_opens(home: Path) -> None:
    runs = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"
    around = {"HOME": str(home), "PILOT_LANG": "zh", "PILOT_AUTHOR": "lin", "PYTHONPATH": ""}
    desk = Terminal("-c", runs, str(program(home)), str(demo(home)), size=(120, 36), env=around)
    try:
        desk.wait_for("永康市")
        desk.send("q")
        assert desk.exit_code() == 0
    finally:
        desk.close()


def test_the_list_names_every_wheel_with_its_licence(unpacked: Path) -> None:
    with (unpacked / "packages.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {name for row in rows for name in row["files"].split()}
    assert named == {path.name for path in (unpacked / "wheels").iterdir()}
    assert [row["package"] for row in rows if row["licence"] == "?"] == []
    assert {"pilot-tui", "textual", "pydantic-core", "pip"} <= {row["package"] for row in rows}


def test_the_command_of_windows_is_written_as_windows_reads_it(unpacked: Path) -> None:
    text = (unpacked / "install.cmd").read_bytes()
    assert text.isascii()
    assert text.count(b"\r\n") == text.count(b"\n") > 10
