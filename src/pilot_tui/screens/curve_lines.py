"""The S-curve of a task as lines: planned, reached, now, where it ends; and the numbers beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pilot_tui.cells import fit, group_thousands, right, width
from pilot_tui.report.figures import percent, signed
from pilot_tui.rules.curve import Curve, Point, curve, measure
from pilot_tui.rules.forecast import Corner, stretch
from pilot_tui.safe import one_line
from pilot_tui.widgets.bar import LIGHTS
from pilot_tui.widgets.plot import Trace, plot
from pilot_tui.widgets.sheet import Run, Runs
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import reports, text
from pilot_tui.workbook.tasks import TaskLine

_AXIS, _APART = 6, 3
_QUARTER, _MOST = 25, Fraction(200)
WHOLE, PLAN, DONE, POINT, AHEAD = "─", "·", "━", "●", "○"
_DAY = slice(5, None)
_COLUMNS = (11, 8, 10, 8, 8)


def curve_of(book: Workbook, one: TaskLine) -> Curve | None:
    """The curve of a task; None where it has none."""
    rule = book.rule(text(one.row, "programme"))
    return curve(one.task, reports(one.told), text(one.row, "period_kind"), rule)


def chart(found: Curve, one: TaskLine, cells: int, height: int) -> list[Runs]:
    """The curve with its axes and what its signs mean."""
    top = _top(found)
    told = [(point.time / 100, point.percent / top) for point in found.reached]
    reached = [(Fraction(), Fraction()), *told] if told and told[0][0] else told
    whole = 100 / top
    edge = [(Fraction(), whole), (Fraction(1), whole)]
    traces = [
        Trace(edge, WHOLE, "hairline"),
        Trace([(one.time / 100, one.percent / top) for one in found.plan], PLAN, "muted"),
        *_ahead(found, top),
        Trace(reached, DONE, "primary"),
        Trace(told, DONE, "primary", POINT),
    ]
    now = None if found.now is None else found.now.time / 100
    room = max(8, cells - _AXIS - 2)
    drawn = plot(traces, room, height, now)
    return [*_labelled(drawn, top), _days(one, room), (), *_legend(found, cells)]


def _top(found: Curve) -> Fraction:
    """What the upper edge stands for: 100 %, or the next quarter above all there is, at most 200 %."""
    seen = [*(corner.percent for corner in found.plan), *(point.percent for point in found.reached)]
    most = min(_MOST, max([Fraction(100), *seen, found.forecast or Fraction()]))
    return Fraction(-(-most // _QUARTER) * _QUARTER)


def _ahead(found: Curve, top: Fraction) -> Iterator[Trace]:
    """From now to the end at the present pace."""
    if found.forecast is not None and found.now is not None:
        here = (found.now.time / 100, found.now.percent / top)
        yield Trace([here, (Fraction(1), found.forecast / top)], AHEAD, "secondary")


def _labelled(drawn: Sequence[Runs], top: Fraction) -> Iterator[Runs]:
    """Nothing, half and all of it, each beside its line."""
    last = len(drawn) - 1
    told = {last - round(last * share / top): f"{share} %" for share in (100, 50, 0)}
    for at, runs in enumerate(drawn):
        yield (Run(right(told.get(at, ""), _AXIS) + " ", "faint"), *runs)


def _days(one: TaskLine, room: int) -> Runs:
    starts, ends = one.task.starts, one.task.ends
    return (
        Run(" " * (_AXIS + 1)),
        Run(starts + " " * max(1, room - width(starts) - width(ends)) + ends, "faint"),
    )


def _legend(found: Curve, cells: int) -> Iterator[Runs]:
    told = [(PLAN * 2, "muted", "curve.plan"), (DONE + POINT, "primary", "curve.reached")]
    if found.forecast is not None:
        told.append((AHEAD * 2, "secondary", "curve.ahead"))
    line: list[Run] = [Run(" ")]
    used = 1
    for sign, ink, key in told:
        more = width(sign) + 1 + width(say(key)) + 3
        if used + more > cells:
            yield tuple(line)
            line, used = [Run(" ")], 1
        line += [Run(f"{sign} ", ink), Run(f"{say(key)}   ", "muted")]
        used += more
    yield tuple(line)


def head(one: TaskLine) -> Runs:
    """Name and unit of a task."""
    unit = one_line(pick(one.row, "unit_short") or pick(one.row, "unit"))
    name = one_line(pick(one.row, "short") or pick(one.row, "name"))
    return (Run(f" {name}", "bold foreground"), Run(f"  {unit}", "faint"))


def numbers(book: Workbook, one: TaskLine, found: Curve, cells: int) -> list[Runs]:
    """Where it stands, where it ends, how fast it went and must go: side by side where there is room."""
    done, rule = one.progress, book.rule(text(one.row, "programme"))
    phrases: list[list[Run]] = []
    if (now := found.now) is not None:
        gap = str(signed(done.gap) or "").replace("-", "−")
        stands = Run(say("curve.now", day=now.day, reached=percent(now.percent)))
        phrases.append([stands, Run(f"  {gap}", LIGHTS[done.light][1])])
        phrases.append([Run(say("curve.by_now", planned=percent(done.planned)), "muted")])
    if found.forecast is not None:
        phrases.append([Run(say("curve.forecast", forecast=percent(found.forecast)))])
    counted = measure(one.task)
    if found.rate is not None and counted is not None:
        own = one_line(pick(one.row, "unit_short") or pick(one.row, "unit"))
        unit = {"own": own, "percent": "%"}.get(counted.unit, say("curve.items"))
        so_far, needed = found.rate
        phrases.append([Run(say(f"curve.pace_{rule.basis}", so_far=_figure(so_far), unit=unit), "muted")])
        if needed is not None:
            phrases.append([Run(say(f"curve.needed_{rule.basis}", needed=_figure(needed), unit=unit))])
    return _flowed(phrases, cells)


def _flowed(phrases: Sequence[Sequence[Run]], cells: int) -> list[Runs]:
    """Phrases beside one another, as many on a line as there is room for."""
    made: list[list[Run]] = []
    used = cells
    for phrase in phrases:
        wide = sum(width(run.text) for run in phrase)
        if used + _APART + wide > cells:
            made.append([Run(" "), *phrase])
            used = 1 + wide
        else:
            made[-1] += [Run(" " * _APART), *phrase]
            used += _APART + wide
    return [tuple(line) for line in made]


def table(one: TaskLine, found: Curve) -> list[Runs]:
    """Day by day: what was planned, reported, reached."""
    heads = [say(f"curve.{name}") for name in ("day", "planned", "actual", "completion", "gap")]
    points = {point.day: point for point in found.reached}
    plans = {corner.day: corner for corner in found.plan if corner.given}
    days = sorted({*points, *plans})
    told = [_told(day, points.get(day), plans.get(day), found) for day in days]
    return [_row([fit(heads[0], _COLUMNS[0]), *heads[1:]], "faint"), *told]


def _told(day: str, point: Point | None, corner: Corner | None, found: Curve) -> Runs:
    plan = corner.percent if corner is not None else None
    if point is None:
        return _row([fit(day, _COLUMNS[0]), percent(plan) or "", "", "", ""], "muted")
    plan = _plan_at(found, point.time) if plan is None else plan
    actual = "" if point.actual is None else group_thousands(f"{point.actual:f}")
    gap = str(signed(point.percent - plan)).replace("-", "−")
    cells = [fit(day, _COLUMNS[0]), str(percent(plan)), actual, str(percent(point.percent)), gap]
    return _row(cells, "foreground")


def _plan_at(found: Curve, time: Fraction) -> Fraction:
    low, high = stretch(found.plan, time)
    return low.percent + (high.percent - low.percent) * (time - low.time) / (high.time - low.time)


def _row(cells: Sequence[str], ink: str) -> Runs:
    first, *others = cells
    said = "".join(right(cell, wide) for cell, wide in zip(others, _COLUMNS[1:], strict=True))
    return (Run(f" {first}", "muted"), Run(said, ink))


def _figure(value: Fraction) -> str:
    return group_thousands(str(percent(value)))
