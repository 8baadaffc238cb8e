"""Actor and dyad: what one party does and says, what two do to each other."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from demarche.web.page import PAGE_SIZE, View, number_of, shelf_of
from demarche.web.views.lists import EVENT_COLUMNS, event_rows

LISTED = """
SELECT a.country, group_concat(DISTINCT a.name) AS names, count(*) AS events FROM parties q
JOIN actors a ON a.actor = q.actor WHERE a.country <> '' GROUP BY a.country ORDER BY events DESC LIMIT 300
"""
OFFICES = """
SELECT DISTINCT m.actor AS name, m.office, min(p.published) AS first, max(p.published) AS last, count(*) AS mentions
FROM mentions m JOIN pages p ON p.page = m.page
WHERE m.office IS NOT NULL AND m.office <> '' AND (m.country = ? OR m.actor = ?)
GROUP BY m.actor, m.office ORDER BY mentions DESC LIMIT 40
"""
SPEAKERS = """
SELECT speaker AS name, count(*) AS statements FROM statements WHERE country = ? AND speaker IS NOT NULL
GROUP BY speaker ORDER BY statements DESC LIMIT 20
"""
COUNTERPARTS = """
SELECT o.country, count(DISTINCT q.event) AS events FROM parties q
JOIN parties o ON o.event = q.event AND o.country <> q.country AND o.country <> ''
WHERE q.country = ? GROUP BY o.country ORDER BY events DESC LIMIT 20
"""
POSITIONS = """
SELECT s.name AS topic, t.status AS attitude, t.day, t.record AS record_id FROM process_statuses t
JOIN processes s ON s.process = t.process WHERE t.holder = ? OR t.holder IN (SELECT name FROM actors WHERE country = ?)
ORDER BY s.name, t.day LIMIT 100
"""


def actors(request: Request) -> View:
    """Return the countries that take part in most events."""
    rows = shelf_of(request).rows(LISTED)
    return View(
        title=f"{len(rows)} countries and bodies take part in events",
        subtitle="By events in which they act or are acted upon; an event with several parties counts for each.",
        template="actors.html",
        context={"rows": rows},
        columns=("country", "names", "events"),
        rows=[(row["country"], row["names"], row["events"]) for row in rows],
    )


def actor(request: Request) -> View:
    """Return what one actor, by code or name, does, says and is."""
    wanted = request.path_params["id"]
    shelf = shelf_of(request)
    page = max(1, number_of(request, "page", default=1, most=2000))
    found = list(shelf.store().events(party=wanted, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE))
    if not found and page == 1:
        raise HTTPException(404, f"No actor {wanted!r} stands on record. The list of actors has all of them.")
    counts = shelf.store().facets(party=wanted)
    events = found[:PAGE_SIZE]
    return View(
        title=f"{wanted}: {counts[''].total():,} events",
        subtitle="Events in which it acts or is acted upon, the latest first; offices as the pages name them.",
        template="actor.html",
        context={
            "name": wanted,
            "events": events,
            "more": len(found) > PAGE_SIZE,
            "page": page,
            "counts": counts,
            "offices": shelf.rows(OFFICES, (wanted, wanted)),
            "speakers": shelf.rows(SPEAKERS, (wanted,)),
            "counterparts": shelf.rows(COUNTERPARTS, (wanted,)),
            "positions": shelf.rows(POSITIONS, (wanted, wanted)),
        },
        columns=EVENT_COLUMNS,
        rows=event_rows(events),
    )


def dyad(request: Request) -> View:
    """Return what two actors do to each other: deeds apart from words and plans."""
    first, second = request.path_params["first"], request.path_params["second"]
    store = shelf_of(request).store()
    both = [
        event
        for actor_, other in ((first, second), (second, first))
        for event in store.events(actor=actor_, recipient=other, limit=200)
    ]
    both += [
        event
        for event in store.events(actor=first, limit=400)
        if second in event.actor_countries or second in event.actors
    ]
    events = sorted(
        {event.id: event for event in both}.values(), key=lambda event: str(event.day or ""), reverse=True
    )
    if not events:
        raise HTTPException(404, f"No event joins {first!r} and {second!r}.")
    real = [event for event in events if event.factuality in ("happened", "ongoing", "ended")]
    columns = {
        "deeds": [event for event in real if event.quad.startswith("material")],
        "words": [event for event in real if not event.quad.startswith("material")],
        "plans and what did not happen": [event for event in events if event not in real],
    }
    return View(
        title=f"{first} and {second}: {len(columns['deeds'])} deeds, {len(columns['words'])} words",
        subtitle="Deeds are material acts that happened; words are verbal acts; plans, hopes and denials stand apart.",
        template="dyad.html",
        context={"columns": columns, "first": first, "second": second},
        columns=EVENT_COLUMNS,
        rows=event_rows(events),
    )
