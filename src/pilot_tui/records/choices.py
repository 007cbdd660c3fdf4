"""A choice as a person types it: the stored code, a sign, or the word in either language."""

from __future__ import annotations

from functools import cache

from pilot_tui import words
from pilot_tui.records.typed import fold, read, refusal
from pilot_tui.tables import Field


def labels(value: str) -> tuple[str, ...]:
    """The words for a choice, in every language; empty while nobody has written any."""
    return words.both(f"choice.{value}")


def parse_choice(text: str, field: Field) -> str:
    """The one of `field.choices` that was typed.

    Raises:
        InvalidValue: When none answers to it, or two do.
    """
    typed = _key(read(text))
    if typed in field.choices:
        return typed
    meant = {value for value in field.choices if typed in map(_key, labels(value))} or _signed(typed, field)
    if len(meant) == 1:
        return meant.pop()
    raise refusal("choice", text, choices=" / ".join(map(_spoken, field.choices)))


def _signed(typed: str, field: Field) -> set[str]:
    return {_operators().get(typed, "")} & set(field.choices)


def _key(text: str) -> str:
    return fold(text).casefold()


def _spoken(value: str) -> str:
    return words.say(f"choice.{value}") if words.knows(f"choice.{value}") else value


@cache
def _operators() -> dict[str, str]:
    return {_key(sign): operator for sign, operator in words.lexicon("operators").items()}
