"""The office's file, three laptops' files and what they send back: always of the same minutes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pilot_tui.exchange.bundle import write_bundle
from pilot_tui.model import Cell
from pilot_tui.places import settings
from pilot_tui.store import Store, site
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.completing import complete
from pilot_tui.workbook.duties import duty_of
from pilot_tui.workbook.exchanging import gather
from pilot_tui.workbook.handing import Wanted, hand_out, settled

MADE = 1_719_738_000.0
"""When it all was made: seconds since 1970."""
MET = Cell("value", "P1.haining.I18.2020", "actual")
"""The cell that two people fill in."""
SAID = {
    "en": {
        "chair": "Chair",
        "lin": "Lin",
        "wu": "Wu",
        "wang": "Wang",
        "books": "from the county's books",
        "yearbook": "from the yearbook",
    },
    "zh": {
        "chair": "组长",
        "lin": "小林",
        "wu": "小吴",
        "wang": "小王",
        "books": "据县里台账",
        "yearbook": "据统计年鉴",
    },
}


def handed_out(demo: Path, folder: Path, language: str) -> Path:
    """The office's file, and beside it the files for a county, an expert and a reviewer."""
    said = SAID[language]
    office = Path(shutil.copy(demo, folder / "office.db"))
    office.chmod(0o600)
    with _machine(folder, "office"), Store.open(office) as store:
        book = Workbook(store, said["chair"], partial(float, MADE))
        for who, wanted in (
            ("lin", Wanted(person=said["lin"], programme="P1", county="haining", year=2020)),
            ("wu", Wanted(person=said["wu"], programme="P1", expert="E3")),
            ("wang", Wanted(person=said["wang"], role="reviewer")),
        ):
            hand_out(book, settled(book, wanted), folder / f"{who}.db")
    return office


def sent_back(folder: Path, language: str) -> None:
    """What the three of them write, and their bundles; Lin and Wang write the same cell."""
    said = SAID[language]

    def lin(book: Workbook) -> None:
        book.edit(MET, "97.3", said["books"])
        complete(book, duty_of(book, "P1", "haining", 2020))

    def wu(book: Workbook) -> None:
        book.edit(Cell("mark", "P1-2017.yongkang.E3.K1", "mark"), "88.9")
        complete(book, duty_of(book, "P1", "", 2020))

    def wang(book: Workbook) -> None:
        book.edit(MET, "97.1", said["yearbook"])

    for nth, write in enumerate((lin, wu, wang), 1):
        _send(folder, write, said[write.__name__], MADE + 60 * nth)


def _send(folder: Path, write: Callable[[Workbook], None], author: str, when: float) -> None:
    who = write.__name__
    with _machine(folder, who), Store.open(folder / f"{who}.db") as store:
        book = Workbook(store, author, partial(float, when))
        write(book)
        write_bundle(bundle := folder / f"{who}.bundle", gather(book))
    os.utime(bundle, (when, when))


@contextmanager
def _machine(folder: Path, who: str) -> Iterator[None]:
    """Somebody's computer: settings of its own."""
    os.environ["PILOT_CONFIG"] = str(folder / f"settings-{who}")
    settings.cache_clear()
    site._unkept.clear()
    try:
        yield
    finally:
        del os.environ["PILOT_CONFIG"]
        settings.cache_clear()
