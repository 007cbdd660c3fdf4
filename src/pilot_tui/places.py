"""Where things lie on this machine: fixtures, the user's files, the user's settings."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

from pilot_tui import surroundings

_HOME = Path(__file__).parent


def fixtures() -> Path:
    """The demo set: inside the wheel, or at the top of a checkout."""
    packed = _HOME / "fixtures"
    return packed if packed.is_dir() else _HOME.parents[1] / "fixtures"


@cache
def settings() -> Path:
    """The folder of the user's settings; `$PILOT_CONFIG` overrides it."""
    return Path(surroundings.settings())


def typed(text: str) -> Path:
    """The path a person typed or dragged in: without the quotes round it, `~` is their home."""
    bare = text.strip().strip("'\"")
    return Path(os.path.expanduser(bare))  # noqa: PTH111  # that of `Path` raises for the home of nobody here


def own_file() -> Path:
    """Where a file is made when none is named."""
    return Path(surroundings.own_file())


def default_file() -> Path:
    """`$PILOT_DB`, else `./data/pilot.db`, else the user's own file."""
    return Path(surroundings.default_file())


def preference(name: str) -> str:
    """What the user's settings say, empty when nothing."""
    said = kept(name)
    return "" if said is None else str(said)


def kept(name: str) -> object:
    """A setting as it was kept: text, or what JSON made of it; None when there is none."""
    return _read().get(name)


def prefer(name: str, value: object) -> None:
    """Keep a setting; a folder that cannot be written only means being asked again."""
    place = settings() / "settings.json"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_suffix(".new")
        fresh.write_text(json.dumps({**_read(), name: value}, ensure_ascii=False, indent=1), "utf-8")
        fresh.replace(place)
    except OSError:
        return


def _read() -> dict[str, object]:
    """The settings file; empty when there is none, or none that can be read."""
    try:
        return dict(json.loads((settings() / "settings.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        return {}
