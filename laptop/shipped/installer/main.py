"""The installer's steps, in their order: check, make beside, try, and only then turn to it."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from installer import launchers, versions
from installer.alone import alone
from installer.environment import Environment, enough, machine
from installer.places import launcher_in, usual, usual_launchers
from installer.refusal import Refusal, why
from installer.sums import check
from installer.words import LANGUAGES, say, speak, tell


def main(arguments: list[str], archive: Path) -> int:
    """Do what is asked; 0 done, 2 refused."""
    asked = _asked(arguments)
    home = _folder(asked.to) if asked.to else usual()
    shown = (
        [launcher_in(Path(asked.launcher).expanduser().absolute())] if asked.launcher else usual_launchers()
    )
    try:
        if asked.remove:
            remove(home, shown)
        elif _checked(archive) and not asked.check:
            install(archive, home, shown)
    except Refusal as refusal:
        return _refused(str(refusal))
    except KeyboardInterrupt:
        return _refused(say("refused.stopped"))
    return 0


def install(archive: Path, home: Path, shown: list[Path]) -> None:
    """Install beside what is there, then turn to it; raises `Refusal`, and then all is as it was."""
    facts = json.loads((archive / "archive.json").read_text("utf-8"))
    if home == archive or archive in home.parents:
        raise Refusal("in_archive", folder=home)
    enough(home, facts["needed_mb"])
    with alone(home):
        home = home.resolve()
        versions.sweep(home)
        before = versions.current(home)
        tell("step.installing", version=facts["version"], folder=home)
        with versions.fresh(home, facts["version"]) as place:
            lacking = _make(archive, home, place)
        versions.sweep(home)
    launcher = launcher_in(home)
    _tell(before, facts["version"], lacking)
    placed = [launchers.place(one, launcher) for one in shown]
    if not any(placed):
        launchers.start(launcher)
    tell("done.demo", path=home / "demo.db")
    tell("done.guide", path=place / "guide" / "index.html")


def remove(home: Path, shown: list[Path]) -> None:
    """Take the program away, never a data file; raises `Refusal` where there is none."""
    if not (home / versions.FOLDER).is_dir():
        raise Refusal("not_there", folder=home)
    own = launcher_in(home)
    with alone(home):
        for launcher in shown:
            if launchers.leads(launcher, own):
                launcher.unlink()
        own.unlink(missing_ok=True)
        shutil.rmtree(home / versions.FOLDER, ignore_errors=True)
        (home / "install.log").unlink(missing_ok=True)
    (home / ".lock").unlink(missing_ok=True)
    tell("done.removed", folder=home)


def _make(archive: Path, home: Path, place: Path) -> list[str]:
    """A complete new version that is turned to; what of the extra it cannot have."""
    log = home / "install.log"
    try:
        log.write_bytes(b"")
        environment = Environment(place, archive, log)
        environment.make()
        lacking = environment.fill()
        tell("step.trying")
        environment.runs()
        shutil.copytree(archive / "guide", place / "guide")
        _demo(archive, home)
        versions.finish(place)
        launchers.turn(home, place)
    except OSError as error:
        enough(place, 8)
        raise Refusal("not_writable", folder=home, why=why(error)) from error
    return lacking


def _demo(archive: Path, home: Path) -> None:
    """Put the demo file there once: from then on it is the user's."""
    if not (home / "demo.db").exists():
        fresh = home / ".demo.new"
        shutil.copyfile(archive / "demo.db", fresh)
        fresh.replace(home / "demo.db")


def _tell(before: Path | None, version: str, lacking: list[str]) -> None:
    if before is None:
        tell("done.installed", version=version)
    else:
        tell("done.upgraded", before=versions.said(before), version=version)
    if lacking:
        tell("done.lacking", machine=machine(), names=", ".join(lacking))


def _checked(archive: Path) -> bool:
    tell("step.checking")
    tell("step.whole", count=check(archive))
    return True


def _folder(given: str) -> Path:
    return Path(given).expanduser().absolute()


def _asked(arguments: list[str]) -> argparse.Namespace:
    spoken = argparse.ArgumentParser(add_help=False)
    spoken.add_argument("--lang")
    speak(spoken.parse_known_args(arguments)[0].lang or "")
    parser = argparse.ArgumentParser(prog="install", description=say("help.about"))
    parser.add_argument("--to", metavar="FOLDER", help=say("help.folder"))
    parser.add_argument("--launcher", metavar="FOLDER", help=say("help.launcher"))
    parser.add_argument("--check", action="store_true", help=say("help.check"))
    parser.add_argument("--remove", action="store_true", help=say("help.remove"))
    parser.add_argument("--lang", choices=LANGUAGES, help=say("help.language"))
    return parser.parse_args(arguments)


def _refused(sentence: str) -> int:
    encoding = sys.stderr.encoding or "ascii"
    sys.stderr.write(sentence.encode(encoding, "replace").decode(encoding) + "\n")
    return 2
