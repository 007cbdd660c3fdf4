"""An open file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pilot_tui.errors import FileRefused, PilotError
from pilot_tui.later import BY_WRITING, put_off
from pilot_tui.store import opening, upgrading

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot_tui.store.write import Permit, Transaction

_DESK_CHECKS_BELOW = 4_000_000


class Store:
    """An open file. Reading is plain sqlite3; sqlite-utils is imported by the first write."""

    def __init__(self, conn: sqlite3.Connection, path: Path, protected: str) -> None:
        self.conn = conn
        self.path = path
        self.protected = protected
        """Why nothing can be written: `readonly`, `readonly_folder`, `asked`, or empty."""

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, quick: bool = False) -> Self:
        """Open the file at `path`; raises `FileRefused` or `Busy`.

        `quick` leaves the check of a large file to a later `check_whole` in a thread, and reads patiently.
        """
        opening.refuse_unless_ours(path, newer=read_only)
        protected = "asked" if read_only else opening.write_protected(path)
        try:
            wait = opening.DESK_WAIT_SECONDS if quick else opening.WAIT_SECONDS
            store = cls(opening.connect(path, writable=not protected, wait=wait), path, protected)
        except sqlite3.Error as error:
            raise opening.told(error, path) from error
        try:
            store._refuse_unless_sound(_DESK_CHECKS_BELOW if quick else opening.CHECKED_BELOW)
            upgrading.bring_up(store.conn, path, writable=not protected)
        except PilotError:
            store.close()
            raise
        return store

    def another(self) -> Self:
        """The same file on a connection of its own, for a thread. Raises `FileRefused` or `Busy`.

        The file itself is not opened to look at its head: closing it would let go of the locks of this one.
        """
        try:
            conn = opening.connect(self.path, writable=not self.protected)
            conn.execute("PRAGMA cache_spill = OFF")  # others read on while much is being written
        except sqlite3.Error as error:
            raise opening.told(error, self.path) from error
        return type(self)(conn, self.path, self.protected)

    def close(self) -> None:
        """Let go of the file."""
        self.conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection; what SQLite says while it is used becomes a refusal."""
        try:
            yield self.conn
        except sqlite3.Error as error:
            raise opening.told(error, self.path) from error

    def writing(
        self,
        actor: str,
        reason: str = "",
        clock: Callable[[], float] = time.time,
        whence: str = "",
        permit: Permit | None = None,
    ) -> AbstractContextManager[Transaction]:
        """A transaction to make changes in; raises `FileRefused` when the file is protected."""
        from pilot_tui.store import write

        self.refuse_protected()
        return write.transaction(self.database, self.path, actor, reason, clock, whence, permit)

    @contextmanager
    def bulk(self) -> Iterator[sqlite3.Connection]:
        """A transaction for much at once, rolled back unless it is committed inside.

        Raises `FileRefused` when nothing can be written, `Busy` when another program is writing.
        """
        self.refuse_protected()
        with self.reading() as db:
            db.execute("PRAGMA cache_spill = OFF")  # others read on until the end
            try:
                db.execute("BEGIN IMMEDIATE")
                yield db
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def refuse_protected(self) -> None:
        """Raise `FileRefused` when nothing can be written."""
        if self.protected:
            raise FileRefused(
                path=self.path, reason="readonly" if self.protected == "asked" else self.protected
            )

    @cached_property
    def database(self) -> Database:
        """The same connection as sqlite-utils sees it."""
        from sqlite_utils import Database

        return Database(self.conn, execute_plugins=False)

    def _refuse_unless_sound(self, size: int) -> None:
        """Raise `FileRefused` or `Busy`; a file of `size` bytes and more is not read through."""
        with self.reading() as db:
            db.execute("SELECT 1 FROM meta LIMIT 1").fetchall()
        if self.path.stat().st_size < size:
            opening.refuse_unless_whole(self.conn, self.path)

    @staticmethod
    def warm() -> None:
        """Import what writing needs."""
        with put_off(BY_WRITING):
            import_module("sqlite_utils")
        import_module("pilot_tui.store.write")

    def revision(self) -> int:
        """The last arrival number of the log."""
        from pilot_tui.store import journal

        with self.reading() as db:
            return journal.revision(db)

    def version(self) -> int:
        """A number that changes when another process writes the file."""
        with self.reading() as db:
            return int(db.execute("PRAGMA data_version").fetchone()[0])
