"""What a wheel says of itself: name, version, licence, what it requires."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename

ANYWHERE = "any"
_INSIDE = re.compile(r"[^/]+\.dist-info/METADATA")


@dataclass(frozen=True, slots=True)
class Wheel:
    """One wheel in a folder."""

    path: Path
    name: str
    version: str

    @property
    def metadata(self) -> Message:
        """Its `METADATA`."""
        return _metadata(self.path)

    @property
    def anywhere(self) -> bool:
        """Whether it is for every machine."""
        return {tag.platform for tag in parse_wheel_filename(self.path.name)[3]} == {ANYWHERE}

    def fits(self, python: str) -> bool:
        """Whether a Python, `3.11`, can load it."""
        tags = parse_wheel_filename(self.path.name)[3]
        own = f"cp{python.replace('.', '')}"
        return any(tag.interpreter == own or tag.abi == "none" or _stable(tag, own) for tag in tags)

    def extra(self, name: str) -> list[str]:
        """What an extra adds, without the machines it adds it on."""
        needed = map(Requirement, self.metadata.get_all("Requires-Dist", []))
        return [f"{one.name}{one.specifier}" for one in needed if one.marker and _asks(one, name)]

    @property
    def unpacked(self) -> int:
        """How many bytes it holds."""
        with zipfile.ZipFile(self.path) as archive:
            return sum(one.file_size for one in archive.infolist())

    def requires(self, extras: frozenset[str], markers: dict[str, str]) -> list[Requirement]:
        """What it needs beside itself, with these extras, where these markers hold."""
        needed = map(Requirement, self.metadata.get_all("Requires-Dist", []))
        return [one for one in needed if _holds(one, extras, markers)]


def _holds(one: Requirement, extras: frozenset[str], markers: dict[str, str]) -> bool:
    if one.marker is None:
        return True
    return any(one.marker.evaluate({**markers, "extra": extra}) for extra in (extras or {""}))


def _asks(one: Requirement, extra: str) -> bool:
    return one.marker is not None and one.marker.evaluate({"extra": extra}) > one.marker.evaluate(
        {"extra": ""}
    )


def _stable(tag: Tag, own: str) -> bool:
    """Whether it keeps to the stable interface of a Python as old as this one or older."""
    return tag.abi == "abi3" and int(tag.interpreter[3:]) <= int(own[3:])


def wheel(path: Path) -> Wheel:
    """The wheel of that name; raises `InvalidWheelFilename` for anything else."""
    name, version, _, _ = parse_wheel_filename(path.name)
    return Wheel(path, canonicalize_name(name), str(version))


def wheels(folder: Path) -> list[Wheel]:
    """The wheels of a folder, by name."""
    return sorted((wheel(path) for path in folder.glob("*.whl")), key=lambda one: one.path.name)


@cache
def _metadata(path: Path) -> Message:
    with zipfile.ZipFile(path) as archive:
        [name] = [
            one for one in archive.namelist() if one.count("/") == 1 and one.endswith(".dist-info/METADATA")
        ]
        return BytesParser().parsebytes(archive.read(name))


def licence(metadata: Message) -> str:
    """The licence in a few words: its SPDX expression, else what stands in its place."""
    if expression := metadata["License-Expression"]:
        return str(expression)
    classified = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier", [])
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    written = str(metadata["License"] or "").strip()
    brief = written if 0 < len(written) < 60 and "\n" not in written else ""
    return "; ".join(classified) or brief or "?"
