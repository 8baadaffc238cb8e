"""Processes on this machine; a page that outlives its time limit ends its process, not the run."""

import gc
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from demarche.config import Settings, load_settings
from demarche.errors import InputError
from demarche.pages.worker import TimedWorker
from demarche.pipeline import Pipeline, load, read_text
from demarche.types import Page, Problem, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failure:
    """A bug met in a child process, told to the parent."""

    page: str
    trace: str


def map_pages(
    pages: Iterable[Page | Problem], *, workers: int, settings: Settings | None, keep_going: bool
) -> Iterator[Reading | Problem]:
    """Yield readings and problems in the order of the pages, at most four pages a worker in flight."""
    chosen = settings or load_settings()
    mine = threading.local()
    begun: list[TimedWorker[Page, Reading | Problem | _Failure]] = []

    def read(page: Page) -> Reading | Problem | _Failure:
        worker: TimedWorker[Page, Reading | Problem | _Failure] | None = getattr(mine, "worker", None)
        if worker is None:
            worker = TimedWorker(_read, seconds=chosen.page_seconds, start=partial(_start, chosen))
            mine.worker = worker
            begun.append(worker)
        try:
            return worker.call(page, name=page.name)
        except InputError as error:
            return Problem(page=page.name, stage="engines", error=type(error).__name__, message=error.reason)

    waiting: deque[Future[Reading | Problem | _Failure] | Problem] = deque()
    with ThreadPoolExecutor(workers) as threads:
        try:
            for page in pages:
                waiting.append(page if isinstance(page, Problem) else threads.submit(read, page))
                if len(waiting) >= 4 * workers:
                    yield _settled(waiting.popleft(), keep_going=keep_going)
            while waiting:
                yield _settled(waiting.popleft(), keep_going=keep_going)
        finally:
            threads.shutdown(cancel_futures=True)
            for worker in begun:
                worker.close()


def _settled(
    found: "Future[Reading | Problem | _Failure] | Problem", *, keep_going: bool
) -> Reading | Problem:
    result = found if isinstance(found, Problem) else found.result()
    if not isinstance(result, _Failure):
        return result
    if not keep_going:
        raise RuntimeError(f"{result.page}: a bug; run with --keep-going to pass over it\n{result.trace}")
    return Problem(page=result.page, stage="pipeline", error="Exception", message=result.trace)


_LOADED: list[Pipeline] = []
"""The child's own pipeline: filled once when the child starts, as a process has no other place for it."""


def _start(settings: Settings) -> None:
    """Load all that a page needs, so that the time limit counts reading alone."""
    pipeline = load(settings)
    read_text("Warsaw and Prague held talks on Monday.", pipeline=pipeline)
    gc.freeze()  # tables live as long as the process: the collector need not walk them again and again
    _LOADED.append(pipeline)


def _read(page: Page) -> Reading | Problem | _Failure:
    from demarche.engines.stream import read_or_problem

    found = read_or_problem(_LOADED[0], page, keep_going=True)
    if isinstance(found, Problem) and found.stage == "pipeline":
        return _Failure(page=page.name, trace=found.message)
    return found
