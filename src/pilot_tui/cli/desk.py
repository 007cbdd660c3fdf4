"""Opening the desk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from pilot_tui.cli.common import option, talk, verb
from pilot_tui.errors import FileRefused
from pilot_tui.places import default_file, own_file, preference
from pilot_tui.store import Store
from pilot_tui.words import say
from pilot_tui.workbook import Workbook


_FRAMES = "480"
"""Frames a second, at most: what follows a key (the explain line) must not wait a sixtieth for its own frame."""


@verb(
    "open",
    click.argument("path", type=click.Path(path_type=Path), required=False),
    option("--read-only", is_flag=True),
    option("--theme", type=click.Choice(["ink", "paper"])),
    writes=True,
)
def open_(file: Path | None, path: Path | None, read_only: bool, theme: str | None, author: str) -> int:
    """Open the desk on a file."""
    chosen = path or file
    target = chosen or default_file()
    if chosen is None and not target.exists():
        target = _offer(own_file() if target == default_file() else target)
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    with Store.open(target, read_only=read_only, quick=True) as store:
        from pilot_tui.app import run

        run(Workbook(store, author or preference("author")), theme)
    return 0


def _offer(target: Path) -> Path:
    """Without a file: make one, empty or with the demo set; raises `FileRefused` when nobody can be asked."""
    if not sys.stdin.isatty():
        raise FileRefused(path=target, reason="missing")
    from pilot_tui.exchange.csv_folder import read_folder
    from pilot_tui.places import fixtures
    from pilot_tui.store.building import build

    talk(say("cli.no_file", path=target))
    answer = click.prompt(say("cli.offer"), type=click.Choice(["d", "e", "q"]), default="d", err=True)
    if answer == "q":
        raise FileRefused(path=target, reason="missing")
    build(target, read_folder(fixtures()) if answer == "d" else [])
    return target
