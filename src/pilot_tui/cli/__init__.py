"""The shell: the verbs of the screen. Data on stdout, talk on stderr; 0 fine, 1 findings, 2 refused."""

from __future__ import annotations

import sys

from pilot_tui.cli.rooms import only_a_file


def main() -> None:
    """Run what the command line asks for: a verb, or the desk on a file."""
    arguments = sys.argv[1:]
    if only_a_file(arguments):
        sys.exit(_desk(arguments))
    _leave_garbage()
    from pilot_tui.cli.verbs import run

    sys.exit(run(arguments))


def _desk(arguments: list[str]) -> int:
    """The desk; what stood on its first screen last time stands there before anything else is imported."""
    from pilot_tui.cli.afterimage import recall
    from pilot_tui.cli.curtain import Curtain

    with Curtain() as curtain:
        if (found := recall(arguments)) is not None:
            curtain.show_at_once(found.screen, found.question)
        _leave_garbage()
        from pilot_tui.cli.shelf import take_from

        take_from()
        from pilot_tui.later import put_off

        with put_off():
            from pilot_tui.cli.opening import open_file
        return open_file(arguments, curtain)


def _leave_garbage() -> None:
    """Nothing that is imported from here on is ever garbage; the verb, or the desk, looks for it again."""
    import gc

    gc.disable()
