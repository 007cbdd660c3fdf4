"""Build the archive: `python laptop/build.py [MACHINE …]`; without machines, for all the usual ones."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from closure import closure, pins
from fetching import Fetcher, own_wheel
from guide import write_guide
from listing import listing
from packing import digest, list_sums, pack
from targets import USUAL, Target, targets
from wheels import Wheel

TOP = Path(__file__).resolve().parents[1]
BUILD, DIST = TOP / "build" / "laptop", TOP / "dist"
EXTRA = "office"
_SPARE = 1.6
"""What an installed wheel takes beside what it holds: compiled modules, whole blocks of a disk."""


def main(names: Sequence[str]) -> int:
    """Fetch, render, list and pack; says what is being done."""
    began = time.monotonic()
    own = own_wheel(TOP, BUILD / "own")
    chosen = list(targets(tuple(names) or USUAL))
    held = gather(own, chosen, Fetcher(BUILD / "fetched"))
    folder = BUILD / f"pilot-tui-{own.version}-laptop"
    fill(folder, own, held)
    DIST.mkdir(exist_ok=True)
    archive = DIST / f"{folder.name}.zip"
    pack(folder, archive)
    took, size = time.monotonic() - began, archive.stat().st_size / 1e6
    print(f"{archive.relative_to(TOP)}: {size:,.0f} MB, {took:.0f} s")
    print(f"{digest(archive)}  {archive.name}")
    return 0


def gather(own: Wheel, chosen: Iterable[Target], fetch: Fetcher) -> dict[Target, list[Wheel]]:
    """What each target needs, and of the extra `office` what is to be had there; stops where it cannot be."""
    pinned = pins(TOP / "constraints.txt")
    held = {}
    for target in chosen:
        found = closure(own, EXTRA, target, pinned, fetch)
        pip = fetch("pip", pinned["pip"], target)
        if found is None or pip is None:
            raise SystemExit(f"no wheels for {target.machine.name}, Python {target.python}")
        without = f", without {', '.join(found.missing)}" if found.missing else ""
        print(f"{target.machine.name} {target.python}: {len(found.wheels)} packages{without}", flush=True)
        held[target] = list({**found.wheels, "pip": pip}.values())
    return held


def fill(folder: Path, own: Wheel, held: dict[Target, list[Wheel]]) -> None:
    """Lay the archive out in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TOP / "laptop" / "shipped", folder, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    _lines(folder / "install.cmd")
    every = {one.path.name: one for wheels in held.values() for one in wheels}
    (folder / "wheels").mkdir()
    for one in every.values():
        shutil.copy(one.path, folder / "wheels")
    write_guide(TOP, folder / "guide")
    _demo(folder / "demo.db")
    shutil.copy(TOP / "LICENSE", folder)
    (folder / "packages.csv").write_text(listing(every.values()), "utf-8", newline="")
    (folder / "archive.json").write_text(json.dumps(_facts(own, held), ensure_ascii=False, indent=1), "utf-8")
    list_sums(folder)


def _lines(path: Path) -> None:
    """End lines as Windows does: its command interpreter loses its way otherwise."""
    path.write_text(path.read_text("utf-8"), "utf-8", newline="\r\n")


def _demo(place: Path) -> None:
    """The demo file as it stands in the project."""
    shutil.copyfile(TOP / "data" / "pilot.db", place)


def _facts(own: Wheel, held: dict[Target, list[Wheel]]) -> dict[str, object]:
    """What the installer has to know: the version, the room it takes, what it can be installed on."""
    machines = sorted({target.machine.name for target in held})
    pythons = sorted({target.python for target in held}, key=lambda version: int(version.partition(".")[2]))
    largest = max(sum(one.unpacked for one in wheels) for wheels in held.values())
    return {
        "version": own.version,
        "office": own.extra(EXTRA),
        "needed_mb": round(largest * _SPARE / 1e6),
        "known": f"Python {', '.join(pythons)} · {', '.join(machines)}",
    }


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"{' '.join(error.cmd)}\n{error.stderr}")
    except ValueError as error:
        sys.exit(str(error))
