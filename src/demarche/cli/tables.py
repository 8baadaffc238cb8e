"""``demarche tables``: what the tables hold."""

import csv
import sys

import click


@click.command("tables")
@click.argument("name", required=False)
@click.option("--schema", "describe", is_flag=True, help="Describe the columns instead of printing the rows.")
@click.option("--overlay", type=click.Path(file_okay=False), help="A folder of your own table rows.")
def command(name: str | None, describe: bool, overlay: str | None) -> None:
    """List the tables, or print the table NAME as CSV."""
    from demarche.tables import known_tables, load_schema, load_tables

    tables = load_tables(overlay)
    if name is None:
        for known in known_tables():
            click.echo(f"{known:22} {len(tables.rows(known)):7}  {load_schema(known).title}")
        return
    schema = load_schema(name)
    if describe:
        for column in schema.fields:
            allowed = f" One of {', '.join(column.enum)}." if column.enum else ""
            click.echo(f"{column.name:18} {column.type:8} {column.description}{allowed}")
        return
    writer = csv.DictWriter(sys.stdout, schema.columns)
    writer.writeheader()
    writer.writerows(tables.rows(name))
