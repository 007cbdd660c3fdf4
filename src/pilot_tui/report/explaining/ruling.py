"""The rules a programme counts by, in words: what every number and every table says of them."""

from __future__ import annotations

from datetime import UTC, datetime

from pilot_tui.model import Rule
from pilot_tui.report.explaining.said import figure
from pilot_tui.rules.review import TRIMS
from pilot_tui.rules.tie_break import links_of
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.ruleset import Version


def of_programme(book: Workbook, programme: str) -> str:
    """How the programme counts, and by which version of its rules."""
    return _with_version(book, programme, rule_words(book.rule(programme)))


def of_round(book: Workbook, round: str) -> str:
    """How the experts' marks of a review round make a mean, and by which version of the rules."""
    row = book.row("round", round) or {}
    trim = text(row, "trim")
    plain = trim in ("", "0")
    said = say("explain.review_rule_plain") if plain else say("explain.review_rule", trim=trim)
    chain = links(book, round)
    said += say("explain.and") + say("explain.chain", links=chain) if chain else ""
    if book.hidden(round):
        said += say("explain.and") + say("explain.hidden_round", viewer=one_line(book.viewer))
    return _with_version(book, text(row, "programme"), said)


def links(book: Workbook, round: str) -> str:
    """What decides between equals of a round, link by link; empty where nothing does."""
    row = book.row("round", round) or {}
    return say("explain.then").join(link_name(book, round, one) for one in links_of(text(row, "tie_break")))


def link_name(book: Workbook, round: str, link: str) -> str:
    """One of them in words."""
    if link in TRIMS:
        return say(f"explain.link_{link}")
    row = book.row("criterion", f"{round}.{link}") or {}
    return one_line(pick(row, "short") or pick(row, "name") or link)


def of_tasks(book: Workbook, programme: str) -> str:
    """How milestones are held against time, and by which version of the rules."""
    rule = book.rule(programme)
    facts = {"basis": say(f"choice.{rule.basis}"), "band": figure(rule.band), "pace": figure(rule.pace)}
    return _with_version(book, programme, say("explain.task_rule", **facts))


def rule_words(rule: Rule) -> str:
    """How a rule counts."""
    return say(
        "explain.rule", cap=figure(rule.cap), places=rule.places, rounding=say(f"choice.{rule.rounding}")
    )


def version_words(version: Version) -> str:
    """The version of a rule set and the day of its last change."""
    return say("explain.version", id=version.id, day=day_of(version))


def day_of(version: Version) -> str:
    """The day of the last change of a rule set."""
    return datetime.fromtimestamp((version.hlc >> 16) / 1000, UTC).astimezone().date().isoformat()


def _with_version(book: Workbook, programme: str, said: str) -> str:
    return said + say("explain.and") + version_words(book.rule_version(programme))
