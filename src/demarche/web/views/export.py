"""Downloads: the record in the formats of other programs, streamed while it is read."""

import queue
import threading
from collections.abc import Callable, Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from demarche.exports import FORMATS, INCLUDE, included, write_format
from demarche.store.filters import where
from demarche.web.page import filters_of, shelf_of

ENDINGS = {
    "csv": "csv", "jsonl": "jsonl", "geojson": "geojson", "graphml": "graphml", "acled": "csv", "gdelt": "tsv",
    "gdelt-mentions": "tsv", "icews": "tsv", "petrarch": "txt", "phoenix": "tsv", "polecat": "txt",
}  # fmt: skip
"""Format to the ending of the file."""
STREAMED = tuple(name for name in FORMATS if name in ENDINGS)
WAITING = 32
"""Pieces that may wait for a slow reader."""


def export(request: Request) -> Response:
    """Return the record, or what fits the filters, as a file of a format."""
    name = request.path_params["format"]
    if name not in STREAMED:
        raise HTTPException(404, f"No download is called {name!r}; there are {', '.join(STREAMED)}.")
    filters = filters_of(request)
    where(filters)  # raises where a filter can't be read, before the download begins
    store = shelf_of(request).store()
    include = None if request.query_params.get("all") else INCLUDE
    tellings = store.tellings(include=include, **filters)

    def write(out: Pipe) -> None:
        write_format(included(tellings, include), name, out, tables=store.tables)

    return StreamingResponse(
        pieces(write),
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="record.{name}.{ENDINGS[name]}"'},
    )


class Pipe:
    """A text file to write into whose content a reader takes out at the other end, piece by piece."""

    def __init__(self) -> None:
        self.queue: queue.Queue[str | BaseException | None] = queue.Queue(WAITING)
        self.left = threading.Event()
        self._held: list[str] = []
        self._length = 0

    def write(self, text: str, /) -> int:
        """Take some text; raise where the reader has gone."""
        self._held.append(text)
        self._length += len(text)
        if self._length > 32_768:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Hand over what is held."""
        text = "".join(self._held)
        self._held, self._length = [], 0
        if text:
            self.put(text)

    def put(self, piece: str | BaseException | None) -> None:
        """Hand a piece over, an error or the end, and wait for a slow reader."""
        while not self.left.is_set():
            try:
                self.queue.put(piece, timeout=1.0)
                return
            except queue.Full:
                continue
        raise BrokenPipeError("the reader has gone")


def pieces(write: Callable[[Pipe], None]) -> Iterator[str]:
    """Yield what ``write`` writes, while it writes."""
    pipe = Pipe()

    def work() -> None:
        try:
            write(pipe)
            pipe.flush()
            pipe.put(None)
        except BrokenPipeError:
            return
        except Exception as error:  # noqa: BLE001 (handed to the reader's side, which raises it)
            pipe.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        while (piece := pipe.queue.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        pipe.left.set()
