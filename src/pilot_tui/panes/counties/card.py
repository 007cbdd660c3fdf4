"""The card below the list: a county's rank in each dimension and its way through the workflow."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.cells import fit, right, width
from pilot_tui.pane import View
from pilot_tui.panes.counties import said
from pilot_tui.safe import one_line
from pilot_tui.widgets.bar import LIGHTS
from pilot_tui.widgets.sheet import Line, Run, Runs
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.approval import STATES
from pilot_tui.workbook.approving import state_of
from pilot_tui.workbook.rows import Row, text

_LABEL = 14
_LEAST_STEPS = 3
"""Fewer steps than that say nothing of a county's way."""
_MOST_COUNTED = 5
"""Counties up to which each rank has its own column of dots."""
_STATES = {"done": ("good", "faint"), "running": ("near", "secondary"), "planned": ("unknown", "muted")}


def card_lines(book: Workbook, view: View, counties: int, cells: int, room: int) -> list[Line]:
    """The card of the county in view, as lines of `cells` cells: as many whole parts as `room` lines hold."""
    county = book.row("county", view.county)
    if county is None:
        return []
    lines: list[Runs] = [(), (), _title(county), *_standing(book, view), *_approval(book, view)]
    members = [_member(member) for member in book.members(view.county)]
    if members:
        members.insert(0, (Run(say("counties.members"), "faint"),))
    steps = book.steps(view.programme, view.county)
    for part in (members, _dimensions(book, view, counties)):
        if part and len(lines) + 1 + len(part) <= room:
            lines += [(), *part]
    if kept := _around_now(steps, room - len(lines) - 2):
        lines += [(), (Run(say("counties.workflow"), "faint"),), *(_step(step, cells) for step in kept)]
    return [Line(f"card.{at}", kind="text", lead=tuple(runs)) for at, runs in enumerate(lines[:room])]


def _around_now(steps: Sequence[Row], room: int) -> Sequence[Row]:
    """Of the steps as many as there is room for, with the one that is running, else the last one done."""
    if room < min(len(steps), _LEAST_STEPS):
        return ()
    running = [at for at, step in enumerate(steps) if text(step, "state") == "running"]
    done = [at for at, step in enumerate(steps) if text(step, "state") == "done"]
    now = running[0] if running else done[-1] if done else 0
    first = max(0, min(now - room + 2, len(steps) - room))
    return steps[first : first + room]


def _standing(book: Workbook, view: View) -> list[Runs]:
    """Its grade, and its rank among the counties of its tier, where the programme has such."""
    league = book.league(view.programme, view.year, view.round)
    if league.place(view.county) is None:
        return []
    one, runs = league.standing(view.county), []
    if one.grade is not None:
        runs.append(Run(said.grade_of(one.grade), "foreground"))
    if one.tier:
        runs.append(Run(("  " if runs else "") + said.tier_of(one), "muted"))
    return [tuple(runs)] if runs else []


def _approval(book: Workbook, view: View) -> list[Runs]:
    """How far its year has been submitted and approved; nothing while it is being entered."""
    state = state_of(book, view.programme, view.county, view.year)
    if state == STATES[0]:
        return []
    ink = "success" if state == STATES[-1] else "foreground"
    return [(Run(f"{say('table.approval')} {view.year}  ", "faint"), Run(say(f"choice.{state}"), ink))]


def _title(county: Row) -> tuple[Run, ...]:
    return (
        Run(one_line(pick(county, "name")), "bold foreground"),
        Run("  " + one_line(pick(county, "prefecture")), "muted"),
        Run("  " + one_line(county.get("gb2260") or ""), "faint"),
    )


def _member(member: Row) -> tuple[Run, ...]:
    return (
        Run(fit(pick(member, "name"), _LABEL), "muted"),
        Run(one_line(pick(member, "prefecture")), "faint"),
    )


def _dimensions(book: Workbook, view: View, counties: int) -> list[tuple[Run, ...]]:
    card = book.card(view.programme, view.county, view.year)
    if not any(line.score.score is not None for line in card.lines) or counties < 2:
        return []
    ranks = book.dimension_ranks(view.programme, view.year)
    dots = counties <= _MOST_COUNTED
    heads = "  ".join(str(place) for place in range(1, counties + 1)) if dots else ""
    lines: list[tuple[Run, ...]] = [
        (Run(fit(say("counties.dimensions"), _LABEL), "faint"), Run(heads, "faint"))
    ]
    for row, scored in card.dimensions:
        label = Run(fit(pick(row, "short") or pick(row, "name"), _LABEL - 1) + " ", "muted")
        place = ranks.get(str(row["code"]), {}).get(view.county)
        if place is None:
            lines.append((label, Run(say("counties.gap") if scored.missing else "·", "faint")))
        else:
            lines.append((label, *(_dots(place, counties) if dots else (Run(f"{place} / {counties}"),))))
    return lines


def _dots(place: int, counties: int) -> tuple[Run, ...]:
    runs: list[Run] = []
    for at in range(1, counties + 1):
        runs += [Run("●", "primary") if at == place else Run("·", "faint"), Run("  ")]
    return tuple(runs[:-1])


def _step(step: Row, cells: int) -> tuple[Run, ...]:
    kind, ink = _STATES.get(text(step, "state"), _STATES["planned"])
    name = one_line(pick(step, "short") or pick(step, "name"))
    when = one_line(text(step, "period")).replace("-01-01/", "–").replace("-12-31", "")
    room = max(0, cells - 4 - width(when))
    return (
        Run(f"{LIGHTS[kind][0]} ", ink),
        Run(fit(name, room) if when else name, "foreground" if kind == "near" else "muted"),
        Run(right(when, width(when)), "faint"),
    )
