"""Other keys for verbs, as the settings say: checked as a whole before any of them counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.keys import Keys, key_to_character

from pilot_tui.widgets.grid_verbs import LEAVING, TYPING, begins_edit
from pilot_tui.widgets.typeahead import PREFIXES
from pilot_tui.widgets.verbs import key_names

_MODIFIERS = {"ctrl", "shift", "alt", "super", *PREFIXES}
_NAMED = {key.value for key in Keys} | {f"f{n}" for n in range(1, 25)}
_SIGNS = {"minus": "-", "plus": "+"}
_TYPED = frozenset(binding.key for binding in Binding.make_bindings(TYPING))
_Keys = dict[str, list[str]]


class Refused(NamedTuple):
    """A wish that is not granted, and why: the word `keys.<why>`."""

    why: str
    verb: str
    wanted: str = ""
    other: str = ""


class Remapped(NamedTuple):
    """What became of the wishes."""

    keymap: Mapping[str, str]
    """Verb to its keys, as Textual's `set_keymap` takes them."""
    refused: list[Refused]


def remapped(wanted: Mapping[str, object], declared: Iterable[BindingType]) -> Remapped:
    """The wishes that can be granted among the declared verbs, and those that cannot.

    Args:
        wanted: Verb to keys, written as in its declaration: `"f5,ctrl+s"`.
        declared: The bindings of all verbs that are there.
    """
    usual: _Keys = {}
    for binding in Binding.make_bindings(declared):
        if binding.id and binding.key not in usual.setdefault(binding.id, []):
            usual[binding.id].append(binding.key)
    given = {id: key_names(str(keys)) for id, keys in wanted.items()}
    refused = [found for id, keys in given.items() if (found := _refusal(id, keys, usual))]
    granted = {id: keys for id, keys in given.items() if id not in {found.verb for found in refused}}
    while clash := next(_clashes(usual, granted), None):  # one wish less may bring the usual keys of it back
        refused.append(clash)
        del granted[clash.verb]
    moved = {key for id in granted for key in usual[id]}
    # Textual takes a key from all verbs that share it, so the others are given theirs anew.
    stay = {id: keys for id, keys in usual.items() if id not in granted and moved.intersection(keys)}
    keymap = {id: ",".join(keys) for id, keys in (stay | granted).items()} if granted else {}
    return Remapped(keymap, refused)


def _refusal(id: str, keys: list[str], usual: _Keys) -> Refused | None:
    """What is wrong with a wish by itself."""
    if id not in usual or id.startswith("typing."):
        return Refused("no_verb", id)
    for key in keys or [""]:
        if not _there(key):
            return Refused("no_key", id, key)
        if key in LEAVING or key in PREFIXES or (key in _TYPED and key not in usual[id]) or _begins(key):
            return Refused("fixed", id, key)
    return None


def _clashes(usual: _Keys, granted: _Keys) -> Iterator[Refused]:
    """Wishes for a key that another verb has, but for keys the two share anyway."""
    for id, keys in reversed(list(granted.items())):
        for other, theirs in (usual | granted).items():
            for key in keys:
                shared = key in usual[id] and key in usual[other]
                if other != id and key in theirs and not shared:
                    yield Refused("taken", id, key, other)


def _there(key: str) -> bool:
    """Whether a keyboard has that key."""
    *before, name = key.split("+") if key != "+" else [key]
    known = name in _NAMED or name in _SIGNS or len(name) == 1 or key_to_character(name) is not None
    return bool(name) and known and set(before) <= _MODIFIERS


def _begins(key: str) -> bool:
    """Whether the key begins an edit, so that no verb ever sees it."""
    character = key if len(key) == 1 else _SIGNS.get(key) or key_to_character(key)
    return character is not None and begins_edit(events.Key(key, character))
