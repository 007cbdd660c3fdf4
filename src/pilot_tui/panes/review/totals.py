"""Each county's total by each expert, the mean, and the published result beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from pilot_tui.cells import width
from pilot_tui.model import Rule
from pilot_tui.pane.slots import MARK, UNKNOWN, line
from pilot_tui.report.figures import points
from pilot_tui.rules.influence import outlying
from pilot_tui.rules.judged import CountyReview, ExpertTotal
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import BLANK, Column, Line, Run, Slot, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook.reviews import Round, places, rounding
from pilot_tui.workbook.rows import Row, address, text

_LOOKED_AT = 40
"""Counties of which it is looked whether any total is flagged, before one is drawn."""
TOTALS_SPAN, MARKS_SPAN = Fraction(26, 10), Fraction(6)
"""Points from the row's mean at which the heat is deepest."""
_DEEPEST = 0.42
SET_ASIDE = ("recused", "conflict", "abstained", "unassigned", "hidden")
"""Why an expert has no total, where that is nobody's job."""
_HALF = ("incomplete", "unweighted")
"""Why there is none though they marked something."""


def columns(round: Round, cells: int, limit: Decimal | None = None) -> list[Column]:
    """Rank, name, one column an expert, mean, mean without extremes, published result.

    Behind a column with a flagged total is a gap; `limit` says what is flagged. The sign takes the usual gap.
    """
    tied = len(set(round.ranks.values())) < len(round.ranks)
    held = text(round.row, "held")
    return [
        MARK,
        Column("rank", "", 3 if tied else 2, "right", gap=0, stop=False, frozen=True),
        Column("name", say("review.totals"), 12, stop=False, frozen=True, least=12, most=18, subtitle=held),
        *expert_columns(round, cells, _flagged(round, limit)),
        Column("mean", say("review.mean"), 5, "right", gap=1, computed=True, mark=quorum(round) > 0),
        Column(
            "trimmed",
            say("review.trimmed"),
            6,
            "right",
            gap=1,
            computed=True,
            drop=1,
            subtitle=say("review.trimming"),
        ),
        Column("reported", say("review.reported"), 5, "right", gap=1),
    ]


def quorum(round: Round) -> int:
    """How many experts must count; 0 where nothing is said."""
    return int(text(round.row, "quorum") or 0)


def _flagged(round: Round, limit: Decimal | None) -> frozenset[str]:
    """The experts of whose totals any stands apart; in a round of many counties nobody looks at them all."""
    if limit is None or len(round.counties) > _LOOKED_AT:
        return frozenset()
    totals = (
        {t.expert: t.total for t in one.totals if t.total is not None} for one in round.counties.values()
    )
    return frozenset(expert for each in totals for expert in outlying(each, limit))


def expert_columns(round: Round, cells: int, flagged: Collection[str] = ()) -> list[Column]:
    """One column an expert, by number; with what they stand for below where there is room."""
    before = ["", *(str(row["code"]) for row in round.experts)]
    return [
        Column(
            str(row["code"]),
            f"{at:02d}",
            5,
            "right",
            gap=int(at == 1 or before[at - 1] in flagged),
            mark=True,
            tallied=True,
            subtitle=_short(row) if cells >= _subtitles_from(round) else "",
        )
        for at, row in enumerate(round.experts, 1)
    ]


def _subtitles_from(round: Round) -> int:
    return 6 * len(round.experts)


def _short(row: Row) -> str:
    said = one_line(pick(row, "short"))
    return said if width(said) <= 5 else ""


def rule_of(round: Round) -> Rule:
    """How the round's means are shown."""
    return Rule(places=places(round.row), rounding=rounding(round.row))


def line_of(
    round: Round, given: list[Column], done: CountyReview, county: Row, limit: Decimal, equals: Counter[int]
) -> Line:
    """The line of a county.

    Args:
        round: The round in view.
        given: The columns.
        done: What its panel came to.
        county: Its row.
        limit: The modified z-score beyond which a total is flagged.
        equals: How many counties have each rank.
    """
    rule = rule_of(round)
    apart = outlying({one.expert: one.total for one in done.totals if one.total is not None}, limit)
    invented = any(row["provenance"] == "illustrative" for row in round.marks.of(done.county).values())
    slots: dict[str, Slot] = {
        "mark": slot(say("scorecard.mark"), "mark") if invented else BLANK,
        "rank": slot(_rank(round, done.county, equals), "muted"),
        "name": slot(one_line(pick(county, "name"))),
        "mean": _mean(round, done),
        "trimmed": _computed(round, done, "trimmed", done.trimmed, "muted") or BLANK,
        "reported": _reported(round, done.county),
    }
    slots |= {total.expert: _total(round, done, total, rule, apart) for total in done.totals}
    return line(given, f"total.{done.county}", slots)


def _rank(round: Round, county: str, equals: Counter[int]) -> str:
    """The rank; with a sign where others truly have the same."""
    rank = round.ranks.get(county)
    if rank is None:
        return "–"
    return f"{rank}=" if equals[rank] > 1 else str(rank)


def _mean(round: Round, done: CountyReview) -> Slot:
    """Marked and not bold where it is provisional, below the quorum."""
    ink, mark = ("muted", "*") if done.provisional else ("bold foreground", "")
    found = _computed(round, done, "mean", done.mean, ink)
    return UNKNOWN if found is None else found._replace(mark=mark)


def _computed(round: Round, done: CountyReview, name: str, value: Fraction | None, ink: str) -> Slot | None:
    if value is None:
        return None
    about = address("review", f"{round.id}.{done.county}", name)
    return Slot((Run(str(points(value, rule_of(round))), ink),), value=value, about=about)


def _reported(round: Round, county: str) -> Slot:
    """The published result, which can be entered."""
    result = round.results.get(county)
    score = text(result, "score") if result else ""
    return slot(score, "primary", address=address("result", f"{round.id}.{county}", "score"), entry=score)


def _total(
    round: Round, done: CountyReview, total: ExpertTotal, rule: Rule, apart: Mapping[str, Fraction]
) -> Slot:
    if total.total is None:
        why = total.state if total.state in (*SET_ASIDE, *_HALF) else "not_reported"
        about = address("review", f"{round.id}.{done.county}", total.expert) if why == "hidden" else ""
        ink = "faint" if why in SET_ASIDE else "warning"
        return slot(say(f"absence.{why}"), ink)._replace(about=about)
    return Slot(
        (Run(str(points(total.total, rule))),),
        tint=heat(total.total, done.mean, TOTALS_SPAN),
        value=total.total,
        mark="?" if total.expert in apart else "",
        about=address("review", f"{round.id}.{done.county}", total.expert),
    )


def heat(value: Fraction, mean: Fraction | None, span: Fraction) -> tuple[str, float] | None:
    """Above the mean primary, below it warning; deeper with distance, full at `span` points."""
    if mean is None:
        return None
    away = max(-1.0, min(1.0, float((value - mean) / span)))
    share = round(_DEEPEST * abs(away) ** 1.2, 2)
    return ("primary" if away > 0 else "warning", share) if share else None


def legend() -> Line:
    """What the shades mean."""
    return Line(
        "legend",
        kind="text",
        lead=(
            Run(say("review.shade"), "muted"),
            Run(f"  {say('review.low')} ", "warning"),
            Run(f" {say('review.mean')} ", "muted"),
            Run(f" {say('review.high')}  ", "primary"),
            Run(say("review.shade_more", totals="2.6", marks="6"), "faint"),
        ),
    )
