"""``demarche review``: a person's verdict on a record."""

import click

from demarche.cli.common import open_store, store_argument


@click.command("review")
@store_argument
@click.argument("record", metavar="RECORD_ID")
@click.argument("verdict", type=click.Choice(["accept", "correct", "reject"]))
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="With correct: type=REJECT.")
@click.option("--note", default="", help="Why.")
@click.option("--reviewer", default="", help="Who decides.")
def command(
    store_path: str, record: str, verdict: str, changes: tuple[str, ...], note: str, reviewer: str
) -> None:
    """Accept, correct or reject a record; the verdict is kept and applied again after a re-run."""
    changed: dict[str, str | None] = {}
    for change in changes:
        name, found, value = change.partition("=")
        if not found:
            raise click.BadParameter(
                f"{change!r}; expected FIELD=VALUE, such as type=REJECT", param_hint="--set"
            )
        changed[name] = value or None
    with open_store(store_path, read_only=False) as store:
        given = store.review(record, verdict, changes=changed, note=note, reviewer=reviewer)
    click.echo(f"{given.record}: {given.verdict}", err=True)
