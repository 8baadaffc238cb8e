"""Read pages out of web archives: the answers of WARC files, the texts of WET files.

A reader of our own: the format is a header and a counted body, and a damaged file must end in a problem, which
the Rust reader that we tried does not grant (it ends the process).
"""

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from demarche.errors import InputError, RefusedInputError
from demarche.pages.limits import Limits
from demarche.pages.pages import make_page, problem_of
from demarche.types import Page, Problem

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_HEADER_BYTES = 65_536
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """One record: its headers (names in lower case) and its block."""

    headers: Mapping[str, str]
    block: bytes
    whole: bool = True
    """False where the block is longer than the cap; the rest is skipped."""


def open_warc(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Page | Problem]:
    """Yield a page for each answer with HTML or text in it, and for each text of a WET file."""
    for record in read_records(stream, name=name, cap=limits.page_bytes + _HEADER_BYTES):
        kind = record.headers.get("warc-type", "")
        if kind not in ("response", "conversion", "resource"):
            continue
        url = record.headers.get("warc-target-uri", "").strip("<>") or None
        place = f"{name}!{url or record.headers.get('warc-record-id', '')}"
        if not record.whole:
            yield problem_of(RefusedInputError(place, f"is larger than {limits.page_bytes:,} bytes"))
            continue
        try:
            found = _page_of(record, place=place, url=url, limits=limits)
        except InputError as error:
            yield problem_of(error)
            continue
        if found is not None:
            yield found


def read_records(stream: BinaryIO, *, name: str, cap: int) -> Iterator[WarcRecord]:
    """Yield the records of a WARC stream; raise where it is no longer one."""
    while True:
        line = stream.readline(_HEADER_BYTES)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(_HEADER_BYTES)
        if not line:
            return
        if not line.startswith(b"WARC/"):
            raise InputError(name, "is a damaged web archive: a record does not start with WARC/")
        headers = _headers(stream, name)
        length = headers.get("content-length", "")
        if not length.isdigit():
            raise InputError(name, "is a damaged web archive: a record has no length")
        wanted = int(length)
        block = _exactly(stream, min(wanted, cap), name)
        _skip(stream, wanted - len(block), name)
        yield WarcRecord(headers=headers, block=block, whole=wanted <= cap)


def _headers(stream: BinaryIO, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    size = 0
    while True:
        line = stream.readline(_HEADER_BYTES)
        size += len(line)
        if not line or size > _HEADER_BYTES:
            raise InputError(name, "is a damaged web archive: a header does not end")
        if line in (b"\r\n", b"\n"):
            return found
        key, _, value = line.decode("utf-8", "replace").partition(":")
        found[key.strip().lower()] = value.strip()


def _exactly(stream: BinaryIO, wanted: int, name: str) -> bytes:
    pieces: list[bytes] = []
    left = wanted
    while left > 0:
        piece = stream.read(min(left, _PIECE))
        if not piece:
            raise InputError(name, "is a damaged web archive: it ends within a record")
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _skip(stream: BinaryIO, left: int, name: str) -> None:
    while left > 0:
        left -= len(_exactly(stream, min(left, _PIECE), name))


def _page_of(record: WarcRecord, *, place: str, url: str | None, limits: Limits) -> Page | None:
    media = record.headers.get("content-type", "")
    content, encoding = record.block, None
    if media.startswith("application/http"):
        status, headers, content = _http_parts(record.block)
        if not 200 <= status < 300:
            return None
        media = headers.get("content-type", "")
        content = _decoded(content, headers, place=place, limits=limits)
        if "charset=" in media.lower():
            encoding = media.lower().split("charset=")[1].split(";")[0].strip(" \"'")
    if not media.startswith(_PAGES) or not content.strip():
        return None
    return make_page(
        content,
        name=place,
        html=True if media.startswith(_PAGES[:2]) else None,
        url=url,
        fetched=record.headers.get("warc-date"),
        hints={"encoding": encoding} if encoding else {},
    )


def _http_parts(block: bytes) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of an HTTP answer."""
    stream = io.BytesIO(block)
    parts = stream.readline(_HEADER_BYTES).split()
    status = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
    headers: dict[str, str] = {}
    while (line := stream.readline(_HEADER_BYTES)) not in (b"\r\n", b"\n", b""):
        key, _, value = line.decode("latin-1").partition(":")
        headers[key.strip().lower()] = value.strip()
    return status, headers, stream.read()


def _decoded(content: bytes, headers: Mapping[str, str], *, place: str, limits: Limits) -> bytes:
    """Return the body without the codings of its transfer, as far as the archive has left them on."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        content = _unchunked(content)
    if content.startswith(b"\x1f\x8b"):
        return _inflated(content, 31, place=place, limits=limits)
    if headers.get("content-encoding", "").lower() == "deflate":
        return _inflated(content, 15 if content[:1] == b"\x78" else -15, place=place, limits=limits)
    if headers.get("content-encoding", "").lower() in ("br", "zstd"):
        raise InputError(place, "is packed in a way that is not read (br, zstd)")
    return content


def _unchunked(content: bytes) -> bytes:
    """Return the chunks put together; the content itself where it holds none."""
    stream = io.BytesIO(content)
    pieces: list[bytes] = []
    while line := stream.readline(100):
        size = line.split(b";")[0].strip()
        if not size or any(byte not in b"0123456789abcdefABCDEF" for byte in size):
            return content if not pieces else b"".join(pieces)
        if int(size, 16) == 0:
            break
        pieces.append(stream.read(int(size, 16)))
        stream.readline(4)
    return b"".join(pieces)


def _inflated(content: bytes, window: int, *, place: str, limits: Limits) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        unpacked = unpacker.decompress(content, limits.page_bytes + 1)
    except zlib.error as error:
        raise InputError(place, f"is damaged: {error}") from error
    if len(unpacked) > limits.page_bytes:
        raise RefusedInputError(place, f"is larger than {limits.page_bytes:,} bytes")
    return unpacked
