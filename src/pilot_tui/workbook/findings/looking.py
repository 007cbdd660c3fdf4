"""Looking through a county, or through the programme itself, and putting what was explained beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from pilot_tui.store import Connection, read
from pilot_tui.workbook.findings import counts, disputes, figures, ledgers, panels, setup, tasks
from pilot_tui.workbook.findings.base import Base
from pilot_tui.workbook.findings.found import Found, told
from pilot_tui.workbook.rows import Row, text

Explained = Mapping[tuple[str, str], list[Row]]
"""`(address, kind)` → the acceptances of that finding."""


def of_county(db: Connection, base: Base, county: str, explained: Explained) -> list[Found]:
    """All findings of a county in a programme, all years, in the order of the list."""
    given = (one.of_county(db, base, county) for one in (figures, tasks, ledgers, panels, disputes))
    found = _together(chain.from_iterable(given))
    return _in_order((one._replace(programme=base.programme) for one in found), explained)


def of_programme(db: Connection, base: Base, explained: Explained) -> list[Found]:
    """The findings of the programme itself, and of counts stated for any of its places."""
    own = (Found(one) for one in setup.of_programme(db, base))
    found = chain(own, counts.of_programme(db, base), disputes.of_programme(db, base))
    return _in_order((one._replace(own=True, programme=base.programme) for one in found), explained)


def explanations(db: Connection) -> dict[tuple[str, str], list[Row]]:
    """What people have written beside findings."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in read.every(db, "acceptance"):
        found.setdefault((text(row, "address"), text(row, "kind")), []).append(row)
    return found


def _together(given: Iterable[Found]) -> Iterator[Found]:
    """What is said of several lists of a county, said once: how many rows are illustrative."""
    first: Found | None = None
    count = 0
    for one in given:
        if one.finding.kind != "official":
            yield one
            continue
        first = first or one
        count += int(str(one.finding.facts["count"]))
    if first is not None:
        yield first._replace(finding=replace(first.finding, facts={"count": count}))


def _in_order(given: Iterable[Found], explained: Explained) -> list[Found]:
    """Each finding once, those about the same cell and of the same kind taken together."""
    found = {one.key: one for one in _stamped(given, explained)}
    return sorted(found.values(), key=lambda one: one.bucket)


def _stamped(given: Iterable[Found], explained: Explained) -> Iterator[Found]:
    """Explained are those whose facts are still what they were when somebody explained them."""
    for one in given:
        facts = told(one.finding.facts)
        for row in explained.get((one.finding.address, one.finding.kind), ()):
            if text(row, "remark") == facts:
                one = one._replace(acceptance=text(row, "id"), reason=text(row, "reason"))
        yield one
