"""How much of a sheet is read at most."""

import re

MOST_CELLS = 3_000_000
"""Blank ones that are only coloured included."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""What any spreadsheet has."""
PLAIN = re.compile(r"(?=.{1,15}\Z)-?[0-9]+(?:\.[0-9]+)?")
"""A number that says itself what was typed."""
