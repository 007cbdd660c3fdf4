"""Lines of a bundle as this program writes them, taken apart by one regular expression.

Its shape proves what `bundle_lines` proves piece by piece, for a third of the time. What it does not know is
left to that; where both know a line they find the same, which tests prove.
"""

from __future__ import annotations

import re

from pilot_tui.model import Change

SITE, ID, NAME = "[a-z0-9]{1,32}", "[A-Za-z0-9_.-]{1,200}", "[a-z][a-z0-9_]{0,63}"
UID = f"{SITE}:[1-9][0-9]{{0,17}}"
ACTOR_LENGTH, REASON_LENGTH = 200, 4_000
_TEXT = r'[^"\\\x00-\x1f]'
_COUNT = "([1-9][0-9]{0,17})"
_SHAPE = re.compile(
    rf'\["({SITE})",{_COUNT},{_COUNT},"((?:{UID})?)",{_COUNT},"({_TEXT}{{0,{ACTOR_LENGTH}}})","({NAME})",'
    rf'"({ID})","((?:{NAME})?)",'
    rf'"(?:(null)|(0|-?[1-9][0-9]{{0,15}})|\\"({_TEXT}*)\\")",'
    rf'"(\[(?:\\"{UID}\\"(?:,\\"{UID}\\")*)?\])",{_COUNT},"({_TEXT}{{0,{REASON_LENGTH}}})"\]\n'
)


def usual(line: str) -> tuple[Change, object] | None:
    """The change of a line, its hash not known yet, and its value; None where the line has another shape."""
    found = _SHAPE.fullmatch(line)
    if found is None:
        return None
    site, seq, step, undoes, hlc, actor, table, row, col, null, whole, text, deps, schema, reason = (
        found.groups()
    )
    value: object = text
    if text is not None:
        said = f'"{text}"'
    else:
        said = null or whole
        value = None if null else int(whole)
    named = deps.replace("\\", "")
    fields = (
        site,
        int(seq),
        int(step),
        undoes,
        int(hlc),
        actor,
        table,
        row,
        col,
        said,
        named,
        int(schema),
        reason,
    )
    return Change(*fields, b""), value
