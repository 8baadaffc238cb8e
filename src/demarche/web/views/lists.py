"""What several pages list: events, one line each."""

from collections.abc import Sequence

from starlette.requests import Request

from demarche.store.filters import Filters
from demarche.store.values import StoredEvent
from demarche.web.counts import key_of
from demarche.web.page import PAGE_SIZE, number_of, shelf_of
from demarche.web.words import reports

EVENT_COLUMNS = (
    "day", "actors", "type", "mode", "recipients", "factuality", "standing", "reports", "place", "sentence", "event_id"
)  # fmt: skip


def event_rows(events: Sequence[StoredEvent]) -> list[tuple[object, ...]]:
    """Return events as rows of the columns above."""
    return [
        (
            event.day,
            event.actors,
            event.type,
            event.mode,
            event.recipients,
            event.factuality,
            event.standing,
            reports(event),
            event.place,
            event.sentence,
            event.id,
        )
        for event in events
    ]


def page_of_events(request: Request, filters: Filters) -> tuple[list[StoredEvent], int]:
    """Return the events of one page of a list (and one more where there are more), and its number (from 1)."""
    number = max(1, number_of(request, "page", default=1, most=2000))
    shelf = shelf_of(request)

    def find() -> list[StoredEvent]:
        return list(shelf.store().events(limit=PAGE_SIZE + 1, offset=(number - 1) * PAGE_SIZE, **filters))

    return shelf.remember(("events", number, *key_of(filters)), find), number
