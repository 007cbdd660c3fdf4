"""Which wheels a target needs: what the program requires there, and what that requires, each as pinned.

pip asks a requirement's marker of the machine it runs on, not of the one it downloads for: on Linux it would
leave out what only Windows needs. So the requirements are followed here, and pip only fetches.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from targets import Target
from wheels import Wheel

Fetch = Callable[[str, str, Target], Wheel | None]
"""Name, version and target → the wheel for it, or None where there is none."""
_PIN = re.compile(r"([\w.-]+)==([\w.+!-]+)")


class Unpinned(ValueError):
    """A package is needed whose version is not in `constraints.txt`, or not the one that is needed."""


def pins(path: Path) -> dict[str, str]:
    """Name → version of a file of constraints."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    found = [_PIN.fullmatch(line) for line in lines if line]
    return {str(canonicalize_name(one[1])): one[2] for one in found if one}


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be had for a target."""

    wheels: dict[str, Wheel]
    missing: tuple[str, ...]
    """The parts of an extra that are not to be had there."""


def closure(own: Wheel, extra: str, target: Target, pinned: Mapping[str, str], fetch: Fetch) -> Found | None:
    """What the program needs there, and of the extra what is to be had; None where it cannot be without.

    Raises `Unpinned`.
    """
    plain = own.requires(frozenset(), target.markers)
    wheels = _follow(plain, target, pinned, fetch)
    if wheels is None:
        return None
    missing = []
    for requirement in own.requires(frozenset({extra}), target.markers):
        more = _follow([requirement], target, pinned, fetch)
        wheels.update(more or {})
        if more is None:
            missing.append(requirement.name)
    return Found({own.name: own, **wheels}, tuple(missing))


def _follow(
    asked: Iterable[Requirement], target: Target, pinned: Mapping[str, str], fetch: Fetch
) -> dict[str, Wheel] | None:
    """Name → wheel of all these requirements lead to; None where one is not to be had."""
    known: dict[str, Wheel] = {}
    waiting = list(asked)
    while waiting:
        requirement = waiting.pop()
        name = str(canonicalize_name(requirement.name))
        if name in known and not requirement.extras:
            continue
        found = known.get(name) or fetch(name, _version(requirement, name, pinned), target)
        if found is None:
            return None
        known[name] = found
        waiting += found.requires(frozenset(requirement.extras), target.markers)
    return known


def _version(requirement: Requirement, name: str, pinned: Mapping[str, str]) -> str:
    version = pinned.get(name)
    if version is None:
        raise Unpinned(f"{name} is needed and has no version in constraints.txt")
    if not requirement.specifier.contains(version, prereleases=True):
        raise Unpinned(f"{requirement} is needed, constraints.txt has {version}")
    return version
