"""The demo set in `tests/data`: five counties, 2018 to 2020; illustrative figures, but for Yongkang's 89.17.

The `expected_*` files and the two case files were computed by a program that shares no code with this one.
"""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

from pilot_tui.model import Reading
from pilot_tui.rules.judged import MarkRow

_DATA = Path(__file__).parent.parent / "data"


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def readings(county: str, year: str) -> list[Reading]:
    values = {
        (row["indicator_id"], row["kind"]): row
        for row in rows("demo_values")
        if row["county_id"] == county and row["year"] == year
    }
    return [
        Reading(
            indicator=(code := row["indicator_id"]),
            dimension=row["dimension_id"],
            weight=Decimal(row["weight"]),
            target=number(values[code, "target"]["value"]),
            actual=number(values[code, "actual"]["value"]),
            operator=values[code, "target"]["comparator"],
            direction=row["direction"],
        )
        for row in rows("demo_indicators")
    ]


def marks() -> list[MarkRow]:
    return [
        MarkRow(
            county=row["county_id"],
            expert=row["expert_id"],
            criterion=row["criterion_id"],
            mark=number(row["score"]),
            state="" if row["state"] == "scored" else row["state"],
        )
        for row in rows("demo_marks")
    ]


def criteria() -> dict[str, Decimal]:
    return {row["criterion_id"]: Decimal(row["weight"]) for row in rows("demo_criteria")}
