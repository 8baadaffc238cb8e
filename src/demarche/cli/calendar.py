"""``demarche calendar``: announced events and what became of them."""

import click

from demarche.cli.common import form_option, open_store, print_rows, store_argument

_OUTCOMES = ("open", "held", "moved", "cancelled", "overdue", "unknown")


@click.command("calendar")
@store_argument
@click.option("--outcome", type=click.Choice(_OUTCOMES), help="Only plans that ended so.")
@click.option("--ics", "ics_path", type=click.Path(dir_okay=False), help="Write an iCalendar file.")
@form_option
def command(store_path: str, outcome: str | None, ics_path: str | None, form: str) -> None:
    """List announced events with their days, and what later reports say became of them."""
    from demarche.exports import write_ical

    with open_store(store_path) as store:
        plans = list(store.calendar(outcome=outcome))
    if ics_path:
        with open(ics_path, "w", encoding="utf-8", newline="") as out:  # noqa: PTH123 - a stream is asked for
            count = write_ical(plans, out)
        click.echo(f"{ics_path}: {count} entries", err=True)
        return
    columns = ("first", "last", "title", "outcome", "reason", "event")
    rows = [(plan.first, plan.last, plan.title, plan.outcome, plan.reason, plan.event_id) for plan in plans]
    print_rows(columns, rows, form=form)
