"""Which words are verbs, and where each lives. Imports nothing: the desk must open without click."""

from __future__ import annotations

ROOMS = {
    "open": "desk",
    "init": "files",
    "export": "files",
    "check": "files",
    "summary": "summary",
    "show": "show",
    "explain": "show",
    "log": "show",
    "set": "change",
    "add": "change",
    "new": "change",
    "retire": "change",
    "note": "change",
    "accept": "change",
    "undo": "change",
    "redo": "change",
    "approve": "change",
    "handout": "handing",
    "complete": "handing",
    "bundle": "exchange",
    "merge": "exchange",
    "identity": "exchange",
    "conflicts": "exchange",
    "resolve": "exchange",
    "template": "sheets",
    "import": "sheets",
    "backup": "care",
    "restore": "care",
    "doctor": "care",
}
"""Verb → the module of this package that holds it, imported when it is asked for."""


def only_a_file(arguments: list[str]) -> bool:
    """Whether the command line is nothing but a file to open, or nothing at all."""
    return len(arguments) < 2 and not any(word in ROOMS or word.startswith("-") for word in arguments)
