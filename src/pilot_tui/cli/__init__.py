"""The shell: the verbs of the screen. Data on stdout, talk on stderr; 0 fine, 1 findings, 2 refused."""

from __future__ import annotations

import sys

from pilot_tui.cli.rooms import only_a_file


def main() -> None:
    """Run what the command line asks for: a verb, or the desk on a file."""
    arguments = sys.argv[1:]
    if only_a_file(arguments):
        from pilot_tui.cli.opening import open_file

        sys.exit(open_file(arguments))
    from pilot_tui.cli.verbs import run

    sys.exit(run(arguments))
