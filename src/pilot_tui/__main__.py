"""`python -m pilot_tui`."""

from pilot_tui.cli import main

if __name__ == "__main__":
    main()
