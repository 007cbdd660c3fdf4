"""Milestones and findings of each county, read one county after the other and counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pilot_tui.report.asked import Asked
from pilot_tui.report.counting import Counting
from pilot_tui.report.tasking import Tasks, summed, tasked
from pilot_tui.rules.schedule import task_share
from pilot_tui.store import Group
from pilot_tui.workbook import Workbook, told
from pilot_tui.workbook.blocks import Ticking
from pilot_tui.workbook.findings import Found


def look_through(
    book: Workbook,
    programme: str,
    asked: Asked,
    counties: Sequence[str],
    tasks: Tasks,
    counting: Counting,
    tick: Ticking,
) -> list[Found]:
    """Sum up and count milestones and open findings; the findings themselves where they are listed."""
    every = [] if asked.counties else book.task_counties(programme, asked.year)
    with_tasks, with_findings = {*counties, *every}, {"", *counties}
    rule, listed = book.rule(programme), list[Found]()
    places = dict.fromkeys(["", *counties, *every])
    for at, county in enumerate(places):
        tick(at, len(places))
        if lines := tasks.read(county) if county in with_tasks else ():
            tasks.sums[county] = summed(lines, rule, asked.year)
            counting.add(f"tasks {county}", tasked(lines))
        if county in with_findings:
            found = list(_open(book, programme, county, asked.year))
            counting.find(found)
            listed += found if asked.listing else ()
    return listed


def hand_over(
    book: Workbook, group: Group, programme: str, tasks: Tasks, counties: Sequence[str], at: int
) -> None:
    """What each county's milestones come to, right at arrival number `at`: not to be counted again."""
    missing = {*book.missing(group, programme)} & {*counties}
    none = task_share((), book.rule(programme))
    said = {one: told.tasks(tasks.sums[one].share if one in tasks else none) for one in missing}
    if said:
        book.absorb(group, at, said)


def _open(book: Workbook, programme: str, county: str, year: int) -> Iterator[Found]:
    """Those still open; that something is illustrative is said by the banner."""
    for one in book.findings_of(programme, county):
        if one.open and one.year in (None, year) and one.finding.kind != "official":
            yield one
