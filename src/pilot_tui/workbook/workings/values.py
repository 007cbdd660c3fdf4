"""The completion and the score of one indicator."""

from __future__ import annotations

from collections.abc import Callable

from pilot_tui.model import Cell, Reading, Rule
from pilot_tui.rules.completion import lower_is_better
from pilot_tui.rules.working import Working
from pilot_tui.workbook.cards import CardLine
from pilot_tui.workbook.reading import Reader
from pilot_tui.workbook.rows import address, text
from pilot_tui.workbook.workings.given import declared, entered


def working(book: Reader, cell: Cell) -> Working | None:
    """Of `value/<id>/completion`, `score`, `light` or `grouped`; raises `ValueError` for no such value."""
    programme, county, code, year = cell.id.split(".")
    if cell.field == "grouped":
        return grouped(book, cell, programme, county, code, int(year))
    line = book.card(programme, county, int(year)).line(code)
    if line is None:
        raise ValueError(cell.id)
    rule = book.rule(programme)
    return score(line, rule, programme) if cell.field == "score" else completion(line, rule, programme)


def grouped(book: Reader, cell: Cell, programme: str, county: str, code: str, year: int) -> Working | None:
    """What the counties of a group come to together: Σ numerators ÷ Σ denominators."""
    indicator = next(row for row in book.indicators(programme) if row["code"] == code)
    group = next(one for one in book.county_groups(programme) if one.id == county)
    done = book.together(programme, indicator, group, year)
    if done.figure is None:
        return None
    parts = tuple(
        entered(name, "value", text(row, "id"), name, row)._replace(name=member)
        for name in ("numerator", "denominator")
        for member, row in done.parts
    )
    operation = "share" if done.in_percent else "pooled"
    return Working("grouped", done.figure, operation, parts, str(cell), name=code)


def completion(line: CardLine, rule: Rule, programme: str) -> Working | None:
    """How far the indicator has come, in percent."""
    value = line.score.completion
    if value is None:
        return None
    operation, parts = _how(line, rule, programme)
    return Working(
        "completion", value, operation, parts, address("value", line.value_id, "completion"), name=_code(line)
    )


def score(line: CardLine, rule: Rule, programme: str) -> Working | None:
    """The points it earns."""
    value, reached = line.score.score, completion(line, rule, programme)
    if value is None or reached is None:
        return None
    basic = _basic(line, rule, programme, reached)
    at = address("value", line.value_id, "score")
    given = line.score.reading.parameters
    added = given.bonus if line.score.reading.method != "per_point" else None
    if added is None and given.deduction is None:
        return basic._replace(value=value, at=at, name=_code(line))
    bonus = entered("bonus", "value", line.value_id, "bonus", line.value) if added else declared("bonus", 0)
    if added and given.bonus_cap is not None:
        cap = entered("bonus_cap", "indicator", _indicator(line, programme), "bonus_cap", line.indicator)
        bonus = Working("bonus", min(bonus.value or 0, cap.value or 0), "least", (bonus, cap))  # type: ignore[arg-type]  # a Fraction, or the 0 that stands for none
    taken = (
        entered("deduction", "value", line.value_id, "deduction", line.value)
        if given.deduction is not None
        else declared("deduction", 0)
    )
    return Working("score", value, "adjusted", (basic, bonus, taken), at, name=_code(line))


def _basic(line: CardLine, rule: Rule, programme: str, reached: Working) -> Working:
    reading = line.score.reading
    mine = _indicator(line, programme)

    def own(name: str) -> Working:
        return entered(name, "indicator", mine, name, line.indicator)

    weight = own("weight")
    if reading.method == "per_point":
        most = own("bonus_cap") if reading.parameters.bonus_cap is not None else declared("bonus_cap", 0)
        return _made("per_point", weight, reached, own("step_points"), most)
    if reading.method == "deduction":
        return _made("deducted", weight, reached, own("step"), own("step_points"))
    if reading.method == "rank_steps":
        return _made("by_rank", weight, declared("rank", reading.parameters.rank or 0), own("step"))
    cap = own("cap") if reading.parameters.cap is not None else of_rule("cap", rule, programme)
    return _made("capped", weight, reached, cap)


def of_rule(name: str, rule: Rule, programme: str) -> Working:
    """A figure of the programme's rule."""
    return declared(name, getattr(rule, name), address("rule", programme, name))


def _made(operation: str, *parts: Working) -> Working:
    from pilot_tui.rules.working import OPERATIONS

    values = [part.value for part in parts if part.value is not None]
    return Working("score", OPERATIONS[operation](values), operation, parts)


def _how(line: CardLine, rule: Rule, programme: str) -> tuple[str, tuple[Working, ...]]:
    return _METHODS.get(line.score.reading.method, _by_ratio)(line, rule, programme)


def _stored(line: CardLine, *names: str) -> list[Working]:
    return [entered(name, "value", line.value_id, name, line.value) for name in names]


def _by_ratio(line: CardLine, rule: Rule, programme: str) -> tuple[str, tuple[Working, ...]]:
    actual, target = _stored(line, "actual", "target")
    return _over(line.score.reading, rule, programme, actual, target)


def _by_benchmark(line: CardLine, rule: Rule, programme: str) -> tuple[str, tuple[Working, ...]]:
    (actual,) = _stored(line, "actual")
    goal = entered("benchmark", "indicator", _indicator(line, programme), "benchmark", line.indicator)
    return _over(line.score.reading, rule, programme, actual, goal)


def _over(
    reading: Reading, rule: Rule, programme: str, actual: Working, goal: Working
) -> tuple[str, tuple[Working, ...]]:
    if not lower_is_better(reading.operator, reading.direction):
        return "quotient", (actual, goal)
    if actual.value is not None and actual.value > 0:
        return "quotient", (goal, actual)
    return "same", (of_rule("cap", rule, programme), actual)


def _by_progress(line: CardLine, _rule: Rule, _programme: str) -> tuple[str, tuple[Working, ...]]:
    return "progress", tuple(_stored(line, "actual", "baseline", "target"))


def _by_met(line: CardLine, rule: Rule, programme: str) -> tuple[str, tuple[Working, ...]]:
    both, reading = _stored(line, "actual", "target"), line.score.reading
    if reading.operator == "about":
        return "about", (*both, of_rule("tolerance", rule, programme))
    lower = lower_is_better(reading.operator, reading.direction)
    return ("kept" if lower else "reached"), tuple(both)


def _on_scale(operation: str) -> Callable[[CardLine, Rule, str], tuple[str, tuple[Working, ...]]]:
    def parts(line: CardLine, _rule: Rule, programme: str) -> tuple[str, tuple[Working, ...]]:
        ends = [
            entered(name, "indicator", _indicator(line, programme), name, line.indicator)
            for name in ("low", "high")
        ]
        logs = "_logs" if operation == "between" and line.score.reading.parameters.logarithmic else ""
        return operation + logs, (*_stored(line, "actual"), *ends)

    return parts


def _ranked(line: CardLine, _rule: Rule, _programme: str) -> tuple[str, tuple[Working, ...]]:
    return "same", (declared("completion", 100), *_stored(line, "actual"))


def _indicator(line: CardLine, programme: str) -> str:
    return f"{programme}.{line.indicator['code']}"


def _code(line: CardLine) -> str:
    return text(line.indicator, "code")


_METHODS = {
    "benchmark": _by_benchmark,
    "progress": _by_progress,
    "met": _by_met,
    "efficacy": _on_scale("efficacy"),
    "goalpost": _on_scale("between"),
    "rank_steps": _ranked,
}
