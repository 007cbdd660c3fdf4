"""Moves of the cursor as a terminal sends them, for as long as there is no Textual to read them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pilot_tui.widgets.viewport import Viewport, Where

MOVES: Mapping[str, Callable[[Viewport], None]] = {
    "move.down": lambda view: view.step(1),
    "move.up": lambda view: view.step(-1),
    "move.left": lambda view: view.sideways(-1),
    "move.right": lambda view: view.sideways(1),
    "move.first": lambda view: view.sideways(-1000),
    "move.last": lambda view: view.sideways(1000),
    "move.page_down": lambda view: view.page(1),
    "move.page_up": lambda view: view.page(-1),
}
"""Verbs of a grid that do nothing but move its cursor."""
_KEYS = {
    "down": ("move.down", (b"\x1b[B", b"\x1bOB")),
    "up": ("move.up", (b"\x1b[A", b"\x1bOA")),
    "left": ("move.left", (b"\x1b[D", b"\x1bOD")),
    "right": ("move.right", (b"\x1b[C", b"\x1bOC")),
    "home": ("move.first", (b"\x1b[H", b"\x1bOH", b"\x1b[1~", b"\x1b[7~")),
    "end": ("move.last", (b"\x1b[F", b"\x1bOF", b"\x1b[4~", b"\x1b[8~")),
    "pagedown": ("move.page_down", (b"\x1b[6~",)),
    "pageup": ("move.page_up", (b"\x1b[5~",)),
    "j": ("move.down", (b"j",)),
    "k": ("move.up", (b"k",)),
    "h": ("move.left", (b"h",)),
    "l": ("move.right", (b"l",)),
}
"""By the names Textual gives them: the verb they usually are, and what terminals send for them."""
_PIECE = rb"(?P<answer>\x1b\[\d+;\d+R)|\x1b(?:\[[A-H]|\[[1-8]~|O[A-H])|[hjkl]"
"""What the terminal says of its own, where its cursor stands, or a key that may be a move."""


class Begun(NamedTuple):
    """What was done before the app was there."""

    where: Where | None = None
    """Where the cursor was moved to; None where nobody moved it."""
    typed: bytes = b""
    """What has been read from the terminal and is still to be answered, in order."""


def meant(wanted: object) -> Mapping[bytes, str]:
    """What terminals send for a move, and its verb.

    Args:
        wanted: The user's own keys for verbs, if that is what it is. A verb that is given others is left
            out, and so is a key that some verb is to have: whether it gets it is found out later.
    """
    theirs = wanted if isinstance(wanted, dict) else {}
    given = {name.strip() for keys in theirs.values() for name in str(keys).split(",")}
    return {
        sent: verb
        for key, (verb, sequences) in _KEYS.items()
        if verb not in theirs and key not in given
        for sent in sequences
    }


def parted(data: bytes, meant: Mapping[bytes, str]) -> tuple[list[str], bytes, bytes]:
    """What came from a terminal, by who is to answer it.

    Returns:
        Verbs, up to the first key that is no move; what the terminal said of its own among them; and all
        from that first key on.
    """
    piece = re.compile(_PIECE)  # not before somebody types
    moves, answers, at = list[str](), b"", 0
    while found := piece.match(data, at):
        if found["answer"]:
            answers += found["answer"]
        elif (verb := meant.get(found[0])) is not None:
            moves.append(verb)
        else:
            break
        at = found.end()
    return moves, answers, data[at:]
