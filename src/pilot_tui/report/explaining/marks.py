"""A mark of an expert review."""

from __future__ import annotations

from pilot_tui.model import Cell, Rule
from pilot_tui.report.explaining.said import Explanation, Phrase, figure, whence
from pilot_tui.report.figures import points
from pilot_tui.rules.rounding import shown
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.reviews import Round, places, rounding
from pilot_tui.workbook.rows import Row, text


def explain(book: Workbook, cell: Cell, row: Row) -> Explanation:
    """The mark, the expert's total for the county, the county's mean and rank."""
    county, expert, criterion = text(row, "county"), text(row, "expert"), text(row, "criterion")
    home = book.row("round", text(row, "round")) or {}
    round = book.round(text(home, "programme"), text(row, "round"))
    if round is None:
        return Explanation(cell.id, "", (), whence(book, cell, row))
    named = {str(one["code"]): one for one in (*round.experts, *round.criteria)}
    place = book.row("county", county) or {}
    name = f"{one_line(pick(named.get(expert, {}), 'name'))} → {one_line(pick(place, 'name'))}"
    first: Phrase = (
        figure(row.get("mark"), say(f"absence.{text(row, 'state') or 'not_reported'}")),
        "bold foreground",
    )
    steps = ((first,), *_total(round, county, expert), *_mean(round, county))
    trim = text(round.row, "trim")
    rule = (
        say("explain.review_rule", trim=trim) if trim not in ("", "0") else say("explain.review_rule_plain")
    )
    return Explanation(
        name, one_line(pick(named.get(criterion, {}), "name")), steps, whence(book, cell, row, rule)
    )


def explain_total(book: Workbook, round: Round, county: str, expert: str) -> Explanation:
    """An expert's total for a county, and the county's mean."""
    first = str(round.criteria[0]["code"])
    cell = Cell("mark", round.mark_id(county, expert, first), "mark")
    whole = explain(
        book, cell, round.marks.get((county, expert, first), {"round": round.id, "county": county})
    )
    return whole._replace(kind="", what=whole.what[1:])


def _total(round: Round, county: str, expert: str) -> tuple[tuple[Phrase, ...], ...]:
    done = next((one for one in round.counties[county].totals if one.expert == expert), None)
    if done is None or done.total is None:
        return (((say(f"panel.{done.state if done else 'none'}"), "warning"),),)
    terms = [
        f"{figure(k['weight'])}×{figure(round.marks.get((county, expert, str(k['code'])), {}).get('mark'))}"
        for k in round.criteria
    ]
    return (((shown(done.total, 3), "bold foreground"), (" = " + " + ".join(terms), "foreground")),)


def _mean(round: Round, county: str) -> tuple[tuple[Phrase, ...], ...]:
    done = round.counties[county]
    if done.mean is None:
        return ()
    mean = points(done.mean, Rule(places=places(round.row), rounding=rounding(round.row)))
    rank = round.ranks.get(county)
    said = say("explain.mean", count=done.counted)
    ranked = say("explain.rank", rank=rank) if rank else say("explain.unranked")
    return (((said, "foreground"), (str(mean), "bold foreground"), (f"  {ranked}", "foreground")),)
