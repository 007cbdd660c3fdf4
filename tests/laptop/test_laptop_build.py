"""Making the archive: what goes into it, for whom, and always the same."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import zipfile
from html.parser import HTMLParser
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from closure import Unpinned, closure, pins
from guide import pages, write_guide
from installer.sums import check
from laptop.conftest import make_wheel
from listing import listing
from packing import list_sums, pack
from targets import MACHINES, PYTHONS, USUAL, Target, targets
from wheels import Wheel, wheel, wheels

TOP = Path(__file__).resolve().parents[2]
WINDOWS, LINUX = (
    next(one for one in targets() if one.machine.name == name) for name in ("windows-amd64", "linux-x86_64")
)


def needing(folder: Path, name: str, *requires: str, tag: str = "py3-none-any") -> Wheel:
    return wheel(make_wheel(folder, name, "1.0", "", tuple(f"Requires-Dist: {one}" for one in requires), tag))


class Shelf:
    """Wheels to be had: those made here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str, version: str, target: Target) -> Wheel | None:
        return next((one for one in wheels(self.folder) if (one.name, one.version) == (name, version)), None)


@pytest.fixture
def own(tmp_path: Path) -> Wheel:
    """A program that needs one thing everywhere, one on Windows, and two for its extra."""
    needing(tmp_path, "plain", "deep[more]>=1")
    needing(tmp_path, "deep", 'extra-one; extra == "more"', 'extra-two; extra == "less"')
    needing(tmp_path, "extra-one", 'old; python_version < "3.12"')
    for name in ("old", "colours", "letters"):
        needing(tmp_path, name)
    return needing(
        tmp_path,
        "own",
        "plain",
        'colours; sys_platform == "win32"',
        'letters>=1; extra == "office"',
        'printing>=1; extra == "office"',
        'printing; extra == "readers"',
    )


PINNED = dict.fromkeys(("plain", "deep", "extra-one", "old", "colours", "letters", "printing"), "1.0")


def test_requirements_are_followed_as_the_target_has_them(own: Wheel, tmp_path: Path) -> None:
    held = {
        (name, python): closure(own, "office", target, PINNED, Shelf(tmp_path))
        for name, python in (("windows-amd64", "3.11"), ("linux-x86_64", "3.13"))
        for target in targets((name,))
        if target.python == python
    }
    common = {"own", "plain", "deep", "extra-one", "letters"}
    assert {target: found and set(found.wheels) for target, found in held.items()} == {
        ("windows-amd64", "3.11"): common | {"colours", "old"},
        ("linux-x86_64", "3.13"): common,
    }
    assert {found and found.missing for found in held.values()} == {("printing",)}
    assert own.extra("office") == ["letters>=1", "printing>=1"]


def test_what_cannot_be_done_without_is_told_apart(own: Wheel, tmp_path: Path) -> None:
    next(tmp_path.glob("extra_one-*")).unlink()
    assert closure(own, "office", LINUX, PINNED, Shelf(tmp_path)) is None


@pytest.mark.parametrize("version", [None, "0.9"])
def test_what_is_not_pinned_is_refused(own: Wheel, tmp_path: Path, version: str | None) -> None:
    pinned = {name: one for name, one in {**PINNED, "letters": version}.items() if one}
    with pytest.raises(Unpinned, match="letters"):
        closure(own, "office", LINUX, pinned, Shelf(tmp_path))


def test_every_requirement_of_the_project_is_pinned_on_every_machine() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    pinned, missing = pins(TOP / "constraints.txt"), set()
    waiting = [
        Requirement(one) for one in [*project["dependencies"], *project["optional-dependencies"]["office"]]
    ]
    seen = set()
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        wanted = list(targets(tuple(machine.name for machine in MACHINES)))
        if not any(one.marker is None or one.marker.evaluate(target.markers) for target in wanted):
            continue
        if name not in pinned or not one.specifier.contains(pinned[name]):
            missing.add(str(one))
        if name not in seen:
            seen.add(name)
            waiting += map(Requirement, _requires(name))
    assert "tzdata" in seen
    assert missing == set()
    assert "pip" in pinned


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []  # not of this machine, or of an extra that is not installed


@pytest.mark.parametrize(
    ("tag", "pythons"),
    [
        ("py3-none-any", PYTHONS),
        ("cp312-cp312-win_amd64", ("3.12",)),
        ("cp39-abi3-win_amd64", PYTHONS),
        ("cp313-abi3-win_amd64", ("3.13", "3.14")),
        ("cp38-cp38-win_amd64", ()),
    ],
)
def test_which_pythons_a_wheel_is_for(tmp_path: Path, tag: str, pythons: tuple[str, ...]) -> None:
    one = needing(tmp_path, "one", tag=tag)
    assert tuple(python for python in PYTHONS if one.fits(python)) == pythons
    assert one.anywhere == (tag == "py3-none-any")


def test_the_machines_are_those_that_people_have() -> None:
    assert {name.partition("-")[0] for name in USUAL} == {"windows", "macos", "linux"}
    with pytest.raises(ValueError, match="no machine amiga"):
        list(targets(("amiga",)))


# The list and the archive


def test_packages_are_listed_with_their_licences(tmp_path: Path) -> None:
    lines = {
        "one": ("License-Expression: MIT",),
        "two": ("Classifier: License :: OSI Approved :: BSD License", "License: long"),
        "three": ("License: Public Domain",),
        "four": (),
    }
    for name, said in lines.items():
        make_wheel(tmp_path, name, "1.0", "", said)
    rows = list(csv.DictReader(io.StringIO(listing(wheels(tmp_path)).removeprefix("\ufeff"))))
    assert {row["package"]: row["licence"] for row in rows} == {
        "one": "MIT",
        "two": "BSD License",
        "three": "Public Domain",
        "four": "?",
    }


def test_the_same_makes_the_same_archive(tmp_path: Path) -> None:
    folder = tmp_path / "pilot-tui-1.0-laptop"
    for name in ("b/z.whl", "b/a.txt", "install.sh", "A"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name * 99)
    list_sums(folder)
    assert check(folder) == 4
    pack(folder, tmp_path / "one.zip")
    (folder / "A").touch()
    (folder / "install.sh").chmod(0o600)
    pack(folder, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        names = packed.namelist()
        assert names == sorted(names)
        assert all(name.startswith("pilot-tui-1.0-laptop/") for name in names)
        assert {entry.date_time[0] for entry in packed.infolist()} == {2020}
        assert packed.getinfo("pilot-tui-1.0-laptop/install.sh").external_attr >> 16 & 0o111


def test_an_archive_half_written_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a").write_text("a")
    pack(tmp_path / "x", tmp_path / "x.zip")
    good = (tmp_path / "x.zip").read_bytes()
    monkeypatch.setattr(Path, "read_bytes", _full)
    with pytest.raises(OSError, match="full"):
        pack(tmp_path / "x", tmp_path / "x.zip")
    monkeypatch.undo()
    assert (tmp_path / "x.zip").read_bytes() == good


def _full(path: Path) -> bytes:
    raise OSError("full")


# The guide


class Links(HTMLParser):
    """Where a page leads, and what can be led to in it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.loads: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors.add(given.get("id") or "")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        elif given.get("src") or tag == "link":
            self.loads.append(given.get("src") or given.get("href") or "")


def test_the_guide_needs_no_network_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    write_guide(TOP, folder)
    read = {path.name: Links(path) for path in folder.glob("*.html")}
    assert len(read) == len(pages(TOP)) + 1
    assert {"tutorial.zh.html", "tutorial.html", "keys.html", "index.html"} <= read.keys()
    assert sum(len(page.loads) for page in read.values()) > 20
    for name, page in read.items():
        for loaded in page.loads:
            assert (folder / loaded).is_file(), (name, loaded)
        for link in page.links:
            file, _, anchor = unquote(link).partition("#")
            if not re.match(r"https?:", link):
                assert not file or file in read, (name, link)
                assert not anchor or anchor in read[file or name].anchors, (name, link)
