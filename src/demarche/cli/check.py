"""``demarche check``: every table against its schema, every rule on its own example."""

import sys

import click


@click.command("check")
@click.argument("tables", required=False, type=click.Path(file_okay=False))
@click.option("--examples/--no-examples", default=True, help="Run each rule on its own example too.")
def command(tables: str | None, examples: bool) -> None:
    """Check tables and run each rule on its own example.

    Without TABLES: those that ship with demarche. With it: ours with your folder's rows laid over them.
    """
    from demarche.tables import known_tables, load_tables

    loaded = load_tables(tables)
    rows = loaded.check()
    click.echo(f"{rows} rows in {len(known_tables())} tables: every cell is as its schema says")
    faults = _example_faults(tables) if examples else []
    for fault in faults:
        click.echo(fault)
    if examples and not faults:
        click.echo("every rule gives what its example expects")
    sys.exit(1 if faults else 0)


def _example_faults(tables: str | None) -> list[str]:
    from pathlib import Path

    from demarche.config import Settings
    from demarche.events import check_rules
    from demarche.pipeline import load, read_text

    pipeline = load(Settings(tables=Path(tables) if tables else None))
    found = check_rules(pipeline.tables, lambda text: read_text(text, pipeline=pipeline))
    return [str(fault) for fault in found]
