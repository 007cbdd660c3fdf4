"""The machines and Pythons the archive is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_GLIBC = ("2_28", "2_27", "2_26", "2_24", "2_17", "2_12", "2_5")
_MUSL = ("1_2", "1_1")


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of machine."""

    name: str
    tags: tuple[str, ...]
    """What its wheels are tagged with, best first."""
    markers: dict[str, str] = field(hash=False)
    """What a requirement's marker may ask of it."""


def _linux(kind: str, versions: tuple[str, ...], processor: str) -> tuple[str, ...]:
    return tuple(f"{kind}_{version}_{processor}" for version in versions)


def _asks(system: str, platform: str, processor: str, os_name: str = "posix") -> dict[str, str]:
    return {
        "platform_system": system,
        "sys_platform": platform,
        "platform_machine": processor,
        "os_name": os_name,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "extra": "",
    }


MACHINES = (
    Machine("windows-amd64", ("win_amd64",), _asks("Windows", "win32", "AMD64", "nt")),
    Machine("windows-arm64", ("win_arm64",), _asks("Windows", "win32", "ARM64", "nt")),
    Machine("macos-arm64", ("macosx_12_0_arm64",), _asks("Darwin", "darwin", "arm64")),
    Machine("macos-x86_64", ("macosx_12_0_x86_64",), _asks("Darwin", "darwin", "x86_64")),
    Machine("linux-x86_64", _linux("manylinux", _GLIBC, "x86_64"), _asks("Linux", "linux", "x86_64")),
    Machine("linux-aarch64", _linux("manylinux", _GLIBC, "aarch64"), _asks("Linux", "linux", "aarch64")),
    Machine("musl-x86_64", _linux("musllinux", _MUSL, "x86_64"), _asks("Linux", "linux", "x86_64")),
)
USUAL = tuple(machine.name for machine in MACHINES if not machine.name.startswith("musl"))
"""Alpine and the like are left out unless asked for: 90 MB for hardly a laptop."""


@dataclass(frozen=True, slots=True)
class Target:
    """A machine with a Python."""

    machine: Machine
    python: str

    @property
    def markers(self) -> dict[str, str]:
        """What a requirement's marker may ask."""
        return {
            **self.machine.markers,
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
        }


def targets(names: tuple[str, ...] = USUAL) -> Iterator[Target]:
    """Every target on the machines of these names; raises `ValueError` for one that is not known."""
    known = {machine.name: machine for machine in MACHINES}
    for name in names:
        if name not in known:
            raise ValueError(f"no machine {name}: {', '.join(known)}")
        yield from (Target(known[name], python) for python in PYTHONS)
