"""The shell: the verbs of the screen. Data on stdout, talk on stderr; 0 fine, 1 findings, 2 refused."""

from __future__ import annotations

import sys


def main() -> None:
    """Run what the command line asks for: a verb, or the desk on a file."""
    from pilot_tui.cli.verbs import run

    sys.exit(run(sys.argv[1:]))
