"""``demarche actors``: more actors from other sources."""

from datetime import UTC, datetime

import click


@click.group("actors")
def command() -> None:
    """Import actors from other sources into a folder of your own tables."""


@command.command("import")
@click.argument("form", type=click.Choice(["wikidata", "phoenix", "countryinfo", "csv"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--to", "folder", required=True, type=click.Path(file_okay=False), help="Folder of your own tables."
)
@click.option("--source", help="Whence and of which day; by default the form and today.")
def import_(form: str, file: str, folder: str, source: str | None) -> None:
    """Import a FILE of actors; all of it or nothing.

    \b
    wikidata      CSV of office-holders: person, position, start, end
    phoenix       a CAMEO actor dictionary
    countryinfo   CountryInfo.txt
    csv           a table with the header of one of ours
    """
    from demarche.actors.imports import import_actors

    told = source or f"{form} {datetime.now(tz=UTC):%Y-%m-%d}"
    for table in import_actors(form, file, folder, source=told):
        click.echo(f"{table.path}: {table.added} rows added, {table.replaced} replaced", err=True)
    click.echo(f"use them with: demarche read … --tables {folder}", err=True)
