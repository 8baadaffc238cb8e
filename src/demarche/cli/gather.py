"""``demarche gather``: what belongs together across pages."""

import click

from demarche.cli.common import open_store, store_argument


@click.command("gather")
@store_argument
@click.option("--everything", is_flag=True, help="Do it all anew, after tables changed.")
@click.option("--today", metavar="DAY", help="The day on which plans nobody reported on are overdue.")
def command(store_path: str, everything: bool, today: str | None) -> None:
    """Fold copies, join reports of one event, follow processes and plans.

    Only what is new since the last time is touched.
    """
    with open_store(store_path, read_only=False) as store:
        summary = store.gather(everything=everything, today=today)
    click.echo(str(summary), err=True)
