"""A mark of an expert review."""

from __future__ import annotations

from pilot_tui.model import Cell, Rule
from pilot_tui.report.explaining.ruling import link_name
from pilot_tui.report.explaining.said import Explanation, Phrase, figure, whence
from pilot_tui.report.figures import points
from pilot_tui.rules.ranking import Tie
from pilot_tui.rules.rounding import shown
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.reviews import Round, places, rounding
from pilot_tui.workbook.rows import Row, text

_NAMED = 4
"""Counties that are named of those equal to one."""


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
    steps = ((first,), *_total(round, county, expert), *_mean(book, round, county))
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


def _mean(book: Workbook, round: Round, county: str) -> tuple[tuple[Phrase, ...], ...]:
    done = round.counties[county]
    if done.mean is None:
        return ()
    mean = points(done.mean, Rule(places=places(round.row), rounding=rounding(round.row)))
    said = say("explain.mean", count=done.counted)
    ranked = placed(book, round, county)
    return (((said, "foreground"), (str(mean), "bold foreground"), (f"  {ranked}", "foreground")),)


def placed(book: Workbook, round: Round, county: str) -> str:
    """A county's rank in words, and how it came about where others have the same mean; or why it has none."""
    done, rank = round.counties[county], round.ranks.get(county)
    if round.hidden:
        return say("explain.rank_hidden")
    if rank is None:
        quorum = text(round.row, "quorum")
        below = done.counted and done.provisional
        key = "explain.below_quorum" if below else "explain.unranked"
        return say(key, counted=done.counted, quorum=quorum)
    found = round.tie(county)
    said = say("explain.rank", rank=rank)
    return said if found is None else said + say("explain.and") + _tie(book, round, county, found)


def _tie(book: Workbook, round: Round, county: str, found: Tie) -> str:
    """`tied at 88.20, decided by criterion K1`."""
    mean = points(round.counties[county].mean, Rule(places=places(round.row), rounding=rounding(round.row)))
    if found.decided is not None:
        link = link_name(book, round.id, round.links[found.decided])
        return say("explain.tie_decided", mean=mean, link=link, count=len(found.others))
    names = [one_line(pick(book.row("county", one) or {}, "name") or one) for one in found.equal[:_NAMED]]
    more = say("explain.more", count=len(found.equal) - _NAMED) if len(found.equal) > _NAMED else ""
    return say("explain.tie", mean=mean, names=say("explain.listed").join(names) + more)
