"""Search: sentences with these words, and facets of their events."""

from starlette.requests import Request

from demarche.store.values import Found
from demarche.web.counts import key_of
from demarche.web.page import PAGE_SIZE, View, filters_of, number_of, shelf_of

COLUMNS = ("published", "outlet", "title", "sentence", "event_ids", "page_id", "url")


def search(request: Request) -> View:
    """Return the sentences found, with the words marked."""
    words = request.query_params.get("q", "").strip()
    shelf = shelf_of(request)
    store = shelf.store()
    page = max(1, number_of(request, "page", default=1, most=200))
    filters = filters_of(request)

    def find() -> list[Found]:
        return list(store.search(words, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE, **filters))

    found = shelf.remember(("search", words, page, *key_of(filters)), find) if words else []
    count = store.count(words) if words and not filters else len(found)
    shown = found[:PAGE_SIZE]
    return View(
        title=f"{count:,} sentences with “{words}”" if words else "Search the sentences",
        subtitle="Every word must stand in the sentence; “a phrase” in quotation marks; word* for beginnings.",
        template="search.html",
        context={
            "found": [
                (hit, hit.snippet.replace("«", "\x00").replace("»", "\x00").split("\x00")) for hit in shown
            ],
            "words": words,
            "page": page,
            "more": len(found) > PAGE_SIZE,
            "filters": filters,
        },
        columns=COLUMNS,
        rows=[
            (hit.published, hit.outlet, hit.title, hit.text, hit.event_ids, hit.page_id, hit.url)
            for hit in shown
        ],
    )
