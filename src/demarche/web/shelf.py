"""The store behind the reading room: opened when asked for, opened anew when its file was replaced."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from demarche.errors import StoreError
from demarche.store import Store, connect
from demarche.store.connect import reader


class Shelf:
    """Gives the store of a path; a file that vanished is told, one that was replaced is opened anew."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._file: tuple[int, int] | None = None
        self._local = threading.local()

    def store(self) -> Store:
        """Return the store; raise :class:`StoreError` where there is no file."""
        file = self._identity()
        with self._lock:
            if self._store is None or file != self._file:
                if self._store is not None:
                    self._store.close()
                self._store = connect(self.path, read_only=True)
                self._file = file
            return self._store

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Return the rows of one of our own queries, as dictionaries by column."""
        connection = self._connection()
        try:
            cursor = connection.execute(sql, tuple(values))
            columns = [column[0] for column in cursor.description]
            return [dict(zip(columns, row, strict=True)) for row in cursor]
        except sqlite3.DatabaseError as error:
            raise StoreError(self.path, f"can't be read: {error}") from error

    def _connection(self) -> sqlite3.Connection:
        file = self._identity()
        held: tuple[tuple[int, int], sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is None or held[0] != file:
            held = (file, reader(self.path))
            self._local.held = held
        return held[1]

    def _identity(self) -> tuple[int, int]:
        path = Path(self.path)
        if not path.is_file():
            raise StoreError(
                self.path, "no such file now; fill one with: demarche read PAGES --into record.db"
            )
        found = path.stat()
        return found.st_dev, found.st_ino
