"""What is wrong with the way a programme is set up: weights, bands, links, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from unicodedata import normalize

from pilot_tui.rules.findings.finding import Finding

WHOLE = Decimal(100)


def weights(address: str, given: Sequence[Decimal | None], whole: Decimal = WHOLE) -> Iterator[Finding]:
    """Weights that do not sum to `whole`, or to nothing at all; blanks count as 0."""
    if not given:
        return
    total = sum((one for one in given if one is not None), Decimal(0))
    if not total:
        yield Finding("no_weight", address, {})
    elif total != whole:
        yield Finding("weights", address, {"sum": total.normalize(), "whole": whole})


def bands(given: Sequence[tuple[str, Decimal | None, Decimal | None]]) -> Iterator[Finding]:
    """Grade bands `(address, low, high)` that are open, empty, overlap, or leave a gap.

    A gap is between two bands, below the lowest one (from 0) or above the topmost one (up to 100).
    """
    whole: list[tuple[Decimal, Decimal, str]] = []
    for address, low, high in given:
        if low is None or high is None or low >= high:
            yield Finding("bands", address, {"low": low, "high": high})
        else:
            whole.append((low, high, address))
    whole.sort()
    for (_, high, address), (low, _, _) in pairwise(whole):
        if high != low:
            yield Finding("bands", address, {"low": high, "high": low})
    if whole and whole[0][0] > 0:
        yield Finding("bands", whole[0][2], {"low": Decimal(0), "high": whole[0][0]})
    if whole and whole[-1][1] < WHOLE:
        yield Finding("bands", whole[-1][2], {"low": whole[-1][1], "high": WHOLE})


def cycles(links: Mapping[str, str]) -> list[list[str]]:
    """Indicators that follow each other round: each ring once, from its first code on.

    Args:
        links: Code → the code it follows.
    """
    found: list[list[str]] = []
    done: set[str] = set()
    for start in sorted(links):
        path: list[str] = []
        code: str | None = start
        while code is not None and code not in done and code not in path:
            path.append(code)
            code = links.get(code)
        if code is not None and code in path:
            ring = path[path.index(code) :]
            first = ring.index(min(ring))
            found.append(ring[first:] + ring[:first])
        done.update(path)
    return found


def rings(links: Mapping[str, str], addresses: Mapping[str, str]) -> Iterator[Finding]:
    """Each ring of `cycles`, at the address of its first indicator's link."""
    for ring in cycles(links):
        yield Finding("cycle", addresses[ring[0]], {"ring": " → ".join([*ring, ring[0]])})


def duplicates(named: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Rows `(address, name)` of one list that carry the same name, spaces, case and width aside."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for address, name in named:
        if key := "".join(normalize("NFKC", name).casefold().split()):
            groups[key].append((address, name))
    for (first, name), *others in groups.values():
        for address, _ in others:
            yield Finding("duplicate", address, {"name": name, "other": first})


def redefined(address: str, now: str, before: str) -> Iterator[Finding]:
    """A definition that is another than the year before."""
    if now and before and now != before:
        yield Finding("definition", address, {"now": now, "before": before})
