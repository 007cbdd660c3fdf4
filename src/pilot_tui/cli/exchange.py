"""The verbs of exchange: handing changes on, taking them in, settling what met."""

from __future__ import annotations

from pathlib import Path

import click

from pilot_tui.cli import exchange_shapes as shapes
from pilot_tui.cli.common import json_option, option, print_out, put, reason_option, talk, verb, workbook
from pilot_tui.model import Cell
from pilot_tui.words import say

_FILE = click.Path(path_type=Path)


@verb(
    "bundle",
    option("-o", "--output", key="cli.bundle_output", type=_FILE),
    option("--all", "everything", key="cli.all", is_flag=True),
    option("--for", "other", key="cli.for", type=_FILE),
    json_option,
    writes=True,
)
def bundle_(
    file: Path | None, output: Path | None, everything: bool, other: Path | None, as_json: bool, author: str
) -> None:
    """Write the changes the other side lacks into one file."""
    from pilot_tui.exchange.bundle import read_bundle, write_bundle
    from pilot_tui.workbook import exchanging

    with workbook(file, author) as book:
        theirs = read_bundle(other) if other else None
        made = exchanging.gather(book, everything=everything, other=theirs)
    place = output or Path(exchanging.file_name(made))
    write_bundle(place, made)
    if as_json:
        put(shapes.bundle(place, made))
    talk(say("bundle.written", path=place, count=made.count))


@verb(
    "merge",
    click.argument("bundles", nargs=-1, required=True, type=_FILE),
    option("--dry-run", "dry", key="cli.dry_run", is_flag=True),
    json_option,
)
def merge_(file: Path | None, bundles: tuple[Path, ...], dry: bool, as_json: bool) -> int:
    """Take bundles in: all of them, or nothing. 1 when conflicts are open."""
    from pilot_tui.exchange.bundle import read_bundle
    from pilot_tui.workbook import exchanging

    with workbook(file) as book:
        read = [read_bundle(one) for one in bundles]
        done = exchanging.preview(book, read) if dry else exchanging.merge(book, read)
        open = len(book.conflicts)
        if as_json:
            put(shapes.merging(done, open))
        else:
            print_out(shapes.told(book, done))
    talk(say("bundle.would" if dry else "bundle.merged", count=done.changes, met=len(done.met)))
    if done.backup:
        talk(say("bundle.backup", path=done.backup))
    return 1 if (done.met if dry else open) else 0


@verb("identity", click.argument("bundle", type=_FILE))
def identity_(file: Path | None, bundle: Path) -> None:
    """Give a cloned computer an identity of its own, by a bundle of the one it was cloned from."""
    from pilot_tui.exchange.bundle import read_bundle
    from pilot_tui.workbook import exchanging

    with workbook(file) as book:
        name, count = exchanging.new_identity(book, read_bundle(bundle))
    talk(say("bundle.identity", site=name, count=count))


@verb("conflicts", json_option)
def conflicts_(file: Path | None, as_json: bool) -> int:
    """List the cells two people have written without knowing of each other; 1 when there are any."""
    from pilot_tui.workbook.settling import open_conflicts

    with workbook(file) as book:
        found = open_conflicts(book)
        if as_json:
            put([shapes.conflict(one) for one in found])
        else:
            print_out("".join(shapes.conflict_lines(one) for one in found))
    talk(say("conflict.count", count=len(found)))
    return 1 if found else 0


@verb(
    "resolve", click.argument("address"), click.argument("value"), reason_option, writes=True, negative=True
)
def resolve_(file: Path | None, address: str, value: str, reason: str, author: str) -> None:
    """Settle a conflict by one of its values, or by another with a reason."""
    from pilot_tui.workbook.settling import resolve

    with workbook(file, author) as book:
        resolve(book, Cell.parse(address), value, reason)
    talk(say("conflict.settled", address=address))
