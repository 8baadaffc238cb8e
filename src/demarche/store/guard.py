"""Turn SQLite's errors into errors that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from demarche.errors import StoreError

REMEDIES = (
    (
        "disk is full",
        "the disk is full; what was committed is kept, this batch was not written: free space, run it again",
    ),
    ("readonly", "is read-only; make the file and its folder writable, or write to another file"),
    ("malformed", "is damaged; put a copy back, or rescue what is left with: sqlite3 FILE .recover"),
    (
        "not a database",
        "is not a record of demarche (no SQLite file); choose another name, the file was left as it was",
    ),
    ("locked", "is being written by another program for more than a minute; wait for it, or end it"),
    ("unable to open", "can't be opened; check that the folder exists and that you may write there"),
    ("disk I/O", "can't be read or written (input/output error); check the disk and its free space"),
)
"""A part of SQLite's message, and ours."""


@contextmanager
def guard(path: str) -> Iterator[None]:
    """Raise :class:`StoreError` with a clear message where SQLite meets an unusable file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise explained(path, error) from error


def explained(path: str, error: sqlite3.DatabaseError) -> Exception:
    """Return our error for one of SQLite's; a bug of ours stays what it is."""
    for sign, reason in REMEDIES:
        if sign in str(error):
            return StoreError(path, reason)
    return error
