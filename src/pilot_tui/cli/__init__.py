"""The shell: the verbs of the screen. Data on stdout, talk on stderr; 0 fine, 1 findings, 2 refused."""

from __future__ import annotations

import gc
import sys

from pilot_tui.cli.rooms import only_a_file


def main() -> None:
    """Run what the command line asks for: a verb, or the desk on a file."""
    gc.disable()  # nothing that is imported is ever garbage; the verb, or the desk, turns it on again
    arguments = sys.argv[1:]
    if only_a_file(arguments):
        sys.exit(_desk(arguments))
    from pilot_tui.cli.verbs import run

    sys.exit(run(arguments))


def _desk(arguments: list[str]) -> int:
    """The desk; what stood on its first screen last time stands there before anything else is imported."""
    from pilot_tui.cli.afterimage import recall
    from pilot_tui.cli.curtain import Curtain

    with Curtain() as curtain:
        if (found := recall(arguments)) is not None:
            curtain.show_at_once(found.screen, found.question)
        from pilot_tui.cli.opening import open_file

        return open_file(arguments, curtain)
