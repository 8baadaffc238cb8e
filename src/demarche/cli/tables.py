"""``demarche tables``: what the tables hold, and what an edit of them changes."""

import csv
import sys
from collections.abc import Iterable, Iterator

import click

from demarche.cli.common import open_store
from demarche.store.values import StoredPage
from demarche.types import Article, Publication, Record


@click.group("tables", invoke_without_command=True)
@click.option("--overlay", type=click.Path(file_okay=False), help="A folder of your own table rows.")
@click.pass_context
def command(context: click.Context, overlay: str | None) -> None:
    """List the tables; ``show`` prints one, ``diff`` shows what your own rows change."""
    from demarche.tables import known_tables, load_schema, load_tables

    if context.invoked_subcommand is not None:
        return
    tables = load_tables(overlay)
    for known in known_tables():
        click.echo(f"{known:22} {len(tables.rows(known)):7}  {load_schema(known).title}")


@command.command("show")
@click.argument("name")
@click.option("--schema", "describe", is_flag=True, help="Describe the columns instead of printing the rows.")
@click.option("--overlay", type=click.Path(file_okay=False), help="A folder of your own table rows.")
def show(name: str, describe: bool, overlay: str | None) -> None:
    """Print the table NAME as CSV."""
    from demarche.tables import load_schema, load_tables

    schema = load_schema(name)
    if describe:
        for column in schema.fields:
            allowed = f" One of {', '.join(column.enum)}." if column.enum else ""
            click.echo(f"{column.name:18} {column.type:8} {column.description}{allowed}")
        return
    writer = csv.DictWriter(sys.stdout, schema.columns)
    writer.writeheader()
    writer.writerows(load_tables(overlay).rows(name))


@command.command("diff")
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.argument("store_path", metavar="RECORD.DB", type=click.Path(dir_okay=False))
@click.option("--pages", type=click.IntRange(1), default=200, show_default=True, help="Pages to code again.")
def diff(folder: str, store_path: str, pages: int) -> None:
    """Code stored pages again with the rows of FOLDER laid over ours, and show what changes."""
    changed = 0
    for name, gone, new in recoded(folder, store_path, pages=pages):
        changed += 1
        click.echo(click.style(name, bold=True))
        for sign, lines, colour in (("-", gone, "red"), ("+", new, "green")):
            for line in lines:
                click.echo(click.style(f"  {sign} {line}", fg=colour))
    click.echo(f"{changed} of at most {pages} page(s) change", err=True)


def recoded(folder: str, store_path: str, *, pages: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each page whose coding changes: its name, the lines that go, the lines that come.

    Both codings are made now, from the stored text, with our tables and with the folder's rows over them.
    """
    from pathlib import Path

    from demarche.config import Settings
    from demarche.pipeline import Pipeline, load
    from demarche.records import build_records
    from demarche.tables import load_tables

    ours = load(Settings())
    theirs = Pipeline(analyzer=ours.analyzer, tables=load_tables(Path(folder)))
    with open_store(store_path) as store:
        ids = [row[0] for row in store.query("SELECT page_id FROM page ORDER BY page_id", pages).rows]
        for page_id in ids:
            stored = store.page(page_id)
            if stored is None:
                continue
            article = _article(stored)
            before, after = (
                _lines(build_records(pipeline.read_article(article), tables=pipeline.tables))
                for pipeline in (ours, theirs)
            )
            if before != after:
                gone = [line for line in before if line not in after]
                yield stored.facts.name, gone, [line for line in after if line not in before]


def _article(stored: StoredPage) -> Article:
    """Return a stored page as the article it was read as."""
    facts = stored.facts
    published = Publication(
        value=facts.published, earliest=facts.earliest, latest=facts.latest, basis="stored"
    )
    return Article(
        page_id=facts.id,
        text=stored.text,
        paragraphs=stored.paragraphs,
        title=facts.title,
        outlet=facts.outlet,
        agency=facts.agency,
        language=facts.language,
        published=published,
        url=facts.url,
        basis="stored",
    )


def _lines(records: Iterable[Record]) -> list[str]:
    from demarche.cli.render import parties_text

    return [
        f"{parties_text(record.actors)} → {record.type}"
        + (f"/{record.mode}" if record.mode else "")
        + (f" → {parties_text(record.recipients)}" if record.recipients else "")
        + f" ({record.factuality}): “{' '.join(record.sentence.split())[:90]}”"
        for record in records
    ]
