"""The JSON of `show` and `log`: one documented shape per verb, see docs/shell.md."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from fractions import Fraction

from pilot_tui.model import Change, Rule
from pilot_tui.report.figures import percent, points
from pilot_tui.words import pick
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.cards import Card, CardLine
from pilot_tui.workbook.reviews import Round, places, rounding
from pilot_tui.workbook.rows import Row, absence, address, mark, number, text
from pilot_tui.workbook.standings import Standing

Shape = dict[str, object]


def programmes(given: Iterable[Row]) -> list[Shape]:
    """`show programmes`."""
    names = ("name_zh", "name_en", "starts", "ends", "provenance")
    return [
        {
            "programme": row["id"],
            **{n: row[n] for n in names},
            "addresses": _addresses("programme", row, names),
            "states": {},
        }
        for row in given
    ]


def counties(given: Iterable[Standing], rule: Rule, round: Round | None) -> list[Shape]:
    """`show counties`."""
    return [_county(one, rule, round) for one in given]


def _county(one: Standing, rule: Rule, round: Round | None) -> Shape:
    total, mean = one.score.total if one.score else None, one.review.mean if one.review else None
    states = {}
    if total is None:
        states["scorecard"] = "not_reported"
    if mean is None:
        states["review"] = "hidden" if one.hidden else "not_reported"
    addresses = _addresses("county", one.county, ("name_zh", "name_en"))
    if round:
        addresses["reported"] = address("result", f"{round.id}.{one.county['id']}", "score")
    return {
        "county": one.county["id"],
        "name_zh": one.county["name_zh"],
        "name_en": one.county["name_en"],
        "scorecard": points(total, rule),
        "coverage": percent(one.score.coverage * 100) if one.score else None,
        "rank": one.rank,
        "grade": one.grade["code"] if one.grade else None,
        "tier": one.tier or None,
        "tier_rank": one.tier_rank,
        "review": _mean(mean, round),
        "review_rank": one.review_rank,
        "reported": text(one.result, "score") or None if one.result else None,
        "tasks": {
            "on_schedule": one.tasks.on_schedule,
            "due": one.tasks.due,
            "share": percent(Fraction(100 * one.tasks.on_schedule, one.tasks.due), 0)
            if one.tasks.due
            else None,
            "light": one.tasks.light,
        },
        "provenance": one.pilot["provenance"],
        "addresses": addresses,
        "states": states,
    }


def rule_of(rule: Rule, version: str) -> Shape:
    """The programme's rule, as it counted, and the version of its rule set."""
    return {**{name: str(getattr(rule, name)) for name in Rule._fields}, "version": version}


def scorecard(card: Card, rule: Rule, rank: int | None, version: str) -> Shape:
    """`show scorecard`."""
    return {
        "county": card.county,
        "year": card.year,
        "rule": rule_of(rule, version),
        "dimensions": [
            {
                "id": row["id"],
                "name_zh": row["name_zh"],
                "name_en": row["name_en"],
                "score": points(score.score, rule),
                "weight": str(row["weight"]),
                "indicators": [
                    _indicator(line, rule)
                    for line in card.lines
                    if line.indicator["dimension"] == row["code"]
                ],
                "addresses": _addresses("dimension", row, ("name_zh", "name_en", "weight")),
                "states": {},
            }
            for row, score in card.dimensions
        ],
        "total_missing_as_zero": points(card.sheet.total_missing_as_zero, rule),
        "total_rescaled": points(card.sheet.total_rescaled, rule),
        "coverage": percent(card.sheet.coverage * 100),
        "rank": rank,
        "addresses": {},
        "states": {} if card.sheet.total_rescaled is not None else {"total_rescaled": "not_reported"},
    }


def _indicator(line: CardLine, rule: Rule) -> Shape:
    fields = ("baseline", "target", "operator", "actual")
    return {
        "id": line.indicator["id"],
        "name_zh": line.indicator["name_zh"],
        "name_en": line.indicator["name_en"],
        "unit": pick(line.indicator, "unit"),
        "direction": line.score.reading.direction,
        **{name: text(line.value, name) or None for name in ("baseline", "target")},
        "operator": line.score.reading.operator,
        "actual": text(line.value, "actual") or None,
        "address": address("value", line.value_id, "actual"),
        "completion": percent(line.score.completion),
        "score": points(line.score.score, rule),
        "weight": text(line.indicator, "weight"),
        "light": line.score.light,
        "provenance": line.value.get("provenance"),
        "addresses": {name: address("value", line.value_id, name) for name in fields},
        "states": {name: why for name in ("target", "actual") if (why := absence(line.value, name))},
    }


def review(round: Round, viewer: str = "") -> Shape:
    """`show review`."""
    return {
        "round": round.id,
        "viewer": viewer or None,
        "hidden": sorted(round.hidden),
        "rule": {
            name: round.row[name]
            for name in (
                *("order", "incomplete", "trim", "quorum", "tie_break"),
                *("scale_low", "scale_high", "places", "rounding"),
            )
        },
        "counties": [_reviewed(round, county) for county in round.counties],
        "marks": [
            _mark(round, county, str(e["code"]), str(k["code"]))
            for county in round.counties
            for e in round.experts
            for k in round.criteria
        ],
        "addresses": {},
        "states": {},
    }


def _reviewed(round: Round, county: str) -> Shape:
    done, result = round.counties[county], round.results.get(county, {})
    return {
        "county": county,
        "name_zh": None,
        "reported": text(result, "score") or None,
        "reported_rank": result.get("rank"),
        "mean": _mean(done.mean, round),
        "rank": round.ranks.get(county),
        "experts_counted": None if county in round.hidden else done.counted,
        "provisional": done.provisional and county not in round.hidden,
        "excluded": [{"expert": expert, "state": state} for expert, state in done.excluded],
        "addresses": {
            name: address("result", f"{round.id}.{county}", field)
            for name, field in (("reported", "score"), ("reported_rank", "rank"))
        },
        "states": {} if done.mean is not None else {"mean": _why(round, county)},
    }


def _why(round: Round, county: str) -> str:
    return "hidden" if county in round.hidden else "not_reported"


def _mark(round: Round, county: str, expert: str, criterion: str) -> Shape:
    row = round.marks.get((county, expert, criterion), {})
    given = mark(row)
    where = address("mark", round.mark_id(county, expert, criterion), "mark")
    return {
        "county": county,
        "expert": expert,
        "criterion": criterion,
        "mark": text(row, "mark") or None,
        "state": "marked" if given.mark is not None else given.state or _why(round, county),
        "address": where,
        "addresses": {"mark": where},
        "states": {} if given.mark is not None else {"mark": given.state or _why(round, county)},
    }


def log(book: Workbook, changes: Iterable[Change]) -> list[Shape]:
    """`log`."""
    return [
        {
            "site": change.site,
            "seq": change.seq,
            "step": change.step,
            "undoes": change.undoes or None,
            "at": at(change),
            "actor": change.actor,
            "address": f"{change.tbl}/{change.row}/{change.col or '*'}",
            "old": book.old_value(change),
            "new": json.loads(change.val)
            if change.col or change.val == "null"
            else {"id": change.row, **json.loads(change.val)},
            "reason": change.reason or None,
            "addresses": {},
            "states": {},
        }
        for change in changes
    ]


def at(change: Change) -> str:
    """When a change was made, by its clock: ISO, UTC, seconds."""
    return datetime.fromtimestamp((change.hlc >> 16) / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _mean(mean: Fraction | None, round: Round | None) -> str | None:
    if mean is None or round is None:
        return None
    return points(mean, Rule(places=places(round.row), rounding=rounding(round.row)))


def _addresses(table: str, row: Row, names: Iterable[str]) -> dict[str, str]:
    return {name: address(table, str(row["id"]), name) for name in names}


__all__ = ["at", "counties", "log", "number", "programmes", "review", "rule_of", "scorecard"]
