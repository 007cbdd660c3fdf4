"""Which sheet of a file is meant, what it is of, and what its cells say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pilot_tui.errors import PilotError, SheetRefused
from pilot_tui.workbook import called
from pilot_tui.workbook.sheets import marker
from pilot_tui.workbook.sheets.cell_names import column_name
from pilot_tui.workbook.sheets.given import Given, Leaf, Named
from pilot_tui.workbook.sheets.headings import Headings
from pilot_tui.workbook.sheets.kinds import ID, KINDS, MARKED, VERSION, Scope
from pilot_tui.workbook.sheets.layout import Layout, layout
from pilot_tui.workbook.sheets.marker import Marker
from pilot_tui.workbook.sheets.matching import Entry, Matching
from pilot_tui.workbook.sheets.scoping import scope_of
from pilot_tui.workbook.workbook import Workbook

_GUESSED = [name for name, kind in KINDS.items() if kind.guessed]
_SHOWN = 6
"""Names a refusal lists at most."""


@dataclass(frozen=True)
class Asked:
    """What somebody says of a file that is to be read."""

    sheet: str = ""
    kind: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading, a line of it, or letter → what the column is of."""
    programme: str = ""
    counties: Sequence[str] = ()
    year: int | None = None
    round: str = ""
    experts: Sequence[str] = ()
    hidden: bool = False
    """Whether hidden rows and columns count."""
    formulas: bool = False
    """Whether what a formula last came to counts."""
    in_view: bool = False
    """Whether programme, year, round and county are only what somebody looks at: a sheet's own go before."""


class Sheet(NamedTuple):
    """A sheet that was understood."""

    given: Given
    name: str
    leaf: Leaf
    scope: Scope
    layout: Layout
    headings: Headings
    held: Mapping[str, str] | None
    """Address → what stood there when the sheet was made; None where nobody knows."""

    def place(self, row: int, column: int) -> str:
        """A cell, as a person finds it."""
        return self.given.place(self.name, row, column)


def understood(book: Workbook, given: Given, asked: Asked) -> Sheet:
    """The one sheet that is meant; columns may be unclear yet, see `refuse_unclear`.

    Raises:
        SheetRefused, Unknown: It is of something else, or of nothing that can be told.
    """
    of = _marker(book, given)
    if of is not None and asked.in_view:
        asked = replace(asked, programme="", year=None, round="", counties=(), experts=())
    if of is not None:
        _refuse_contradiction(given, of, asked)
    found: list[Sheet] = []
    for named in _candidates(given, asked, of):
        leaf = named.read()
        kinds = [of.scope.kind] if of else [asked.kind] if asked.kind else _GUESSED
        known = sorted(
            _each(book, given, named.name, leaf, kinds, asked, of), key=lambda one: -one.layout.known
        )
        if len(known) > 1 and known[0].layout.known == known[1].layout.known:
            raise SheetRefused(reason="which_kind", place=_whole(given, named.name))
        found += known[:1]
    return _only(given, found)


def _each(
    book: Workbook,
    given: Given,
    name: str,
    leaf: Leaf,
    kinds: Sequence[str],
    asked: Asked,
    of: Marker | None,
) -> list[Sheet]:
    """The sheet as each kind it can be; raises what was refused where it can be none."""
    found, refused = [], []
    for kind in kinds:
        try:
            sheet = _tried(book, given, name, leaf, kind, asked, of)
        except SheetRefused as error:
            refused.append(error)
        else:
            found += [sheet] if sheet else []
    if refused and not found:
        raise refused[0]
    return found


def _candidates(given: Given, asked: Asked, of: Marker | None) -> list[Named]:
    """The sheets that may be meant: the one that is named, else all that can be seen."""
    names = [one.name for one in given.sheets]
    if asked.sheet:
        found = [one for one in given.sheets if one.name == asked.sheet]
        if not found:
            facts = {"sheet": asked.sheet, "known": ", ".join(names[:_SHOWN])}
            raise SheetRefused(reason="no_sheet", place=given.name, **facts)
        return found
    seen = [one for one in given.sheets if not one.hidden and one.name != MARKED]
    if of is not None and of.sheet in [one.name for one in seen]:
        return [one for one in seen if one.name == of.sheet]
    return seen


def _marker(book: Workbook, given: Given) -> Marker | None:
    """What the workbook says of itself; raises `SheetRefused` where that is of elsewhere."""
    named = next((one for one in given.sheets if one.name == MARKED), None)
    if named is None:
        return None
    leaf = named.read()
    rows = [tuple(leaf.rows[at].get(nth, ("", ""))[0] for nth in (0, 1)) for at in sorted(leaf.rows)]
    pairs = [(str(one), str(said)) for one, said in rows if one]
    said = marker.version(pairs)
    if said != VERSION:
        raise SheetRefused(reason="other_version", place=given.name, version=said or "?", wanted=VERSION)
    found = marker.read(pairs)
    if found is None:
        raise SheetRefused(reason="bad_marker", place=given.name)
    with book.store.reading() as db:
        origin = marker.origin_of(db)
    if found.origin and origin and found.origin != origin:
        raise SheetRefused(reason="other_file", place=given.name)
    return found


def _refuse_contradiction(given: Given, of: Marker, asked: Asked) -> None:
    scope = of.scope
    pairs = (
        (asked.kind, scope.kind),
        (asked.programme, scope.programme),
        (str(asked.year or ""), str(scope.year or "")),
        (asked.round, scope.round),
    )
    for said, own in pairs:
        if said and own and said != own:
            raise SheetRefused(reason="of_another", place=given.name, own=own, said=said)


def _tried(
    book: Workbook, given: Given, name: str, leaf: Leaf, kind: str, asked: Asked, of: Marker | None
) -> Sheet | None:
    """The sheet as one of a kind; None where its headings are of none."""
    try:
        scope = _scope(book, kind, asked, of)
    except PilotError as error:
        if of is None and not asked.kind:
            return None
        raise SheetRefused(reason="why", place=_whole(given, name), why=error) from error
    things = {
        "scorecard": lambda: called.indicators(book, scope.programme),
        "review": lambda: called.criteria(book, scope.round),
    }.get(kind, lambda: None)()
    headings = Headings(kind, things)
    found = layout(given, name, leaf, headings, asked.columns)
    if found is None or not any(one.role == "field" for one in found.columns.values()):
        return None
    if asked.in_view and of is None:
        scope = _by_columns(scope, found)
    return Sheet(given, name, leaf, scope, found, headings, of.held if of else None)


def _by_columns(scope: Scope, found: Layout) -> Scope:
    """What is in view counts only for what the rows do not say."""
    keyed = found.of(ID) is not None
    year = None if keyed or found.of("year") is not None else scope.year
    counties = () if keyed or found.of("county") is not None else scope.counties
    return scope._replace(year=year, counties=counties)


def _scope(book: Workbook, kind: str, asked: Asked, of: Marker | None) -> Scope:
    if of is None:
        named = (asked.programme, asked.counties, asked.year, asked.round, asked.experts)
        return scope_of(book, kind, *named)
    own = of.scope
    scope = scope_of(book, kind, own.programme, own.counties, own.year, own.round, own.experts)
    only = scope_of(book, kind, own.programme, asked.counties, own.year, own.round, asked.experts)
    _refuse_others(only.counties, scope.counties)
    _refuse_others(only.experts, scope.experts)
    return scope


def _refuse_others(asked: Sequence[str], own: Sequence[str]) -> None:
    if asked and own and set(asked) != set(own):
        raise SheetRefused(reason="of_another", own=" ".join(own), said=" ".join(asked))


def _only(given: Given, found: Sequence[Sheet]) -> Sheet:
    """The one sheet that was understood; raises `SheetRefused` where it is none, or several."""
    if not found:
        raise SheetRefused(reason="no_headings", place=given.name)
    if len(found) > 1:
        names = ", ".join(one.name for one in found[:_SHOWN])
        raise SheetRefused(reason="which_sheet", place=given.name, known=names)
    return found[0]


def _whole(given: Given, name: str) -> str:
    return f"{given.name} {name}".strip()


def entries(book: Workbook, sheet: Sheet, asked: Asked, tick: Callable[[int, int], None]) -> list[Entry]:
    """What every cell says; raises `SheetRefused` for what is merged, hidden, unclear or nowhere."""
    refuse_unclear(sheet)
    _refuse_merged(sheet)
    if not asked.hidden:
        _refuse_hidden(sheet)
    if sheet.scope.kind != "review" and sheet.scope.year is None and _lacks(sheet, "year"):
        raise SheetRefused(reason="which_year", place=_whole(sheet.given, sheet.name))
    if len(sheet.scope.counties) != 1 and _lacks(sheet, "county") and sheet.scope.kind != "firms":
        raise SheetRefused(reason="which_county", place=_whole(sheet.given, sheet.name))
    matching = Matching(book, sheet.scope, sheet.layout, formulas=asked.formulas)
    return _without_repeats(sheet, list(matching.entries(sheet.leaf, tick)))


def _lacks(sheet: Sheet, name: str) -> bool:
    """Whether rows say neither their key nor a part of it."""
    return sheet.layout.of(ID) is None and sheet.layout.of(name) is None


def refuse_unclear(sheet: Sheet) -> None:
    """Raise `SheetRefused` where nobody knows what a column is of."""
    if unclear := sheet.layout.unclear:
        said = ", ".join(f"{column_name(one.column)} {one.heading}".strip() for one in unclear[:_SHOWN])
        first = column_name(unclear[0].column)
        place = sheet.place(sheet.layout.head, unclear[0].column)
        raise SheetRefused(reason="unclear", place=place, columns=said, column=first)


def _refuse_merged(sheet: Sheet) -> None:
    for first, left, last, right in sheet.leaf.merged:
        if last >= sheet.layout.head and (first, left) != (last, right):
            raise SheetRefused(reason="merged", place=sheet.place(first, left))


def _refuse_hidden(sheet: Sheet) -> None:
    """Raise where something that would be read cannot be seen."""
    leaf, known = sheet.leaf, sheet.layout.columns
    for row in sorted(leaf.rows):
        if row <= sheet.layout.head:
            continue
        for at in sorted(leaf.rows[row].keys() & known.keys()):
            if known[at].role == "field" and (row in leaf.hidden_rows or at in leaf.hidden_columns):
                reason = "hidden_row" if row in leaf.hidden_rows else "hidden_column"
                raise SheetRefused(reason=reason, place=sheet.place(row, at))


def _without_repeats(sheet: Sheet, found: list[Entry]) -> list[Entry]:
    """A cell that stands twice is refused the second time, by the place of the first."""
    seen: dict[object, Entry] = {}
    out = []
    for one in found:
        if one.cell is not None and one.cell in seen and one.refused is None:
            first = sheet.place(*seen[one.cell].place)
            out.append(one._replace(refused=SheetRefused(reason="twice", first=first)))
            continue
        if one.cell is not None:
            seen[one.cell] = one
        out.append(one)
    return out
