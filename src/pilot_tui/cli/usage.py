"""What the shell says of a line typed wrongly, and its help, in the language of whoever types."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pilot_tui.cli.rooms import ROOMS
from pilot_tui.safe import one_line
from pilot_tui.words import say

HELP = ("-h", "--help")


class Surplus(click.UsageError):
    """Words that no argument of the verb takes."""

    def __init__(self, words: Sequence[str], ctx: click.Context) -> None:
        super().__init__(" ".join(words), ctx)
        self.words = words


class NoSuchVerb(click.UsageError):
    """A word that is nearly a verb, and no file."""

    def __init__(self, word: str, near: str) -> None:
        super().__init__(word)
        self.near = near


class Option(click.Option):
    """An option whose marks in the help are words of ours."""

    def get_help_extra(self, ctx: click.Context) -> Any:  # noqa: ANN401  # a type click does not export
        """As click has it; what must be given is called so in the language of the help."""
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = say("usage.required")
        return extra


class Verb(click.Command):
    """A verb whose help is in words of ours, and which says which words are too many."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Raise `Surplus` for what is left over."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = ctx  # the parser does not say whose option it was
            raise
        if rest and not ctx.resilient_parsing:
            raise Surplus(rest, ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line."""
        usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every option with its help."""
        options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`."""
        return in_words(super().get_help_option(ctx))


def usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """How a command is written."""
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=say("usage.of"))


def options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """The options of a command, each with its help."""
    records = [one.get_help_record(ctx) for one in command.get_params(ctx) if isinstance(one, click.Option)]
    with formatter.section(say("usage.options")):
        formatter.write_dl([record for record in records if record])


def in_words(helping: click.Option | None) -> click.Option | None:
    """`--help`, told in words of ours."""
    if helping is not None:
        helping.help = say("usage.help")
    return helping


def told(error: click.ClickException) -> str:
    """What is wrong with a line, in one sentence."""
    match error:
        case Surplus():
            return _surplus(error)
        case NoSuchVerb():
            return say("usage.no_verb", name=one_line(error.message), near=error.near)
        case click.NoSuchOption():
            return _no_option(error.option_name, error.ctx)
        case click.MissingParameter():
            return say("usage.missing", what=_named(error.param))
        case click.BadOptionUsage():
            key = "takes_none" if _is_flag(error) else "needs_value"
            return say(f"usage.{key}", name=one_line(error.option_name))
        case click.BadParameter(param=click.Parameter() as param):
            return _bad(param, error)
    return one_line(error.format_message())


def nearest_verb(word: str) -> str:
    """The verb somebody may have meant by a word that is none; empty where it is likely a file."""
    if set(word) & set("./\\") or Path(word).exists():
        return ""
    return _nearest(word.lower(), [name for name in ROOMS if name != "open"])


def _surplus(error: Surplus) -> str:
    """Of a verb that takes negative numbers what looks like an option comes here too."""
    option = next((word.partition("=")[0] for word in error.words if word.startswith("--")), "")
    if option:
        return _no_option(option, error.ctx)
    file = next((word for word in error.words if Path(word).is_file()), "")
    if file:
        return say("usage.file", name=one_line(file))
    return say("usage.surplus", words=one_line(" ".join(error.words)))


def _no_option(name: str, ctx: click.Context | None) -> str:
    known = [opt for one in (ctx.command.params if ctx is not None else []) for opt in one.opts]
    if near := _nearest(name, known):
        return say("usage.near_option", name=one_line(name), near=near)
    return say("usage.no_option", name=one_line(name))


def _nearest(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches  # only what is mistyped needs it

    return next(iter(get_close_matches(word, known, 1, 0.7)), "")


def _bad(param: click.Parameter, error: click.BadParameter) -> str:
    """What may stand where something else does."""
    what, kind = _named(param), param.type
    if isinstance(kind, click.Choice):
        return say("usage.choice", what=what, choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange) and kind.min is not None:
        return say("usage.at_least", what=what, low=kind.min)
    if kind.name.startswith("integer"):
        return say("usage.number", what=what)
    return say("usage.bad", what=what, said=one_line(error.message))


def _named(param: click.Parameter | None) -> str:
    """An option by its longest name, an argument by the word of the usage line."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name if param is not None else "?"


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx is not None else []
    return any(error.option_name in one.opts and getattr(one, "is_flag", False) for one in params)
