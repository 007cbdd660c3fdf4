"""Who is responsible for a milestone: one or several, and what each of them has on schedule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from pilot_tui.model import Rule, TaskShare
from pilot_tui.rules.schedule import task_share
from pilot_tui.words import lexicon
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.tasks import TaskLine


class Owner(NamedTuple):
    """One of them."""

    zh: str
    en: str

    @property
    def key(self) -> str:
        """What tells one from the others: the Chinese name, else the other, in small letters."""
        return (self.zh or self.en).casefold()

    def answers(self, name: str) -> bool:
        """Whether a name, or a part of one, means this one."""
        wanted = name.strip().casefold()
        return bool(wanted) and (wanted in self.zh.casefold() or wanted in self.en.casefold())


class Owned(NamedTuple):
    """What one has to do."""

    owner: Owner
    """Blank for the milestones nobody is responsible for."""
    tasks: int
    """Milestones, each with every one of its owners."""
    share: TaskShare


NOBODY = Owner("", "")


def owners(row: Row) -> tuple[Owner, ...]:
    """Everybody a milestone, or a value, names: side by side in both languages where as many are named."""
    chinese, english = (parts(text(row, f"owner_{language}")) for language in ("zh", "en"))
    if chinese and len(chinese) != len(english):
        return tuple(Owner(name, "") for name in chinese)
    return tuple(Owner(*pair) for pair in zip_longest(chinese, english, fillvalue=""))


def parts(said: str) -> list[str]:
    """The names in a cell, each once, in order."""
    for sign in str(lexicon("owners")["between"]):
        said = said.replace(sign, "\n")
    return list(dict.fromkeys(filter(None, map(str.strip, said.split("\n")))))


def owned_by(given: Iterable[TaskLine], name: str) -> list[TaskLine]:
    """Those somebody of that name is responsible for, alone or with others."""
    return [one for one in given if any(owner.answers(name) for owner in owners(one.row))]


def by_owner(given: Sequence[TaskLine], rule: Rule) -> list[Owned]:
    """Each owner with its milestones and its share of them, the most first; nobody's last."""
    found: dict[str, tuple[Owner, list[TaskLine]]] = {}
    for one in given:
        for owner in owners(one.row) or (NOBODY,):
            found.setdefault(owner.key, (owner, []))[1].append(one)
    made = [
        Owned(owner, len(theirs), task_share([one.progress for one in theirs], rule))
        for owner, theirs in found.values()
    ]
    return sorted(made, key=lambda one: (not one.owner.key, -one.tasks, one.owner.key))
