"""Handing out: a copy of the file for somebody's laptop, in which they write what their role writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pilot_tui.errors import FileRefused, InvalidValue, Term, Unknown
from pilot_tui.model import Cell
from pilot_tui.records.prose import parse_name
from pilot_tui.rules.roles import CHAIR, CLERK, EXPERT, Handout
from pilot_tui.safe import one_line
from pilot_tui.store import handing, read
from pilot_tui.store.backups import Ticking, untold
from pilot_tui.words import pick, say
from pilot_tui.workbook import editing
from pilot_tui.workbook.workbook import Workbook

_ENDING = ".db"


@dataclass(frozen=True)
class Wanted:
    """Who a file is to be handed out to, and for what."""

    role: str = ""
    """Of `ROLES`; empty where county or expert say it."""
    person: str = ""
    programme: str = ""
    county: str = ""
    """Its id."""
    year: int = 0
    expert: str = ""
    """The code."""
    rounds: Sequence[str] = ()
    """Empty where the expert is in one round only."""


def refuse_handing_on(book: Workbook) -> None:
    """Raise `InvalidValue` in a file that was itself handed out, unless it is the chair's."""
    if book.handout is not None and book.handout.role != CHAIR:
        raise InvalidValue(reason="handed_again")


def settled(book: Workbook, wanted: Wanted) -> Handout:
    """What is to stand in the copy; raises `HandedOut`, `InvalidValue`, `NoAuthor` or `Unknown`."""
    refuse_handing_on(book)
    role = wanted.role or (EXPERT if wanted.expert else CLERK if wanted.county else "")
    if not role or (role == EXPERT) != bool(wanted.expert) or (role == CLERK and not wanted.county):
        raise InvalidValue(reason="hand_out_what")
    rounds = _rounds(book, wanted.expert, wanted.rounds) if wanted.expert else ()
    left_to = _person(book, wanted.expert, rounds)
    return Handout(
        role,
        parse_name(wanted.person) or left_to,
        wanted.programme,
        wanted.county,
        wanted.year,
        wanted.expert,
        tuple(rounds),
        parse_name(book.author) or "",
        datetime.fromtimestamp(book.clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _rounds(book: Workbook, expert: str, named: Sequence[str]) -> Sequence[str]:
    """The rounds an expert marks in; raises where there is none, or somebody must say which."""
    with book.store.reading() as db:
        found = [str(row["round"]) for row in read.every(db, "expert", code=expert)]
        every = [str(code) for code in read.distinct(db, "expert", "code")]
    if not found:
        raise Unknown(kind=Term("table.expert"), name=expert, known=", ".join(every))
    for one in named:
        if one not in found:
            raise Unknown(kind=Term("table.round"), name=one, known=", ".join(found))
    if not named and len(found) > 1:
        raise InvalidValue(reason="which_rounds", text=expert, known=", ".join(found))
    return [one for one in found if one in named] if named else found


def _person(book: Workbook, expert: str, rounds: Sequence[str]) -> str:
    """Who the marks of an expert are left to; raises where they are left to one here and to another there."""
    rows = {round: book.row("expert", f"{round}.{expert}") or {} for round in rounds}
    by_round = {round: str(row["person"]) for round, row in rows.items() if row.get("person")}
    if len(set(by_round.values())) > 1:
        known = " · ".join(f"{round} {person}" for round, person in by_round.items())
        raise InvalidValue(reason="two_persons", text=expert, known=known)
    return next(iter(by_round.values()), "")


def what_for(book: Workbook, given: Handout) -> str:
    """Who a file is for and what they write in it, in words."""
    county = one_line(pick(book.row("county", given.county) or {}, "name") or given.county)
    named = " ".join(filter(None, (county, given.expert, str(given.year or ""), *given.rounds)))
    return " · ".join(filter(None, (one_line(given.person), say(f"role.{given.role}"), named)))


def file_name(given: Handout) -> str:
    """What the copy is called where nobody says: after what it is for."""
    parts = (given.county or given.expert or given.role, *given.rounds, str(given.year or ""))
    named = "-".join(filter(None, parts))
    return "".join(sign for sign in named if sign.isalnum() or sign in "-_") + _ENDING


def place_of(book: Workbook, given: Handout, said: Path) -> Path:
    """Beside the file, unless a whole path is said; in a folder by its usual name. Raises `FileRefused`."""
    place = book.store.path.resolve().parent / said
    with handing.told(place):
        if place.is_dir():
            return place / file_name(given)
    return place if place.suffix else place.with_name(f"{place.name}{_ENDING}")


def stands(book: Workbook, place: Path) -> bool:
    """Whether another file is there; raises `FileRefused` where it is the open one, or where none can be."""
    with handing.told(place):
        if place.exists() and place.samefile(book.store.path):
            raise FileRefused(path=place, reason="itself")
        return place.exists()


def hand_out(
    book: Workbook, given: Handout, place: Path, *, replace: bool = False, tick: Ticking = untold
) -> None:
    """Write the copy; the expert's row names the person first, so that their marks are known as theirs.

    Args:
        book: Where from.
        given: What the copy is for.
        place: Where it goes.
        replace: Whether a file that stands there already may go.
        tick: Told how far the copying is; what it raises ends it.

    Raises:
        FileRefused: There is something at the place, it is the file itself, or nothing can be written there.
        As `Workbook.edit`: Where the expert's person could not be named. Whatever is raised, nobody was named
            and there is no copy.
    """
    if stands(book, place) and not replace:
        raise FileRefused(path=place, reason="exists")
    with (
        book.store.reading() as db,
        handing.drafted(db, place, given, replace=replace, tick=tick) as draft,
    ):
        named = _name(book, given, draft)
        try:
            draft.put()
        except FileRefused:
            if named:
                book.undo()
            raise


def _name(book: Workbook, given: Handout, draft: handing.Draft) -> bool:
    """Name the person in the rows of the expert, here and in the copy, or in neither; whether one was."""
    cells = unnamed(book, given)
    if not cells:
        return False
    book.refuse_locked(cells)
    with book.writing() as writing:
        for cell in cells:
            editing.write(book.store.conn, writing, cell, given.person)
        draft.catch_up(book.store.conn)
    return True


def unnamed(book: Workbook, given: Handout) -> list[Cell]:
    """The cells that are to name the person an expert's file is for, and name somebody else or nobody."""
    if not given.expert or not given.person:
        return []
    cells = [Cell("expert", f"{round}.{given.expert}", "person") for round in given.rounds]
    return [cell for cell in cells if (book.row(*cell[:2]) or {}).get("person") != given.person]
