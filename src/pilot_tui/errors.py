"""Refusals: the raiser gives facts, the class names the sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from pilot_tui.safe import one_line
from pilot_tui.words import knows, say

Choosing = Callable[[str], str]
_LONGEST = 300
"""Characters of a fact beyond which a sentence shows it cut."""


class Term(str):
    """A fact that is itself a key of the words, to be said in the user's language."""

    __slots__ = ()


class PilotError(Exception):
    """Something the user asked for was refused and nothing was changed.

    `str()` is why in the language now spoken, on one line and harmless, whatever the facts hold.
    """

    key: ClassVar[str] = ""
    """Its row of the words."""
    under: ClassVar[str] = ""
    """The section of the words where the fact `reason` names the row instead."""
    exit_code: ClassVar[int] = 2

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return self._said(lambda key: key)

    def at_desk(self) -> str:
        """The same on the desk: where the shell names a flag, which key to press."""
        return self._said(at_desk)

    def _row(self) -> str:
        return f"{self.under}.{self.facts['reason']}" if self.under else self.key

    def _said(self, chosen: Choosing) -> str:
        """The sentence; `chosen` says of a row which one is said for it."""
        rest = {name: fact for name, fact in self.facts.items() if not (self.under and name == "reason")}
        return say(chosen(self._row()), **_told(rest, chosen))


def at_desk(key: str) -> str:
    """The row of a sentence as the desk says it, where it says it otherwise than the shell."""
    own = f"{key}_desk"
    return own if knows(own) else key


def _told(facts: Mapping[str, object], chosen: Choosing) -> dict[str, str]:
    return {name: _fact(fact, chosen) for name, fact in facts.items()}


def _fact(fact: object, chosen: Choosing) -> str:
    """A fact in words; of a refusal behind a refusal its sentence."""
    if isinstance(fact, PilotError):
        return fact._said(chosen)
    return say(chosen(fact)) if isinstance(fact, Term) else _cut(one_line(fact))


def _cut(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


class InvalidValue(PilotError):
    """A typed value that cannot be what the field holds. Facts: `reason`, a `Term`, and what it names."""

    under = "reason"


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
    """The row is there already. Facts: `kind` (a `Term`), `id`."""

    key = "error.exists"


class InUse(PilotError):
    """Another row refers to the row that was to go. Facts: `table`, `id`, `by`, both kinds as `Term`s."""

    key = "error.in_use"


class RowsFixed(PilotError):
    """Rows are neither added nor retired here. Facts: `why`."""

    key = "error.rows_fixed"


class Unknown(PilotError):
    """A name nothing answers to. Facts: `kind` (a `Term`), `name`, `known`."""

    def _row(self) -> str:
        return "error.unknown" if self.facts["known"] else "error.none_yet"


class Concealed(PilotError):
    """The cell is hidden from the viewer, who may not change it either. Facts: `address`, `viewer`."""

    key = "error.concealed"


class NoFinding(PilotError):
    """There is nothing of that kind wrong with the cell. Facts: `address`, `kind`."""

    key = "error.no_finding"


class NothingToUndo(PilotError):
    """This author has no standing change at this site."""

    key = "error.nothing_to_undo"


class NothingToRedo(PilotError):
    """No undo of this author stands open."""

    key = "error.nothing_to_redo"


class ChangedSince(PilotError):
    """Someone else changed the cell. Facts: `who`, `address`."""

    key = "error.changed_since"


class Misfit(PilotError):
    """A block of cells that cannot be copied, or does not fit where it was to go.

    Facts: `reason` (a `Term` under `block.`), and what it names.
    """

    under = "block"


class LockedCell(PilotError):
    """The cell is computed."""

    key = "error.locked_cell"


class HandedOut(PilotError):
    """The file was handed out to somebody for something else. Facts: `who`, `why` (a `Term`)."""

    key = "error.handed_out"


class NoAuthor(PilotError):
    """Nobody says who is making the change."""

    key = "error.no_author"


class FileRefused(PilotError):
    """The file cannot be opened or written. Facts: `path`, `reason` (a `Term` under `file.`)."""

    under = "file"


class Busy(PilotError):
    """Another program holds the file's lock. Facts: `path`."""

    key = "error.busy"


class Stopped(PilotError):
    """Long work was stopped by the person; nothing is half-done."""

    key = "error.stopped"


class BadCsv(PilotError):
    """A malformed CSV. Facts: `file`, `line`, `column`, `why`."""

    key = "error.csv"


class IllustrativeInOfficial(PilotError):
    """An official summary may rest on nothing invented. Facts: `count`, `kinds`."""

    key = "error.illustrative"


class FewCounties(PilotError):
    """So many counties cannot be set side by side. Facts: `count`, `most`."""

    key = "error.few_counties"


class OneCounty(PilotError):
    """A summary of this kind is of one county."""

    key = "error.one_county"


class NoLibrary(PilotError):
    """A format needs a library that is not installed. Facts: `form`, `name`."""

    key = "error.no_library"


class NoSheetLibrary(NoLibrary):
    """Sheets to be filled in need a library that is not installed. Facts: `form`, `name`."""

    key = "error.no_sheet_library"


class NoFont(PilotError):
    """No font on this machine has the characters of the document. Facts: `sample`."""

    key = "error.no_font"


class TooLong(PilotError):
    """A cell holds more than a format can hold. Facts: `form`, `where`, `count`, `limit`."""

    key = "error.too_long"


class NotToTerminal(PilotError):
    """A format that is no text has to go into a file. Facts: `form`."""

    key = "error.not_to_terminal"


class BundleRefused(PilotError):
    """A bundle that is not taken in. Facts: `name` of its file, `reason` under `bundle.`, what it names."""

    under = "bundle"


class NoConflict(PilotError):
    """There is nothing to settle about a cell. Facts: `address`."""

    key = "error.no_conflict"


class NeedsReason(PilotError):
    """The cell is approved, or left to somebody else. Facts: `kind` (`approved` or `foreign`), `who`."""

    def _row(self) -> str:
        return f"error.locked_{self.facts['kind']}"

    @property
    def who(self) -> str:
        """Who approved it, or whose it is."""
        return _cut(one_line(self.facts["who"]))


class NoReason(PilotError):
    """What is to be done needs a reason. Facts: `why`, a `Term`."""

    key = "error.no_reason"


class SheetRefused(PilotError):
    """A spreadsheet that is neither written nor read. Facts: `reason` under `sheets.`, what it names.

    `place` is where: file, sheet, cell; empty where there is none yet.
    """

    under = "sheets"

    def _said(self, chosen: Choosing) -> str:
        said, place = super()._said(chosen), self.facts.get("place")
        return say("sheets.at", place=_cut(one_line(place)), why=said) if place else said
