"""Inbox: what is new, one line an event, copies folded; saved searches."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from email.utils import format_datetime
from urllib.parse import parse_qsl, urlencode
from xml.sax.saxutils import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from demarche.store import connect
from demarche.store.filters import Filters
from demarche.store.values import SavedSearch
from demarche.web.counts import Counted, counted
from demarche.web.page import FILTER_NAMES, PAGE_SIZE, View, filters_of, shelf_of
from demarche.web.views.lists import EVENT_COLUMNS, event_rows, page_of_events
from demarche.web.words import direction, reports

SHOWN_FACETS = ("type", "factuality", "standing", "actor", "recipient")


def inbox(request: Request) -> View:
    """Return the events of a search, the latest first."""
    shelf = shelf_of(request)
    searches = shelf.store().searches()
    saved = _saved(request, searches)
    filters = saved.filters if saved else filters_of(request)
    events, number = page_of_events(request, filters)
    counts = counted(shelf, filters)
    if not counts.whole:  # at least those of this page and the pages before
        counts = replace(counts, total=max(counts.total, (number - 1) * PAGE_SIZE + len(events)))
    shown = events[:PAGE_SIZE]
    return View(
        title=_title(counts, filters, saved),
        subtitle="One line is one event, however often it is told; copies of one text count as one report."
        + ("" if counts.whole else _partly(sum(counts.facets["type"].values()))),
        template="inbox.html",
        context={
            "events": shown,
            "facets": {name: counts.facets[name] for name in SHOWN_FACETS},
            "page": number,
            "more": len(events) > PAGE_SIZE,
            "filters": filters,
            "searches": searches,
            "saved": saved,
            "seen": _seen(request, saved),
        },
        columns=EVENT_COLUMNS,
        rows=event_rows(shown),
    )


def _partly(number: int) -> str:
    """Return what the counts beside the list are of, where not all events that fit were counted."""
    if number == 0:
        return " Counting what fits would take too long here: there are no counts beside the list."
    return f" Counts beside the list are of the latest {number:,} that fit."


def _saved(request: Request, searches: list[SavedSearch]) -> SavedSearch | None:
    wanted = request.query_params.get("saved", "").strip()
    if not wanted:
        return None
    for search in searches:
        if search.name == wanted:
            return search
    raise HTTPException(404, f"No saved search is called {wanted!r}; the inbox lists those that there are.")


def _title(counts: Counted, filters: Filters, saved: SavedSearch | None) -> str:
    events = f"{counts.words} event{'' if counts.total == 1 else 's'}"
    if saved:
        return f"{saved.name}: {events}"
    return events + (" that match" if filters else " on record")


def _seen(request: Request, saved: SavedSearch | None) -> frozenset[str]:
    """Return the ids of the events that a saved search has told of."""
    if saved is None:
        return frozenset()
    rows = shelf_of(request).rows("SELECT event FROM alerts WHERE search = ?", (saved.name,))
    return frozenset(row["event"] for row in rows)


async def save_search(request: Request) -> Response:
    """Keep the filters under a name; only where the reading room was opened for editing."""
    given = await edit_of(request)
    name = given.get("name", "")
    if not name:
        raise HTTPException(400, "A saved search needs a name.")
    filters: Mapping[str, str] = {key: given[key] for key in FILTER_NAMES if given.get(key)}
    with connect(shelf_of(request).path) as store:
        store.save_search(SavedSearch(name=name, filters=Filters(**filters)))  # type: ignore[typeddict-item]
    return RedirectResponse(f"/inbox?{urlencode({'saved': name})}", 303)


async def mark_seen(request: Request) -> Response:
    """Mark an event of a saved search as seen; only where the reading room was opened for editing."""
    given = await edit_of(request)
    if not given.get("saved") or not given.get("event"):
        raise HTTPException(400, "A mark needs a saved search and an event.")
    with connect(shelf_of(request).path) as store:
        if given["saved"] not in {search.name for search in store.searches()}:
            raise HTTPException(404, f"No saved search is called {given['saved']!r}.")
        store.told(given["saved"], [given["event"]])
    return RedirectResponse(f"/inbox?{urlencode({'saved': given['saved']})}", 303)


async def edit_of(request: Request) -> dict[str, str]:
    """Return the fields of a change; raise where the reading room is read-only."""
    if not request.app.state.edit:
        raise HTTPException(403, "This reading room is read-only; start it with --edit to change the record.")
    body = (await request.body()).decode("utf-8", "replace")
    try:
        fields = parse_qsl(body, max_num_fields=40)
    except ValueError as error:
        raise HTTPException(400, "Too many fields.") from error
    return {name: value.strip() for name, value in fields}


def feed(request: Request) -> Response:
    """Return the latest events of a search as RSS, one entry an event."""
    store = shelf_of(request).store()
    saved = _saved(request, store.searches())
    filters = saved.filters if saved else filters_of(request)
    events = store.events(limit=PAGE_SIZE, **filters)
    base = str(request.base_url).rstrip("/")
    entries = []
    for event in events:
        dated = f"<pubDate>{_stamp(event.day)}</pubDate>" if event.day else ""
        entries.append(
            f"<item><title>{escape(direction(event))} ({escape(event.factuality)})</title>"
            f"<link>{base}/event/{event.id}</link><guid isPermaLink='false'>{event.id}</guid>{dated}"
            f"<description>{escape(event.sentence or '')} [{escape(reports(event))}]</description></item>"
        )
    body = (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>demarche: new events</title>"
        f"<link>{base}/inbox</link><description>One entry an event</description>{''.join(entries)}</channel></rss>"
    )
    return Response(body, media_type="application/rss+xml")


def _stamp(day: object) -> str:
    return format_datetime(datetime.combine(datetime.fromisoformat(str(day)).date(), time(12), UTC))
