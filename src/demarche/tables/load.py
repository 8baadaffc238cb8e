"""Load tables, a user's rows over ours, every fault of a table reported at once."""

import csv
import gzip
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar, cast

from demarche.errors import ConfigError, Fault, TableError
from demarche.tables.schema import Schema, check_rows, data_folder, known_tables, load_schema

Row = Mapping[str, str]
"""One row: column name to cell."""
Derived = TypeVar("Derived")


class Tables:
    """Checked rows by table name; a table is read when it is first asked for.

    ``tables.rows("cues")`` gives the rows; ``tables.derive(build)`` gives what ``build(tables)`` makes of
    them (an index, typed rules), made once.
    """

    def __init__(self, overlay: Path | None = None) -> None:
        self.overlay = overlay
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._derived: dict[Callable[[Tables], object], object] = {}

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a table, checked; raise :class:`TableError` with all its faults."""
        if name not in self._rows:
            self._rows[name] = _load(load_schema(name), self)
        return self._rows[name]

    def derive(self, build: Callable[["Tables"], Derived]) -> Derived:
        """Return ``build(self)``, made at the first call and kept."""
        if build not in self._derived:
            self._derived[build] = build(self)
        return cast("Derived", self._derived[build])

    def column(self, name: str, column: str) -> frozenset[str]:
        """Return the distinct values of one column of a table."""
        return frozenset(row[column] for row in self.rows(name))

    def check(self) -> int:
        """Check every table and return the number of rows; raise with all faults of all tables at once."""
        faults: list[Fault] = []
        count = 0
        for name in known_tables():
            try:
                count += len(self.rows(name))
            except TableError as error:
                faults.extend(error.faults)
        if faults:
            raise TableError(tuple(dict.fromkeys(faults)))
        return count


def load_tables(overlay: Path | str | None = None) -> Tables:
    """Return the tables, with the rows of an overlay folder laid over them.

    A row of the overlay with a known key replaces ours, one with a new key is added, one whose column
    ``retired`` is filled takes ours away.
    """
    folder = Path(overlay) if overlay is not None else None
    if folder is not None and not folder.is_dir():
        raise ConfigError(f"{folder}: no such folder; expected a folder with tables such as event_rules.csv")
    return Tables(folder)


def _load(schema: Schema, tables: Tables) -> tuple[Row, ...]:
    file = f"{schema.name}.csv"
    rows = _checked(schema, _read_shipped(schema.name), file=file, tables=tables)
    path = tables.overlay / file if tables.overlay else None
    if path is not None and path.is_file():
        own = _checked(schema, path.read_text(encoding="utf-8-sig"), file=str(path), tables=tables)
        rows = _laid_over(rows, own, schema.key)
    return tuple(row for row in rows if not row.get("retired"))


def _read_shipped(name: str) -> str:
    packed = data_folder() / f"{name}.csv.gz"
    if packed.is_file():
        return gzip.decompress(packed.read_bytes()).decode("utf-8")
    return (data_folder() / f"{name}.csv").read_text(encoding="utf-8")


def _checked(schema: Schema, text: str, *, file: str, tables: Tables) -> tuple[Row, ...]:
    """Return the rows of a CSV text; raise with every fault."""
    reader = csv.reader(io.StringIO(text))
    order = _column_order(schema, next(reader, []), file=file)
    cells = [row for row in reader if row]
    _refuse(_length_faults(cells, len(order), file=file))
    ordered = cells if order == sorted(order) else [[row[index] for index in order] for row in cells]
    _refuse(list(check_rows(schema, ordered, file=file, keys=tables.column)))
    columns = schema.columns
    return tuple(dict(zip(columns, row, strict=True)) for row in ordered)


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise TableError(faults)


def _column_order(schema: Schema, header: list[str], *, file: str) -> list[int]:
    missing = [column for column in schema.columns if column not in header]
    unknown = [column for column in header if column not in schema.columns]
    if missing or unknown:
        expected = f"is the header; expected the columns {', '.join(schema.columns)}"
        raise TableError(
            [
                Fault(
                    file=file, row=1, column=(missing + unknown)[0], value=",".join(header), expected=expected
                )
            ]
        )
    return [header.index(column) for column in schema.columns]


def _length_faults(cells: list[list[str]], width: int, *, file: str) -> list[Fault]:
    return [
        Fault(
            file=file,
            row=number,
            column="",
            value=",".join(row),
            expected=f"has {len(row)} cells, not {width}",
        )
        for number, row in enumerate(cells, start=2)
        if len(row) != width
    ]


def _laid_over(rows: tuple[Row, ...], own: tuple[Row, ...], key: str | None) -> tuple[Row, ...]:
    if key is None:
        return rows + own
    merged = {row[key]: row for row in rows}
    merged.update((row[key], row) for row in own)
    return tuple(merged.values())
