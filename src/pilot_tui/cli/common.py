"""What the verbs share: their options, opening the file, finding things by the names people use."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from pilot_tui.cli.looking import author_of, viewer_of
from pilot_tui.cli.usage import HELP, Option, Verb
from pilot_tui.errors import Term, Unknown
from pilot_tui.places import default_file
from pilot_tui.signs import drawn_plain
from pilot_tui.store import Store
from pilot_tui.words import LANGUAGES, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.called import counties

Decorator = Callable[[Any], Any]


def verb(
    name: str, *options: Decorator, writes: bool = False, negative: bool = False
) -> Callable[[Callable[..., object]], click.Command]:
    """A command that takes `-f`, `--lang`, `--viewer` and, when it writes, `--author`; help is `cli.<name>`.

    With `negative`, an argument may be a negative number: none of its signs is an option.
    """

    def made(function: Callable[..., object]) -> click.Command:
        wrapped: Any = function
        if writes:
            wrapped = click.option("--author", envvar="PILOT_AUTHOR", default="", help=say("cli.author"))(
                wrapped
            )
        for option in reversed(options):
            wrapped = option(wrapped)
        wrapped = click.option(
            "--lang", type=click.Choice(LANGUAGES), expose_value=False, help=say("cli.lang")
        )(wrapped)
        wrapped = click.option("--viewer", expose_value=False, callback=_looks, help=say("cli.viewer"))(
            wrapped
        )
        wrapped = click.option("-f", "--file", type=click.Path(path_type=Path), help=say("cli.file"))(wrapped)
        settings = {"ignore_unknown_options": negative, "help_option_names": HELP}
        return click.command(name, cls=Verb, help=say(f"cli.{name}"), context_settings=settings)(wrapped)

    return made


def _looks(context: click.Context, _option: click.Parameter, viewer: str | None) -> None:
    """Who looks is known to whatever opens the file."""
    context.meta[_VIEWER] = viewer


def viewer_asked() -> str | None:
    """Who is to look by the option of the verb that runs; None where nobody says."""
    context = click.get_current_context(silent=True)
    said: str | None = context.meta.get(_VIEWER) if context else None
    return said


def option(*names: str, key: str = "", **settings: Any) -> Decorator:  # noqa: ANN401  # as click.option takes them
    """A click option whose help is a sentence of the words."""
    wording = key or "cli." + names[-1].lstrip("-").replace("-", "_")
    return click.option(*names, cls=Option, help=say(wording), **settings)


_VIEWER = "pilot_tui.viewer"
_UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

programme_option = option("--programme", default="")
county_option = option("--county", default="")
year_option = option("--year", type=int)
json_option = option("--json", "as_json", key="cli.json", is_flag=True)
reason_option = option("--reason", default="")


@contextmanager
def workbook(file: Path | None, author: str = "") -> Iterator[Workbook]:
    """The workbook of `-f`, else of `$PILOT_DB`, else of the usual places."""
    with Store.open(file or default_file()) as store:
        book = Workbook(store)
        book.author = author_of(book, author)
        book.look_as(viewer_of(book, viewer_asked()))
        yield book


@contextmanager
def stoppable(book: Workbook) -> Iterator[None]:
    """Whoever stops what is written whole or not at all hears which of the two it was."""
    before = book.store.revision()
    try:
        yield
    except KeyboardInterrupt:
        talk(say("error.stopped" if book.store.revision() == before else "error.stopped_late"))
        raise


def county_of(book: Workbook, programme: str, name: str) -> str:
    """The id of a county of the programme by id, full or short name, English or pinyin; raises `Unknown`."""
    return counties(book, programme).of(name)


def year_of(book: Workbook, programme: str, year: int | None) -> int:
    """The year asked for, else the latest with actuals; raises `Unknown` for a year that is not there."""
    years = book.years(programme)
    if year is None or year in years:
        return book.year(programme) if year is None else year
    raise Unknown(kind=Term("table.year"), name=year, known=", ".join(map(str, years)))


def put(data: object) -> None:
    """Data, as JSON, on stdout; what a terminal could take for a command is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    click.echo(_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def print_out(text: str) -> None:
    """Text for a person on stdout; a terminal that draws signs two cells wide gets plain ones."""
    if sys.stdout.isatty() and drawn_plain():
        from pilot_tui.cells import safe_signs

        text = safe_signs(text)
    click.echo(text, nl=False)


def talk(sentence: str) -> None:
    """A sentence for the person, on stderr."""
    click.echo(sentence, err=True)
