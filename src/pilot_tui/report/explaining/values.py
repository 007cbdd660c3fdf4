"""A value of a scorecard."""

from __future__ import annotations

from fractions import Fraction

from pilot_tui.model import Cell, Rule
from pilot_tui.report.explaining import ruling
from pilot_tui.report.explaining.said import Explanation, Phrase, field_name, figure, whence
from pilot_tui.report.figures import percent, points
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.cards import Card, CardLine
from pilot_tui.workbook.rows import Row, absence, text

_LIGHT_INK = {"look": "bold warning", "late": "bold error"}


def explain(book: Workbook, cell: Cell, row: Row) -> Explanation:
    """Actual against target, completion, score, and what it means for the county's total."""
    programme, county, code, year = (
        text(row, "programme"),
        text(row, "county"),
        text(row, "indicator"),
        int(str(row["year"])),
    )
    card, rule = book.card(programme, county, year), book.rule(programme)
    line = card.line(code)
    if line is None:
        return Explanation(code, str(year), (), whence(book, cell, row))
    kind = f"{_year(card, cell.field)} {field_name('value', cell.field)}"
    steps = _steps(line, card, rule, cell.field)
    rules, short = ruling.of_programme(book, programme), one_line(pick(line.indicator, "short"))
    return Explanation(
        one_line(pick(line.indicator, "name")), kind, steps, whence(book, cell, row, rules), short
    )


def _year(card: Card, field: str) -> int | str:
    return card.baseline_year or "" if field == "baseline" else card.year


def _steps(line: CardLine, card: Card, rule: Rule, field: str) -> tuple[tuple[Phrase, ...], ...]:
    why = absence(line.value, "actual")
    held = text(line.value, field)
    first: tuple[Phrase, ...]
    if field == "actual" and why:
        first = ((say(f"absence.{why}"), "warning"),)
    elif field == "operator":
        first = ((say(f"choice.{line.score.reading.operator}"), "bold foreground"),)
    else:
        first = ((figure(held, say("absence.no_target") if field == "target" else ""), "bold foreground"),)
        unit = pick(line.indicator, "unit_short") or pick(line.indicator, "unit")
        if held and unit:
            first += ((f" {one_line(unit)}", "muted"),)
    target = ((say("explain.target", target=_target(line)), "foreground"),)
    if why or line.score.completion is None:
        return (first, target, *_missing(card, rule, why))
    return (first, target, _completion(line), _score(line, rule))


def _completion(line: CardLine) -> tuple[Phrase, ...]:
    reading, done = line.score.reading, percent(line.score.completion)
    ink = _LIGHT_INK.get(line.score.light, "bold foreground")
    key = f"explain.completion_{reading.method}"
    if reading.method == "ratio":
        lower = reading.direction == "lower" or reading.operator == "at_most"
        key = "explain.completion_lower" if lower else "explain.completion_higher"
    facts = {
        "actual": figure(reading.actual),
        "target": figure(reading.target),
        "baseline": figure(reading.baseline),
        "benchmark": figure(reading.benchmark),
    }
    return ((say(key, **facts), "foreground"), (f"{done} %", ink))


def _score(line: CardLine, rule: Rule) -> tuple[Phrase, ...]:
    completion, score = line.score.completion, line.score.score
    if completion is None or score is None:
        return ((say("explain.not_scored"), "foreground"),)
    share = min(max(completion, Fraction(0)), Fraction(rule.cap)) / 100
    factor = "1" if share == 1 else percent(share, 4)
    said = say("explain.score", weight=figure(line.score.reading.weight.normalize()), share=factor)
    return ((said, "foreground"), (str(points(score, rule)), "bold foreground"))


def _missing(card: Card, rule: Rule, why: str) -> tuple[tuple[Phrase, ...], ...]:
    if why in ("not_applicable", ""):
        return ()
    zero, rescaled = points(card.sheet.total_missing_as_zero, rule), points(card.sheet.total_rescaled, rule)
    if rescaled is None:
        return ()
    said = say("explain.missing", zero=zero, weight=percent(card.sheet.coverage * 100, 0))
    return (((said, "foreground"), (rescaled, "bold foreground")),)


def _target(line: CardLine) -> str:
    stored = text(line.value, "target")
    if not stored:
        return say("absence.no_target")
    return f"{say('sign.' + line.score.reading.operator)} {figure(stored)}"
