"""`show` and `log` for a person: plain aligned columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pilot_tui.cells import crop, group_thousands, right, width
from pilot_tui.safe import one_line
from pilot_tui.words import say

_COLUMNS = {
    "programmes": ("programme", "name_zh", "name_en", "starts", "ends"),
    "counties": (
        "rank",
        "county",
        "name_zh",
        "name_en",
        "scorecard",
        "grade",
        "coverage",
        "review",
        "review_rank",
        "reported",
        "tasks",
    ),
    "scorecard": (
        "id",
        "name_zh",
        "operator",
        "target",
        "actual",
        "completion",
        "light",
        "score",
        "weight",
        "provenance",
    ),
    "review": ("rank", "county", "name_zh", "reported", "mean", "experts_counted", "excluded"),
    "milestones": (
        "id",
        "county",
        "name_zh",
        "operator",
        "target",
        "actual",
        "completion",
        "gap",
        "light",
        "as_of",
        "provenance",
    ),
    "firms": ("rank", "county", "id", "name_zh", "score", "coverage", "grade", "cleared_out", "provenance"),
    "industries": ("id", "county", "name_zh", "ones", "done", "of", "completion", "light", "provenance"),
    "rectification": (
        "id",
        "county",
        "name_zh",
        "found",
        "due",
        "rectified",
        "closed",
        "light",
        "provenance",
    ),
    "facts": ("id", "county", "name_zh", "kind", "operator", "value", "unit_zh", "period", "source"),
    "owners": ("owner_zh", "owner_en", "tasks", "on_schedule", "of", "share", "light"),
    "findings": ("severity", "kind", "county", "year", "where", "sentence", "address"),
    "log": ("at", "actor", "address", "old", "new", "reason"),
}
_TEXT = {
    "grade",
    "name_zh",
    "name_en",
    "owner_zh",
    "owner_en",
    "county",
    "programme",
    "id",
    "address",
    "actor",
    "reason",
    "light",
    "provenance",
    "operator",
    "excluded",
    "severity",
    "kind",
    "year",
    "where",
    "sentence",
    "cleared_out",
    "ones",
    "value",
    "unit_zh",
    "period",
    "source",
}
_SPELT = {"severity": "severity", "year": "", "sentence": "", "where": ""}
"""Columns that hold no figures; the section of the words where theirs stand."""
_STATES = {"done": "●", "open": "○", "not_applicable": "–"}
"""The state of one of the five ones in a cell; `·` where nobody has said."""
_GAP = "  "


def table(what: str, data: object) -> str:
    """The rows of a shape in columns."""
    names = _COLUMNS[what]
    rows = [[_said(row.get(name), name) for name in names] for row in _rows(what, data)]
    heads = [say(f"column.{name}") for name in names]
    widths = [max(width(line[at]) for line in (heads, *rows)) for at in range(len(names))]
    lines = [_line(line, widths, names) for line in (heads, *rows)]
    if what == "scorecard":
        lines.append(_totals(data))
    if what == "rectification":
        lines.append(_tally(data))
    return "".join(lines)


def _tally(data: object) -> str:
    """How many rectification items have come how far."""
    assert isinstance(data, dict)
    facts = {
        name: value or "—" if name.endswith("share") else value
        for name, value in data["total"].items()
        if name not in ("addresses", "states")
    }
    return say("cli.rectified", **facts) + "\n"


def _totals(data: object) -> str:
    """Both ways of counting, the coverage and the rank of a scorecard."""
    assert isinstance(data, dict)
    facts = {"zero": data["total_missing_as_zero"], "rescaled": data["total_rescaled"] or "—"}
    return say("cli.totals", coverage=data["coverage"], rank=data["rank"] or "—", **facts) + "\n"


def _rows(what: str, data: object) -> Iterable[dict[str, object]]:
    if what == "scorecard":
        assert isinstance(data, dict)
        return [row for dimension in data["dimensions"] for row in dimension["indicators"]]
    if what == "review":
        assert isinstance(data, dict)
        return list(data["counties"])
    if what in ("industries", "rectification"):
        assert isinstance(data, dict)
        return [_ones(row) for row in data["industries" if what == "industries" else "items"]]
    assert isinstance(data, list)
    return (
        [{**row, "county": one["county"]} for one in data for row in one["firms"]]
        if what == "firms"
        else data
    )


def _ones(row: dict[str, object]) -> dict[str, object]:
    """The items of an industry as a row of signs."""
    items = row.get("items")
    if not isinstance(items, list):
        return row
    return {**row, "ones": "".join(_STATES.get(item["state"], "·") for item in items)}


def _line(cells: Sequence[str], widths: Sequence[int], names: Sequence[str]) -> str:
    padded = [
        (crop if name in _TEXT else right)(cell, w)
        for cell, w, name in zip(cells, widths, names, strict=True)
    ]
    return _GAP.join(padded).rstrip() + "\n"


def _said(value: object, name: str) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return say("column.yes")
    if name in _SPELT:
        return say(f"{_SPELT[name]}.{value}") if _SPELT[name] else one_line(value)
    if isinstance(value, dict):
        return f"{value['on_schedule']}/{value['due']}" if "due" in value else str(value.get("id", ""))
    if isinstance(value, list):
        return " ".join(f"{one['expert']} {say('panel.' + one['state'])}" for one in value)
    return group_thousands(one_line(value))
