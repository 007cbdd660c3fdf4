"""How a verb is declared: once, as a binding with an id. Footer, help and remapping follow from that."""

from __future__ import annotations

import re

from textual.binding import Binding
from textual.keys import key_to_character

IME_KEYS = {
    "comma": ("fullwidth_comma",),
    "full_stop": ("ideographic_full_stop", "fullwidth_full_stop"),
    "slash": ("ideographic_comma", "fullwidth_solidus"),
    "question_mark": ("fullwidth_question_mark",),
    "semicolon": ("fullwidth_semicolon",),
    "left_square_bracket": ("left_black_lenticular_bracket", "fullwidth_left_square_bracket"),
    "right_square_bracket": ("right_black_lenticular_bracket", "fullwidth_right_square_bracket"),
    "equals_sign": ("fullwidth_equals_sign",),
    "left_curly_bracket": ("fullwidth_left_curly_bracket", "left_corner_bracket"),
    "right_curly_bracket": ("fullwidth_right_curly_bracket", "right_corner_bracket"),
}
"""What a Chinese input method sends for a key, by the names Textual gives them."""
ALT_KEYS = {
    "alt+1": ("inverted_exclamation_mark",),
    "alt+2": ("trade_mark_sign",),
    "alt+3": ("pound_sign",),
    "alt+4": ("cent_sign",),
    "alt+5": ("infinity",),
    "alt+6": ("section_sign",),
}
"""What Textual reads where a terminal sends Esc and a digit for Alt: the signs a Mac types with Option."""

_SPELLED = {
    ".": "full_stop",
    "/": "slash",
    "?": "question_mark",
    ";": "semicolon",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "=": "equals_sign",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
}
_NAMED = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "delete": "Del",
    "tab": "Tab",
    "enter": "Enter",
    "comma": ",",
    "slash": "/",
    "space": "Space",
}
"""Keys that do not stand on the keyboard by the name Textual gives them."""
_CHORDS = re.compile(r"(ctrl|shift|alt)\+")
_ALSO = IME_KEYS | ALT_KEYS
VERB_SIGNS = frozenset(name for names in _ALSO.values() for name in names)
"""The signs that are verbs, so that they never start an edit."""


def verb(id: str, keys: str, action: str, *, show: bool = False) -> Binding:
    """The binding of a verb.

    Args:
        id: Its name for remapping; `verb.<id>` is the key of its word.
        keys: Textual key names with commas between (the comma itself is `comma`); `g+1` is g, then 1.
            What an input method or a terminal sends instead is added.
        action: What it runs.
        show: Whether the footer shows it.

    All verbs have priority: Textual then runs them in the app's own task, in the order the keys were typed.
    """
    return Binding(",".join(key_names(keys)), action, f"verb.{id}", id=id, show=show, priority=True)


def key_names(keys: str) -> list[str]:
    """The keys by Textual's names, and after them what an input method or a terminal sends instead."""
    names = [_SPELLED.get(name, name) for name in (key.strip() for key in keys.split(","))]
    return names + [sign for name in names for sign in _ALSO.get(name, ())]


def said(key: str) -> str:
    """A key, by the name Textual gives it, as it stands on the keyboard; `g+1` is `g 1`."""
    if chord := _CHORDS.match(key):
        rest = said(key[chord.end() :])
        return f"{chord[1].capitalize()}+{rest.upper() if len(rest) == 1 else rest}"
    if "+" in key:
        return " ".join(map(said, key.split("+")))
    return _NAMED.get(key) or key_to_character(key) or key.capitalize()
