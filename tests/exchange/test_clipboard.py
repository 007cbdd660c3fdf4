"""Where what is copied goes: terminal, program, file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pilot_tui.exchange import clipboard


@pytest.mark.parametrize(
    ("around", "takes"),
    [
        ({}, True),
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "6003"}, False),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "odd"}, True),
    ],
)
def test_terminals_known_not_to_listen_are_not_told(around: dict[str, str], takes: bool) -> None:
    assert clipboard.terminal_takes("5", around) is takes


def test_what_is_too_long_for_terminals_is_not_sent_to_them() -> None:
    assert clipboard.terminal_takes("5" * clipboard.OSC_LIMIT, {})
    assert not clipboard.terminal_takes("5" * (clipboard.OSC_LIMIT + 1), {})
    assert not clipboard.terminal_takes("永" * (clipboard.OSC_LIMIT // 3 + 1), {})


@pytest.mark.skipif(sys.platform == "win32", reason="the programs here are shell scripts")
def test_the_first_program_there_is_gets_the_text(tmp_path: Path) -> None:
    script = tmp_path / "xsel"
    script.write_text(f'#!/bin/sh\n/bin/cat > "{tmp_path}/got"\n')
    script.chmod(0o755)
    around = {"PATH": str(tmp_path), "DISPLAY": ":0"}
    assert clipboard.to_program("永\t5\n", around) == "xsel"
    assert (tmp_path / "got").read_text("utf-8") == "永\t5\n"
    assert clipboard.to_program("x", {"PATH": str(tmp_path)}) == "", "no display, no xsel"
    assert clipboard.to_program("x", around | {"SSH_TTY": "/dev/pts/1"}) == "", "not the far machine's"
    script.write_text("#!/bin/sh\nexit 1\n")
    assert clipboard.to_program("x", around) == "", "one that fails is none"


def test_the_last_way_is_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(clipboard, "own_file", lambda: tmp_path / "new" / "pilot.db")
    path = clipboard.to_file("永\t5\n")
    assert path == tmp_path / "new" / "clipboard.tsv"
    assert path.read_text("utf-8") == "永\t5\n"
    assert [one.name for one in path.parent.iterdir()] == ["clipboard.tsv"]
