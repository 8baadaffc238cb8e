"""How much of an input is read before it is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from demarche.errors import RefusedInputError

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps on hostile or accidental size; all counts are of decompressed bytes."""

    page_bytes: int = 10_000_000
    feed_bytes: int = 50_000_000
    archive_bytes: int = 20_000_000_000
    """Sum over everything one archive gives back."""
    ratio: int = 250
    """Decompressed over compressed bytes, looked at from the first megabyte on."""
    depth: int = 4
    """Archives within archives."""
    members: int = 2_000_000
    elements: int = 150_000
    """Opening tags of an HTML page."""
    nesting: int = 2_000
    """HTML elements open at once."""


class Meter:
    """Counts what one archive gives back and refuses it when a cap is passed."""

    def __init__(self, name: str, *, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.given = 0
        self.taken = 0

    def count(self, given: int, *, taken: int) -> None:
        """Add what was given back so far for how many bytes taken in; raise past a cap."""
        self.given += given
        self.taken = max(self.taken, taken)
        if self.given > self.limits.archive_bytes:
            raise RefusedInputError(
                self.name, f"unpacks to more than {self.limits.archive_bytes:,} bytes; the rest is not read"
            )
        if self.given > 1_000_000 and self.given > self.limits.ratio * max(self.taken, 1):
            raise RefusedInputError(
                self.name, f"unpacks to more than {self.limits.ratio} times its size; it looks like a bomb"
            )


def read_capped(stream: BinaryIO, *, cap: int, name: str) -> bytes:
    """Return all bytes of a stream; raise when there are more than the cap."""
    pieces: list[bytes] = []
    size = 0
    for piece in pieces_of(stream):
        pieces.append(piece)
        size += len(piece)
        if size > cap:
            raise RefusedInputError(name, f"is larger than {cap:,} bytes")
    return b"".join(pieces)


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield a stream in pieces of 64 kB."""
    while piece := stream.read(_PIECE):
        yield piece
