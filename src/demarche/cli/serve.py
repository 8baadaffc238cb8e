"""``demarche serve``: the reading room."""

import secrets
from contextlib import suppress
from pathlib import Path

import click

from demarche.cli.common import store_argument
from demarche.errors import ConfigError, DemarcheError


@click.command("serve")
@store_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8017, show_default=True)
@click.option("--edit", is_flag=True, help="Allow review verdicts.")
@click.option("--token", help="Secret that readers need; beyond this machine one is demanded.")
def command(store_path: str, host: str, port: int, edit: bool, token: str | None) -> None:
    """Open the reading room on a record, a web interface on this machine."""
    import uvicorn

    from demarche.store import connect
    from demarche.web import create_app

    if host not in {"127.0.0.1", "localhost", "::1"} and not token:
        example = secrets.token_urlsafe(12)
        raise ConfigError(f"--host {host} opens the record to others; add a token: --token {example}")
    with suppress(DemarcheError, OSError):  # what is wrong with the file, the pages tell
        if Path(store_path).stat().st_size:
            connect(store_path).close()  # brings a record of an older demarche up to date
    query = f"?token={token}" if token else ""
    click.echo(f"reading room: http://{host}:{port}/{query}   (Ctrl-C ends it)", err=True)
    uvicorn.run(create_app(store_path, edit=edit, token=token), host=host, port=port, log_level="warning")
