"""What the columns of a sheet are of, by what stands above them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pilot_tui.tables import TABLES
from pilot_tui.words import both, lexicon
from pilot_tui.workbook.called import Called, plain
from pilot_tui.workbook.sheets.kinds import ID, KINDS

UNIT = "unit"
"""A column that only proves that figures are in the unit they are thought to be in."""
PASSED = "-"
"""A column that is passed over."""
KEYS = {
    "scorecard": ("programme", "county", "indicator", "year"),
    "review": ("programme", "round", "county", "expert", "criterion"),
    "milestones": ("programme", "county", "year", "name"),
    "reports": ("programme", "county", "year", "name", "day"),
    "items": ("programme", "county", "year", "name", "item"),
    "firms": ("programme", "county", "firm", "indicator", "year"),
    "rectification": ("programme", "county", "year", "name"),
}
"""What rows of each kind are found by, where they have no key."""
_THING = {"scorecard": "actual", "review": "mark"}
"""The field of a column that is called after an indicator, or a criterion."""
_BESIDE = re.compile("[(\\[\uff08\u3010].*?[)\\]\uff09\u3011]|[:*\uff1a]")
"""What stands beside a heading: a unit, a sign that it has to be filled in."""


class Meaning(NamedTuple):
    """What a column is of."""

    role: str
    """`key` (what a row is found by), `field`, or `-` for one that is passed over."""
    name: str = ""
    """The key or the field."""
    thing: str = ""
    """The code of the indicator or the criterion a column is called after."""

    def __str__(self) -> str:
        if self.role == PASSED:
            return PASSED
        return f"{self.thing}.{self.name}" if self.thing else self.name


class Headings:
    """Understands the headings of one kind of sheet."""

    def __init__(self, kind: str, things: Called | None) -> None:
        """`things` are the indicators or criteria that columns may be called after."""
        self.kind = kind
        self._things = things if kind in _THING else None
        self._words = dict(_words(kind))

    def meaning(self, heading: str) -> Meaning | None:
        """What a column is of; None where that is not known."""
        for said in _sayings(heading):
            if (found := self._words.get(said)) is not None:
                return found
        for said in _sayings(heading):
            if self._things and (code := self._things.get(said)):
                return Meaning("field", _THING[self.kind], code)
        return None

    def named(self, said: str) -> Meaning | None:
        """What somebody says a column is of: a key, a field, `I07.target`, or `-`; None where it is none."""
        code, point, name = said.strip().rpartition(".")
        if point and self._things and (found := self._things.get(code)):
            known = TABLES[KINDS[self.kind].table].field(name)
            return Meaning("field", name, found) if known else None
        return Meaning(PASSED) if said.strip() == PASSED else self.meaning(said)

    def choices(self) -> list[str]:
        """What `named` understands, besides indicators and criteria."""
        return [ID, *KEYS[self.kind], *_fields(self.kind), PASSED]


def _words(kind: str) -> Iterator[tuple[str, Meaning]]:
    """Every word for a column of a kind; of two that are alike the earlier counts."""
    found: dict[str, Meaning] = {}
    for said, meaning in _all_words(kind):
        found.setdefault(plain(said), meaning)
    yield from found.items()


def _all_words(kind: str) -> Iterator[tuple[str, Meaning]]:
    fields = _fields(kind)
    keys = (ID, *KEYS[kind])
    for name in keys:
        for said in (*_titles(kind, name), *both(f"table.{name}")):
            yield said, Meaning("key", name)
    for name in fields:
        for said in _titles(kind, name):
            yield said, Meaning("field", name)
    for said, name in lexicon("headings").items():
        if name in keys:
            yield said, Meaning("key", name)
        elif name in fields:
            yield said, Meaning("field", name)
    for name in KINDS[kind].told:
        for said in _titles(kind, name):
            yield said, Meaning("key", name) if name == UNIT else Meaning(PASSED)


def _titles(kind: str, name: str) -> tuple[str, ...]:
    """What may stand above a column of that name."""
    keys = (f"sheets.head_{kind}_{name}", f"sheets.head_{name}", f"field.{name}")
    return (name, *(said for key in keys for said in both(key)))


def _fields(kind: str) -> list[str]:
    """The fields that can be filled in: not those that say what a row is of."""
    kind_of, named = KINDS[kind], {"short", "unit_short"}
    named |= {*kind_of.told, *kind_of.named, *KEYS[kind]}
    table = TABLES[kind_of.table]
    return [
        one.name
        for one in table.fields
        if one.name.removesuffix("_zh").removesuffix("_en") not in named
        and one.name not in (*table.key, "provenance", "position")
        and not one.of
    ]


def _sayings(heading: str) -> Iterator[str]:
    """The ways a heading may be meant: whole, each of its lines, without what stands beside it."""
    lines = [heading, *heading.splitlines(), *heading.split("/")]
    bare = [_BESIDE.sub("", one) for one in lines]
    yield from filter(None, dict.fromkeys(map(plain, (*lines, *bare))))


def fingerprint(headings: Sequence[str]) -> str:
    """What tells one row of headings from another."""
    return hashlib.sha256("\x1f".join(map(plain, headings)).encode("utf-8", "replace")).hexdigest()[:16]


def asked_for(given: Mapping[str, str], heading: str, letter: str) -> str | None:
    """What somebody said of a column, by its heading, a line of it or its letter; None where nothing."""
    names = {plain(one): said for one, said in given.items()}
    for name in (*_sayings(heading), plain(letter)):
        if name in names:
            return names[name]
    return None
