"""What `show milestones` and `show owners` print."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from pilot_tui.model import Rule, TaskShare
from pilot_tui.report.figures import percent, signed
from pilot_tui.rules.curve import Point, curve, measure, rate
from pilot_tui.rules.implied import implied_middle
from pilot_tui.words import pick
from pilot_tui.workbook.owners import Owned, owners
from pilot_tui.workbook.rows import Row, absence, address, reports, text
from pilot_tui.workbook.tasks import TaskLine

Shape = dict[str, object]
_FIELDS = ("name_zh", "name_en", "target", "operator", "actual", "actual_operator", "as_of")
_RATE_PLACES = 2


def milestones(given: Iterable[TaskLine], rule: Rule) -> list[Shape]:
    """`show milestones`."""
    return [_milestone(one, rule) for one in given]


def by_owner(given: Iterable[Owned]) -> list[Shape]:
    """`show owners`."""
    return [
        {
            "owner_zh": one.owner.zh or None,
            "owner_en": one.owner.en or None,
            "tasks": one.tasks,
            "on_schedule": one.share.on_schedule,
            "of": one.share.due,
            "share": _share(one.share),
            "light": one.share.light,
            "addresses": {},
            "states": {} if one.owner.key else {"owner_zh": "not_reported"},
        }
        for one in given
    ]


def _share(given: TaskShare) -> str | None:
    return percent(Fraction(100 * given.on_schedule, given.due), 0) if given.due else None


def _milestone(one: TaskLine, rule: Rule) -> Shape:
    row, done, id = one.row, one.progress, str(one.row["id"])
    return {
        "id": id,
        "county": row["county"],
        "year": row["year"],
        "kind": one.task.kind,
        "name_zh": row["name_zh"],
        "name_en": row["name_en"],
        "unit": pick(row, "unit"),
        "owners": [{"zh": owner.zh or None, "en": owner.en or None} for owner in owners(row)],
        "target": row["target"],
        "operator": row["operator"],
        "implied_target": _implied(one),
        "actual": row["actual"],
        "actual_operator": row["actual_operator"],
        "level": row["level"],
        "reported": row["reported_completion"],
        "completion": percent(done.completion),
        "bound": done.bound or None,
        "elapsed": percent(done.elapsed),
        "planned": percent(done.planned),
        "gap": signed(done.gap),
        "days": done.days,
        "light": done.light,
        "word": done.word,
        "as_of": row["as_of"],
        **_over_time(one, rule),
        "provenance": row["provenance"],
        "items": [
            {
                "name_zh": i["name_zh"],
                "name_en": i["name_en"],
                "state": i["state"],
                "address": address("item", str(i["id"]), "state"),
            }
            for i in one.items
        ],
        "ranks": [{"scope": r["scope"], "rank": r["rank"]} for r in one.ranks],
        "addresses": _addresses(one),
        "states": {name: why for name in ("target", "actual") if (why := absence(row, name))},
    }


def _addresses(one: TaskLine) -> Shape:
    """Where each figure is changed: in the report it comes from, where it comes from one."""
    id, standing = str(one.row["id"]), one.standing
    found: Shape = {name: address("milestone", id, name) for name in _FIELDS}
    found["reported"] = address("milestone", id, "reported_completion")
    if one.task.kind == "qualitative":
        found["level"] = address("milestone", id, "level")
    if standing is not None:
        where = f"{id}.{standing.day}"
        found["reported"] = address("progress", where, "reported_completion")
        if len(standing.made_of) > 1:
            del found["actual"]  # a sum
        else:
            found["actual"] = address("progress", where, "actual")
    return found


def _over_time(one: TaskLine, rule: Rule) -> Shape:
    """Forecast, run rate, what was reported on which day."""
    found = curve(one.task, reports(one.told), text(one.row, "period_kind"), rule)
    reached = {point.day: point for point in found.reached} if found is not None else {}
    return {
        "forecast": percent(found.forecast) if found is not None else None,
        "run_rate": _rate(one, rule) if found is not None and found.rate is not None else None,
        "progress": [_report(one, row, reached.get(text(row, "day"))) for row in one.told],
    }


def _rate(one: TaskLine, rule: Rule) -> Shape | None:
    found, counted = rate(one.task, rule), measure(one.task)
    if found is None or counted is None:
        return None
    return {
        "per": rule.basis.removesuffix("s"),
        "unit": counted.unit,
        "so_far": percent(found.so_far, _RATE_PLACES),
        "needed": percent(found.needed, _RATE_PLACES),
    }


def _report(one: TaskLine, row: Row, point: Point | None) -> Shape:
    id, standing = str(row["id"]), one.standing
    names = ("planned", "actual", "reported_completion")
    return {
        "day": row["day"],
        "planned": row["planned"],
        "actual": row["actual"],
        "reported": row["reported_completion"],
        "completion": percent(point.percent) if point is not None else None,
        "counts": standing is not None and row["day"] in (standing.day, *standing.made_of),
        "provenance": row["provenance"],
        "addresses": {name.removesuffix("_completion"): address("progress", id, name) for name in names},
        "states": {},
    }


def _implied(one: TaskLine) -> Shape | None:
    if one.progress.implied is None or one.task.actual is None or one.task.reported is None:
        return None
    low, high = one.progress.implied
    middle = implied_middle(one.task.actual, one.task.reported)
    return {"low": percent(low, 2), "middle": percent(middle, 2), "high": percent(high, 2)}
