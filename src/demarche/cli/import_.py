"""``demarche import``: records that another run exported."""

from pathlib import Path

import click

from demarche.errors import InputError


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--into", "store_path", required=True, type=click.Path(dir_okay=False), help="Store them here.")
def command(file: str, store_path: str) -> None:
    """Import a FILE that ``demarche export`` wrote as parquet, csv or jsonl (told by its ending).

    Records come with their sentences; the pages' full texts do not travel.
    """
    from demarche.exports import read_csv, read_jsonl, read_parquet
    from demarche.store import connect

    readers = {".parquet": read_parquet, ".csv": read_csv, ".jsonl": read_jsonl}
    reader = readers.get(Path(file).suffix)
    if reader is None:
        raise InputError(file, f"is not one of {', '.join(readers)}")
    with connect(store_path) as store:
        summary = store.add_tellings(reader(Path(file)))
    click.echo(f"{store_path}: {summary}", err=True)
