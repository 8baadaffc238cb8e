"""Take more places from a file of GeoNames into a folder of tables: all of it, or nothing."""

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from demarche.errors import Fault, InputError, TableError
from demarche.tables import load_tables
from demarche.tables.schema import load_schema

_COLUMNS = 19
"""geonameid, name, asciiname, alternatenames, latitude, longitude, feature class, feature code, country
code, cc2, admin1 … admin4 code, population, elevation, dem, timezone, modification date."""
_KEPT = frozenset({"P", "A", "T", "H", "L", "S"})
_SHOWN = 20
_PRECISION = {"P": "settlement", "A": "region", "L": "area", "H": "area", "T": "area", "S": "point"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did."""

    path: Path
    """The table that now holds the places."""
    added: int
    replaced: int


def import_geonames(file: Path | str, folder: Path | str, *, source: str = "GeoNames") -> Imported:
    """Write the places of a GeoNames file into ``folder/gazetteer.csv``, and return what was done.

    The file is one of GeoNames' dumps: ``cities500.txt``, ``UA.txt``, or its zip.

    Rows of an earlier import with the same number are replaced. A file of another form, or any faulty
    line, raises and leaves the folder as it was.
    """
    file, folder = Path(file), Path(folder)
    countries = _country_codes()
    rows = list(_rows(_read(file), file=file.name, countries=countries, source=source))
    path = folder / "gazetteer.csv"
    known = _known_rows(path)
    merged = known | {row[0]: row for row in rows}
    _write(path, list(merged.values()))
    added = len(merged) - len(known)
    return Imported(path=path, added=added, replaced=len(rows) - added)


def _country_codes() -> dict[str, str]:
    """Return alpha-3 by alpha-2 codes."""
    return {row["iso2"]: row["iso3"] for row in load_tables().rows("states") if row["iso2"]}


def _read(file: Path) -> str:
    if not file.is_file():
        raise InputError(
            str(file), "no such file; expected a file of GeoNames such as cities500.txt or UA.zip"
        )
    content = file.read_bytes()
    if content.startswith(b"PK"):
        content = _unzipped(content, file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            file.name, f"not UTF-8 text (byte {error.start}); expected a file of GeoNames"
        ) from error


def _unzipped(content: bytes, file: Path) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [
                name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()
            ]
            if len(names) != 1:
                raise InputError(
                    file.name, f"holds {len(names)} tables; expected one .txt as in GeoNames' zip files"
                )
            return archive.read(names[0])
    except zipfile.BadZipFile as error:
        raise InputError(file.name, f"a damaged zip file: {error}") from error


def _rows(text: str, *, file: str, countries: dict[str, str], source: str) -> Iterator[list[str]]:
    """Yield table rows; raise with the faults of all lines."""
    faults: list[Fault] = []
    lines = [line for line in text.split("\n") if line.strip("\r")]
    if not lines:
        raise InputError(file, "the file is empty; expected a file of GeoNames")
    if len(lines[0].split("\t")) != _COLUMNS:
        found = len(lines[0].split("\t"))
        raise InputError(file, f"{found} tab-separated columns in line 1; expected GeoNames' {_COLUMNS}")
    rows = []
    for number, line in enumerate(lines, start=1):
        cells = line.rstrip("\r").split("\t")
        fault = _fault(cells, file=file, number=number)
        if fault is not None:
            faults.append(fault)
        elif cells[6] in _KEPT:
            rows.append(_row(cells, countries, source))
    if faults:
        raise TableError(faults[:_SHOWN])
    yield from rows


def _fault(cells: Sequence[str], *, file: str, number: int) -> Fault | None:
    def fault(column: str, value: str, expected: str) -> Fault:
        return Fault(file=file, row=number, column=column, value=value, expected=expected)

    if len(cells) != _COLUMNS:
        return fault("", "\t".join(cells)[:60], f"has {len(cells)} cells, not {_COLUMNS}")
    if not cells[0].isdigit():
        return fault("geonameid", cells[0], "is not a number")
    if not cells[1].strip():
        return fault("name", cells[1], "is empty; a name is required")
    for column, value, limit in (("latitude", cells[4], 90.0), ("longitude", cells[5], 180.0)):
        degrees = _number(value)
        if degrees is None or abs(degrees) > limit:
            return fault(column, value, f"is not a number of degrees from -{limit:g} to {limit:g}")
    if cells[14] and not cells[14].isdigit():
        return fault("population", cells[14], "is not a whole number")
    return None


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if number == number else None


def _row(cells: Sequence[str], countries: dict[str, str], source: str) -> list[str]:
    country = countries.get(cells[8], "")
    region = f"{cells[8]}.{cells[10]}" if cells[8] and cells[10] else ""
    others = [name for name in cells[3].split(",") if name and name != cells[1] and _latin(name)]
    names = "|".join(dict.fromkeys(name.replace("|", " ").strip() for name in [cells[2], *others] if name))
    precision = "country" if cells[7].startswith("PCL") else _PRECISION[cells[6]]
    return [
        cells[0], cells[1], names, f"{float(cells[4]):.5f}", f"{float(cells[5]):.5f}", country, region,
        cells[7] or cells[6], precision, cells[14] or "0", source,
    ]  # fmt: skip


def _latin(name: str) -> bool:
    return len(name) > 3 and all(ord(letter) < 0x250 for letter in name) and not name.isupper()


def _known_rows(path: Path) -> dict[str, list[str]]:
    if not path.is_file():
        return {}
    load_tables(path.parent).rows("gazetteer")  # a faulty table is not built upon
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        columns = load_schema("gazetteer").columns
        return {row["id"]: [row[column] for column in columns] for row in reader}


def _write(path: Path, rows: list[list[str]]) -> None:
    """Write the table beside its place, check it there, and only then put it in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        fresh = Path(folder) / path.name
        with fresh.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(load_schema("gazetteer").columns)
            writer.writerows(rows)
        load_tables(folder).rows("gazetteer")
        fresh.replace(path)
