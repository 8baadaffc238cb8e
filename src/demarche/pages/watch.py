"""Poll feeds: only what changed, only what is new, never faster than asked for."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from demarche.errors import ConfigError, InputError
from demarche.pages import sniff as sniffing
from demarche.pages.feeds import FeedItem, hints_of, page_of_item, read_feed, read_opml, read_sitemap
from demarche.pages.fetch import Answer, Fetcher
from demarche.pages.pages import make_page, problem_of
from demarche.types import Page, Problem

_REMEMBERED = 100_000
_BACK_OFF = 900.0
"""Seconds that a feed is left alone after 429 or 503 without Retry-After."""


@dataclass(slots=True, kw_only=True)
class FeedState:
    """What is remembered of one feed."""

    etag: str = ""
    modified: str = ""
    not_before: float = 0.0
    """Time (Unix) before which the feed is not asked again."""


@dataclass(slots=True, kw_only=True)
class WatchState:
    """What is remembered between two polls; a poll changes it."""

    feeds: dict[str, FeedState] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)
    """Hashes of the items that were read, the oldest first."""

    def to_json(self) -> str:
        """Return the state as JSON, for a file between two runs."""
        feeds = {
            url: {"etag": state.etag, "modified": state.modified, "not_before": state.not_before}
            for url, state in self.feeds.items()
        }
        return json.dumps({"feeds": feeds, "seen": list(self.seen)[-_REMEMBERED:]})


def state_from_json(text: str) -> WatchState:
    """Return the state that ``to_json`` wrote."""
    try:
        told = json.loads(text)
        feeds = {url: FeedState(**state) for url, state in told["feeds"].items()}
        return WatchState(feeds=feeds, seen=dict.fromkeys(told["seen"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            "the file with the state of the watch is damaged; delete it to start anew"
        ) from error


def watch_feeds(addresses: Iterable[str], *, state: WatchState, fetcher: Fetcher) -> Iterator[Page | Problem]:
    """Yield the new pages of some feeds, once through; the caller waits and calls again.

    A feed that has not changed is not read (ETag, Last-Modified); an item is read once; an item that carries
    no whole text is fetched. OPML files and sitemaps of sitemaps are followed to the feeds that they list.
    """
    for address in addresses:
        try:
            yield from _poll(address, state=state, fetcher=fetcher)
        except InputError as error:
            yield problem_of(error, stage="watch")


def _poll(address: str, *, state: WatchState, fetcher: Fetcher) -> Iterator[Page | Problem]:
    feed = state.feeds.setdefault(address, FeedState())
    if fetcher.outside.now() < feed.not_before:
        return
    headers = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    answer = fetcher.ask(address, headers={key: value for key, value in headers.items() if value})
    if answer.status == 304:
        return
    if answer.status in (429, 503):
        feed.not_before = fetcher.outside.now() + retry_after(answer, now=fetcher.outside.now())
        raise InputError(address, f"asks to be left alone for now (status {answer.status})")
    if answer.status >= 300:
        raise InputError(address, f"answered with status {answer.status}")
    yield from _new_pages(address, answer, state=state, fetcher=fetcher)
    feed.etag = answer.headers.get("etag", "")
    feed.modified = answer.headers.get("last-modified", "")


def retry_after(answer: Answer, *, now: float) -> float:
    """Return how many seconds the host wants to be left alone."""
    told = answer.headers.get("retry-after", "").strip()
    if told.isdigit():
        return min(float(told), 86_400.0)
    try:
        return min(max(parsedate_to_datetime(told).timestamp() - now, 0.0), 86_400.0)
    except (TypeError, ValueError):
        return _BACK_OFF


def _new_pages(
    address: str, answer: Answer, *, state: WatchState, fetcher: Fetcher
) -> Iterator[Page | Problem]:
    form = sniffing.sniff(answer.content[:8192])
    if form == "opml":
        yield from watch_feeds(read_opml(answer.content, name=address), state=state, fetcher=fetcher)
        return
    if form == "sitemap":
        items = read_sitemap(answer.content, name=address)
        if b"<sitemapindex" in answer.content[:2000]:
            yield from watch_feeds([item.url for item in items if item.url], state=state, fetcher=fetcher)
            return
    elif form == "feed":
        items = read_feed(answer.content, name=address)
    else:
        raise InputError(address, f"is no feed: found {form}")
    for item in items:
        key = hashlib.blake2b(f"{address}\n{item.id}".encode(), digest_size=12).hexdigest()
        if key in state.seen:
            continue
        found = _page_of(item, address=address, fetcher=fetcher)
        state.seen[key] = None
        yield found


def _page_of(item: FeedItem, *, address: str, fetcher: Fetcher) -> Page | Problem:
    """Return the item's own page, fetched where the feed gives only a summary."""
    if item.is_whole or not item.url:
        return page_of_item(item, place=address)
    try:
        answer = fetcher.fetch(item.url)
    except InputError as error:
        return problem_of(error, stage="watch")
    if len(answer.content) > fetcher.limits.page_bytes:
        return problem_of(
            InputError(item.url, f"is larger than {fetcher.limits.page_bytes:,} bytes"), stage="watch"
        )
    hints = {key: value for key, value in hints_of(item).items() if key != "encoding"}
    return answer.described(make_page(answer.content, name=item.url, url=answer.url, hints=hints))
