"""Event: the claim card, with every telling and every contradiction."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from demarche.errors import StoreError
from demarche.store.values import Shown
from demarche.web.page import View, shelf_of
from demarche.web.words import direction

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
    return View(
        title=direction(found),
        subtitle=f"{found.factuality}; {found.standing}: {found.standing_reason or 'told by one source'}.",
        template="event.html",
        context={"event": found, "shown": shown, "sides": sides},
        columns=COLUMNS,
        rows=rows,
    )


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
