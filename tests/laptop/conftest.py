"""An archive in small: a program of three lines, and pip as it lies in this environment."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pip
import pytest

from packing import list_sums

SHIPPED = Path(__file__).resolve().parents[2] / "laptop" / "shipped"


def make_wheel(
    folder: Path,
    name: str,
    version: str,
    code: str = "",
    requires: tuple[str, ...] = (),
    tag: str = "py3-none-any",
) -> Path:
    """A wheel with one module and, where there is code, one command of the package's name."""
    module, info = name.replace("-", "_"), f"{name.replace('-', '_')}-{version}.dist-info"
    metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}", *requires]
    files = {
        f"{module}.py": code,
        f"{info}/METADATA": "\n".join(metadata) + "\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: {tag}\n",
        f"{info}/entry_points.txt": f"[console_scripts]\n{name} = {module}:main\n" if code else "",
    }
    path = folder / f"{module}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as packed:
        for inside, text in files.items():
            packed.writestr(inside, text)
        packed.writestr(f"{info}/RECORD", "".join(f"{inside},,\n" for inside in [*files, f"{info}/RECORD"]))
    return path


def program(version: str) -> str:
    return f"def main():\n    print('pilot-tui {version}')\n"


@pytest.fixture(scope="session")
def pip_wheel() -> bytes:
    """The pip of this environment as a wheel.

    What Python made of it goes along, so that not every installation compiles it anew.
    """
    home, packed = Path(pip.__file__).parent, io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as wheel:
        for path in sorted(home.rglob("*")):
            if path.is_file():
                wheel.writestr(str(path.relative_to(home.parent)), whenever(path))
    return packed.getvalue()


def whenever(path: Path) -> bytes:
    """A file as it is; where it is compiled code, such that holds whatever the date of its source."""
    data = path.read_bytes()
    unchecked = (1).to_bytes(4, "little") + bytes(8)
    return data[:4] + unchecked + data[16:] if path.suffix == ".pyc" else data


@dataclass
class Unpacked:
    """An archive unpacked in a folder, and a person's home."""

    folder: Path
    home: Path
    pip: bytes

    @property
    def place(self) -> Path:
        """Where the program is installed."""
        return self.home / "the place"

    @property
    def launcher(self) -> Path:
        return self.home / "bin" / "pilot-tui"

    def of(self, version: str, code: str | None = None, requires: tuple[str, ...] = ()) -> Unpacked:
        """The archive of another version."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(SHIPPED, self.folder, ignore=shutil.ignore_patterns("__pycache__"))
        (self.folder / "wheels").mkdir()
        (self.folder / "guide").mkdir()
        (self.folder / "guide" / "index.html").write_text("guide")
        (self.folder / "demo.db").write_bytes(b"demo")
        (self.folder / "wheels" / "pip-1.0-py3-none-any.whl").write_bytes(self.pip)
        make_wheel(
            self.folder / "wheels",
            "pilot-tui",
            version,
            program(version) if code is None else code,
            tuple(f"Requires-Dist: {one}" for one in requires),
        )
        return self.saying(version=version, needed_mb=1, known="Python 3.11 · here", office=[])

    def saying(self, **facts: object) -> Unpacked:
        """The archive with other facts, and its sums as they are."""
        path = self.folder / "archive.json"
        known = json.loads(path.read_text()) if path.exists() else {}
        path.write_text(json.dumps({**known, **facts}))
        list_sums(self.folder)
        return self

    def command(self, *arguments: str) -> list[str]:
        given = [*arguments, "--to", str(self.place), "--launcher", str(self.home / "bin")]
        return [sys.executable, str(self.folder / "install.py"), *given]

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the installer."""
        return subprocess.run(
            self.command(*arguments), env=self.env(**variables), capture_output=True, text=True, check=False
        )

    def env(self, **variables: str) -> dict[str, str]:
        return {**os.environ, "PILOT_LANG": "en", "PYTHONUTF8": "1", "HOME": str(self.home), **variables}

    def started(self) -> str:
        """What the installed program says."""
        return subprocess.run([self.launcher], capture_output=True, text=True, check=True).stdout

    def versions(self) -> list[str]:
        """The folders of versions there are."""
        folder = self.place / "program"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def archive(tmp_path: Path, pip_wheel: bytes) -> Unpacked:
    """Version 0.1.0, in a folder with a space, a quote and 汉字 in its name."""
    (tmp_path / "it's 家 目").mkdir()
    return Unpacked(tmp_path / "第 一 台" / "archive", tmp_path / "it's 家 目", pip_wheel).of("0.1.0")
