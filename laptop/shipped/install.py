"""Installs pilot-tui from the folder this file lies in; no network is needed. `python install.py --help`."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def too_old() -> int:
    """Say which Python is needed, in both languages; in words that the oldest Python 3 can read."""
    said = (HERE / "python.txt").read_bytes().decode("utf-8")
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"
    sys.stderr.write(said.encode(encoding, "replace").decode(encoding))
    return 2


def run() -> int:
    """Hand on to the installer, where this Python can run it."""
    if sys.version_info < (3, 11):  # noqa: UP036  # an older one is what this is for
        return too_old()
    sys.path.insert(0, str(HERE))
    sys.dont_write_bytecode = True
    from installer.main import main

    return main(sys.argv[1:], HERE)


if __name__ == "__main__":
    sys.exit(run())
