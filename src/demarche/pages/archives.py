"""Unpack gzip and zip with every byte counted."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from demarche.errors import InputError, RefusedInputError
from demarche.pages.limits import Limits, Meter


class _Counted(io.RawIOBase):
    """A stream whose bytes pass a meter as they are read."""

    def __init__(self, packed: BinaryIO, opened: BinaryIO, *, meter: Meter) -> None:
        self._packed = packed
        self._opened = opened
        self._meter = meter

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._opened.read(1 << 16 if size is None or size < 0 else size)
        self._meter.count(len(piece), taken=self._packed.tell())
        return piece

    def readall(self) -> bytes:
        return b"".join(iter(self.read, b""))

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # typeshed names the buffer protocol only in 3.12
        piece = self.read(len(view))
        view[: len(piece)] = piece
        return len(piece)


class _Position(io.RawIOBase):
    """A stream that can't seek (standard input), with ``tell`` counted by us."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at


def open_gzip(stream: BinaryIO, *, name: str, limits: Limits) -> BinaryIO:
    """Return the unpacked stream of a gzip stream; reading past a cap raises."""
    counted = _Position(stream)
    opened = gzip.GzipFile(fileobj=counted)
    return _Counted(counted, opened, meter=Meter(name, limits=limits))  # type: ignore[arg-type, return-value]


def open_zip(content: BinaryIO, *, name: str, limits: Limits) -> Iterator[tuple[str, BinaryIO] | InputError]:
    """Yield each member's name with its stream, or the error that a member gives."""
    try:
        archive = zipfile.ZipFile(content)
    except zipfile.BadZipFile as error:
        raise InputError(name, f"is a damaged zip file ({error})") from error
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > limits.members:
        raise RefusedInputError(name, f"holds {len(members):,} members; at most {limits.members:,} are read")
    total = 0
    for member in sorted(members, key=lambda each: each.filename):
        inner = f"{name}!{member.filename}"
        total += member.file_size
        if total > limits.archive_bytes:
            raise RefusedInputError(
                name, f"unpacks to more than {limits.archive_bytes:,} bytes; the rest is not read"
            )
        yield _member(archive, member, inner=inner, limits=limits)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, inner: str, limits: Limits
) -> tuple[str, BinaryIO] | InputError:
    if member.flag_bits & 1:
        return InputError(inner, "is locked with a password")
    if member.file_size > 1_000_000 and member.file_size > limits.ratio * max(member.compress_size, 1):
        return RefusedInputError(
            inner, f"unpacks to more than {limits.ratio} times its size; it looks like a bomb"
        )
    try:
        return inner, archive.open(member)  # type: ignore[return-value]  # an IO[bytes] reads like a BinaryIO
    except (zipfile.BadZipFile, NotImplementedError, zlib.error) as error:
        return InputError(inner, f"can't be unpacked ({error})")
