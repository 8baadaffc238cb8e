"""``demarche export``: the record in formats that other tools read."""

from pathlib import Path
from typing import Any

import click

from demarche.cli.common import chosen, filter_options, open_store, store_argument


@click.command("export")
@click.argument("name", metavar="FORMAT")
@store_argument
@click.option("--out", "out_path", required=True, type=click.Path(dir_okay=False), help="File to write.")
@click.option("--include", help="Factualities, joined by commas: happened,ongoing,planned,denied …")
@filter_options
def command(name: str, store_path: str, out_path: str, include: str | None, **filters: Any) -> None:
    """Write the record as FORMAT; without a known one the formats are listed.

    Happened and ongoing events go out unless --include asks for more. Formats that have no room for the
    evidence get a second file beside them with the sentence behind every row.
    """
    from demarche.errors import UnknownFormatError
    from demarche.exports import FORMATS, INCLUDE, export_file

    if name not in FORMATS:
        raise UnknownFormatError(name, FORMATS)
    wanted = tuple(part.strip() for part in include.split(",")) if include else INCLUDE
    with open_store(store_path) as store:
        tellings = store.tellings(include=wanted, **chosen(filters))
        summary = export_file(tellings, name, Path(out_path), tables=store.tables, include=None)
    click.echo(f"{summary.rows} rows in {' and '.join(str(file) for file in summary.files)}", err=True)
