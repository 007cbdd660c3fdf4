"""What a file was handed out for, as it stands in `meta`: all that a start needs to know of it."""

from __future__ import annotations

import json
import sqlite3

from pilot_tui.rules.roles import CLERK, EXPERT, ROLES, Handout

VERSION = 1
"""Of what `meta` says of a handout."""
KEY = "handout"
_LONGEST = 500


def handout(db: sqlite3.Connection) -> Handout | None:
    """What the file was handed out for, None where it was not; of the role `broken` where that is unclear."""
    found = db.execute("SELECT v FROM meta WHERE k = ?", (KEY,)).fetchone()
    return _read(str(found[0])) if found else None


def _read(said: str) -> Handout:
    try:
        given = json.loads(said)
        if given.pop("version") != VERSION:
            return Handout()
        given["rounds"] = tuple(given["rounds"])
        made = Handout(**given)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Handout()
    return made if _holds(made) else Handout()


def _holds(made: Handout) -> bool:
    """Whether everything is of its kind, and nothing that the role needs is missing."""
    texts = (*made._replace(rounds=(), year=0), *made.rounds)
    if not all(isinstance(one, str) and len(one) < _LONGEST for one in texts if one not in ((), 0)):
        return False
    if type(made.year) is not int or made.role not in ROLES:
        return False
    needed = {CLERK: bool(made.county), EXPERT: bool(made.expert and made.rounds)}
    return needed.get(made.role, True)
