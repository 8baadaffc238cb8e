"""The store behind the reading room: opened when asked for, opened anew when its file was replaced."""

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from demarche.errors import DemarcheError, StoreError
from demarche.store import Store, connect
from demarche.store.connect import reader

FRESH, STALE = 60.0, 600.0
"""Seconds that a slow answer is given again though the record changed; that it is given while it is made anew."""
SLOW = 0.02
"""Seconds from which on an answer is kept."""
MOST_KEPT = 400

File = tuple[int, int]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer, and the state of the record that it was made from."""

    file: File
    version: int
    made: float
    value: Any


class Shelf:
    """Gives the store of a path; a file that vanished is told, one that was replaced is opened anew."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._file: File | None = None
        self._watcher: tuple[File, sqlite3.Connection] | None = None
        self._local = threading.local()
        self._kept: dict[Hashable, Kept] = {}
        self._making: defaultdict[Hashable, threading.Lock] = defaultdict(threading.Lock)

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

    def kept_rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Return rows as ``rows`` does; where that takes long they may be a minute old."""
        return self.remember((sql, *values), lambda: self.rows(sql, values))

    def remember(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what ``make`` gives; a slow answer is kept while the record is unchanged, or for a minute."""
        file, version = self._identity(), self._version()
        found = self._kept.get(key)
        if found is not None and found.file == file:
            age = time.monotonic() - found.made
            if found.version == version or age < FRESH:
                return cast("Value", found.value)
            if age < STALE:
                threading.Thread(target=self._renew, args=(key, make), daemon=True).start()
                return cast("Value", found.value)
        with self._making[key]:
            again = self._kept.get(key)
            if again is not found and again is not None and again.file == file:
                return cast("Value", again.value)  # another reader made it while this one waited
            try:
                return self._make(key, make)
            finally:
                if key not in self._kept:
                    self._making.pop(key, None)  # quick answers leave nothing behind

    def _renew(self, key: Hashable, make: Callable[[], Any]) -> None:
        if not self._making[key].acquire(blocking=False):
            return
        try:
            self._make(key, make)
        except DemarcheError:
            self._kept.pop(key, None)  # the next reader is told what is wrong
        finally:
            self._making[key].release()

    def _make(self, key: Hashable, make: Callable[[], Value]) -> Value:
        file, version, began = self._identity(), self._version(), time.monotonic()
        value = make()
        if time.monotonic() - began > SLOW:
            self._kept[key] = Kept(file=file, version=version, made=began, value=value)
            while len(self._kept) > MOST_KEPT:
                oldest = next(iter(self._kept))
                self._kept.pop(oldest, None)
                self._making.pop(oldest, None)
        return value

    def _version(self) -> int:
        """Return a number that changes when anybody writes into the file."""
        file = self._identity()
        with self._lock:
            if self._watcher is None or self._watcher[0] != file:
                self._watcher = (file, reader(self.path))
            try:
                return int(self._watcher[1].execute("PRAGMA data_version").fetchone()[0])
            except sqlite3.DatabaseError as error:
                raise StoreError(self.path, f"can't be read: {error}") from error

    def _connection(self) -> sqlite3.Connection:
        file = self._identity()
        held: tuple[File, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is None or held[0] != file:
            held = (file, reader(self.path))
            self._local.held = held
        return held[1]

    def _identity(self) -> File:
        try:
            found = Path(self.path).stat()
        except OSError as error:
            raise StoreError(
                self.path, "no such file now; fill one with: demarche read PAGES --into record.db"
            ) from error
        return found.st_dev, found.st_ino
