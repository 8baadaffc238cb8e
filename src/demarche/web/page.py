"""One page of the reading room, in three forms: HTML, JSON, CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from demarche.store.filters import Filters
from demarche.web.shelf import Shelf
from demarche.web.words import CHAIN_WORDS, day_text, direction, mark_spans, party_names, reports, speakers

FILTER_NAMES = (
    "actor",
    "recipient",
    "about",
    "type",
    "factuality",
    "speaker",
    "place",
    "outlet",
    "since",
    "until",
)
HINTS = {
    "actor": "RUS", "about": "PRK", "type": "ACCUSE", "since": "2018-03", "until": "2018"
}  # fmt: skip
"""What to write into a filter."""
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a page shows, before it takes a form."""

    title: str
    """The finding, as a sentence or a name."""
    subtitle: str
    """What is counted or shown, and how it is defined."""
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = ()
    """The same content as a table: what ``.csv`` and ``.json`` give."""
    status: int = 200


def environment() -> Environment:
    """Return the templates, all values escaped."""
    made = Environment(
        loader=PackageLoader("demarche.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=day_text,
        direction=direction,
        reports=reports,
        marked=mark_spans,
        names=party_names,
        speakers=speakers,
    )
    made.globals.update(chain_words=CHAIN_WORDS, filter_names=FILTER_NAMES, hints=HINTS, section="")
    return made


def respond(request: Request, view: View) -> Response:
    """Return the view in the form that the address asks for."""
    form = form_of(request)
    if form == "json":
        rows = [dict(zip(view.columns, row, strict=True)) for row in view.rows]
        body = msgspec.json.encode(
            {"title": view.title, "subtitle": view.subtitle, "rows": rows}, enc_hook=str
        )
        return Response(body, view.status, media_type="application/json")
    if form == "csv":
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(view.columns)
        writer.writerows([_safe(cell) for cell in row] for row in view.rows)
        return Response(text.getvalue(), view.status, media_type="text/csv; charset=utf-8")
    templates: Environment = request.app.state.templates
    html = templates.get_template(view.template).render(
        view=view,
        path=request.url.path,
        query=str(request.url.query),
        given=dict(request.query_params),
        edit=request.app.state.edit,
        store_name=request.app.state.shelf.path,
        **view.context,
    )
    return HTMLResponse(html, view.status)


def form_of(request: Request) -> str:
    """Return ``html``, ``json`` or ``csv``."""
    ending = request.url.path.rpartition(".")[2]
    return ending if ending in ("json", "csv") else "html"


def shelf_of(request: Request) -> Shelf:
    """Return the shelf that the application reads from."""
    return cast("Shelf", request.app.state.shelf)


def filters_of(request: Request) -> Filters:
    """Return the filters of the address; unknown ones are left to the page that uses them."""
    given: dict[str, Any] = {}
    for name in FILTER_NAMES:
        values = [value.strip() for value in request.query_params.getlist(name) if value.strip()]
        if values:
            given[name] = values[0] if len(values) == 1 else values
    return cast("Filters", given)


def number_of(request: Request, name: str, *, default: int, most: int) -> int:
    """Return a whole number of the address, within bounds; anything else is the default."""
    text = request.query_params.get(name, "")
    return min(int(text), most) if text.isdigit() else default


def _safe(cell: object) -> object:
    """Return a cell that a spreadsheet will not run as a formula."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t"):
        return "'" + cell
    if isinstance(cell, tuple | list):
        return "; ".join(str(part) for part in cell)
    return "" if cell is None else cell
