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

_AXIS = 5
PLAN, DONE, POINT, AHEAD = "·", "━", "●", "○"
_DAY = slice(5, None)
_COLUMNS = (11, 8, 10, 8, 8)


def curve_of(book: Workbook, one: TaskLine) -> Curve | None:
    """The curve of a task; None where it has none."""
    rule = book.rule(text(one.row, "programme"))
    return curve(one.task, reports(one.told), text(one.row, "period_kind"), rule)


def chart(found: Curve, one: TaskLine, cells: int, height: int) -> list[Runs]:
    """The curve with its axes and what its signs mean."""
    top = _top(found)
    reached = [(Fraction(), Fraction())] if found.reached and found.reached[0].time else []
    reached += [(point.time / 100, point.percent / top) for point in found.reached]
    traces = [
        Trace([(one.time / 100, one.percent / top) for one in found.plan], PLAN, "muted"),
        *_ahead(found, top),
        Trace(reached, DONE, "primary"),
        Trace(reached[-len(found.reached) :] if found.reached else (), DONE, "primary", POINT),
    ]
    now = None if found.now is None else found.now.time / 100
    room = max(8, cells - _AXIS - 2)
    drawn = plot(traces, room, height, now)
    return [*_labelled(drawn, top), _days(one, room), (), *_legend(found, cells)]


def _top(found: Curve) -> Fraction:
    """What the upper edge stands for: 100 %, or more where there is more."""
    seen = [corner.percent for corner in found.plan] + [point.percent for point in found.reached]
    return max(Fraction(100), *seen)


def _ahead(found: Curve, top: Fraction) -> Iterator[Trace]:
    """From now to the end at the present pace."""
    if found.forecast is not None and found.now is not None:
        here = (found.now.time / 100, found.now.percent / top)
        yield Trace([here, (Fraction(1), found.forecast / top)], AHEAD, "secondary")


def _labelled(drawn: Sequence[Runs], top: Fraction) -> Iterator[Runs]:
    last = len(drawn) - 1
    for at, runs in enumerate(drawn):
        told = at in (0, last) or at == last // 2
        label = percent(top * (last - at) / last, 0) if told else ""
        yield (Run(right(label or "", _AXIS) + " ", "faint"), *runs)


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


def numbers(book: Workbook, one: TaskLine, found: Curve) -> list[Runs]:
    """Where it stands, where it ends, how fast it went and must go."""
    done, rule = one.progress, book.rule(text(one.row, "programme"))
    made: list[Runs] = []
    if (now := found.now) is not None:
        reached, planned = percent(now.percent), percent(done.planned)
        said = say("curve.now", day=now.day, reached=reached, planned=planned)
        gap = str(signed(done.gap) or "").replace("-", "−")
        made.append((Run(f" {said}", "foreground"), Run(f"  {gap}", LIGHTS[done.light][1])))
    if found.forecast is not None:
        made.append((Run(" " + say("curve.forecast", forecast=percent(found.forecast)), "foreground"),))
    counted = measure(one.task)
    if found.rate is not None and counted is not None:
        own = one_line(pick(one.row, "unit_short") or pick(one.row, "unit"))
        unit = {"own": own, "percent": "%"}.get(counted.unit, say("curve.items"))
        facts = {"so_far": _figure(found.rate.so_far), "unit": unit}
        said = say(f"curve.pace_{rule.basis}", **facts)
        if found.rate.needed is not None:
            said += say("curve.needed", needed=_figure(found.rate.needed))
        made.append((Run(" " + said, "foreground"),))
    return made


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
