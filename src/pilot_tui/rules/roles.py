"""Who may write what in a file that was handed out. A courtesy of the program, as looking as an expert is.

Whoever holds a file can write it with other tools; what comes back is looked at when it is merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

CLERK, EXPERT, PREFECTURE, REVIEWER, CHAIR = ROLES = ("clerk", "expert", "prefecture", "reviewer", "chair")
"""Who fills in a county's figures, who marks, who confirms above the county, who reviews, who settles."""
BROKEN = "broken"
"""Stands for a role where what the file says of it cannot be understood."""

_EVERY = frozenset({"*"})
_TOLD = ("remark", "source")
_FIGURES: Mapping[str, frozenset[str]] = {
    "value": frozenset(
        (
            *("actual", "numerator", "denominator", "state", "reported_completion", "as_of"),
            *("owner_zh", "owner_en", "remedy", *_TOLD),
        )
    ),
    "milestone": frozenset(
        (
            *("actual", "actual_operator", "reported_completion", "as_of", "state", "level"),
            *("problem", "next_step", *_TOLD),
        )
    ),
    "progress": frozenset(("actual", "reported_completion", *_TOLD)),
    "item": frozenset(("state", "done_on", *_TOLD)),
    "measure": frozenset(("value", "numerator", "denominator", "as_of", *_TOLD)),
    "rectification": frozenset(("state", "rectified", *_TOLD)),
}
_APPROVAL = {"approval": frozenset(("state", "remark"))}
_WRITES: Mapping[str, Mapping[str, frozenset[str]]] = {
    CLERK: {**_FIGURES, **_APPROVAL, "note": _EVERY},
    EXPERT: {
        "mark": frozenset(("mark", "state", "remark")),
        "expert": frozenset(("completed",)),
        "note": _EVERY,
    },
    PREFECTURE: {**_APPROVAL, "note": _EVERY},
    REVIEWER: {
        **dict.fromkeys((*_FIGURES, "ranking", "fact", "note", "acceptance"), _EVERY),
        **_APPROVAL,
    },
}
"""Role → the tables it writes → their fields; the chair writes everything."""
_NOTES = {CLERK: frozenset(_FIGURES), EXPERT: frozenset({"mark"}), PREFECTURE: frozenset(_FIGURES)}
"""Role → the tables whose cells it may write notes about; the others may about every cell."""
_STEPS = {
    CLERK: ("entering", "submitted"),
    PREFECTURE: ("submitted", "confirmed"),
    REVIEWER: ("confirmed", "reviewed"),
}
"""Role → the step of an approval it takes, and takes back."""
FILLED = (*_FIGURES, "mark")
"""The tables whose cells are filled in."""
_ABOUT = ("note", "acceptance")


class Handout(NamedTuple):
    """What a file was handed out for."""

    role: str = BROKEN
    """Of `ROLES`; `broken` where the file does not say it so that we can understand."""
    person: str = ""
    """Who it is for, where somebody said."""
    programme: str = ""
    county: str = ""
    """Whose figures may be written; empty for all counties."""
    year: int = 0
    """Of which year; 0 for all."""
    expert: str = ""
    """The code of the expert who marks."""
    rounds: tuple[str, ...] = ()
    """In these rounds."""
    by: str = ""
    """Who handed it out."""
    made: str = ""
    """When: ISO, UTC."""


class Place(NamedTuple):
    """What a row belongs to, as far as it belongs to anything."""

    programme: str = ""
    county: str = ""
    year: int = 0
    """0 where the row is of no year, or its year does not matter."""
    round: str = ""
    expert: str = ""
    about: str = ""
    """Of a note: the table of the cell it is about."""


def writes(handout: Handout) -> Mapping[str, frozenset[str]]:
    """Table → the fields of it that are written, none of them named where all may be.

    Nothing at all stands for whoever writes everything, and for a role nobody understands: ask `barred`.
    """
    found = _WRITES.get(handout.role, {})
    return {table: frozenset() if fields == _EVERY else fields for table, fields in found.items()}


def approval_step(handout: Handout) -> tuple[str, ...]:
    """The step of an approval that a role takes: before and after; nothing where it takes none, or all."""
    return _STEPS.get(handout.role, ())


def barred(handout: Handout, table: str, field: str = "") -> str:
    """Why the role never writes a field, or any of the table: as `locked` says it."""
    if handout.role == CHAIR:
        return ""
    if handout.role not in ROLES:
        return BROKEN
    fields = _WRITES[handout.role].get(table)
    if fields is None:
        return _nothing_there(table)
    return "" if not field or fields == _EVERY or field in fields else "field"


def locked(handout: Handout, table: str, field: str, place: Place) -> str:
    """Why a field of a row may not be written, a key of the words under `handed.`; empty where it may.

    Args:
        handout: What the file was handed out for.
        table: Of the row.
        field: Of the row; empty for any of them.
        place: What the row belongs to.
    """
    if (why := barred(handout, table, field)) or handout.role == CHAIR:
        return why
    if table in _ABOUT and place.about not in _NOTES.get(handout.role, {place.about}):
        return "about"
    if handout.role == EXPERT:
        own = place.expert == handout.expert and place.round in handout.rounds
        return "" if own else "others_marks"
    return _elsewhere(handout, place)


def seats(handout: Handout, round: str, panel: Mapping[str, str]) -> frozenset[str]:
    """The codes under which whoever marks in a file may sit on the panel of a round.

    A code is only of its round: E3 of one is not E3 of another where both are named, and names differ.

    Args:
        handout: What the file was handed out for.
        round: Any round of the file.
        panel: Code → who the marks are left to, empty where nobody said.
    """
    if round in handout.rounds:
        return frozenset({handout.expert})
    named = {code for code, person in panel.items() if person and person == handout.person}
    unsaid = {handout.expert} if not (handout.person and panel.get(handout.expert)) else set()
    return frozenset(named or unsaid & panel.keys())


def _nothing_there(table: str) -> str:
    if table in ("mark", "result"):
        return "marks"
    return "figures" if table in _FIGURES else "setup"


def _elsewhere(handout: Handout, place: Place) -> str:
    """Whether a row is another county's, programme's or year's than the file was handed out for."""
    if handout.county and place.county != handout.county:
        return "county"
    if handout.programme and place.programme != handout.programme:
        return "programme"
    return "year" if handout.year and place.year not in (0, handout.year) else ""


def misstep(handout: Handout, table: str, field: str, before: object, after: object) -> str:
    """Why a state may not become another one, as `locked` says it: each role takes its own steps."""
    if handout.role not in _STEPS or field != "state" or before == after:
        return ""
    if table == "approval":
        first = _STEPS[CLERK][0]
        return "" if {before or first, after or first} == {*_STEPS[handout.role]} else "step"
    closes = table == "rectification" and handout.role == CLERK and "closed" in (before, after)
    return "closing" if closes else ""
