"""The bytecode of a start in one file: modules are the same with and without it, whatever happens."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pilot_tui.cli.shelf import MOST, SUFFIX
from shell import SOURCE, Answer, process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no first screens either")
KEEP = "from pilot_tui.cli import shelf\nimport sys, toy.one\nshelf.keep()"
TELL = """
import sys
from pilot_tui.cli import shelf
before = set(sys.modules)
if "with" in sys.argv:
    shelf.take_from()
import json, toy.one, pilot_tui.cli.opening, pilot_tui.app
found = {}
for name in sorted(set(sys.modules) - before):
    module, spec = sys.modules[name], sys.modules[name].__spec__
    if type(spec.loader).__name__ in ("_Kept", "SourceFileLoader"):
        told = [module.__file__, module.__cached__, list(getattr(module, "__path__", [])), module.__package__]
        told += [spec.name, spec.origin, spec.cached, spec.parent, spec.has_location]
        told += [spec.loader.is_package(name), spec.loader.get_source(name) != ""]
        found[name] = [told, type(spec.loader).__name__]
print(json.dumps([toy.one.SAID, found]))
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A package of two modules, long unchanged."""
    folder = tmp_path / "lib" / "toy"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    said(folder, "one", at=1_500_000_000)
    return folder


def said(toy: Path, text: str, at: int | None = None) -> None:
    (toy / "one.py").write_text(f"SAID = {text!r}\n")
    if at is not None:
        os.utime(toy / "one.py", (at, at))


Run = Callable[..., Answer]


@pytest.fixture
def run(tmp_path: Path, toy: Path) -> Run:
    def run(code: str, *arguments: str, **around: str) -> Answer:
        env = {
            "PILOT_CONFIG": str(tmp_path / "settings"),
            "PYTHONPATH": os.pathsep.join([str(toy.parent), str(SOURCE)]),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        return process(*arguments, env=env | around, code=code)

    return run


def told(run: Run, *arguments: str) -> Any:
    answer = run(TELL, *arguments)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "settings" / "screens").glob(f"*{SUFFIX}")
    return found


def test_modules_are_the_same_with_and_without_it(run: Run, tmp_path: Path) -> None:
    run(f"import pilot_tui.cli.opening, pilot_tui.app\n{KEEP}")
    assert stat.S_IMODE(file(tmp_path).stat().st_mode) == 0o600
    _, kept = told(run, "with")
    _, usual = told(run)
    assert {name: one for name, (one, _) in kept.items()} == {name: one for name, (one, _) in usual.items()}
    assert {loader for name, (_, loader) in kept.items() if name.startswith(("pilot_tui", "toy"))} == {
        "_Kept"
    }
    assert {loader for _, loader in usual.values()} == {"SourceFileLoader"}


@pytest.mark.parametrize("text", ["two", "three"], ids=["as long as before", "longer"])
def test_a_source_that_was_changed_is_read_anew(run: Run, toy: Path, text: str) -> None:
    run(KEEP)
    said(toy, text)
    assert told(run, "with")[0] == text


def test_what_was_changed_is_kept_anew(run: Run, toy: Path) -> None:
    run(KEEP)
    said(toy, "two", at=1_600_000_000)
    run("from pilot_tui.cli import shelf\nshelf.take_from()\nimport toy.one\nshelf.keep()")
    text, found = told(run, "with")
    assert (text, found["toy.one"][1]) == ("two", "_Kept")


def test_bytecode_of_another_source_is_not_kept(run: Run, toy: Path) -> None:
    run("import toy.one")
    said(toy, "two", at=1_600_000_000)
    run(
        "import sys\nsys.dont_write_bytecode = True\nimport toy.one\nsys.dont_write_bytecode = False\n" + KEEP
    )
    text, found = told(run, "with")
    assert (text, found["toy.one"][1]) == ("two", "SourceFileLoader")


def test_a_source_that_is_gone_is_gone(run: Run, toy: Path) -> None:
    run(KEEP)
    (toy / "one.py").unlink()
    assert "No module named 'toy.one'" in run(TELL, "with").err


@pytest.mark.parametrize("cut", [0, 7, 40, 5000, -1], ids=str)
def test_a_file_that_is_not_whole_is_no_file(run: Run, tmp_path: Path, cut: int) -> None:
    run(KEEP)
    whole = file(tmp_path).read_bytes()
    file(tmp_path).write_bytes(whole[:cut])
    text, found = told(run, "with")
    assert (text, found["toy.one"][1]) == ("one", "SourceFileLoader")


def test_broken_bytecode_is_taken_from_beside_the_source(run: Run, tmp_path: Path) -> None:
    run(KEEP)
    whole = file(tmp_path).read_bytes()
    listed = 8 + int.from_bytes(whole[:8], "big")
    file(tmp_path).write_bytes(whole[:listed] + bytes(len(whole) - listed))
    assert told(run, "with")[0] == "one"


def test_a_file_that_others_may_write_is_not_read(run: Run, tmp_path: Path) -> None:
    run(KEEP)
    file(tmp_path).chmod(0o622)
    assert told(run, "with")[1]["toy.one"][1] == "SourceFileLoader"


def test_where_python_is_to_write_no_bytecode_none_is_kept(run: Run, tmp_path: Path) -> None:
    assert run(KEEP, PYTHONDONTWRITEBYTECODE="1").code == 0
    assert not (tmp_path / "settings" / "screens").exists()


def test_other_folders_have_a_file_of_their_own_and_few_stay(run: Run, tmp_path: Path, toy: Path) -> None:
    for at in range(MOST + 2):
        run(KEEP, PYTHONPATH=os.pathsep.join([str(toy.parent), str(SOURCE), str(tmp_path / str(at))]))
    assert len(list((tmp_path / "settings" / "screens").iterdir())) == MOST


def test_it_is_written_once(run: Run, tmp_path: Path) -> None:
    run(KEEP)
    before = file(tmp_path).stat().st_ino
    run("from pilot_tui.cli import shelf\nshelf.take_from()\nimport toy.one\nshelf.keep()")
    assert file(tmp_path).stat().st_ino == before
