"""Refusals: the raiser gives facts, the class names the sentence."""

from __future__ import annotations

from typing import ClassVar

from pilot_tui.words import say


class Term(str):
    """A fact that is itself a key of the words, to be said in the user's language."""

    __slots__ = ()


class PilotError(Exception):
    """Something the user asked for was refused and nothing was changed; `str()` says why in the language now spoken."""

    key: ClassVar[str]
    exit_code: ClassVar[int] = 2

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        said = {name: say(fact) if isinstance(fact, Term) else fact for name, fact in self.facts.items()}
        return say(self.key, **said)


class InvalidValue(PilotError):
    """A typed value that cannot be what the field holds. Facts: `reason`, a `Term`, and what it names."""

    key = "error.value"

    def __str__(self) -> str:
        reason = str(self.facts["reason"])
        rest = {k: say(v) if isinstance(v, Term) else v for k, v in self.facts.items() if k != "reason"}
        return say(f"reason.{reason}", **rest)


class NoCell(PilotError):
    """No such address. Facts: `address`."""

    key = "error.no_cell"


class NoRow(PilotError):
    """No such row. Facts: `table`, `id`."""

    key = "error.no_row"


class NotEditable(PilotError):
    """The field is part of the row's id, or computed. Facts: `address`."""

    key = "error.not_editable"


class Exists(PilotError):
    """The row is there already. Facts: `table`, `id`."""

    key = "error.exists"


class Unknown(PilotError):
    """A name nothing answers to. Facts: `kind` (a `Term`), `name`, `known`."""

    key = "error.unknown"


class NothingToUndo(PilotError):
    """This author has no standing change at this site."""

    key = "error.nothing_to_undo"


class NothingToRedo(PilotError):
    """No undo of this author stands open."""

    key = "error.nothing_to_redo"


class ChangedSince(PilotError):
    """Someone else changed the cell. Facts: `who`, `address`."""

    key = "error.changed_since"


class NoAuthor(PilotError):
    """Nobody says who is making the change."""

    key = "error.no_author"


class FileRefused(PilotError):
    """The file cannot be opened or written. Facts: `path`, `reason` (a `Term` under `file.`)."""

    key = "error.file"

    def __str__(self) -> str:
        rest = {k: say(v) if isinstance(v, Term) else v for k, v in self.facts.items() if k != "reason"}
        return say(f"file.{self.facts['reason']}", **rest)


class Busy(PilotError):
    """Another program holds the file's lock. Facts: `path`."""

    key = "error.busy"


class BadCsv(PilotError):
    """A malformed CSV. Facts: `file`, `line`, `column`, `why`."""

    key = "error.csv"
