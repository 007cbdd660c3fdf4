"""A new environment with the program in it, from the wheels of the archive alone."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from installer.places import program, python
from installer.refusal import Refusal, why
from installer.sums import WHEELS

_PIP = """import sys; sys.path.insert(0, sys.argv.pop(1))
from pip._internal.cli.main import main; sys.exit(main())"""
"""pip as the archive brings it: a Python without `ensurepip` can install as well."""

_ALONE = ("--no-index", "--no-cache-dir", "--only-binary=:all:", "--no-input", "--disable-pip-version-check")


class Environment:
    """An environment at `place`, filled from `archive`; what pip says goes into a log."""

    def __init__(self, place: Path, archive: Path, log: Path) -> None:
        self.place, self.archive, self.log = place, archive, log
        self.facts = json.loads((archive / "archive.json").read_text("utf-8"))

    @property
    def _tool(self) -> Path:
        """pip, for as long as it is needed."""
        return self.place / "pip"

    def make(self) -> None:
        """An empty environment; raises `Refusal`."""
        try:
            import venv
        except ImportError as error:
            raise Refusal("no_venv", python=sys.executable) from error
        try:
            venv.EnvBuilder(symlinks=os.name != "nt", with_pip=False).create(self.place)
        except (OSError, subprocess.CalledProcessError) as error:
            self._no_room()
            told = why(error) if isinstance(error, OSError) else str(error.returncode)
            raise Refusal("venv", why=told) from error
        [pip] = (self.archive / WHEELS).glob("pip-*.whl")
        with zipfile.ZipFile(pip) as packed:
            packed.extractall(self._tool)

    def fill(self) -> list[str]:
        """Install the program and what it can have of its extra; what it cannot. Raises `Refusal`."""
        wanted, extra = [f"pilot-tui=={self.facts['version']}"], self.facts["office"]
        if self._pip(*wanted, *extra):
            return []
        self._no_room()
        if not self._could(*wanted):
            raise Refusal(
                "no_wheels", python=platform.python_version(), machine=machine(), known=self.facts["known"]
            )
        had = [one for one in extra if self._could(*wanted, one)]
        if not self._pip(*wanted, *had):
            self._no_room()
            raise Refusal("pip", log=self.log)
        return [re.split("[<>=!~]", one)[0] for one in extra if one not in had]

    def runs(self) -> None:
        """Try the program; raises `Refusal`."""
        shutil.rmtree(self._tool, ignore_errors=True)
        if self._logged([str(program(self.place)), "--version"]):
            self._no_room()
            raise Refusal("not_running", log=self.log)

    def _could(self, *asked: str) -> bool:
        """Whether these could be installed together."""
        return self._pip("--dry-run", *asked)

    def _pip(self, *arguments: str) -> bool:
        command = [str(python(self.place)), "-I", "-c", _PIP, str(self._tool), "install", *_ALONE]
        return not self._logged([*command, "--find-links", str(self.archive / WHEELS), *arguments])

    def _logged(self, command: list[str]) -> int:
        with self.log.open("ab") as log:
            log.write(("\n$ " + " ".join(command) + "\n").encode("utf-8", "replace"))
            log.flush()
            return subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=_clean(), check=False
            ).returncode

    def _no_room(self) -> None:
        """Say so when a full disk was the reason."""
        enough(self.place, 8)


def enough(place: Path, needed: int) -> None:
    """Raise `Refusal` where less than `needed` MB are free on the disk of `place`."""
    there = next(one for one in (place, *place.parents) if one.exists())
    free = shutil.disk_usage(there).free >> 20
    if free < needed:
        raise Refusal("no_room", folder=place, free=free, needed=needed)


def machine() -> str:
    """This machine in two words: `Linux x86_64`."""
    return f"{platform.system()} {platform.machine()}"


def _clean() -> dict[str, str]:
    """The environment without what would lead pip or Python elsewhere."""
    kept = {
        name: value for name, value in os.environ.items() if not name.upper().startswith(("PIP_", "PYTHON"))
    }
    return {**kept, "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"}
