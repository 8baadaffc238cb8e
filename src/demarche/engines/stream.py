"""Pages in, readings out, one after the other."""

import traceback
from collections.abc import Iterable, Iterator

from demarche.config import Settings
from demarche.errors import InputError
from demarche.pipeline import Pipeline, load
from demarche.types import Page, Problem, Reading


def stream(
    pages: Iterable[Page | Problem],
    *,
    workers: int = 0,
    settings: Settings | None = None,
    keep_going: bool = False,
) -> Iterator[Reading | Problem]:
    """Yield a reading for each page, in order, and a problem for each page that can't be read.

    With ``workers`` pages are read by that many processes side by side, each page under a time limit
    (``Settings.page_seconds``); with none, in this process and without one. An :class:`InputError` becomes a
    problem and the run goes on. Any other exception is a bug and stops the run; with ``keep_going`` it
    becomes a problem with its traceback.
    """
    if workers > 0:
        from demarche.engines.local import map_pages

        yield from map_pages(pages, workers=workers, settings=settings, keep_going=keep_going)
        return
    pipeline: Pipeline | None = None
    for page in pages:
        if isinstance(page, Problem):
            yield page
            continue
        pipeline = pipeline or load(settings)
        yield read_or_problem(pipeline, page, keep_going=keep_going)


def read_or_problem(pipeline: Pipeline, page: Page, *, keep_going: bool) -> Reading | Problem:
    """Return the reading of a page, or the problem that stood in the way."""
    try:
        return pipeline.read(page)
    except InputError as error:
        return Problem(page=page.name, stage="articles", error=type(error).__name__, message=error.reason)
    except Exception as error:  # the one place where a bug may become a problem, on the user's word
        if not keep_going:
            raise
        trace = traceback.format_exc(limit=-8)
        return Problem(page=page.name, stage="pipeline", error=type(error).__name__, message=trace)
