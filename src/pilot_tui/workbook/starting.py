"""Starting one's own programme, year, county, indicator, round …: empty, or like another without values."""

from __future__ import annotations

from collections.abc import Mapping

from pilot_tui.errors import Term, Unknown
from pilot_tui.tables import TABLES
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.workbook import Workbook

Typed = tuple[str, str, dict[str, str]]
"""`(table, id, what is typed into it)`."""

_LIKE: dict[str, dict[str, tuple[str, ...]]] = {
    "programme": {"rule": (), "pilot": (), "dimension": (), "indicator": (), "year": ()},
    "round": {"criterion": (), "expert": ()},
    "year": {
        "value": (
            "target",
            "actual",
            "numerator",
            "denominator",
            "reported_completion",
            "state",
            "as_of",
            "remark",
        )
    },
}
"""Kind → the tables a copy brings along → the fields it leaves blank."""

KINDS = ("programme", "year", "county", "dimension", "indicator", "round", "criterion", "expert")


def start(
    book: Workbook,
    kind: str,
    id: str,
    name: str,
    *,
    programme: str = "",
    like: str = "",
    fields: Mapping[str, str],
) -> list[str]:
    """Make what `kind` says, in one step; returns the ids born.

    Raises:
        Unknown: For a kind, programme or model that is not there.
        InvalidValue, Exists, NoAuthor: As `Workbook.add`.
    """
    if kind not in KINDS:
        raise Unknown(kind=Term("cli.kind"), name=kind, known=", ".join(KINDS))
    home = {} if kind == "programme" else _home(book, kind, programme, fields)
    typed: dict[str, str] = {**home, **_name(kind, name), **fields}
    given = _first(kind, id, typed)
    if kind == "county" and "programme" in home:
        typed.pop("programme")
        given.append(("pilot", "", {"programme": home["programme"], "county": id}))
    if like:
        given += _copies(book, kind, id, like, home)
    return book.add_all(given)


def _first(kind: str, id: str, typed: dict[str, str]) -> list[Typed]:
    key = TABLES[kind].key
    if not key:
        return [(kind, id, typed)]
    typed[key[-1]] = id
    return [(kind, "", typed)]


def _home(book: Workbook, kind: str, programme: str, fields: Mapping[str, str]) -> dict[str, str]:
    """What the new row belongs to."""
    if kind == "county" and not programme:
        return {}
    home = str(book.programme(programme)["id"])
    if kind not in ("criterion", "expert"):
        return {"programme": home}
    round = book.round(home, fields.get("round", ""))
    if round is None:
        raise Unknown(kind=Term("table.round"), name=fields.get("round", ""), known="")
    return {"round": round.id}


def _name(kind: str, name: str) -> dict[str, str]:
    if not name or kind == "year":
        return {}
    return {"name_en" if name.isascii() else "name_zh": name}


def _copies(book: Workbook, kind: str, id: str, like: str, home: Mapping[str, str]) -> list[Typed]:
    model = f"{home['programme']}.{like}" if kind == "year" else like
    if book.row(kind, model) is None:
        raise Unknown(kind=Term(f"table.{kind}"), name=like, known="")
    copies: list[Typed] = []
    for table, blank in _LIKE.get(kind, {}).items():
        owner = home["programme"] if kind == "year" else like
        changed = {"year": id} if kind == "year" else {kind: id}
        models = book.rows_of(table, "programme" if kind == "year" else kind, owner)
        left = {*blank, "id", "provenance", "source"}
        copies += [
            (table, "", _copied(row, left, changed))
            for row in models
            if kind != "year" or text(row, "year") == like
        ]
    return copies


def _copied(row: Row, blank: set[str], changed: Mapping[str, str]) -> dict[str, str]:
    kept = {name: str(value) for name, value in row.items() if value is not None and name not in blank}
    return {**kept, **changed}
