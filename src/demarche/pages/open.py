"""Open whatever news comes in: paths, folders, archives, feeds, rows, standard input, addresses."""

import gzip
import hashlib
import io
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from demarche.errors import EmptyPageError, InputError, RefusedInputError, UnknownMediaError
from demarche.pages import sniff as sniffing
from demarche.pages.archives import open_gzip, open_zip
from demarche.pages.limits import Limits, read_capped
from demarche.types import Page, Problem

_START = 8192
_BROKEN = (OSError, EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How inputs are opened: caps, and which column holds what."""

    limits: Limits = field(default_factory=Limits)
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Our name (text, title, url, published, outlet, author) to the column's name."""


def make_page(
    content: bytes,
    *,
    name: str,
    html: bool | None = None,
    url: str | None = None,
    fetched: str | None = None,
    hints: Mapping[str, str] | None = None,
) -> Page:
    """Return a page whose id is the hash of its bytes; ``html`` None tells the form from the content."""
    is_html = sniffing.sniff(content[:_START]) == "html" if html is None else html
    return Page(
        id=hashlib.blake2b(content, digest_size=12).hexdigest(),
        name=name,
        content=content,
        media_type="text/html" if is_html else "text/plain",
        url=url,
        fetched=fetched,
        hints=dict(hints or {}),
    )


def open_pages(
    paths: Iterable[str | Path] | str | Path,
    *,
    limits: Limits | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Page | Problem]:
    """Yield a page for each page found under the paths, and a problem for each that can't be read.

    A path is a file, a folder (read in the order of names), ``-`` for standard input, or an address.
    """
    how = Reading(limits=limits or Limits(), mapping=mapping or {})
    listed = [paths] if isinstance(paths, str | Path) else paths
    for path in listed:
        yield from _open_path(str(path), how=how)


def open_stream(stream: BinaryIO, *, name: str, how: Reading | None = None) -> Iterator[Page | Problem]:
    """Yield the pages and problems of one binary stream."""
    yield from _guarded(stream, name=name, how=how or Reading(), depth=0)


def problem_of(error: InputError, *, stage: str = "pages") -> Problem:
    """Return an input error as a row."""
    return Problem(page=error.name, stage=stage, error=type(error).__name__, message=error.reason)


def _open_path(path: str, *, how: Reading) -> Iterator[Page | Problem]:
    if path == "-":
        yield from open_stream(sys.stdin.buffer, name="-", how=how)
        return
    if path.startswith(("http://", "https://")):
        yield from _open_address(path, how=how)
        return
    place = Path(path)
    if place.is_dir():
        for file in sorted(each for each in place.rglob("*") if each.is_file() and not _hidden(each, place)):
            yield from _open_file(file, how=how)
        return
    yield from _open_file(place, how=how)


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _open_file(file: Path, *, how: Reading) -> Iterator[Page | Problem]:
    try:
        stream = file.open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        yield problem_of(InputError(str(file), f"can't be opened: {reason}"))
        return
    with stream:
        yield from open_stream(stream, name=str(file), how=how)


def _open_address(address: str, *, how: Reading) -> Iterator[Page | Problem]:
    from demarche.pages.fetch import Fetcher  # httpx is only loaded where an address is asked for

    with Fetcher(limits=how.limits) as fetcher:
        try:
            answer = fetcher.fetch(address)
        except InputError as error:
            yield problem_of(error)
            return
    for found in open_stream(io.BytesIO(answer.content), name=address, how=how):
        yield answer.described(found) if isinstance(found, Page) else found


def _guarded(stream: BinaryIO, *, name: str, how: Reading, depth: int) -> Iterator[Page | Problem]:
    """Yield what a stream holds; a refusal or damage ends this stream, not the run."""
    try:
        yield from _open(stream, name=name, how=how, depth=depth)
    except InputError as error:
        yield problem_of(error)
    except _BROKEN as error:
        yield problem_of(InputError(name, f"is damaged: {error or type(error).__name__}"))


def _open(stream: BinaryIO, *, name: str, how: Reading, depth: int) -> Iterator[Page | Problem]:
    if depth > how.limits.depth:
        raise RefusedInputError(name, f"is packed more than {how.limits.depth} times")
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream, _START)  # type: ignore[arg-type, type-var]
    start = _start_of(buffered)
    if not start.strip():
        raise EmptyPageError(name)
    form = sniffing.sniff(start)
    if form in sniffing.PAGES:
        content = read_capped(buffered, cap=how.limits.page_bytes, name=name)
        yield make_page(content, name=name, html=form == "html", hints={"form": form})
        return
    if form not in sniffing.CARRIERS:
        raise UnknownMediaError(name, form)
    yield from _open_carrier(buffered, form, name=name, how=how, depth=depth)


def _start_of(stream: BinaryIO) -> bytes:
    start: bytes = stream.peek(_START)  # type: ignore[attr-defined]  # a BufferedReader by now
    return start[:_START]


def _open_carrier(
    stream: BinaryIO, form: str, *, name: str, how: Reading, depth: int
) -> Iterator[Page | Problem]:
    if form == "gzip":
        opened = open_gzip(stream, name=name, limits=how.limits)
        yield from _guarded(opened, name=name.removesuffix(".gz"), how=how, depth=depth + 1)
        return
    if form == "zip":
        content = io.BytesIO(read_capped(stream, cap=how.limits.archive_bytes, name=name))
        for member in open_zip(content, name=name, limits=how.limits):
            if isinstance(member, InputError):
                yield problem_of(member)
                continue
            inner, opened = member
            with opened:
                yield from _guarded(opened, name=inner, how=how, depth=depth + 1)
        return
    raise UnknownMediaError(name, form)
