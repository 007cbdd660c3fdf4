"""Room on disk for what does not fit into memory: a file without a name, gone with whoever has it."""

from __future__ import annotations

from contextlib import suppress
from tempfile import TemporaryFile, gettempdir
from typing import IO
from weakref import finalize

from pilot_tui.errors import FileRefused


class Scratch:
    """Bytes, put down one after the other and read back from any place."""

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115  # closed below
        self._end = 0
        finalize(self, _let_go, self._file)

    def put(self, told: bytes) -> tuple[int, int]:
        """Where they stand and how many they are; raises `FileRefused` where there is no room."""
        at = self._end
        try:
            self._file.seek(at)
            self._file.write(told)
            self._file.flush()
        except OSError as error:
            said = error.strerror or str(error)
            raise FileRefused(path=gettempdir(), reason="cannot_make", said=said) from error
        self._end += len(told)
        return at, len(told)

    def get(self, at: int, size: int) -> bytes:
        """So many bytes from a place on."""
        self._file.seek(at)
        return self._file.read(size)


def _let_go(file: IO[bytes]) -> None:
    with suppress(OSError):  # what was not written is not wanted any more
        file.close()
