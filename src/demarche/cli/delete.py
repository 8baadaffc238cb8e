"""``demarche delete``: a page and all that hangs on it."""

import click

from demarche.cli.common import open_store, store_argument


@click.command("delete")
@store_argument
@click.argument("page", metavar="PAGE_ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(store_path: str, page: str, yes: bool) -> None:
    """Delete a page, all its versions and all that hangs on it."""
    with open_store(store_path, read_only=False) as store:
        found = store.page(page)
        if found is None:
            raise click.BadParameter(f"no page has the id {page!r}; list them with: demarche query … pages")
        if not yes:
            click.confirm(f"Delete {found.facts.title or found.facts.name} and its records?", abort=True)
        count = store.delete(page)
    click.echo(f"{count} version(s) of the page deleted", err=True)
