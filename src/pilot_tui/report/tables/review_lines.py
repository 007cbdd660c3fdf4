"""The lines round the expert score summary."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pilot_tui.model import Rule
from pilot_tui.report.figures import points
from pilot_tui.report.tables import said
from pilot_tui.words import say
from pilot_tui.workbook.reviews import Round, places, rounding
from pilot_tui.workbook.rows import number, text
from pilot_tui.workbook.ruleset import Version
from pilot_tui.workbook.standings import Standing


def precision(round: Round) -> Rule:
    """How the round rounds."""
    return Rule(places=places(round.row), rounding=rounding(round.row))


def trim(round: Round) -> int:
    """How many totals it drops at either end."""
    return int(text(round.row, "trim") or 0)


def held(round: Round) -> str:
    """When it was held: the marks have no other as-of date."""
    period = text(round.row, "held")
    return say("report.held", period=period) if period else say("report.as_of_unknown")


def rule(round: Round, version: Version) -> str:
    """How a county's result comes about."""
    row, dropped, least = round.row, trim(round), text(round.row, "quorum")
    sentence = say(
        "report.review_rule",
        low=text(row, "scale_low") or "0",
        high=text(row, "scale_high") or "100",
        trimming=say("report.trimming", trim=dropped) if dropped else say("report.no_trimming"),
        quorum=say("report.quorum", quorum=least) if least else "",
        places=places(row),
        rounding=say(f"choice.{rounding(row)}"),
    )
    return said.ruled(sentence, version, row, *round.criteria)


def notes(round: Round, shown: list[Standing]) -> Iterator[str]:
    """What was published without its parts, what the viewer may not know, and the dash."""
    if round.hidden:
        yield say("report.hidden_round", count=len(round.hidden))
    for one in shown:
        result = round.results.get(text(one.pilot, "county"), {})
        if not text(result, "score"):
            continue
        rank = text(result, "rank")
        place = say("explain.rank", rank=rank) if rank else say("explain.unranked")
        facts = {"county": said.named(one.county), "score": text(result, "score"), "rank": place}
        apart = _difference(round, one, number(result, "score"))
        yield said.joined((say("report.published_as", **facts), apart, text(result, "remark")))
    yield say("report.dash_means", dash=said.DASH)


def _difference(round: Round, one: Standing, published: Decimal | None) -> str:
    computed = points(one.review.mean if one.review else None, precision(round))
    if computed is None or published is None or Decimal(computed) == published:
        return ""
    return say("report.differs", computed=computed)
