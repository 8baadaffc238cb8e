"""CSV and JSON lines: every telling in full, written and read back."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from demarche.errors import InputError
from demarche.exports.delimited import TextOut
from demarche.exports.flat import COLUMNS, check_columns, flat_of, telling_of
from demarche.types import Telling


def write_csv(tellings: Iterable[Telling], out: TextOut) -> int:
    """Write tellings as CSV with a header; return how many."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for telling in tellings:
        writer.writerow(flat_of(telling).values())
        count += 1
    return count


def read_csv(path: Path) -> Iterator[Telling]:
    """Yield the tellings of a CSV file of ours."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        check_columns(str(path), list(reader.fieldnames or ()))
        for row in reader:
            yield telling_of(row)


def write_jsonl(tellings: Iterable[Telling], out: TextOut) -> int:
    """Write tellings as JSON lines; return how many."""
    count = 0
    for telling in tellings:
        out.write(msgspec.json.encode(telling).decode("utf-8") + "\n")
        count += 1
    return count


def read_jsonl(path: Path) -> Iterator[Telling]:
    """Yield the tellings of a JSON lines file of ours."""
    decoder = msgspec.json.Decoder(Telling)
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as error:
                raise InputError(
                    f"{path}, line {number}", f"{error}; expected a line of `demarche export`"
                ) from error
