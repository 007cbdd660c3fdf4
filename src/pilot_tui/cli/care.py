"""The verbs that look after a file: backups, and what is wrong with it, its folder or the terminal."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot_tui.cli.common import json_option, option, put, talk, verb, workbook
from pilot_tui.places import default_file
from pilot_tui.safe import one_line
from pilot_tui.words import say

if TYPE_CHECKING:
    from pilot_tui.store.backups import Backup

_FILE = click.Path(path_type=Path)


@verb("backup", option("-o", "--output", type=_FILE))
def backup_(file: Path | None, output: Path | None) -> None:
    """Copy the file, also while somebody works in it: into its ring of backups, or anywhere."""
    from pilot_tui.store import backups

    with workbook(file) as book, book.store.reading() as db:
        if output is None:
            place = backups.make(db, book.store.path, "asked", book.clock())
        else:
            place = backups.copy_to(db, output)
    talk(say("care.backed_up", path=place))


@verb(
    "restore",
    click.argument("backup", type=_FILE, required=False),
    click.argument("bundles", nargs=-1, type=_FILE),
    json_option,
)
def restore_(file: Path | None, backup: Path | None, bundles: tuple[Path, ...], as_json: bool) -> None:
    """Bring a backup back, and merge what came since; without one, list those there are."""
    from pilot_tui.exchange.bundle import read_bundle
    from pilot_tui.store import backups
    from pilot_tui.workbook import exchanging

    path = file or default_file()
    if backup is None:
        _list(backups.listed(path), as_json)
        return
    read = [read_bundle(one) for one in bundles]
    kept = backups.restore(path, backup, time.time())
    if read:
        with workbook(path) as book:
            done = exchanging.merge(book, read)
        talk(say("bundle.merged", count=done.changes, met=len(done.met)))
    talk(say("care.restored", path=path, backup=backup))
    if kept is not None:
        talk(say("care.kept", path=kept))


def _list(found: list[Backup], as_json: bool) -> None:
    rows = [
        {"file": str(one.path), "made": one.made.strftime("%Y-%m-%dT%H:%M:%SZ"), "why": one.why}
        for one in found
    ]
    if as_json:
        put([{**row, "addresses": {}, "states": {}} for row in rows])
        return
    for row in rows:
        click.echo(f"{row['made']}  {say('backup.' + row['why'])}  {one_line(row['file'])}")
    talk(say("care.backups", count=len(rows)))


@verb("doctor", click.argument("path", type=_FILE, required=False), json_option)
def doctor_(file: Path | None, path: Path | None, as_json: bool) -> int:
    """Say what is wrong with a file, a folder or this terminal; 1 when something is."""
    from pilot_tui.cli.doctor import Said, about_terminal
    from pilot_tui.store.doctor import about

    target = path or file or default_file()
    said = [*(Said("file", *one) for one in about(target, time.time())), *about_terminal()]
    if as_json:
        put([one.shape() for one in said])
    else:
        for one in said:
            click.echo(one.line())
    return 1 if any(one.wrong for one in said) else 0
