"""Actor: what one party does, says and is. Dyad: what two do to each other."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from demarche.store.filters import CODE
from demarche.store.values import StoredEvent, StoredPosition
from demarche.tables import Row, Tables
from demarche.web.counts import Counted, counted
from demarche.web.page import PAGE_SIZE, View, shelf_of
from demarche.web.shelf import Shelf
from demarche.web.views.lists import EVENT_COLUMNS, event_rows, page_of_events

LISTED = """
SELECT facet_value AS country, sum(events) AS events,
  sum(CASE WHEN facet = 'actor' THEN events ELSE 0 END) AS acts,
  sum(CASE WHEN facet = 'recipient' THEN events ELSE 0 END) AS receives,
  coalesce((SELECT group_concat(name, ', ') FROM
    (SELECT DISTINCT name FROM actors a WHERE a.country = facet_value ORDER BY length(name) LIMIT 8)), '') AS names
FROM rollups WHERE dimension = '' AND value = '' AND facet IN ('actor', 'recipient')
GROUP BY facet_value HAVING sum(events) > 0 ORDER BY events DESC LIMIT 300
"""
NAMED = """
SELECT a.name AS country, count(*) AS events, sum(q.role = 'a') AS acts, sum(q.role = 'r') AS receives,
  max(a.sector) AS names
FROM actors a JOIN parties q ON q.actor = a.actor WHERE a.country = '' GROUP BY a.name ORDER BY events DESC LIMIT 100
"""
SPEAKERS = """
SELECT speaker AS name, count(*) AS statements FROM statements WHERE {side} = ? AND speaker IS NOT NULL
GROUP BY speaker ORDER BY statements DESC LIMIT 20
"""
WITH_WHOM = """
SELECT facet_value AS country, sum(events) AS events FROM rollups
WHERE dimension IN ('actor', 'recipient') AND value = ? AND facet IN ('actor', 'recipient') AND facet <> dimension
  AND facet_value <> ? GROUP BY facet_value HAVING sum(events) > 0 ORDER BY events DESC LIMIT 20
"""
WITH_WHOM_NAMED = """
SELECT o.country, count(DISTINCT q.event) AS events FROM parties q JOIN parties o ON o.event = q.event
WHERE q.actor IN (SELECT actor FROM actors WHERE name = ? COLLATE NOCASE) AND o.country <> ''
GROUP BY o.country ORDER BY events DESC LIMIT 20
"""
REAL = ("happened", "ongoing", "ended")
FEW = 3_000
"""Events up to which what an actor does is listed among its positions too."""


def actors(request: Request) -> View:
    """Return the countries and bodies that take part in most events."""
    shelf = shelf_of(request)
    rows, named = shelf.kept_rows(LISTED), shelf.kept_rows(NAMED)
    columns = ("country", "names", "acts", "receives", "events")
    return View(
        title=f"{len(rows)} countries and bodies take part in events",
        subtitle="By events in which they act or are acted upon; an event with several parties counts for each.",
        template="actors.html",
        context={"rows": rows, "named": named},
        columns=columns,
        rows=[tuple(row[name] for name in columns) for row in (*rows, *named)],
    )


def actor(request: Request) -> View:
    """Return what one actor, by code or name, does, says and is."""
    wanted = request.path_params["id"]
    shelf = shelf_of(request)
    found, page = page_of_events(request, {"party": wanted})
    if not found and page == 1:
        raise HTTPException(404, f"No actor {wanted!r} stands on record. The list of actors has all of them.")
    acts, receives = counted(shelf, {"actor": wanted}), counted(shelf, {"recipient": wanted})
    events = found[:PAGE_SIZE]
    return View(
        title=f"{wanted}: {acts.words} events as actor, {receives.words} as recipient",
        subtitle="Events in which it acts or is acted upon, the latest first; offices as the tables date them.",
        template="actor.html",
        context={
            "name": wanted,
            "events": events,
            "more": len(found) > PAGE_SIZE,
            "page": page,
            "acts": acts,
            "receives": receives,
            "speakers": _speakers(shelf, wanted),
            "counterparts": _counterparts(shelf, wanted),
            "positions": _positions(shelf, wanted, acts),
            "offices": _offices(shelf, wanted),
        },
        columns=EVENT_COLUMNS,
        rows=event_rows(events),
    )


def _speakers(shelf: Shelf, wanted: str) -> list[dict[str, Any]]:
    side = "country" if CODE.fullmatch(wanted) else "speaker"
    return shelf.kept_rows(SPEAKERS.format(side=side), (wanted,))


def _counterparts(shelf: Shelf, wanted: str) -> list[dict[str, Any]]:
    if CODE.fullmatch(wanted):
        return shelf.kept_rows(WITH_WHOM, (wanted, wanted))
    return shelf.kept_rows(WITH_WHOM_NAMED, (wanted,))


def _positions(shelf: Shelf, wanted: str, acts: Counted) -> list[StoredPosition]:
    """Return the latest positions: of few events all, of many what was said and held in processes."""

    def found() -> list[StoredPosition]:
        sources = ("words", "process", "event") if acts.total <= FEW else ("words", "process")
        return list(shelf.store().positions(wanted, sources=sources))[-60:]

    return shelf.remember(("positions", wanted), found)


def _offices(shelf: Shelf, wanted: str) -> list[Row]:
    """Return who held which office when, the latest first: of a country the leading ones, of a person all."""
    found = shelf.store().tables.derive(office_index).get(wanted, ())
    return sorted(found, key=lambda row: (row["last"] or "9999", row["first"]), reverse=True)[:40]


LEADING = frozenset({"head-of-state", "head-of-government", "foreign-minister", "defence-minister"})


def office_index(tables: Tables) -> dict[str, list[Row]]:
    """Return the rows of office holders by country (the leading offices) and by person."""
    found: dict[str, list[Row]] = {}
    for row in tables.rows("office_holders"):
        found.setdefault(row["person"], []).append(row)
        if row["office"] in LEADING:
            found.setdefault(row["serves"] or row["country"], []).append(row)
    return found


def dyad(request: Request) -> View:
    """Return what two actors do to each other: deeds apart from words and plans."""
    first, second = request.path_params["first"], request.path_params["second"]
    events = shelf_of(request).remember(
        ("dyad", first, second), lambda: _between(shelf_of(request), first, second)
    )
    if not events:
        raise HTTPException(404, f"No event joins {first!r} and {second!r}.")
    real = [event for event in events if event.factuality in REAL]
    columns = {
        "Deeds": [event for event in real if event.quad.startswith("material")],
        "Words": [event for event in real if not event.quad.startswith("material")],
        "Plans and what did not happen": [event for event in events if event.factuality not in REAL],
    }
    told = " (the latest of more)" if len(events) >= MOST_BETWEEN else ""
    return View(
        title=f"{first} and {second}: {len(columns['Deeds'])} deeds, {len(columns['Words'])} words{told}",
        subtitle="Deeds are material acts that happened; words are verbal acts; plans, hopes and denials stand apart.",
        template="dyad.html",
        context={"columns": columns, "first": first, "second": second, "line": _line(events)},
        columns=EVENT_COLUMNS,
        rows=event_rows(events),
    )


MOST_BETWEEN = 300


def _between(shelf: Shelf, first: str, second: str) -> list[StoredEvent]:
    store = shelf.store()
    if CODE.fullmatch(first) and CODE.fullmatch(second):
        return list(store.between(first, second, limit=MOST_BETWEEN))
    return [
        event
        for event in store.events(party=first, limit=2_000)
        if second in event.actors + event.recipients + event.actor_countries + event.recipient_countries
    ][:MOST_BETWEEN]


def _line(events: list[StoredEvent]) -> list[dict[str, object]]:
    """Return the dated events as points of a timeline: cooperation above, conflict below, deeds larger."""
    dated = [event for event in events if event.day]
    if not dated:
        return []
    days = [event.day.toordinal() for event in dated if event.day]
    first, span = min(days), max(1, max(days) - min(days))
    return [
        {
            "x": round(20 + (day - first) / span * 860, 1),
            "y": 30 if event.quad.endswith("coop") else 70,
            "radius": 5 if event.quad.startswith("material") else 3,
            "kind": "cooperation" if event.quad.endswith("coop") else "conflict",
            "real": event.factuality in REAL,
            "title": f"{event.day}: {event.type}, {event.factuality}",
        }
        for event, day in zip(dated, days, strict=True)
    ]
