"""Formats of rows and columns: what they look like, and how they are written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from demarche.exports.codes import Codes
from demarche.types import Telling

Cells = Sequence[object]
RowsOf = Callable[[Telling, Codes], Iterator[tuple[str, Cells]]]
"""A telling's rows in a format, each with its key (the id by which the sidecar knows it)."""


class TextOut(Protocol):
    """Anything that takes text."""

    def write(self, text: str, /) -> object:
        """Write a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delimited:
    """A format of rows and columns."""

    columns: tuple[str, ...]
    rows: RowsOf
    header: bool = True
    missing: str = ""
    """What stands where there is no value."""
    one_per_event: bool = True
    """Whether only the telling that stands for its event gives rows."""
    trim: bool = False
    """Whether empty cells at the end of a row are left out (PETRARCH)."""


def line_of(cells: Cells, *, missing: str) -> str:
    """Return a row as a tab-separated line; tabs and line breaks in a cell become spaces."""
    return "\t".join(_cell(cell, missing) for cell in cells) + "\n"


def _cell(value: object, missing: str) -> str:
    if value is None or value == "":
        return missing
    text = str(value)
    return " ".join(text.split()) if any(mark in text for mark in "\t\r\n") else text


def keyed_rows(
    tellings: Iterable[Telling], form: Delimited, codes: Codes
) -> Iterator[tuple[Telling, str, Cells]]:
    """Yield the rows of a format with the telling behind each and its key."""
    for telling in tellings:
        if form.one_per_event and not telling.best:
            continue
        for key, cells in form.rows(telling, codes):
            yield telling, key, cells
