"""Keeping the first screen for the next time, when the desk is left: see `afterimage`."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from threading import active_count

from pilot_tui.cli import afterimage
from pilot_tui.cli.afterimage import Afterimage
from pilot_tui.cli.curtain import drawable
from pilot_tui.cli.opening import book_of, painter_of, question
from pilot_tui.colours import theme_named
from pilot_tui.errors import PilotError
from pilot_tui.places import preference
from pilot_tui.store import Store
from pilot_tui.surroundings import screens
from pilot_tui.widgets.glass import Glass
from pilot_tui.words import speak, wanted_language

NEVER = "drawn"
"""What the setting `first_screen` says where none is to be kept on this machine."""
_MOST = 20
_PRIVATE = 0o600


def keep(path: Path) -> None:
    """Keep what the file's first screen will look like; of files that are gone, nothing is kept any longer.

    What it depends on is noted before the file is opened and again when it is closed: only a screen of one
    state is kept. To be called when this process has the file open no more; where a thread might, nothing is.
    """
    if active_count() > 1:
        return
    folder = Path(screens())
    try:
        if preference("first_screen") != NEVER and (found := _drawn(path)) is not None:
            _write(folder, found)
        for place in _needless(folder):
            place.unlink(missing_ok=True)
    except OSError:  # a folder that cannot be written only means that the next screen is drawn
        return


def _drawn(path: Path) -> Afterimage | None:
    """The first screen of a file as it is, None where it has none or where it did not stand still."""
    before, cells = afterimage.now(str(path)), afterimage.size()
    if before is None or not all(cells) or not drawable():
        return None
    try:
        screen = _screen(path, cells)
    except PilotError:  # it could be opened a moment ago: next time somebody will be told
        return None
    after = afterimage.now(str(path))
    if not screen or after is None or (after.path, after.facts) != (before.path, before.facts):
        return None
    return Afterimage(before.path, before.facts, question(), screen)


def _screen(path: Path, cells: tuple[int, int]) -> str:
    """As the next start would draw it; empty where it depends on the day, or is for one pair of eyes only."""
    asked: list[float] = []

    def clock() -> float:
        asked.append(time.time())
        return asked[-1]

    speak(wanted_language())
    with Store.open(path, quick=True) as store:
        book = book_of(store, clock=clock)
        if book.viewer or book.handout is not None:
            return ""
        drawn = painter_of(book, theme_named(preference("theme")), "", *cells)
        screen = drawn.screen() if drawn is not None else ""
    return "" if asked else Glass().write(screen)


def _write(folder: Path, found: Afterimage) -> None:
    """Whole or not at all, and for nobody else."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder / f"{found.name}.{os.getpid()}"
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE), "wb") as file:
            file.write(found.kept())
        fresh.replace(folder / found.name)
    finally:
        fresh.unlink(missing_ok=True)


def _needless(folder: Path) -> Iterator[Path]:
    """Screens of files that are gone, what cannot be read, and of the rest all but the newest."""
    there = sorted(folder.glob("*.screen*"), key=lambda place: place.lstat().st_mtime_ns, reverse=True)
    if preference("first_screen") == NEVER:
        yield from there
        return
    left = _MOST
    for place in there:
        found = afterimage.read(str(place)) if place.suffix == ".screen" else None
        if found is None or not Path(found.path).exists() or not left:
            yield place
        else:
            left -= 1
