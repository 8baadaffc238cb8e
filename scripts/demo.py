"""The main job on the sample pages: read them into ``record.db``, join what belongs together, show it.

python scripts/demo.py [--serve]
"""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

import demarche
from demarche.cli.render import page_lines, problem_line
from demarche.errors import DemarcheError
from demarche.types import Problem

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = Path(os.path.relpath(ROOT / "examples"))
IMAGES = Path(os.path.relpath(ROOT / "docs" / "images"))
STORE = Path("record.db")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PORT = 8017


def main() -> None:
    """Read, store, gather, show; then take pictures of the reading room, or open it."""
    read()
    take_pictures()
    if "--serve" in sys.argv[1:]:
        serve(PORT)
        return
    click.echo(f"The reading room:  {Path(sys.executable).parent / 'demarche'} serve {STORE}")
    click.echo(f"                   then open http://127.0.0.1:{PORT}/ in a browser")


def read() -> None:
    """Read the sample pages into the record and print what they tell."""
    tables = demarche.load_tables()
    paths = sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".html"})
    found = list(demarche.stream(demarche.open_pages(paths)))
    for item in found:
        if isinstance(item, Problem):
            click.echo(problem_line(item))
            continue
        click.echo("\n".join(page_lines(item, demarche.build_records(item, tables=tables))))
    try:
        with demarche.connect(str(STORE)) as store:
            added = store.add(found)
            gathered = store.gather()
    except DemarcheError as error:
        raise SystemExit(f"demarche: {error}") from error
    click.echo(f"{STORE}: {added}")
    click.echo(f"gathered: {gathered}")


def take_pictures() -> None:
    """Save four pictures of the reading room, or say why there are none."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        click.echo("No Chromium found, so no pictures were taken; the reading room works in any browser.")
        return
    IMAGES.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    taken = []
    with beside(port):
        for name, address in chosen().items():
            path = IMAGES / f"{name}.png"
            if picture(browser, f"http://127.0.0.1:{port}{address}", path):
                taken.append(str(path))
    click.echo(f"Pictures: {', '.join(taken) or 'none, the browser did not answer'}")


def chosen() -> dict[str, str]:
    """Return the four pages: the inbox, and the event, document and process with most to show."""
    with demarche.connect(str(STORE), read_only=True) as store:
        event = max(store.events(), key=lambda one: (one.sources, bool(one.recipients), one.tellings))
        page = store.query("SELECT page_id FROM page ORDER BY records DESC LIMIT 1").rows[0][0]
        processes = store.processes()
    found = {"inbox": "/inbox", "event": f"/event/{event.id}", "document": f"/document/{page}"}
    if processes:
        most = max(
            processes, key=lambda one: (len({status.status for status in one.statuses}), len(one.statuses))
        )
        found["process"] = f"/process/{most.id}"
    return found


def picture(browser: str, address: str, path: Path) -> bool:
    """Save a picture of a page; return whether it worked."""
    command = [browser, "--headless", "--disable-gpu", "--hide-scrollbars", "--window-size=1100,720"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium refuses to run as root otherwise
    try:
        subprocess.run(
            [*command, f"--screenshot={path.resolve()}", address], check=True, timeout=60, capture_output=True
        )
    except (subprocess.SubprocessError, OSError):
        return False
    return path.exists()


@contextmanager
def beside(port: int) -> Iterator[None]:
    """Serve the reading room beside what is done inside."""
    import uvicorn

    from demarche.web import create_app

    config = uvicorn.Config(create_app(str(STORE)), host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)


def serve(port: int) -> None:
    """Open the reading room until Ctrl-C."""
    click.echo(f"The reading room: http://127.0.0.1:{port}/   (Ctrl-C ends it)")
    with beside(port):
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
