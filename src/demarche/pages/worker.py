"""Run a function in a process of its own that can be ended: a time limit for each page."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Generic, TypeVar

from demarche.errors import DemarcheError, RefusedInputError

Given = TypeVar("Given")
Made = TypeVar("Made")


class TimedWorker(Generic[Given, Made]):
    """Calls a function in a child process; a call that outlives its time ends the child, not the run.

    ``with TimedWorker(read, seconds=20) as worker: worker.call(page, name=page.name)``. The function is a
    module-level one; what it takes and gives must pickle. ``start`` is called once in each new child, for what
    is costly to load.
    """

    def __init__(
        self, function: Callable[[Given], Made], *, seconds: float, start: Callable[[], None] | None = None
    ) -> None:
        self.function = function
        self.seconds = seconds
        self.start = start
        self._context = multiprocessing.get_context("spawn")
        self._child: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> "TimedWorker[Given, Made]":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def call(self, given: Given, *, name: str) -> Made:
        """Return what the function makes; raise :class:`RefusedInputError` when it takes too long or dies."""
        line = self._line or self._begin()
        line.send(given)
        if not line.poll(self.seconds):
            self.close()
            raise RefusedInputError(name, f"took longer than {self.seconds:g} seconds to read")
        try:
            made, error = line.recv()
        except EOFError as ended:
            self.close()
            raise RefusedInputError(name, "ended the process that read it") from ended
        if error is not None:
            raise error
        return made  # type: ignore[no-any-return]  # a pipe carries no types

    def close(self) -> None:
        """End the child process."""
        if self._child is not None:
            self._child.kill()
            self._child.join()
        if self._line is not None:
            self._line.close()
        self._child = self._line = None

    def _begin(self) -> Connection:
        """Start a child and wait until it is ready: loading does not count as reading."""
        ours, theirs = self._context.Pipe()
        child = self._context.Process(target=_serve, args=(theirs, self.function, self.start), daemon=True)
        child.start()
        theirs.close()
        self._child, self._line = child, ours
        ours.recv()
        return ours


def _serve(line: Connection, function: Callable[[Given], Made], start: Callable[[], None] | None) -> None:
    if start is not None:
        start()
    line.send("ready")
    while True:
        try:
            given = line.recv()
        except EOFError:
            return
        try:
            line.send((function(given), None))
        except DemarcheError as error:
            line.send(
                (None, RefusedInputError(getattr(error, "name", ""), getattr(error, "reason", str(error))))
            )
