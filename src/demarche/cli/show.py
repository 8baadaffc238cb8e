"""``demarche show``: an id back to its sentence and page."""

from collections.abc import Iterator

import click

from demarche.cli.common import open_store, store_argument
from demarche.cli.render import record_lines
from demarche.store.values import Shown


@click.command("show")
@store_argument
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(store_path: str, identifier: str, as_json: bool) -> None:
    """Show a record, event, page or process by its ID (its beginning will do)."""
    with open_store(store_path) as store:
        shown = store.show(identifier)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(shown, enc_hook=str).decode())
        return
    for line in shown_lines(shown):
        click.echo(line)


def shown_lines(shown: Shown) -> Iterator[str]:
    """Yield what an id stands for, line by line."""
    if shown.event is not None:
        event = shown.event
        yield click.style(f"event {event.id}", bold=True)
        yield f"  {event.type} · {event.factuality} · {event.standing}: {event.standing_reason}"
        yield f"  {event.tellings} telling(s) on {event.pages} page(s), {event.sources} independent source(s)"
    if shown.process is not None:
        process = shown.process
        yield (
            click.style(f"{process.name}", bold=True)
            + f"  ({process.kind}; {', '.join(process.participants)})"
        )
        for status in process.statuses:
            by = f" by {status.holder}" if status.holder else ""
            yield f"  {status.first or '…'}  {status.status}{by}  [{status.record_id[:8]}]"
    if shown.page is not None:
        yield click.style(shown.page.facts.title or shown.page.facts.name, bold=True)
        for record in shown.page.records:
            yield from record_lines(record)
    if shown.record is not None and shown.event is None:
        yield f"  “{' '.join(shown.record.sentence.split())}”"
        yield from record_lines(shown.record)
    for telling in shown.tellings:
        record, page = telling.record, telling.page
        yield f"  “{' '.join(record.sentence.split())}”"
        yield from record_lines(record)
        yield f"      on page {page.name} ({page.published or 'undated'}), because {record.basis}"
    for merge in shown.merges:
        yield f"  joined: {merge.reason}"
    for contradiction in shown.contradictions:
        yield click.style(f"  {contradiction.kind}: {contradiction.reason}", fg="red")
