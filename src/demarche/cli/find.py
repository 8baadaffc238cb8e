"""``demarche find``: sentences with these words."""

from typing import Any

import click

from demarche.cli.common import chosen, filter_options, form_option, open_store, print_rows, store_argument


@click.command("find")
@store_argument
@click.argument("words", nargs=-1)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@form_option
@filter_options
def command(store_path: str, words: tuple[str, ...], limit: int, form: str, **filters: Any) -> None:
    """Search the sentences of a record, or list events where no words are given.

    \b
    demarche find record.db ceasefire --actor RUS --since 2023
    """
    with open_store(store_path) as store:
        if words:
            found = store.search(" ".join(words), limit=limit, **chosen(filters))
            rows = [(hit.published, hit.outlet, hit.snippet, " ".join(hit.event_ids)) for hit in found]
            print_rows(("published", "outlet", "sentence", "events"), rows, form=form)
            return
        events = store.events(limit=limit, **chosen(filters))
        columns = ("day", "actors", "type", "recipients", "factuality", "tellings", "event")
        listed = [
            (
                event.day,
                ", ".join(event.actors),
                event.type,
                ", ".join(event.recipients),
                event.factuality,
                event.tellings,
                event.id,
            )
            for event in events
        ]
        print_rows(columns, listed, form=form)
