"""Inbox: what is new, one line an event, copies folded."""

from datetime import UTC, datetime, time
from email.utils import format_datetime
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response

from demarche.web.page import PAGE_SIZE, View, filters_of, shelf_of
from demarche.web.views.lists import EVENT_COLUMNS, event_rows, page_of_events
from demarche.web.words import direction, reports


def inbox(request: Request) -> View:
    """Return the events of a search, the latest first."""
    events, number = page_of_events(request)
    filters = filters_of(request)
    facets = shelf_of(request).store().facets(**filters)
    total = facets[""].total() if "" in facets else len(events)
    shown = events[:PAGE_SIZE]
    return View(
        title=f"{total:,} event{'' if total == 1 else 's'}" + (" that match" if filters else " on record"),
        subtitle="One line is one event, however often it is told; copies of one text count as one report.",
        template="inbox.html",
        context={
            "events": shown,
            "facets": facets,
            "page": number,
            "more": len(events) > PAGE_SIZE,
            "filters": filters,
        },
        columns=EVENT_COLUMNS,
        rows=event_rows(shown),
    )


def feed(request: Request) -> Response:
    """Return the latest events of a search as RSS, one entry an event."""
    events = shelf_of(request).store().events(limit=PAGE_SIZE, **filters_of(request))
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
