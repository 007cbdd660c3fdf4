"""What is wrong and what can be done instead, in one sentence."""

from __future__ import annotations

from installer.words import say


class Refusal(Exception):
    """Nothing was changed; `str()` of it is a sentence in the language now spoken."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason, facts)
        self.reason, self.facts = reason, facts

    def __str__(self) -> str:
        return say(f"refused.{self.reason}", **self.facts)


def why(error: OSError) -> str:
    """What the system says of an error, without the file's name."""
    return error.strerror or type(error).__name__
