"""What several commands share: the store argument, filters of events, output as text, JSON or CSV."""

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from demarche.errors import StoreError

if TYPE_CHECKING:
    from demarche.store import Store

Function = TypeVar("Function", bound=Callable[..., Any])
FILTERS = {
    "actor": "Who does it: an ISO code or a name.",
    "recipient": "To whom.",
    "about": "A party in any role, a place's country, or a process.",
    "type": "PLOVER type.",
    "factuality": "happened, ongoing, planned, hoped, proposed, hypothetical, denied, refused, ended.",
    "speaker": "Who says so.",
    "place": "Where: a name or a country's ISO code.",
    "outlet": "Who published it.",
    "process": "Talks, treaty, truce …, by name.",
    "since": "First day: YYYY, YYYY-MM or YYYY-MM-DD.",
    "until": "Last day.",
}

store_argument = click.argument("store_path", metavar="RECORD.DB", type=click.Path(dir_okay=False))


def filter_options(function: Function) -> Function:
    """Add one option for each filter of events."""
    for name, text in reversed(FILTERS.items()):
        repeated = name not in {"since", "until"}
        function = click.option(f"--{name}", multiple=repeated, help=text)(function)
    return function


def chosen(filters: dict[str, Any]) -> dict[str, Any]:
    """Return the filters that were given."""
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in filters.items() if value
    }


def open_store(path: str, *, read_only: bool = True) -> "Store":
    """Return the store of a file that exists; say what to do where there is none."""
    from demarche.store import connect

    if not Path(path).exists():
        raise StoreError(path, f"no such file; fill one with: demarche read PAGES --into {path}")
    return connect(path, read_only=read_only)


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], *, form: str) -> None:
    """Print rows as a table for the eye, as CSV or as JSON lines."""
    if form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows(rows)
        return
    if form == "json":
        import msgspec

        for row in rows:
            click.echo(msgspec.json.encode(dict(zip(columns, row, strict=True)), enc_hook=str).decode())
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    Console().print(table)


form_option = click.option(
    "--form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="Output."
)
