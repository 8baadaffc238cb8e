"""Event: the claim card, with every telling and every contradiction."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from demarche.errors import StoreError
from demarche.exports.codes import codes_of
from demarche.store.values import Shown, StoredEvent
from demarche.tables import Row, Tables
from demarche.web.page import View, shelf_of
from demarche.web.words import direction, speakers

COLUMNS = (
    "record_id", "type", "mode", "cameo", "factuality", "according_to", "when", "place", "outlet", "published",
    "sentence", "basis", "url",
)  # fmt: skip


def event(request: Request) -> View:
    """Return one event with all that is told of it."""
    shown = _shown(request)
    found = shown.event
    assert found is not None
    rows = [
        (
            telling.record.id,
            telling.record.type,
            telling.record.mode,
            telling.record.cameo,
            telling.record.factuality,
            telling.record.according_to,
            telling.record.when_first,
            telling.record.place,
            telling.page.outlet,
            telling.page.published,
            telling.record.sentence,
            telling.record.basis,
            telling.page.url,
        )
        for telling in shown.tellings
    ]
    sides = {record_id for pair in shown.contradictions for record_id in (pair.record, pair.other_record)}
    tables = shelf_of(request).store().tables
    return View(
        title=direction(found),
        subtitle=_standing(found),
        template="event.html",
        context={
            "event": found,
            "shown": shown,
            "sides": sides,
            "codes": _codes(found, tables),
            "chain": max((speakers(one) for one in shown.tellings), key=len, default=()),
            "rules": {one.record.id: _rule(one.record.basis, tables) for one in shown.tellings},
        },
        columns=COLUMNS,
        rows=rows,
    )


def _standing(event: StoredEvent) -> str:
    """Return how sure one can be, in words."""
    sources = f"{event.sources} independent source{'' if event.sources == 1 else 's'}"
    reason = f"; {event.standing_reason}" if event.standing_reason else ""
    return f"{event.factuality.capitalize()}; {event.standing}: told by {sources}{reason}."


def _codes(event: StoredEvent, tables: Tables) -> list[tuple[str, str]]:
    """Return the event's codes in all ontologies, each with its words."""
    codes = tables.derive(codes_of)
    meanings = {row["id"]: row["meaning"] for row in tables.rows("event_types")}
    modes = {row["id"]: row["meaning"] for row in tables.rows("modes")}
    mode = f"/{event.mode} ({modes.get(f'{event.type}.{event.mode}', '')})" if event.mode else ""
    cameo = (
        event.cameo
        or codes.by_type.get((event.type, event.mode or ""))
        or codes.by_type.get((event.type, ""))
    )
    found = [("PLOVER", f"{event.type} ({meanings.get(event.type, 'no event type')}){mode}")]
    if cameo:
        found.append(("CAMEO, GDELT, ICEWS", f"{cameo} {codes.label(cameo)}"))
        found.append(("Goldstein", codes.goldstein(cameo) or "none"))
    acled = codes.acled.get((event.type, event.mode or "")) or codes.acled.get((event.type, ""))
    if acled:
        found.append(("ACLED's words", f"{acled['acled_type']}: {acled['acled_sub_type']}"))
    return [*found, ("Class", event.quad.replace("_", " "))]


def _rule(basis: str, tables: Tables) -> Row | None:
    """Return the row of the rule that a basis names, with its example."""
    table, _, rest = basis.partition(":")
    if table != "event_rules":
        return None
    return tables.derive(rule_index).get(rest.partition(";")[0].strip())


def rule_index(tables: Tables) -> dict[str, Row]:
    """Return the rows of the event rules by id."""
    return {row["id"]: row for row in tables.rows("event_rules")}


def _shown(request: Request) -> Shown:
    wanted = request.path_params["id"]
    store = shelf_of(request).store()
    found = store.event(wanted)
    if found is None:
        raise HTTPException(404, f"No event has the id {wanted!r}. The inbox lists all events.")
    try:
        return store.show(found.id)
    except StoreError as error:
        raise HTTPException(404, error.reason) from error
