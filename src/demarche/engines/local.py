"""A pool of processes on this machine; a page that outlives its time limit ends its worker, not the run."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from demarche.config import Settings
from demarche.pipeline import Pipeline, load, read_or_problem
from demarche.types import Page, Problem, Reading

_PIPELINE: list[Pipeline] = []
"""The worker's own pipeline: set once when the worker starts."""


def map_pages(
    pages: Iterable[Page | Problem], *, workers: int, settings: Settings | None, keep_going: bool
) -> Iterator[Reading | Problem]:
    """Yield readings and problems in the order of the pages, at most four pages a worker in flight."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(settings,)) as pool:
        waiting: deque[Future[Reading | Problem] | Problem] = deque()
        for page in pages:
            waiting.append(page if isinstance(page, Problem) else pool.submit(_read, page, keep_going))
            if len(waiting) >= 4 * workers:
                yield _settled(waiting.popleft())
        while waiting:
            yield _settled(waiting.popleft())


def _settled(found: "Future[Reading | Problem] | Problem") -> Reading | Problem:
    return found if isinstance(found, Problem) else found.result()


def _start(settings: Settings | None) -> None:
    _PIPELINE.append(load(settings))


def _read(page: Page, keep_going: bool) -> Reading | Problem:
    return read_or_problem(_PIPELINE[0], page, keep_going=keep_going)
