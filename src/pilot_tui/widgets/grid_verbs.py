"""The verbs of a grid, and the keys that begin an edit."""

from __future__ import annotations

import unicodedata

from textual import events

from pilot_tui.widgets.moves import MOVES
from pilot_tui.widgets.verbs import VERB_SIGNS, verb

GETS_ABOUT = [verb(name, move.keys, f"move('{name}')") for name, move in MOVES.items()]
"""To get about."""
SELECTS = [
    verb("select.down", "shift+down", "select('move.down')"),
    verb("select.up", "shift+up", "select('move.up')"),
    verb("select.left", "shift+left", "select('move.left')"),
    verb("select.right", "shift+right", "select('move.right')"),
    verb("select.first", "shift+home,ctrl+shift+left", "select('move.first')"),
    verb("select.last", "shift+end,ctrl+shift+right", "select('move.last')"),
    verb("select.page_down", "shift+pagedown", "select('move.page_down')"),
    verb("select.page_up", "shift+pageup", "select('move.page_up')"),
    verb("select.top", "ctrl+shift+home,ctrl+shift+up", "select('move.top')"),
    verb("select.bottom", "ctrl+shift+end,ctrl+shift+down", "select('move.bottom')"),
    verb("select.mode", "v", "select_mode"),
    verb("select.row", "V", "select_whole('rows')"),
    verb("select.column", "C", "select_whole('columns')"),
    verb("select.all", "ctrl+a", "select_whole('all')"),
    verb("select.leave", "escape", "select_leave", show=True),
]
"""To select a block of cells."""
EDITS = [
    verb("edit.enter", "enter", "enter"),
    verb("edit.begin", "e,f2", "edit", show=True),
    verb("edit.choose", "alt+down", "choose"),
    verb("edit.large", "f4", "enlarge"),
    verb("edit.clear", "delete", "clear"),
]
"""To change a cell."""
TYPING = [
    verb("typing.down", "enter,ctrl+j", "commit('down')", show=True),
    verb("typing.right", "tab", "commit('right')", show=True),
    verb("typing.left", "shift+tab", "commit('left')"),
    verb("typing.up", "shift+enter", "commit('up')"),
    verb("typing.everywhere", "f3,ctrl+enter,alt+enter", "commit_everywhere", show=True),
    verb("typing.large", "f4", "enlarge_typed"),
    verb("typing.give_up", "escape", "give_up", show=True),
]
"""While a cell is edited; all other verbs are away then."""
ASKING = [
    verb("asking.keep", "enter", "keep", show=True),
    verb("asking.drop", "escape", "drop", show=True),
]
"""While something is asked beside the grid."""
LEAVING = ("ctrl+q",)
"""What is not typed into a cell: the way out of the program."""
_STARTERS = frozenset("0123456789+-")


def begins_edit(event: events.Key) -> bool:
    """Whether a key begins an edit: a digit, a sign, or what only an input method sends and is no verb."""
    character = event.character
    if character is None or not event.is_printable or event.key in VERB_SIGNS:
        return False
    if character.isascii():
        return character in _STARTERS
    return not unicodedata.category(character[0]).startswith("Z")
