"""``demarche watch``: poll feeds and read what is new."""

import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from demarche.cli.render import problem_line
from demarche.types import Problem, Reading

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SHORTEST = 60


@click.command("watch")
@click.argument("feeds", nargs=-1, required=True)
@click.option(
    "--into", "store_path", required=True, type=click.Path(dir_okay=False), help="Store records here."
)
@click.option("--every", default="15m", show_default=True, metavar="TIME", help="How often: 90s, 15m, 2h.")
@click.option("--once", is_flag=True, help="Poll once and end, for cron.")
@click.option("--gather/--no-gather", default=True, help="Join events after each poll.")
@click.option("--state", "state_path", type=click.Path(dir_okay=False), help="Memory between runs.")
def command(
    feeds: tuple[str, ...], store_path: str, every: str, once: bool, gather: bool, state_path: str | None
) -> None:
    """Poll FEEDS (RSS, Atom, JSON Feed, OPML, sitemaps) and read what is new.

    \b
    Polite: obeys robots.txt, asks each host at most once a second over one connection, asks only for
    what changed, and waits as long as a host asks it to.
    """
    from demarche.engines import stream
    from demarche.pages import WatchState, state_from_json
    from demarche.pages.fetch import Fetcher
    from demarche.pages.watch import watch_feeds

    pause = seconds_of(every)
    memory = Path(state_path or f"{store_path}.watch.json")
    state = state_from_json(memory.read_text(encoding="utf-8")) if memory.is_file() else WatchState()
    with Fetcher() as fetcher:
        while True:
            pages = watch_feeds(feeds, state=state, fetcher=fetcher)
            click.echo(_stored(stream(pages), store_path, gather=gather), err=True)
            memory.write_text(state.to_json(), encoding="utf-8")
            if once:
                return
            time.sleep(pause)


def seconds_of(text: str) -> int:
    """Return a time such as ``15m`` in seconds; at least a minute."""
    found = re.fullmatch(r"(\d+)([smhd])", text.strip())
    if found is None:
        raise click.BadParameter(
            f"{text!r}; expected a number and s, m, h or d, such as 15m", param_hint="--every"
        )
    return max(_SHORTEST, int(found[1]) * _UNITS[found[2]])


def _stored(found: Iterable[Reading | Problem], store_path: str, *, gather: bool) -> str:
    from demarche.store import connect

    problems: list[Problem] = []

    def noted(items: Iterable[Reading | Problem]) -> Iterable[Reading | Problem]:
        for item in items:
            if isinstance(item, Problem):
                problems.append(item)
            yield item

    with connect(store_path) as store:
        summary = store.add(noted(found))
        gathered = f"; {store.gather()}" if gather else ""
    return "\n".join([*_lines(problems), f"{summary}{gathered}"])


def _lines(problems: Sequence[Problem]) -> list[str]:
    return [f"problem: {problem_line(problem)}" for problem in problems]
