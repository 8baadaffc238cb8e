"""``demarche places``: more places from other sources."""

import click


@click.group("places")
def command() -> None:
    """Import places from other sources into a folder of your own tables."""


@command.command("import")
@click.argument("form", type=click.Choice(["geonames"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--to", "folder", required=True, type=click.Path(file_okay=False), help="Folder of your own tables."
)
def import_places(form: str, file: str, folder: str) -> None:
    """Import a GeoNames FILE (cities500.txt, a country file, or its zip); all of it or nothing."""
    from demarche.places import import_geonames

    done = import_geonames(file, folder)
    click.echo(f"{done.path}: {done.added} places added, {done.replaced} replaced ({form})", err=True)
