"""Opening the desk on a file; making one first where there is none."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from pilot_tui.cli.afterimage import size
from pilot_tui.cli.curtain import Curtain
from pilot_tui.cli.early import Early
from pilot_tui.cli.looking import author_of, viewer_of
from pilot_tui.colours import COLOURS, theme_named
from pilot_tui.errors import FileRefused, PilotError
from pilot_tui.later import put_off
from pilot_tui.places import default_file, own_file, preference
from pilot_tui.screens.first_paint import Painter, painter
from pilot_tui.signs import AUTO, choice, drawn_plain
from pilot_tui.store import Store
from pilot_tui.widgets.asking import QUESTION
from pilot_tui.widgets.glass import Glass
from pilot_tui.widgets.pens import Pens
from pilot_tui.words import say, speak, wanted_language
from pilot_tui.workbook import Workbook

_FRAMES = "480"
"""Frames a second at most: the explain line, which follows a key, must not wait a sixtieth for its frame."""


def open_file(arguments: list[str], curtain: Curtain | None = None) -> int:
    """`pilot-tui [FILE]`, without the command line library: the quick way in. Returns the exit code."""
    speak(wanted_language())
    chosen = Path(arguments[0]) if arguments else None
    curtain = curtain or Curtain()
    try:
        target = open_desk(chosen, curtain=curtain)
    except PilotError as error:
        curtain.lift()
        print(error, file=sys.stderr)  # noqa: T201  # talk goes to stderr, and click is not imported here
        _say_nearest_verb(arguments)
        return error.exit_code
    from pilot_tui.cli import shelf
    from pilot_tui.cli.keepsake import keep

    keep(target)
    with suppress(OSError):  # where nothing can be kept, the next start only takes longer
        shelf.keep()
    return 0


def _say_nearest_verb(arguments: list[str]) -> None:
    """A word that is no file may have been meant as a verb."""
    from pilot_tui.cli.usage import nearest_verb

    if arguments and (near := nearest_verb(arguments[0])):
        print(say("usage.near_verb", near=near), file=sys.stderr)  # noqa: T201  # as above


def open_desk(
    chosen: Path | None,
    *,
    read_only: bool = False,
    theme: str | None = None,
    signs: str = "",
    author: str = "",
    viewer: str | None = None,
    curtain: Curtain | None = None,
) -> Path:
    """Open the desk on `chosen`, else on the usual file; returns which. Raises `FileRefused` or `Busy`."""
    target = chosen or default_file()
    if chosen is None and not target.exists():
        target = _offer(target)
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    gc.disable()  # nothing of what is imported and first drawn is ever garbage; the app turns it on again
    look = theme_named(theme or preference("theme"))
    with curtain or Curtain() as curtain:
        curtain.draw_near()
        with Store.open(target, read_only=read_only, quick=True) as store:
            book = book_of(store, author, viewer)
            glass = Glass()
            drawing = cache(lambda: painter_of(book, look, signs, *glass.size))
            _show(curtain, glass, drawing, question(signs))
            with put_off(), Early(curtain, glass, drawing) as early:
                from pilot_tui.app import run

            run(book, look, glass, curtain.taken, signs, early.begun)
    return target


def book_of(
    store: Store, author: str = "", viewer: str | None = None, clock: Callable[[], float] = time.time
) -> Workbook:
    """The workbook of whoever sits here, as they look at it."""
    book = Workbook(store, clock=clock)
    book.author = author_of(book, author or os.environ.get("PILOT_AUTHOR", ""))
    book.look_as(viewer_of(book, viewer))
    return book


def _show(curtain: Curtain, glass: Glass, drawing: Callable[[], Painter | None], question: str) -> None:
    """Put up the first screen; what stands already is only taken note of."""
    if curtain.standing:
        glass.size = size()
        glass.write(curtain.standing)
        return

    def draw(width: int, height: int) -> str:
        glass.size = width, height
        drawn = drawing()
        return glass.write(drawn.screen()) if drawn is not None else ""

    curtain.show(draw, question)


def painter_of(book: Workbook, look: str, signs: str, width: int, height: int) -> Painter | None:
    """Who draws the first screen, and again after a move; None where only the desk can."""
    return painter(book, Pens(COLOURS[look], plain=drawn_plain(signs)), width, height)


def question(signs: str = "") -> str:
    """What the terminal is asked with its first screen; empty for nothing."""
    return QUESTION if choice(signs) == AUTO else ""


def _offer(target: Path) -> Path:
    """Make a file, empty or with the demo set; raises `FileRefused` when nobody can be asked or wants one."""
    if not sys.stdin.isatty():
        raise FileRefused(path=target, reason="missing")
    import click

    from pilot_tui.exchange.csv_folder import read_folder
    from pilot_tui.places import fixtures
    from pilot_tui.store.building import build

    place = target if "PILOT_DB" in os.environ else own_file()
    click.echo(say("cli.no_file", path=place), err=True)
    answer = click.prompt(say("cli.offer"), type=click.Choice(["d", "e", "q"]), default="d", err=True)
    if answer == "q":
        raise FileRefused(path=place, reason="missing")
    build(place, read_folder(fixtures()) if answer == "d" else [])
    return place
