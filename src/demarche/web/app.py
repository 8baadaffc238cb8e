"""The application: addresses, and what is said when something is wrong."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from demarche.errors import DemarcheError, QueryError, StoreError
from demarche.web import views
from demarche.web.guard import LOOPBACK, Guard
from demarche.web.page import View, environment, respond
from demarche.web.shelf import Shelf

PAGES: dict[str, Callable[[Request], View]] = {
    "/inbox": views.inbox,
    "/event/{id}": views.event,
    "/document/{id}": views.document,
    "/actors": views.actors,
    "/actor/{id:path}": views.actor,
    "/dyad/{first}/{second}": views.dyad,
    "/processes": views.processes,
    "/process/{id:path}": views.process,
    "/calendar": views.calendar,
    "/map": views.places,
    "/network": views.network,
    "/trends": views.trends,
    "/search": views.search,
    "/claims": views.claims,
    "/review": views.review,
    "/sources": views.sources,
    "/data": views.data,
}
"""Address and view; each is also there as ``.json`` and ``.csv``."""


WARM = ("/inbox", "/map", "/trends", "/sources", "/network", "/actors", "/calendar", "/claims", "/processes")


def create_app(path: str, *, edit: bool = False, token: str | None = None) -> Starlette:
    """Return the reading room on the record at ``path``; read-only unless ``edit``."""
    static = str(files("demarche") / "web" / "static")
    routes: list[BaseRoute] = [
        Route("/", lambda request: RedirectResponse("/inbox")),
        Route("/inbox.rss", views.feed),
        Route("/calendar.ics", views.calendar_file),
        Route("/review/verdict", views.verdict, methods=["POST"]),
        Route("/inbox/save", views.save_search, methods=["POST"]),
        Route("/inbox/seen", views.mark_seen, methods=["POST"]),
        Route("/export/{format}", views.export),
        Mount("/static", StaticFiles(directory=static)),
    ]
    for address, view in PAGES.items():
        routes.extend(Route(address + ending, _endpoint(view)) for ending in (".json", ".csv", ""))
    app = Starlette(
        routes=routes,
        lifespan=_warmed,
        middleware=[Middleware(Guard, token=token, hosts=LOOPBACK)],
        exception_handlers={
            404: _not_found,
            HTTPException: _refused,
            QueryError: _wrong_filter,
            StoreError: _no_store,
        },
    )
    app.state.shelf = Shelf(path)
    app.state.templates = environment()
    app.state.edit = edit
    return app


def _endpoint(view: Callable[[Request], View]) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return respond(request, view(request))

    return endpoint


def _told(request: Request, title: str, text: str, status: int, *, template: str = "told.html") -> Response:
    view = View(
        title=title, subtitle=text, template=template, columns=("message",), rows=[(text,)], status=status
    )
    return respond(request, view)


def _not_found(request: Request, error: Exception) -> Response:
    detail = getattr(error, "detail", "")
    text = detail if detail and detail != "Not Found" else f"There is no page {request.url.path!r} here."
    return _told(request, "Not found", text, 404)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _told(request, "This can't be done", error.detail, error.status_code)


def _wrong_filter(request: Request, error: Exception) -> Response:
    assert isinstance(error, QueryError)
    return _told(request, "The question can't be read", error.reason, 400)


def _no_store(request: Request, error: Exception) -> Response:
    first = not Path(request.app.state.shelf.path).exists()
    title = "No record here yet" if first else "The record can't be read now"
    template = "first.html" if first else "told.html"
    return _told(request, title, str(error), 503, template=template)


@asynccontextmanager
async def _warmed(app: Starlette) -> AsyncIterator[None]:
    """Make the slow answers of the first pages before anybody asks, beside the serving."""
    threading.Thread(target=warm, args=(app,), daemon=True).start()
    yield


def warm(app: Starlette) -> None:
    """Ask for the pages whose answers are kept."""
    with suppress(DemarcheError):
        tables = app.state.shelf.store().tables
        for index in views.INDEXES:
            tables.derive(index)
    for address in WARM:
        scope = {
            "type": "http",
            "app": app,
            "method": "GET",
            "path": address,
            "query_string": b"",
            "headers": [],
            "path_params": {},
        }
        with suppress(DemarcheError):  # whoever opens the page is told
            PAGES[address](Request(scope))
