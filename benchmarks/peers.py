"""The peers the desk is measured against, each in an environment of its own under `benchmarks/out/peers/`.

VisiData and harlequin are installed at the first `make bench` that asks for them, and never anywhere else.
Where that cannot be done (no network), their rows are left out and the report says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

from probe_pty import Program

HOME = Path(__file__).resolve().parent / "out" / "peers"
_PATIENCE = 180.0
"""Seconds: harlequin shows a million rows when it has read them all."""
PINNED = {"visidata": "visidata>=3.4,<4", "harlequin": "harlequin>=2.17,<3"}
TABLE = """
import sqlite3
import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class Table(App[None]):
    def compose(self) -> ComposeResult:
        yield DataTable()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        found = sqlite3.connect(sys.argv[1]).execute("SELECT * FROM milestone LIMIT 1000")
        table.add_columns(*(column[0] for column in found.description))
        table.add_rows(found)


if __name__ == "__main__":
    Table().run()
"""
"""Textual's own table with the first thousand rows."""


class Peer(NamedTuple):
    """A program, and how to bring it to the table."""

    name: str
    command: list[str]
    steps: tuple[tuple[str, str], ...] = ()
    """`(until this stands there, type that)`, until the table is asked for."""

    def open(self, env: dict[str, str], row: str) -> tuple[Program, float]:
        """The running program, and the seconds until `row` was written; raises `TimeoutError`."""
        program = Program(self.command, env)
        try:
            for text, keys in self.steps:
                program.until(text)
                program.settled(0.2)  # until then harlequin drops what is typed
                program.send(keys)
            return program, program.until(row, patience=_PATIENCE)
        except TimeoutError:
            program.__exit__()
            raise


def visidata(file: Path) -> Peer | None:
    """VisiData on the milestones of a file; None where it cannot be had."""
    made = installed("visidata")
    command = [str(made / "vd"), "-f", "sqlite", str(file), "+:milestone:1:1"] if made else []
    return Peer("VisiData", command) if made else None


def harlequin(file: Path) -> Peer | None:
    """Harlequin with every milestone of a file asked for; None where it cannot be had."""
    made = installed("harlequin")
    if made is None:
        return None
    command = [str(made / "harlequin"), "-a", "sqlite", "--viewer-max-rows", "-1", str(file)]
    return Peer("harlequin", command, (("main", "\x1b[200~select * from milestone\x1b[201~\n"),))


def table(file: Path, folder: Path) -> Peer:
    """Textual's DataTable."""
    program = folder / "table.py"
    program.write_text(TABLE, "utf-8")
    return Peer("DataTable, 1k rows", [sys.executable, str(program), str(file)])


def installed(name: str) -> Path | None:
    """The folder of a peer's programs, made first where it is missing; None, with a notice, offline."""
    home = HOME / name
    programs = home / ("Scripts" if sys.platform == "win32" else "bin")
    if (home / "whole").exists():
        return programs
    print(f"installing {PINNED[name]} into {home}", file=sys.stderr)
    venv.create(home, with_pip=True, clear=True)
    pip = [
        str(programs / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        PINNED[name],
    ]
    around = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if subprocess.run(pip, env=around, check=False).returncode:
        print(f"{name} cannot be installed here: its rows are left out", file=sys.stderr)
        return None
    (home / "whole").touch()
    return programs
