"""The list of counties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from pilot_tui.cells import width
from pilot_tui.model import Rule
from pilot_tui.pane import View
from pilot_tui.pane.slots import UNKNOWN
from pilot_tui.panes.counties import said
from pilot_tui.panes.counties.card import card_lines
from pilot_tui.report.explaining import Explanation, ruling
from pilot_tui.report.explaining.said import Phrase
from pilot_tui.report.figures import percent, points
from pilot_tui.safe import one_line
from pilot_tui.widgets.bar import LIGHTS
from pilot_tui.widgets.layout import layout
from pilot_tui.widgets.lazy import Lazy
from pilot_tui.widgets.sheet import BLANK, Column, Line, Listed, Run, Slot, Source, slot
from pilot_tui.words import pick, say, spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.reviews import places, rounding
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.standings import League, Standing

HOME = "name"
"""The column the cursor first stands in."""
_LONGEST_SHARE = 5
"""Signs of `3/5` for which there is room; beyond, the share is told in percent."""
_HUNDRED = len("100.00")
ROOM_FOR_CARD = 14
"""Lines the list must leave before the county's card is shown below it."""


def source(book: Workbook, view: View, width: int, height: int) -> Source:
    """The list, and the card of the county in view when `height` leaves room for it."""
    league = book.league(view.programme, view.year, view.round)
    panel = bool(book.rounds(view.programme))
    given = columns(len(league), _longest(book, view, league), panel=panel)
    make = maker(book, view, league, _name_cells(given, width))
    notes = [Line("note", kind="text", lead=(Run("    " + say("counties.rescaled"), "faint"),))]
    after = notes if league.rescaled else []
    if height - len(league) < ROOM_FOR_CARD:
        fetch = partial(book.fetch_places, view.programme)
        return Lazy(given, league.order, make, after, book.spelling, fetch, league.place)
    shown = [*map(make, league.order), *after]
    below = height - 1 - len(shown)  # under the header; with more than fits the list would scroll
    return Listed(given, [*shown, *card_lines(book, view, len(league), width, below)])


def _longest(book: Workbook, view: View, league: League) -> int:
    """Cells of the greatest total, `100.00`, which is the first one's once ranks are known."""
    best = league.standing(league.order[0]).score if league.order and league.known else None
    return len(points(best.total, book.rule(view.programme)) or "") if best else 0


def columns(counties: int, longest: int, *, panel: bool = True) -> list[Column]:
    """What a line of `maker` shows: rank, name, scorecard total, panel mean, tasks on schedule ÷ due.

    Where room is lacking names stay whole, and what other panes say too gives way: the panel first. Where
    there is no `panel` names have its room.
    """
    ranks, zh = len(str(counties)), spoken() == "zh"
    total = max(5, longest)
    name = Column("name", say("counties.name"), 6 if zh else 9)
    if ranks > 2:
        total = _HUNDRED
        name = replace(name, width=8 if zh else 10, least=8, most=16 if zh else 18)
    elif not panel:
        name = replace(name, least=name.width, most=name.width + 6)
    return [
        Column("rank", "", max(2, ranks), "right", gap=0, stop=False),
        name,
        Column("scorecard", say("counties.scorecard"), total, "right", gap=1, stop=False, mark=True),
        Column(
            "review",
            say("counties.review"),
            total if ranks > 2 else 5,
            "right",
            stop=False,
            drop=1,
            shown=panel,
        ),
        Column("tasks", say("counties.tasks"), 5, "right", stop=False, least=5, most=7, drop=2),
    ]


def _name_cells(given: Sequence[Column], width: int) -> int:
    """The cells a name gets in a list of that width."""
    return next(placed.width for placed in layout(given, width) if placed.column.key == "name")


def maker(book: Workbook, view: View, league: League, cells: int) -> Callable[[str], Line]:
    """What makes the line of a county, whose name has so many cells."""
    rule = book.rule(view.programme)
    review = book.round(view.programme, view.round)
    marks = Rule(places=places(review.row), rounding=rounding(review.row)) if review else rule

    def made(county: str) -> Line:
        return _row(cells, league.standing(county), rule, marks, ranked=league.known)

    return made


def _row(cells: int, one: Standing, rule: Rule, marks: Rule, *, ranked: bool) -> Line:
    total = points(one.score.total, rule) if one.score else None
    mean = points(one.review.mean, marks) if one.review else None
    if one.hidden:
        mean = say("absence.hidden")
    if mean is None and one.result:
        mean = text(one.result, "score")
    slots = (
        slot(str(one.rank or ("–" if ranked else "·")), "muted"),
        slot(_name(one, cells)),
        slot(total, mark="*" if _rescaled(one) else "") if total else UNKNOWN,
        slot(mean, "faint" if one.hidden else "foreground") if mean else UNKNOWN,
        _tasks(one),
    )
    return Line(str(one.county["id"]), slots)


def _name(one: Standing, cells: int) -> str:
    """The name, or the short one where the name does not fit."""
    name = one_line(pick(one.county, "name"))
    return name if width(name) <= cells else one_line(pick(one.county, "short") or name)


def _rescaled(one: Standing) -> bool:
    return one.score is not None and one.score.missing > 0 and one.score.total is not None


def _tasks(one: Standing) -> Slot:
    if not one.tasks.due:
        return BLANK if one.tasks.light else UNKNOWN
    shape, ink = LIGHTS[one.tasks.light]
    said = f"{one.tasks.on_schedule}/{one.tasks.due}"
    if len(said) > _LONGEST_SHARE:
        said = f"{100 * one.tasks.on_schedule // one.tasks.due}%"
    return Slot((Run(shape, ink), Run(f" {said}")))


def explain_county(book: Workbook, view: View) -> Explanation | None:
    """Total, published result, panel mean and tasks of the county under the cursor."""
    league = book.league(view.programme, view.year, view.round)
    if league.place(view.county) is None:
        return None
    one = league.standing(view.county)
    rule = book.rule(view.programme)
    sheet = one.card.sheet
    steps: list[tuple[Phrase, ...]] = []
    if sheet.total_rescaled is not None:
        parts = " + ".join(str(points(scored.score, rule)) for _, scored in one.card.dimensions)
        total = points(sheet.total_missing_as_zero, rule)
        steps.append(
            ((f"{say('counties.scorecard')} {parts} = ", "foreground"), (str(total), "bold foreground"))
        )
    if sheet.missing and sheet.total_rescaled is not None:
        missing = say(
            "explain.missing",
            zero=points(sheet.total_missing_as_zero, rule),
            weight=percent(sheet.coverage * 100, 0),
        )
        steps.append(((missing, "foreground"), (str(points(sheet.total_rescaled, rule)), "bold foreground")))
    steps += _others(one)
    places = [say("explain.rank", rank=one.rank) if one.rank else say("explain.unranked")]
    places += [said.grade_of(one.grade)] if one.grade else []
    places += [said.tier_of(one)] if one.tier else []
    kind = f"{view.year} {'  '.join(places)}"
    source = say("explain.source", source=one_line(one.pilot["source"])) if one.pilot.get("source") else ""
    whence = (
        say(f"choice.{one.pilot['provenance']}") if one.pilot.get("provenance") else "",
        source,
        ruling.of_programme(book, view.programme),
    )
    return Explanation(one_line(pick(one.county, "name")), kind, tuple(steps), tuple(filter(None, whence)))


def _others(one: Standing) -> list[tuple[Phrase, ...]]:
    said: list[tuple[Phrase, ...]] = []
    if one.hidden:
        said.append(((say("explain.panel_hidden"), "warning"),))
    if one.result:
        facts = {"score": one.result["score"], "rank": one.result["rank"]}
        said.append(((say("explain.published_result", **facts), "foreground"),))
    if one.tasks.due:
        share = f"  {100 * one.tasks.on_schedule // one.tasks.due} %"
        tasks = say("explain.task_share", on=one.tasks.on_schedule, due=one.tasks.due)
        said.append(((tasks + share, "foreground"),))
    return said
