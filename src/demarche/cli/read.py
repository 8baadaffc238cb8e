"""``demarche read``: pages in, records out."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from demarche.cli.render import page_lines, problem_line
from demarche.types import Page, Problem, Reading

_SMALL = 500_000


@dataclass(slots=True)
class ReadCount:
    """What a run did."""

    pages: int = 0
    records: int = 0
    problems: list[Problem] = field(default_factory=list)


@click.command("read")
@click.argument("paths", nargs=-1, required=True)
@click.option("--into", "store_path", type=click.Path(dir_okay=False), help="Store the records in this file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines: one a record.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes that read side by side.")
@click.option("--tables", type=click.Path(file_okay=False), help="A folder of your own table rows.")
@click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN", help="Name a column: text=content.")
@click.option("--keep-going", is_flag=True, help="Turn a bug on one page into a problem of that page.")
def command(
    paths: tuple[str, ...],
    store_path: str | None,
    as_json: bool,
    workers: int | None,
    tables: str | None,
    mapping: tuple[str, ...],
    keep_going: bool,
) -> None:
    """Read pages: files, folders, archives, feeds, addresses, or - for standard input.

    \b
    demarche read page.html                    print what one page tells
    demarche read crawl/ --into record.db      store what many pages tell
    cat page.txt | demarche read - --json      records as JSON lines
    """
    from dataclasses import replace

    from demarche.config import load_settings
    from demarche.engines import stream
    from demarche.pages import open_pages

    settings = load_settings()
    if tables is not None:
        settings = replace(settings, tables=Path(tables))
    count = ReadCount()
    pages = open_pages(paths, mapping=_mapping(mapping))
    with _progress(shown=store_path is not None or not sys.stdout.isatty()) as advance:
        found = stream(
            _counted(pages, advance),
            workers=workers or (0 if _one_small_file(paths) else settings.workers),
            settings=settings,
            keep_going=keep_going,
        )
        if store_path is not None:
            _store(found, store_path, count)
        else:
            for text in printed(found, as_json=as_json, count=count):
                click.echo(text)
    report(count, store_path)
    sys.exit(1 if count.problems else 0)


def _one_small_file(paths: Sequence[str]) -> bool:
    """Return whether there is so little to read that a process with a time limit is not worth its start."""
    if len(paths) != 1:
        return False
    path = Path(paths[0])
    return paths[0] == "-" or (path.is_file() and path.stat().st_size < _SMALL)


def printed(found: Iterable[Reading | Problem], *, as_json: bool, count: ReadCount) -> Iterator[str]:
    """Yield readings as text or JSON lines; problems are counted, to be told at the end."""
    import msgspec

    from demarche.records import build_records
    from demarche.tables import load_tables

    tables = load_tables()
    for item in found:
        if isinstance(item, Problem):
            count.problems.append(item)
            continue
        records = build_records(item, tables=tables)
        count.pages += 1
        count.records += len(records)
        if as_json:
            yield from (msgspec.json.encode(record).decode() for record in records)
        else:
            yield "\n".join(page_lines(item, records))


def report(count: ReadCount, store_path: str | None) -> None:
    """Tell on standard error what was done and what was not."""
    for problem in count.problems:
        click.echo(f"problem: {problem_line(problem)}", err=True)
    where = f" into {store_path}" if store_path else ""
    unread = f"; {len(count.problems)} problem(s), listed above" if count.problems else ""
    click.echo(f"{count.pages} page(s) read, {count.records} record(s){where}{unread}", err=True)


def _store(found: Iterable[Reading | Problem], path: str, count: ReadCount) -> None:
    from demarche.store import connect

    with connect(path) as store:
        summary = store.add(_noted(found, count))
    count.records = summary.records


def _noted(found: Iterable[Reading | Problem], count: ReadCount) -> Iterator[Reading | Problem]:
    for item in found:
        if isinstance(item, Problem):
            count.problems.append(item)
        else:
            count.pages += 1
        yield item


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        name, found, column = pair.partition("=")
        if not found or not name or not column:
            raise click.BadParameter(
                f"{pair!r}; expected FIELD=COLUMN, such as text=content", param_hint="--map"
            )
        mapping[name] = column
    return mapping


@contextmanager
def _progress(*, shown: bool) -> Iterator["_Advance"]:
    """Give a counter of pages, drawn on standard error where a person looks at it."""
    if not shown or not sys.stderr.isatty():
        yield _Advance(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        yield _Advance(lambda: progress.advance(task))


class _Advance:
    """Called once a page."""

    def __init__(self, step: object) -> None:
        self._step = step

    def __call__(self) -> None:
        if callable(self._step):
            self._step()


def _counted(pages: Iterable[Page | Problem], advance: "_Advance") -> Iterator[Page | Problem]:
    for page in pages:
        advance()
        yield page
