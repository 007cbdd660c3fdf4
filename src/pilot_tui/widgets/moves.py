"""Moves of the cursor of a grid: what they do, and what terminals send for them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pilot_tui.widgets.viewport import Viewport, Where


class Move(NamedTuple):
    """What a verb does that does nothing but move the cursor of a grid."""

    keys: str
    """Its keys, as Textual names them."""
    make: Callable[[Viewport], None]
    pages: int = 0
    """How many pages further it shows."""
    entries: int = 0
    """How many entries it goes on; in a block it goes round the cells of the block."""


MOVES: Mapping[str, Move] = {
    "move.down": Move("down,j", lambda view: view.step(1)),
    "move.up": Move("up,k", lambda view: view.step(-1)),
    "move.left": Move("left,h", lambda view: view.sideways(-1)),
    "move.right": Move("right,l", lambda view: view.sideways(1)),
    "move.first": Move("home", lambda view: view.sideways(-1000)),
    "move.last": Move("end", lambda view: view.sideways(1000)),
    "move.page_down": Move("pagedown", lambda view: view.page(1), pages=1),
    "move.page_up": Move("pageup", lambda view: view.page(-1), pages=-1),
    "move.top": Move("ctrl+home,g+g", lambda view: view.edge(-1)),
    "move.bottom": Move("ctrl+end,G", lambda view: view.edge(1)),
    "move.next": Move("tab", lambda view: view.sideways(1, wrap=True), entries=1),
    "move.previous": Move("shift+tab", lambda view: view.sideways(-1, wrap=True), entries=-1),
}
_SENT: Mapping[str, tuple[bytes, ...]] = {
    "down": (b"\x1b[B", b"\x1bOB"),
    "up": (b"\x1b[A", b"\x1bOA"),
    "left": (b"\x1b[D", b"\x1bOD"),
    "right": (b"\x1b[C", b"\x1bOC"),
    "home": (b"\x1b[H", b"\x1bOH", b"\x1b[1~", b"\x1b[7~"),
    "end": (b"\x1b[F", b"\x1bOF", b"\x1b[4~", b"\x1b[8~"),
    "pagedown": (b"\x1b[6~",),
    "pageup": (b"\x1b[5~",),
    "ctrl+home": (b"\x1b[1;5H",),
    "ctrl+end": (b"\x1b[1;5F",),
    "tab": (b"\t",),
    "shift+tab": (b"\x1b[Z",),
    **{key: (key.encode(),) for key in "hjklG"},
}
"""What terminals send for a key; of two keys one after the other nothing is known here."""
_ANSWER = rb"(?P<answer>\x1b\[\d+;\d+R)"
"""What the terminal says of its own: where its cursor stands."""


class Begun(NamedTuple):
    """What was done before the app was there."""

    where: Where | None = None
    """Where the cursor was moved to; None where nobody moved it."""
    typed: bytes = b""
    """What has been read from the terminal and is still to be answered, in order."""
    settings: Sequence[object] | None = None
    """Of the terminal, before anything was changed; None where nothing was."""


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
        for verb, move in MOVES.items()
        for key in move.keys.split(",")
        if verb not in theirs and key not in given
        for sent in _SENT.get(key, ())
    }


def parted(data: bytes, meant: Mapping[bytes, str]) -> tuple[list[str], bytes, bytes]:
    """What came from a terminal, by who is to answer it.

    Returns:
        Verbs, up to the first key that is no move; what the terminal said of its own among them; and all
        from that first key on.
    """
    keys = b"|".join(re.escape(sent) for sent in meant)
    piece = re.compile(_ANSWER + b"|" + keys if keys else _ANSWER)  # not before somebody types
    moves, answers, at = list[str](), b"", 0
    while found := piece.match(data, at):
        if found["answer"]:
            answers += found["answer"]
        else:
            moves.append(meant[found[0]])
        at = found.end()
    return moves, answers, data[at:]
