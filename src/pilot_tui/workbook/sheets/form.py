"""The sheet of a scope, with what the file holds now."""

from __future__ import annotations

from pilot_tui.errors import SheetRefused, Term
from pilot_tui.store import read
from pilot_tui.tables import TABLES
from pilot_tui.workbook import reviews
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.sheets import belonging
from pilot_tui.workbook.sheets.form_parts import (
    Column,
    Form,
    Line,
    columns_of,
    counties_of,
    line_of,
    marked,
    tasks_of,
    title,
    two,
    written,
)
from pilot_tui.workbook.sheets.kinds import ID, Scope
from pilot_tui.workbook.sheets.role_columns import locked_for
from pilot_tui.workbook.workbook import Workbook


def form(book: Workbook, scope: Scope, role: str = "") -> Form:
    """The sheet of a scope, with what the file holds now.

    Args:
        book: Of the file.
        scope: What the sheet is of.
        role: Of whoever fills it in, of `rules.roles.ROLES`: what they do not write is locked. Without one
            that of the file, where it was handed out; else nothing is.

    Raises:
        SheetRefused: When the role fills in nothing of it.
        Unknown: When there is no such round.
    """
    makes = {"scorecard": _scorecard, "review": _review, "milestones": _milestones, **belonging.FORMS}
    return locked_for(book, makes[scope.kind](book, scope), role)


def refuse_empty(made: Form) -> None:
    """Raise `SheetRefused` where there is no row to fill in."""
    if not made.lines and not made.hidden:
        scope = made.scope
        parts = (scope.programme, scope.round, scope.year, *scope.counties, *scope.experts)
        said = " ".join(str(part) for part in parts if part)
        raise SheetRefused(reason="empty", kind=Term(f"sheets.title_{scope.kind}"), scope=said)


def _scorecard(book: Workbook, scope: Scope) -> Form:
    columns = columns_of(scope)
    dimensions = {text(row, "code"): row for row in book.rows_where("dimension", programme=scope.programme)}
    lines = []
    for county in counties_of(book, scope):
        indicators = book.indicators(scope.programme)
        ids = [f"{scope.programme}.{county['id']}.{one['code']}.{scope.year}" for one in indicators]
        held = book.some("value", ids)
        for indicator, id in zip(indicators, ids, strict=True):
            named = {
                "county": two(county, "name"),
                "indicator": two(indicator, "name"),
                "dimension": two(dimensions.get(text(indicator, "dimension"), {}), "name"),
                "unit": two(indicator, "unit"),
            }
            lines.append(line_of(id, columns, named, held.get(id, {})))
    return Form(scope, columns, tuple(lines))


def _milestones(book: Workbook, scope: Scope) -> Form:
    columns, lines = columns_of(scope), []
    for county, row in tasks_of(book, scope):
        named = {
            "county": two(county, "name"),
            **{key: two(row, key) for key in ("area", "name", "unit")},
        }
        named |= {key: (text(row, key), "") for key in ("starts", "ends")}
        dated = text(row, "kind") == "dated"
        lines.append(line_of(text(row, "id"), columns, named, row)._replace(dated=dated))
    return Form(scope, columns, tuple(lines))


def _review(book: Workbook, scope: Scope) -> Form:
    round = book.round(scope.programme, scope.round)
    assert round is not None, "whoever asks has found the round"
    columns, hidden, lines = _marks(round), 0, []
    for county in counties_of(book, scope):
        place = text(county, "id")
        if place in round.hidden:
            hidden += 1
            continue
        with book.store.reading() as db:
            held = {text(row, "id"): row for row in read.under(db, "mark", f"{round.id}.{place}")}
        for expert in round.experts:
            code = text(expert, "code")
            if scope.experts and code not in scope.experts:
                continue
            if round.assignment(place, code) in ("recused", "conflict"):
                continue
            key = f"{round.id}.{place}.{code}"
            names = [written(two(county, "name")), written(two(expert, "name"))]
            given = [marked(held.get(f"{key}{one.suffix}", {})) for one in columns[2:-1]]
            lines.append(Line(key, (*names, *given, key)))
    return Form(scope._replace(round=round.id), columns, tuple(lines), hidden)


def _marks(round: reviews.Round) -> tuple[Column, ...]:
    """County and expert, each criterion with its scale, the key."""
    low, tops = reviews.scale(round.setting)
    field = TABLES["mark"].field("mark")
    asked = [
        Column(text(one, "code"), two(one, "name"), field, f".{one['code']}", low, tops[text(one, "code")])
        for one in round.criteria
    ]
    return (
        Column("county", title("review", "county")),
        Column("expert", title("review", "expert")),
        *asked,
        Column(ID, title("review", ID)),
    )
