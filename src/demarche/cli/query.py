"""``demarche query``: read-only SQL."""

import click

from demarche.cli.common import form_option, open_store, print_rows, store_argument


@click.command("query")
@store_argument
@click.argument("sql")
@click.option("--limit", type=click.IntRange(1), default=1000, show_default=True, help="Rows at most.")
@click.option("--seconds", type=float, default=10.0, show_default=True, help="Time limit.")
@form_option
def command(store_path: str, sql: str, limit: int, seconds: float, form: str) -> None:
    """Run a read-only SQL query on a record.

    \b
    demarche query record.db "SELECT type, count(*) FROM events GROUP BY type"
    """
    with open_store(store_path) as store:
        result = store.query(sql, limit, seconds)
    print_rows(result.columns, result.rows, form=form)
    if result.truncated:
        click.echo(f"only the first {limit} rows are shown; raise --limit for more", err=True)
