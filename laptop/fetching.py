"""Getting wheels: the project's own, and the others through pip, from wherever pip is set up to look."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from targets import Target
from wheels import Wheel, wheel, wheels

STAMP = "1580601600"
"""The time of everything that is packed, 2020-02-02, so that the same sources make the same archive."""


def own_wheel(project: Path, folder: Path) -> Wheel:
    """The project's wheel, made anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.whl"):
        old.unlink()
    _pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(project))
    [made] = folder.glob("*.whl")
    return wheel(made)


class Fetcher:
    """Wheels from the package index, kept in a folder: what lies there is not fetched again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._got = cache(self._get)

    def __call__(self, name: str, version: str, target: Target) -> Wheel | None:
        """The wheel for a target; None where there is none."""
        return self._here(name, version) or self._got(name, version, target.machine.tags, target.python)

    def _here(self, name: str, version: str) -> Wheel | None:
        return next((one for one in wheels(self.folder) if _is(one, name, version) and one.anywhere), None)

    def _get(self, name: str, version: str, tags: tuple[str, ...], python: str) -> Wheel | None:
        """Each machine has a folder of its own for what is only for it, what came is what is there."""
        place = self.folder / tags[0]
        if not _pick(place, name, version, python):
            platforms = [word for tag in tags for word in ("--platform", tag)]
            asked = ["--only-binary=:all:", "--no-deps", "--python-version", python, *platforms]
            try:
                _pip("download", "--dest", str(place), *asked, f"{name}=={version}")
            except subprocess.CalledProcessError as error:
                if "No matching distribution" in error.stderr:
                    return None
                raise
        found = _pick(place, name, version, python)
        if found is not None and found.anywhere:
            return wheel(found.path.rename(self.folder / found.path.name))
        return found


def _pick(place: Path, name: str, version: str, python: str) -> Wheel | None:
    return next((one for one in wheels(place) if _is(one, name, version) and one.fits(python)), None)


def _is(one: Wheel, name: str, version: str) -> bool:
    return (one.name, one.version) == (name, version)


def _pip(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments],
        env={**os.environ, "SOURCE_DATE_EPOCH": STAMP},
        check=True,
        stderr=subprocess.PIPE,
        text=True,
    )
