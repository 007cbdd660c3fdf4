"""Which font a printed page is set in: the one somebody names, else the first Chinese one this machine has.

No font comes with the program: they are large, and every machine that shows Chinese has one. Minimal Linux
machines have none: then the page is refused with a sentence, for a page of empty boxes is worse than none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from pilot_tui.errors import NoFont

_FAMILIES = (
    *("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun"),
    *("NSimSun", "FandolSong", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC"),
    *("Hiragino Sans GB", "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
    *("AR PL UMing CN", "Droid Sans Fallback"),
)
"""Song types first: that is what official papers are printed in."""
_LATIN = ("Libertinus Serif",)
"""Comes with typst."""
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def found(typst: ModuleType, text: str) -> tuple[list[str], Any]:
    """The families to set `text` in, the best first, and the fonts they are among; raises `NoFont`."""
    named = os.environ.get("PILOT_FONT", "")
    path = Path(named)
    folders = [str(path if path.is_dir() else path.parent)] if named and path.exists() else []
    fonts = typst.Fonts(font_paths=folders)
    wanted = [*_of_file(fonts, path), *([named] if named and not folders else []), *_FAMILIES]
    chosen = _first(wanted, fonts.families())
    wide = _WIDE.search(text)
    if wide and not chosen:
        raise NoFont(sample=wide[0])
    return [*chosen, *_LATIN], fonts


def _of_file(fonts: Any, path: Path) -> list[str]:  # noqa: ANN401  # of a library without types
    """The families of a font file, or of a folder of them."""
    home = path.resolve()
    return [
        one.family
        for one in fonts.fonts()
        if one.path and (Path(one.path).resolve() == home or Path(one.path).resolve().parent == home)
    ]


def _first(wanted: Sequence[str], known: Sequence[str]) -> list[str]:
    by_name = {name.casefold(): name for name in known}
    return next(([by_name[name.casefold()]] for name in wanted if name.casefold() in by_name), [])
