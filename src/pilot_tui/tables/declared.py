"""Every table and every field. A new field gets `since` = the schema version that brings it."""

from __future__ import annotations

from pilot_tui.tables.kinds import Field, Kind, Table


def _codes(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, Kind.CODE, of=_OF[name][0], scope=_OF[name][1]) for name in names)


_OF = {
    "programme": ("programme", ""),
    "county": ("county", ""),
    "group": ("county", ""),
    "round": ("round", ""),
    "milestone": ("milestone", ""),
    "dimension": ("dimension", "programme"),
    "indicator": ("indicator", "programme"),
    "expert": ("expert", "round"),
    "criterion": ("criterion", "round"),
    "firm": ("firm", "programme"),
    "code": ("", ""),
}


def _names(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, Kind.NAME) for name in names)


def _both(*names: str) -> tuple[Field, ...]:
    return _names(*(f"{name}_{language}" for name in names for language in ("zh", "en")))


def _decimals(*names: str, low: int | None = None, high: int | None = None) -> tuple[Field, ...]:
    return tuple(Field(name, Kind.DECIMAL, low=low, high=high) for name in names)


def _dates(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, Kind.DATE) for name in names)


PROVENANCE = ("sourced", "published", "illustrative", "derived", "entered", "reported")
OPERATORS = ("at_least", "at_most", "eq", "about", "more_than", "strive", "link")
LIGHTS = ("good", "near", "look", "late", "unknown")

_ORDER = Field("position", Kind.INTEGER, low=0, high=100_000)
_OPERATOR = Field("operator", Kind.CHOICE, OPERATORS)
_TAIL = (
    Field("remark", Kind.TEXT),
    Field("provenance", Kind.CHOICE, PROVENANCE),
    Field("source", Kind.TEXT),
)
_YEAR = Field("year", Kind.YEAR, low=1900, high=2200)
_AS_OF = Field("as_of", Kind.DATE)
_OWNERS = (*_both("owner"),)


def _table(name: str, key: tuple[str, ...], *fields: Field | tuple[Field, ...]) -> Table:
    flat = [field for given in fields for field in ((given,) if isinstance(given, Field) else given)]
    return Table(name, (*flat, *_TAIL), key)


_DECLARED = (
    _table(
        "programme",
        (),
        _ORDER,
        _both("name", "short", "theme"),
        _dates("starts", "ends"),
        _decimals("budget"),
        _both("budget_unit"),
    ),
    _table(
        "rule",
        ("programme",),
        _codes("programme"),
        Field("rounding", Kind.CHOICE, ("half_up", "half_even")),
        Field("places", Kind.INTEGER, low=0, high=6),
        _decimals(
            "cap",
            "coverage_min",
            "near",
            "look",
            "band",
            "pace",
            "share_good",
            "share_look",
            "tolerance",
            low=0,
        ),
        Field("basis", Kind.CHOICE, ("months", "days")),
    ),
    _table("year", ("programme", "year"), _codes("programme"), _YEAR, _dates("due")),
    _table(
        "county",
        (),
        _ORDER,
        _both("name", "short"),
        _names("pinyin", "initials"),
        Field("kind", Kind.CHOICE, ("county", "group", "prefecture", "province", "zone")),
        _both("level", "prefecture", "province"),
        _names("gb2260"),
    ),
    _table("member", ("group", "county"), _codes("group", "county")),
    _table(
        "pilot",
        ("programme", "county"),
        _codes("programme", "county"),
        _ORDER,
        Field(
            "status",
            Kind.CHOICE,
            ("planned", "confirmed", "reviewed", "approved_in_principle", "running", "accepted"),
        ),
        Field("status_on", Kind.SPAN),
    ),
    _table(
        "step",
        ("programme", "county", "number"),
        _codes("programme", "county"),
        Field("number", Kind.INTEGER, low=1, high=99),
        _both("name", "short", "actor"),
        Field("period", Kind.SPAN),
        Field("state", Kind.CHOICE, ("done", "running", "planned")),
    ),
    _table(
        "dimension",
        ("programme", "code"),
        _codes("programme", "code"),
        _ORDER,
        _both("name", "short"),
        _decimals("weight", low=0, high=10_000),
    ),
    _table(
        "indicator",
        ("programme", "code"),
        _codes("programme", "code", "dimension"),
        _ORDER,
        _both("name", "short", "unit", "unit_short", "definition"),
        Field("direction", Kind.CHOICE, ("higher", "lower")),
        Field("decimals", Kind.INTEGER, low=0, high=6),
        _decimals("weight", low=0, high=10_000),
        Field("method", Kind.CHOICE, ("ratio", "progress", "met", "benchmark")),
        Field("period_kind", Kind.CHOICE, ("cumulative", "per_period", "level")),
        _decimals("benchmark", "line"),
    ),
    _table(
        "value",
        ("programme", "county", "indicator", "year"),
        _codes("programme", "county", "indicator"),
        _YEAR,
        _decimals("baseline"),
        _OPERATOR,
        _decimals("target", "actual", "numerator", "denominator"),
        Field(
            "state", Kind.CHOICE, ("not_reported", "not_yet_due", "not_applicable", "no_target", "recused")
        ),
        _decimals("reported_completion"),
        _AS_OF,
        _OWNERS,
    ),
    _table(
        "round",
        (),
        _codes("programme"),
        _both("name"),
        Field("held", Kind.SPAN),
        _decimals("scale_low", "scale_high"),
        Field("places", Kind.INTEGER, low=0, high=6),
        Field("rounding", Kind.CHOICE, ("half_up", "half_even")),
        Field("trim", Kind.INTEGER, low=0, high=9),
        Field("quorum", Kind.INTEGER, low=0, high=99),
    ),
    _table(
        "criterion",
        ("round", "code"),
        _codes("round", "code"),
        _ORDER,
        _both("name", "short"),
        _decimals("weight", low=0, high=10_000),
        _decimals("max", low=0),
    ),
    _table(
        "expert",
        ("round", "code"),
        _codes("round", "code"),
        _ORDER,
        _both("name", "short", "field"),
        _decimals("weight", low=0, high=10_000),
    ),
    _table(
        "mark",
        ("round", "county", "expert", "criterion"),
        _codes("round", "county", "expert", "criterion"),
        _decimals("mark"),
        Field("state", Kind.CHOICE, ("recused", "abstained", "not_applicable")),
    ),
    _table(
        "result",
        ("round", "county"),
        _codes("round", "county"),
        _decimals("score"),
        Field("rank", Kind.INTEGER, low=1, high=100_000),
    ),
    _table(
        "milestone",
        (),
        _codes("programme", "county"),
        _YEAR,
        _ORDER,
        Field("kind", Kind.CHOICE, ("task", "dated", "checklist", "qualitative")),
        _both("area", "name", "short", "unit", "unit_short"),
        _OPERATOR,
        Field("target", Kind.FIGURE),
        Field("actual_operator", Kind.CHOICE, OPERATORS),
        Field("actual", Kind.FIGURE),
        _decimals("reported_completion", low=0),
        Field("period_kind", Kind.CHOICE, ("cumulative", "per_period", "level")),
        _dates("starts", "ends", "as_of"),
        Field("state", Kind.CHOICE, ("not_reported", "not_yet_due", "not_applicable", "no_target")),
        _OWNERS,
    ),
    _table(
        "ranking",
        ("milestone", "scope"),
        _codes("milestone"),
        Field("scope", Kind.CODE),
        _both("scope_name", "words"),
        Field("rank", Kind.INTEGER, low=1, high=100_000),
    ),
    _table(
        "item",
        ("milestone", "number"),
        _codes("milestone"),
        Field("number", Kind.INTEGER, low=1, high=999),
        _both("group", "name"),
        Field("state", Kind.CHOICE, ("done", "open", "not_applicable")),
        _dates("done_on"),
    ),
    _table(
        "industry",
        ("programme", "county", "code"),
        _codes("programme", "county", "code", "milestone"),
        _ORDER,
        _both("name"),
    ),
    _table("firm", ("programme", "code"), _codes("programme", "code", "county"), _both("name")),
    _table(
        "measure",
        ("programme", "firm", "indicator", "year"),
        _codes("programme", "firm", "indicator"),
        _YEAR,
        _decimals("value"),
        _AS_OF,
    ),
    _table(
        "band",
        ("programme", "code"),
        _codes("programme", "code"),
        _ORDER,
        _both("name"),
        _decimals("low", "high"),
    ),
    _table(
        "rectification",
        (),
        _codes("programme", "county"),
        _YEAR,
        _ORDER,
        _both("area", "name"),
        _dates("found", "due", "rectified", "closed"),
        Field("state", Kind.CHOICE, ("found", "rectified", "closed")),
        _OWNERS,
    ),
    _table(
        "fact",
        (),
        _codes("programme", "county"),
        _both("area", "name"),
        Field(
            "kind",
            Kind.CHOICE,
            ("actual", "target", "baseline", "count", "stated_count", "date", "status", "budget"),
        ),
        Field("operator", Kind.CHOICE, (*OPERATORS, "nearly")),
        Field("value", Kind.NAME),
        _both("unit"),
        Field("period", Kind.SPAN),
    ),
    _table("note", (), Field("address", Kind.NAME), Field("text", Kind.TEXT)),
)

TABLES: dict[str, Table] = {table.name: table for table in _DECLARED}
"""Every table by name, those referred to before those that refer."""
