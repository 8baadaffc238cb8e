"""Take more actors from other people's lists into a folder of tables: all of a file, or nothing."""

import csv
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from demarche.actors.import_forms import read_countryinfo, read_phoenix, read_table, read_wikidata
from demarche.errors import InputError, UnknownFormatError
from demarche.tables import Tables, load_tables
from demarche.tables.schema import load_schema

Rows = dict[str, list[dict[str, str]]]
"""Rows by table name."""
Reader = Callable[[str, str, Tables], Rows]
"""Takes the file's text, its name and the tables that ship, gives rows by table."""

READERS: Mapping[str, Reader] = {
    "wikidata": read_wikidata,
    "phoenix": read_phoenix,
    "countryinfo": read_countryinfo,
    "csv": read_table,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTable:
    """What an import did to one table."""

    path: Path
    added: int
    replaced: int


def import_actors(
    form: str, file: Path | str, folder: Path | str, *, source: str
) -> tuple[ImportedTable, ...]:
    """Write the actors of a file into the tables of a folder, and return what was done to each.

    ``form`` is one of ``READERS``; ``source`` says whence and of which day ("wikidata 2026-11-01") and goes
    into each row. Rows of an earlier import with the same key are replaced. A file of another form, or any
    faulty row, raises and leaves the folder as it was.
    """
    if form not in READERS:
        raise UnknownFormatError(form, sorted(READERS))
    file, folder = Path(file), Path(folder)
    found = READERS[form](_text(file), file.name, load_tables())
    if not any(found.values()):
        raise InputError(file.name, f"holds no actor in the form of {form}")
    for rows in found.values():
        for row in rows:
            row["source"] = row.get("source") or source
    return _write(found, folder)


def _text(file: Path) -> str:
    if not file.is_file():
        raise InputError(str(file), "no such file")
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _write(found: Rows, folder: Path) -> tuple[ImportedTable, ...]:
    """Write all tables beside their places, check them there together, then put them in their places."""
    folder.mkdir(parents=True, exist_ok=True)
    done: list[ImportedTable] = []
    with tempfile.TemporaryDirectory(dir=folder) as fresh:
        for table, rows in found.items():
            done.append(_merged(table, rows, folder, Path(fresh)))
        checked = load_tables(fresh)
        for table in found:
            checked.rows(table)
        for table in found:
            (Path(fresh) / f"{table}.csv").replace(folder / f"{table}.csv")
    return tuple(done)


def _merged(table: str, rows: Sequence[dict[str, str]], folder: Path, fresh: Path) -> ImportedTable:
    columns = load_schema(table).columns
    path = folder / f"{table}.csv"
    known = _known(table, path)
    merged = known | {row["id"]: {column: row.get(column, "") for column in columns} for row in rows}
    with (fresh / path.name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(merged.values())
    added = len(merged) - len(known)
    return ImportedTable(path=path, added=added, replaced=len(rows) - added)


def _known(table: str, path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    load_tables(path.parent).rows(table)  # a faulty table is not built upon
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return {row["id"]: dict(row) for row in csv.DictReader(handle)}
