"""The only SQL: the file, its rows and its change log."""

from sqlite3 import Connection

from pilot_tui.store.kept import Group
from pilot_tui.store.store import Store

__all__ = ["Connection", "Group", "Store"]
