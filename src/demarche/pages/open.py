"""Open whatever news comes in: paths, folders, archives, feeds, rows, standard input, addresses."""

import gzip
import io
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from demarche.errors import EmptyPageError, InputError, RefusedInputError, UnknownMediaError
from demarche.pages import sniff as sniffing
from demarche.pages.archives import open_gzip, open_zip
from demarche.pages.feeds import open_feed, read_opml, read_sitemap
from demarche.pages.limits import Limits, read_capped
from demarche.pages.pages import make_page, problem_of
from demarche.pages.rows import open_rows
from demarche.types import Page, Problem

_START = 8192
_ZIP_BYTES = 2_000_000_000
_ROWS = frozenset({"jsonl", "json", "csv", "parquet"})
_BROKEN = (OSError, EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How inputs are opened: caps, and which column holds what."""

    limits: Limits = field(default_factory=Limits)
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Our name (text, title, url, published, outlet, author) to the column's name."""
    online: bool = False
    """Whether addresses that a list holds are fetched."""


def open_pages(
    paths: Iterable[str | Path] | str | Path,
    *,
    limits: Limits | None = None,
    mapping: Mapping[str, str] | None = None,
    online: bool = False,
) -> Iterator[Page | Problem]:
    """Yield a page for each page found under the paths, and a problem for each that can't be read.

    A path is a file, a folder (read in the order of names), ``-`` for standard input, or an address. With
    ``online`` the addresses that sitemaps and OPML files list are fetched too.
    """
    how = Opening(limits=limits or Limits(), mapping=mapping or {}, online=online)
    listed = [paths] if isinstance(paths, str | Path) else paths
    for path in listed:
        yield from _open_path(str(path), how=how)


def open_stream(stream: BinaryIO, *, name: str, how: Opening | None = None) -> Iterator[Page | Problem]:
    """Yield the pages and problems of one binary stream."""
    yield from _guarded(stream, name=name, how=how or Opening(), depth=0)


def _open_path(path: str, *, how: Opening) -> Iterator[Page | Problem]:
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


def _open_file(file: Path, *, how: Opening) -> Iterator[Page | Problem]:
    try:
        stream = file.open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        yield problem_of(InputError(str(file), f"can't be opened: {reason}"))
        return
    with stream:
        yield from open_stream(stream, name=str(file), how=how)


def _open_address(address: str, *, how: Opening) -> Iterator[Page | Problem]:
    from demarche.pages.fetch import Fetcher  # httpx is only loaded where an address is asked for

    with Fetcher(limits=how.limits) as fetcher:
        try:
            answer = fetcher.fetch(address)
        except InputError as error:
            yield problem_of(error)
            return
    for found in open_stream(io.BytesIO(answer.content), name=address, how=how):
        yield answer.described(found) if isinstance(found, Page) else found


def _guarded(stream: BinaryIO, *, name: str, how: Opening, depth: int) -> Iterator[Page | Problem]:
    """Yield what a stream holds; a refusal or damage ends this stream, not the run."""
    try:
        yield from _open(stream, name=name, how=how, depth=depth)
    except InputError as error:
        yield problem_of(error)
    except _BROKEN as error:
        yield problem_of(InputError(name, f"is damaged: {error or type(error).__name__}"))


def _open(stream: BinaryIO, *, name: str, how: Opening, depth: int) -> Iterator[Page | Problem]:
    if depth > how.limits.depth:
        raise RefusedInputError(name, f"is packed more than {how.limits.depth} times")
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream, _START)  # type: ignore[type-var]
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
    stream: BinaryIO, form: str, *, name: str, how: Opening, depth: int
) -> Iterator[Page | Problem]:
    if form == "gzip":
        opened = open_gzip(stream, name=name, limits=how.limits)
        yield from _guarded(opened, name=name.removesuffix(".gz"), how=how, depth=depth + 1)
    elif form == "zip":
        yield from _open_zip(stream, name=name, how=how, depth=depth)
    elif form == "warc":
        from demarche.pages.warc import open_warc

        yield from open_warc(stream, name=name, limits=how.limits)
    elif form in _ROWS:
        yield from open_rows(stream, form, name=name, limits=how.limits, mapping=how.mapping)
    else:
        yield from _open_list(stream, form, name=name, how=how)


def _open_zip(stream: BinaryIO, *, name: str, how: Opening, depth: int) -> Iterator[Page | Problem]:
    seekable = depth == 0 and stream.seekable()
    content = stream if seekable else io.BytesIO(read_capped(stream, cap=_ZIP_BYTES, name=name))
    for member in open_zip(content, name=name, limits=how.limits):
        if isinstance(member, InputError):
            yield problem_of(member)
            continue
        inner, opened = member
        with opened:
            yield from _guarded(opened, name=inner, how=how, depth=depth + 1)


def _open_list(stream: BinaryIO, form: str, *, name: str, how: Opening) -> Iterator[Page | Problem]:
    """Yield what a feed carries; lists of addresses are fetched only where the caller allows it."""
    content = read_capped(stream, cap=how.limits.feed_bytes, name=name)
    if form == "feed":
        yield from open_feed(content, name=name)
        return
    if form == "opml":
        addresses = read_opml(content, name=name)
    else:
        addresses = tuple(item.url for item in read_sitemap(content, name=name) if item.url)
    if not how.online:
        raise InputError(name, f"lists {len(addresses)} addresses, which are not fetched unless asked for")
    for address in addresses:
        yield from _open_address(address, how=replace(how, online=False))
