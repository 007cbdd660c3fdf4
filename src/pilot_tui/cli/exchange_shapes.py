"""Bundles, merges and conflicts as JSON and as lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pilot_tui.cli.shapes import Shape, at
from pilot_tui.report.naming import completed_by
from pilot_tui.safe import one_line
from pilot_tui.store.bundle import Bundle
from pilot_tui.words import knows, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.exchanging import Brought, Merging
from pilot_tui.workbook.settling import Claim, Conflict


def bundle(place: Path, made: Bundle) -> Shape:
    """`bundle --json`."""
    runs = [{"site": run.site, "from": run.first, "to": run.changes[-1].seq} for run in made.runs]
    return {"file": str(place), "changes": made.count, "runs": runs, "addresses": {}, "states": {}}


def merging(done: Merging, open: int) -> Shape:
    """`merge --json`."""
    return {
        "changes": done.changes,
        "already": done.already,
        "rows": done.rows,
        "waiting": done.waiting,
        "unknown": done.unknown,
        "brought": [_brought(one) for one in done.brought],
        "met": [
            {"address": f"{table}/{id}/{col or 'id'}", "kind": kind} for table, id, col, kind in done.met
        ],
        "completed": [{"address": str(cell), "author": author} for cell, author in done.completed],
        "open": open,
        "backup": str(done.backup) if done.backup else None,
        "addresses": {},
        "states": {},
    }


def _brought(one: Brought) -> Shape:
    return {
        "author": one.author,
        "changes": one.changes,
        "tables": dict(one.tables),
        "first": at(one.first),
        "last": at(one.last),
    }


def told(book: Workbook, done: Merging) -> str:
    """What comes, from whom, and what meets what."""
    return "".join(f"{line}\n" for line in _told(book, done))


def _told(book: Workbook, done: Merging) -> Iterator[str]:
    for one in done.brought:
        tables = ", ".join(f"{_named(name)} {count}" for name, count in sorted(one.tables.items()))
        first, last = at(one.first)[:10], at(one.last)[:10]
        yield say(
            "bundle.brought",
            author=one_line(one.author),
            count=one.changes,
            tables=tables,
            first=first,
            last=last,
        )
    for cell, author in done.completed:
        yield "✓ " + say("completing.by", what=completed_by(book, cell), who=one_line(author))
    for table, id, col, kind in done.met:
        yield f"≠ {table}/{id}/{col or 'id'}  {say('conflict.' + kind)}"
    for key, count in (("already", done.already), ("waiting", done.waiting), ("unknown", done.unknown)):
        if count:
            yield say(f"bundle.{key}", count=count)
    if done.renewed:
        yield say("bundle.renewed")


def _named(table: str) -> str:
    """A table in words; one of a newer version as it is."""
    return say(f"table.{table}") if knows(f"table.{table}") else table


def conflict(one: Conflict) -> Shape:
    """One entry of `conflicts --json`."""
    return {
        "address": str(one.cell),
        "kinds": list(one.kinds),
        "base": one.base,
        "values": [_claim(claim) for claim in one.claims],
        "addresses": {one.cell.field: str(one.cell)},
        "states": {},
    }


def _claim(claim: Claim) -> Shape:
    change = claim.change
    return {
        "value": claim.value,
        "author": change.actor,
        "time": at(change),
        "reason": change.reason or None,
        "site": change.site,
        "field": claim.field or None,
        "shown": claim.shown,
    }


def conflict_lines(one: Conflict) -> str:
    """One conflict for a person."""
    kinds = " · ".join(say(f"conflict.{kind}") for kind in one.kinds)
    lines = [f"≠ {one.cell}  {kinds}", f"    {say('conflict.base')}  {_said(one.base)}"]
    for claim in one.claims:
        mark = "▸" if claim.shown else " "
        reason = f"  {one_line(claim.change.reason)}" if claim.change.reason else ""
        when = at(claim.change)[:16].replace("T", " ")
        lines.append(f"  {mark} {_said(claim.value)}  {one_line(claim.change.actor)}  {when}{reason}")
    return "".join(f"{line}\n" for line in lines)


def _said(value: object) -> str:
    return say("app.blank") if value is None else one_line(value)
