"""Temporary."""

from pilot_tui.widgets.cells import *  # noqa
