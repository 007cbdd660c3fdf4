"""Which words are verbs, and how a refusal ends one."""

from __future__ import annotations

import errno
import gc
import os
import sys
from importlib import import_module

import click

from pilot_tui import __version__
from pilot_tui.cli import usage
from pilot_tui.cli.rooms import ROOMS
from pilot_tui.errors import PilotError
from pilot_tui.words import LANGUAGES, say, speak, wanted_language

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class Verbs(click.Group):
    """A first argument that is a verb is the verb, else a file to open."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line."""
        usage.usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every option, and every verb, with its help."""
        usage.options(self, ctx, formatter)
        room = formatter.width - 6 - max(map(len, ROOMS))
        every = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section(say("usage.verbs")):
            formatter.write_dl([(name, one.get_short_help_str(room)) for name, one in every if one])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`."""
        return usage.in_words(super().get_help_option(ctx))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every verb but the unspoken `open`."""
        return [name for name in ROOMS if name != "open"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command; imports its room."""
        if cmd_name not in ROOMS:
            return None
        room = import_module(f"pilot_tui.cli.{ROOMS[cmd_name]}")
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        command = getattr(room, f"{cmd_name}_")
        return command if isinstance(command, click.Command) else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `open` before whatever is neither a verb nor an option of the group."""
        if not args or (args[0] not in ROOMS and args[0] not in (*usage.HELP, "--version")):
            if args and not args[0].startswith("-") and (near := usage.nearest_verb(args[0])):
                raise usage.NoSuchVerb(args[0], near)
            args = ["open", *args]
        return super().parse_args(ctx, args)


def run(arguments: list[str]) -> int:
    """Run one verb; returns the exit code."""
    speak(_language(arguments))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _group().main(arguments, prog_name="pilot-tui", standalone_mode=False)
    except PilotError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    except click.ClickException as error:
        click.echo(say("cli.usage", said=usage.told(error)), err=True)
        return 2
    except click.exceptions.Abort:
        return 130
    except SystemExit:  # click's way when nobody reads on
        return 0
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _give_up_output()
        click.echo(say("cli.no_room", said=error.strerror), err=True)
        return 2
    return code if isinstance(code, int) else 0


def _give_up_output() -> None:
    """What is still to be flushed at exit goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _group() -> click.Group:
    @click.group(
        cls=Verbs,
        help=say("cli.help"),
        invoke_without_command=False,
        context_settings={"help_option_names": usage.HELP},
    )
    @click.version_option(__version__, prog_name="pilot-tui", help=say("usage.version"))
    def group() -> None:
        return None

    return group


def _language(arguments: list[str]) -> str:
    """`--lang`, else what `wanted_language` says."""
    for given, following in zip(arguments, [*arguments[1:], ""], strict=True):
        asked = following if given == "--lang" else given.removeprefix("--lang=")
        if given.startswith("--lang") and asked in LANGUAGES:
            return asked
    return wanted_language()
