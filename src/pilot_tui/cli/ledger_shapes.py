"""The JSON of `show firms`, `industries`, `rectification` and `facts`: see docs/shell.md."""

from __future__ import annotations

from collections.abc import Iterable

from pilot_tui.report.figures import percent, points
from pilot_tui.rules.rounding import shown
from pilot_tui.workbook.firms import CountyFirms, Firm, Firms, Measure, Sum
from pilot_tui.workbook.ones import Industry, Matrix, share
from pilot_tui.workbook.rectifying import Rectification, counted
from pilot_tui.workbook.rows import Row, address, text

Shape = dict[str, object]
PLACES = 4
"""Decimals of a quotient nobody entered."""


def firms(given: Firms, county: str = "") -> list[Shape]:
    """`show firms`: county by county, the best firm first."""
    shown_of = [one for one in given.counties if county in ("", one.county)]
    return [_county(one, given) for one in shown_of]


def _county(one: CountyFirms, given: Firms) -> Shape:
    home = f"{given.programme}.{one.county}.{given.year}"
    graded = one.graded()
    return {
        "county": one.county or None,
        "year": given.year,
        "firms": [_firm(firm, given) for firm in one.firms],
        "graded": {text(band, "code"): graded[text(band, "code")] for band in given.grades.rows},
        "cleared_out": sum(firm.cleared_out for firm in one.firms),
        "sums": [_sum(each, home) for each in one.sums],
        "score": points(one.sheet.total_rescaled, given.rule),
        "coverage": percent(100 * one.sheet.coverage),
        "addresses": {},
        "states": {} if one.sheet.total_rescaled is not None else {"score": "not_reported"},
    }


def _sum(one: Sum, home: str) -> Shape:
    return {
        "indicator": one.indicator["code"],
        "firms": one.firms,
        "value": None if one.figure is None else shown(one.figure, PLACES),
        "address": address("firms", home, str(one.indicator["code"])),
        "addresses": {},
        "states": {} if one.figure is not None else {"value": "not_reported"},
    }


def _firm(one: Firm, given: Firms) -> Shape:
    id = text(one.row, "id")
    score = points(one.sheet.total_rescaled, given.rule)
    return {
        "id": id,
        "name_zh": one.row["name_zh"],
        "name_en": one.row["name_en"],
        "score": score,
        "coverage": percent(100 * one.sheet.coverage),
        "rank": one.rank,
        "ranked": one.of,
        "grade": one.band.get("code"),
        "cleared_out": one.cleared_out,
        "provenance": one.row["provenance"],
        "address": address("graded", f"{given.programme}.{one.code}.{given.year}", "score"),
        "indicators": [_measure(each, given) for each in one.measures],
        "addresses": {name: address("firm", id, name) for name in ("name_zh", "name_en", "county")},
        "states": {} if score is not None else {"score": "not_reported"},
    }


def _measure(one: Measure, given: Firms) -> Shape:
    names = ("value", "numerator", "denominator")
    return {
        "indicator": one.indicator["code"],
        **{name: one.row.get(name) for name in names},
        "completion": percent(one.score.completion),
        "score": points(one.score.score, given.rule),
        "cleared_out": one.cleared_out,
        "provenance": one.row.get("provenance"),
        "addresses": {name: address("measure", one.id, name) for name in names},
        "states": {} if one.figure is not None else {"value": "not_reported"},
    }


def industries(found: Matrix, county: str = "") -> Shape:
    """`show industries`: every industry with its items; what was stated beside what is listed."""
    there = [one for one in found.industries if county in ("", one.row["county"])]
    return {
        "industries": [_industry(one) for one in there],
        "stated": [
            {
                "stated": one.fact["value"],
                "listed": one.listed,
                "address": address("fact", text(one.fact, "id"), "value"),
                "addresses": {"stated": address("fact", text(one.fact, "id"), "value")},
                "states": {},
            }
            for one in found.stated
        ],
        "addresses": {},
        "states": {},
    }


def _industry(one: Industry) -> Shape:
    id, part = text(one.row, "id"), share(one.items)
    return {
        "id": id,
        "county": one.row["county"],
        "name_zh": one.row["name_zh"],
        "name_en": one.row["name_en"],
        "done": part.done,
        "of": part.of,
        "completion": percent(one.progress.completion) if one.progress else None,
        "light": one.progress.light if one.progress else "unknown",
        "provenance": one.row["provenance"],
        "items": [_item(item) for item in one.items],
        "addresses": {name: address("industry", id, name) for name in ("name_zh", "name_en", "milestone")},
        "states": {} if one.items else {"done": "not_reported"},
    }


def _item(row: Row) -> Shape:
    where = address("item", text(row, "id"), "state")
    return {
        "number": row["number"],
        "name_zh": row["name_zh"],
        "name_en": row["name_en"],
        "state": row["state"],
        "done_on": row["done_on"],
        "addresses": {"state": where, "done_on": address("item", text(row, "id"), "done_on")},
        "states": {} if row["state"] else {"state": "not_reported"},
    }


_DAYS = ("found", "due", "rectified", "closed")


def rectification(given: list[Rectification], today: str) -> Shape:
    """`show rectification`: the items, and how many have come how far, of each county and in all."""
    counties = dict.fromkeys(text(one.row, "county") for one in given)
    return {
        "today": today,
        "items": [_rectified(one) for one in given],
        "counties": [
            {"county": county, **_tally([one for one in given if one.row["county"] == county], today)}
            for county in counties
        ],
        "total": _tally(given, today),
        "addresses": {},
        "states": {},
    }


def _rectified(one: Rectification) -> Shape:
    id = text(one.row, "id")
    names = ("name_zh", "name_en", *_DAYS, "state", "owner_zh", "owner_en")
    return {
        "id": id,
        "county": one.row["county"],
        "year": one.row["year"],
        **{name: one.row[name] for name in ("area_zh", "area_en", *names)},
        "light": one.light,
        "word": one.word,
        "provenance": one.row["provenance"],
        "addresses": {name: address("rectification", id, name) for name in names},
        "states": {name: "not_reported" for name in _DAYS[2:] if not one.row[name]},
    }


def _tally(given: list[Rectification], today: str) -> Shape:
    done = counted(given, today)
    return {
        **done._asdict(),
        "rectified_share": percent(done.rectified_share),
        "closed_share": percent(done.closed_share),
        "addresses": {},
        "states": {},
    }


def facts(given: Iterable[Row], county: str = "") -> list[Shape]:
    """`show facts`: what the programme's documents say, each with its source."""
    names = (
        *("area_zh", "area_en", "name_zh", "name_en", "kind", "operator", "value", "unit_zh", "unit_en"),
        *("period", "remark", "provenance", "source"),
    )
    return [
        {
            "id": row["id"],
            "county": row["county"],
            **{name: row[name] for name in names},
            "addresses": {name: address("fact", text(row, "id"), name) for name in names},
            "states": {} if row["value"] else {"value": "not_reported"},
        }
        for row in given
        if county in ("", row["county"])
    ]
