"""The main job on the sample pages: read them into ``record.db``, join what belongs together, show it."""

from pathlib import Path

import click

import demarche
from demarche.cli.render import page_lines, problem_line
from demarche.errors import DemarcheError
from demarche.types import Problem

HERE = Path(__file__).resolve().parents[1] / "examples"
STORE = Path("record.db")


def main() -> None:
    """Read, store, gather, show."""
    tables = demarche.load_tables()
    paths = sorted(path for path in HERE.iterdir() if path.suffix in {".txt", ".html"})
    found = list(demarche.stream(demarche.open_pages(paths)))
    for item in found:
        if isinstance(item, Problem):
            click.echo(problem_line(item))
            continue
        click.echo("\n".join(page_lines(item, demarche.build_records(item, tables=tables))))
    try:
        with demarche.connect(STORE) as store:
            added = store.add(found)
            gathered = store.gather()
    except DemarcheError as error:
        raise SystemExit(f"demarche: {error}") from error
    click.echo(f"{STORE}: {added}")
    click.echo(f"gathered: {gathered}")
    click.echo("Look at it in a browser:  .venv/bin/demarche serve record.db")


if __name__ == "__main__":
    main()
