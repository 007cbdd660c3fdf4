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
    "findings": ("severity", "kind", "county", "year", "where", "sentence", "address"),
    "log": ("at", "actor", "address", "old", "new", "reason"),
}
_TEXT = {
    "grade",
    "name_zh",
    "name_en",
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
}
_SPELT = {"severity": "severity", "year": "", "sentence": "", "where": ""}
"""Columns that hold no figures; the section of the words where theirs stand."""
_GAP = "  "


def table(what: str, data: object) -> str:
    """The rows of a shape in columns."""
    names = _COLUMNS[what]
    rows = [[_said(row.get(name), name) for name in names] for row in _rows(what, data)]
    heads = [say(f"column.{name}") for name in names]
    widths = [max(width(line[at]) for line in (heads, *rows)) for at in range(len(names))]
    lines = [_line(line, widths, names) for line in (heads, *rows)]
    return "".join([*lines, _totals(data)] if what == "scorecard" else lines)


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
    assert isinstance(data, list)
    return data


def _line(cells: Sequence[str], widths: Sequence[int], names: Sequence[str]) -> str:
    padded = [
        (crop if name in _TEXT else right)(cell, w)
        for cell, w, name in zip(cells, widths, names, strict=True)
    ]
    return _GAP.join(padded).rstrip() + "\n"


def _said(value: object, name: str) -> str:
    if value is None:
        return ""
    if name in _SPELT:
        return say(f"{_SPELT[name]}.{value}") if _SPELT[name] else one_line(value)
    if isinstance(value, dict):
        return f"{value['on_schedule']}/{value['due']}" if "due" in value else str(value.get("id", ""))
    if isinstance(value, list):
        return " ".join(f"{one['expert']} {say('panel.' + one['state'])}" for one in value)
    return group_thousands(one_line(value))
