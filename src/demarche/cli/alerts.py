"""``demarche alerts``: saved searches that tell of new events, one alert an event."""

from typing import TYPE_CHECKING, Any, cast

import click

from demarche.cli.common import chosen, filter_options, open_store, store_argument
from demarche.errors import StoreError

if TYPE_CHECKING:
    from demarche.store import Store
    from demarche.store.values import SavedSearch

_RECENT = 50


@click.group("alerts")
def command() -> None:
    """Send new events of saved searches to a feed, a file or a command.

    \b
    demarche alerts save record.db baltic --about EST --to rss:baltic.xml
    demarche alerts send record.db
    """


@command.command("save")
@store_argument
@click.argument("name")
@click.option("--to", "target", default="", help="atom:FILE, rss:FILE, jsonl:FILE or command:LINE.")
@filter_options
def save(store_path: str, name: str, target: str, **filters: Any) -> None:
    """Keep a search under NAME; one of the same name is replaced."""
    from demarche.store.filters import Filters
    from demarche.store.values import SavedSearch

    with open_store(store_path, read_only=False) as store:
        store.save_search(SavedSearch(name=name, filters=cast("Filters", chosen(filters)), target=target))
    click.echo(f"search {name!r} saved", err=True)


@command.command("list")
@store_argument
def list_searches(store_path: str) -> None:
    """List the saved searches."""
    with open_store(store_path) as store:
        for search in store.searches():
            told = " ".join(f"{key}={value}" for key, value in search.filters.items()) or "all events"
            click.echo(f"{search.name}: {told} → {search.target or 'shown only'}")


@command.command("remove")
@store_argument
@click.argument("name")
def remove(store_path: str, name: str) -> None:
    """Forget the search NAME."""
    with open_store(store_path, read_only=False) as store:
        if not store.remove_search(name):
            raise StoreError(store_path, f"no search is called {name!r}; see: demarche alerts list")


@command.command("send")
@store_argument
@click.argument("names", nargs=-1)
def send(store_path: str, names: tuple[str, ...]) -> None:
    """Tell of events that are new to the searches NAMES, or to all of them."""
    with open_store(store_path, read_only=False) as store:
        wanted = [search for search in store.searches() if not names or search.name in names]
        missing = set(names) - {search.name for search in wanted}
        if missing:
            raise StoreError(store_path, f"no search is called {', '.join(sorted(missing))}")
        for search in wanted:
            click.echo(f"{search.name}: {_send(store, search)} new event(s)", err=True)


def _send(store: "Store", search: "SavedSearch") -> int:
    """Deliver what is new to a search and note it; what could not be delivered stays new."""
    from demarche.cli.render import record_lines
    from demarche.exports.delivery import deliver

    new = store.untold(search)
    if not search.target:
        for telling in new:
            click.echo("\n".join(record_lines(telling.record)))
    elif new:
        ids = {event.id for event in store.events(limit=_RECENT, **search.filters)}
        recent = [telling for telling in store.tellings(**search.filters) if telling.record.event_id in ids]
        deliver(new, recent=recent[:_RECENT], name=search.name, target=search.target)
    store.told(search.name, [telling.record.event_id for telling in new])
    return len(new)
