"""Open the file of a store: check what it is, bring its layout up to date, leave others' files alone."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from demarche.errors import StoreError, StoreVersionError
from demarche.records import digest
from demarche.store.guard import guard
from demarche.store.tellings import StoreConnection

APPLICATION = 0x64656D61
"""Marks the file as ours ("dema"), see SQLite's ``application_id``."""
WAIT = 60.0
"""Seconds that a writer waits for another."""
WRITING = (
    "page_size = 8192",
    "foreign_keys = ON",
    "synchronous = NORMAL",  # with WAL nothing committed is lost when the program is killed
    "wal_autocheckpoint = 8000",
    "cache_size = -131072",
    "temp_store = MEMORY",
    "mmap_size = 1073741824",
)
"""Settings of a connection that writes."""
SIGNATURE = b"SQLite format 3\x00"


def open_file(path: str, *, read_only: bool) -> sqlite3.Connection:
    """Return a connection to a store, made or brought up to date where it may be written."""
    _refuse_strangers(Path(path), read_only=read_only)
    with guard(path):
        connection = reader(path) if read_only else writer(path)
        try:
            _check_version(connection, path, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def writer(path: str) -> sqlite3.Connection:
    """Return a connection that may write; transactions are begun and ended by hand."""
    connection = sqlite3.connect(
        path, timeout=WAIT, isolation_level=None, check_same_thread=False, factory=StoreConnection
    )
    for pragma in (
        "foreign_keys = ON",
        "cache_size = -131072",
        "temp_store = MEMORY",
        "mmap_size = 1073741824",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def reader(path: str) -> sqlite3.Connection:
    """Return a connection that can only read, and that never waits for a writer."""
    address = Path(path).resolve().as_uri() + "?mode=ro"
    if not os.access(Path(path).resolve().parent, os.W_OK) and not Path(f"{path}-wal").exists():
        address += "&immutable=1"  # a store on read-only ground can't have the two files beside it
    connection = sqlite3.connect(
        address, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False
    )
    for pragma in ("query_only = ON", "cache_size = -65536", "temp_store = MEMORY", "mmap_size = 1073741824"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Begin a transaction once no one else writes; keep all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(connection, StoreConnection):
            connection.actors.clear()
        raise


def latest_version() -> int:
    """Return the version of the layout that this demarche writes."""
    return max(number for number, _ in _migrations())


def _refuse_strangers(path: Path, *, read_only: bool) -> None:
    """Raise where the path can't hold a store, before SQLite touches it."""
    if path.is_dir():
        raise StoreError(str(path), "is a folder; give the name of a file, such as record.db")
    if not path.exists():
        if read_only:
            raise StoreError(str(path), "no such file; make it with: demarche read PATH --into record.db")
        if not path.parent.is_dir():
            raise StoreError(str(path), f"the folder {path.parent} does not exist")
        return
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        return
    if len(head) < 100 or not head.startswith(SIGNATURE):
        raise StoreError(
            str(path), "is not a record of demarche (no SQLite file); the file was left as it was"
        )
    _refuse_truncated(path, head)


def _refuse_truncated(path: Path, head: bytes) -> None:
    size = int.from_bytes(head[16:18], "big")
    page_size = 65536 if size == 1 else size
    expected = int.from_bytes(head[28:32], "big") * page_size
    if path.stat().st_size < expected and not Path(f"{path}-wal").exists():
        found = path.stat().st_size
        raise StoreError(
            str(path),
            f"is damaged: {found} bytes of {expected}; put a copy back, or rescue what is left with: "
            "sqlite3 FILE .recover",
        )


def _check_version(connection: sqlite3.Connection, path: str, *, read_only: bool) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION and _holds_tables(connection):
        raise StoreError(path, "is an SQLite file of another program; it was left as it was")
    if version > latest_version():
        raise StoreVersionError(
            path,
            f"was written by a newer demarche (layout {version}, this one knows {latest_version()}); "
            "upgrade with: pip install --upgrade demarche",
        )
    if version == latest_version():
        if not read_only:
            _renew_views(connection)
        return
    if read_only:
        raise StoreVersionError(
            path,
            f"has layout {version}, this demarche wants {latest_version()}; "
            "open it once where it can be written and it is brought up to date",
        )
    _migrate(connection)


def _holds_tables(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _migrations() -> list[tuple[int, str]]:
    folder = files("demarche.store") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(int(name[:3]), (folder / name).read_text(encoding="utf-8")) for name in names]


def _migrate(connection: sqlite3.Connection) -> None:
    """Run the migrations that are still to run, all in one transaction."""
    connection.execute("PRAGMA journal_mode = WAL")
    with transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, script in _migrations():
            if number > version:
                _run(connection, script)
        _lay_views(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {latest_version()}")


def _renew_views(connection: sqlite3.Connection) -> None:
    """Lay the views anew where this demarche has other ones."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'views'").fetchone()
    if row is None or row[0] != digest(_views()):
        with transaction(connection):
            _lay_views(connection)


def _lay_views(connection: sqlite3.Connection) -> None:
    _run(connection, _views())
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('views', ?)", (digest(_views()),))


def _views() -> str:
    return (files("demarche.store") / "views.sql").read_text(encoding="utf-8")


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run a script statement by statement, inside the transaction that is open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
