"""Read feeds, lists of feeds and news sitemaps: RSS, Atom, JSON Feed, OPML."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from time import strftime

from demarche.errors import InputError
from demarche.pages.pages import make_page, problem_of
from demarche.types import Page, Problem

_LEAST = 200
"""Characters of text from which an item counts as a page by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One entry of a feed or news sitemap."""

    id: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None
    content: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the item carries the text and need not be fetched."""
        return len(self.content) >= _LEAST


def read_feed(content: bytes, *, name: str) -> tuple[FeedItem, ...]:
    """Return the items of an RSS, Atom or JSON feed."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(content, name)
    import feedparser

    found = feedparser.parse(io.BytesIO(content), resolve_relative_uris=False)
    if not found.entries and found.bozo:
        raise InputError(name, f"is a damaged feed ({found.bozo_exception})")
    outlet = found.feed.get("title")
    return tuple(_entry(entry, outlet) for entry in found.entries)


def _entry(entry: "dict[str, object]", outlet: str | None) -> FeedItem:
    contents = entry.get("content")
    body = ""
    if isinstance(contents, list) and contents:
        body = str(contents[0].get("value") or "")
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    stamp = strftime("%Y-%m-%dT%H:%M:%SZ", when) if isinstance(when, tuple) else None
    url = _text(entry.get("link"))
    return FeedItem(
        id=_text(entry.get("id")) or url or _text(entry.get("title")) or "",
        url=url,
        title=_text(entry.get("title")),
        published=stamp or _text(entry.get("published")),
        author=_text(entry.get("author")),
        outlet=outlet,
        content=body or _text(entry.get("summary")) or "",
    )


def _json_feed(content: bytes, name: str) -> tuple[FeedItem, ...]:
    try:
        feed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(name, f"is a damaged JSON feed ({error})") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    return tuple(
        FeedItem(
            id=_text(item.get("id")) or _text(item.get("url")) or "",
            url=_text(item.get("url")) or _text(item.get("external_url")),
            title=_text(item.get("title")),
            published=_text(item.get("date_published")) or _text(item.get("date_modified")),
            author=_first_author(item),
            outlet=_text(feed.get("title")),
            content=_text(item.get("content_html")) or _text(item.get("content_text")) or "",
        )
        for item in (items if isinstance(items, list) else [])
        if isinstance(item, dict)
    )


def _first_author(item: "dict[str, object]") -> str | None:
    authors = item.get("authors")
    if isinstance(authors, list) and authors and isinstance(authors[0], dict):
        return _text(authors[0].get("name"))
    return None


def _text(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int) else None


def read_opml(content: bytes, *, name: str) -> tuple[str, ...]:
    """Return the addresses of the feeds that an OPML file lists."""
    found = (element.get("xmlUrl") for element in _xml(content, name).iter("{*}outline"))
    return tuple(dict.fromkeys(address for address in found if address))


def read_sitemap(content: bytes, *, name: str) -> tuple[FeedItem, ...]:
    """Return the entries of a news sitemap (or of a sitemap of sitemaps, as bare addresses)."""
    items: list[FeedItem] = []
    for entry in _xml(content, name):
        url = entry.findtext("{*}loc", default="").strip()
        if url:
            items.append(
                FeedItem(
                    id=url,
                    url=url,
                    title=entry.findtext(".//{*}title"),
                    published=entry.findtext(".//{*}publication_date"),
                    outlet=entry.findtext(".//{*}publication/{*}name"),
                )
            )
    return tuple(items)


def _xml(content: bytes, name: str):  # type: ignore[no-untyped-def]  # lxml ships no types
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(name, f"is damaged XML ({error})") from error


def open_feed(content: bytes, *, name: str) -> Iterator[Page | Problem]:
    """Yield a page for each item that carries its text, a problem for each that is only an address."""
    for item in read_feed(content, name=name):
        yield page_of_item(item, place=name)


def page_of_item(item: FeedItem, *, place: str) -> Page | Problem:
    """Return the page that a feed item carries."""
    name = item.url or f"{place}#{item.id}"
    if not item.content.strip():
        return problem_of(InputError(name, "the feed gives only its address; fetch it to read it"))
    return make_page(item.content.encode(), name=name, url=item.url, hints=hints_of(item))


def hints_of(item: FeedItem) -> dict[str, str]:
    """Return what a feed says of an item."""
    told = {"title": item.title, "published": item.published, "author": item.author, "outlet": item.outlet}
    return {"encoding": "utf-8", **{key: value for key, value in told.items() if value}}
