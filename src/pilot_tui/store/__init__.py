"""The only SQL: the file, its rows and its change log."""

from pilot_tui.store.store import Store

__all__ = ["Store"]
