"""Read pages out of rows: JSON, JSON lines, CSV, Parquet, with columns guessed by their names."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, TypeGuard

from demarche.errors import InputError, RefusedInputError
from demarche.pages.limits import Limits, read_capped
from demarche.pages.pages import make_page, problem_of
from demarche.tables import Tables, load_tables
from demarche.types import Page, Problem

Row = Mapping[str, object]
_HINTS = ("title", "published", "outlet", "author")


def guess_columns(
    columns: Iterable[str], *, mapping: Mapping[str, str], tables: Tables | None = None
) -> dict[str, str]:
    """Return which column holds what: our name to the column's, the caller's mapping first."""
    known = (tables or load_tables()).rows("row_columns")
    by_plain = {
        column.strip().lower().replace(" ", "_").replace("-", "_"): column
        for column in reversed(list(columns))
    }
    guessed: dict[str, str] = {}
    for row in known:
        if row["column"] in by_plain:
            guessed.setdefault(row["field"], by_plain[row["column"]])
    return {**guessed, **mapping}


def open_rows(
    stream: BinaryIO, form: str, *, name: str, limits: Limits, mapping: Mapping[str, str]
) -> Iterator[Page | Problem]:
    """Yield a page for each row that holds text, a problem for each row that does not."""
    readers = {"jsonl": json_lines, "json": json_rows, "csv": csv_rows, "parquet": parquet_rows}
    columns: dict[str, str] | None = None
    tables = load_tables()
    for number, row in enumerate(readers[form](stream, name=name, limits=limits), start=1):
        place = f"{name}#{number}"
        if isinstance(row, InputError):
            yield problem_of(row)
            continue
        if columns is None or not set(columns.values()) <= set(row):
            columns = guess_columns(row, mapping=mapping, tables=tables)
        yield page_of_row(row, columns, place=place, limits=limits)


def page_of_row(row: Row, columns: Mapping[str, str], *, place: str, limits: Limits) -> Page | Problem:
    """Return the page that a row holds; the guess of columns goes into its hints."""
    html, text = _cell(row, columns.get("html")), _cell(row, columns.get("text"))
    url = _cell(row, columns.get("url"))
    if not html and not text:
        what = f"holds an address ({url}) but no text" if url else "holds no text"
        return problem_of(InputError(place, f"{what}; its columns are {', '.join(list(row)[:20])}"))
    content = (html or text or "").encode("utf-8", "replace")
    if len(content) > limits.page_bytes:
        return problem_of(RefusedInputError(place, f"is larger than {limits.page_bytes:,} bytes"))
    hints = {field: value for field in _HINTS if (value := _cell(row, columns.get(field)))}
    told = ", ".join(f"{field}={column}" for field, column in columns.items())
    return make_page(
        content,
        name=place,
        html=True if html else None,
        url=url,
        fetched=_cell(row, columns.get("fetched")),
        hints={**hints, "encoding": "utf-8", "columns": told},
    )


def _cell(row: Row, column: str | None) -> str | None:
    value = row.get(column) if column else None
    if _is_list(value):
        value = ", ".join(str(each) for each in value)
    return str(value).strip() or None if value is not None else None


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def json_lines(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Row | InputError]:
    """Yield the object of each line; an error for each line that holds none."""
    cap = 2 * limits.page_bytes
    number = 0
    while line := stream.readline(cap + 1):
        number += 1
        if len(line) > cap:
            raise RefusedInputError(f"{name}#{number}", f"has a line of more than {cap:,} bytes")
        if not line.strip():
            continue
        yield _object_of(line, place=f"{name}#{number}")


def _object_of(line: bytes, *, place: str) -> Row | InputError:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(place, f"is no JSON: {error}")
    return value if isinstance(value, dict) else InputError(place, "is JSON but no object")


def json_rows(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Row | InputError]:
    """Yield the objects of one JSON document: itself, or those of the longest list in it."""
    content = read_capped(stream, cap=limits.feed_bytes, name=name)
    value = _document(content)
    if value is None:
        yield from json_lines(io.BytesIO(content), name=name, limits=limits)
        return
    if isinstance(value, dict):
        lists = [each for each in value.values() if _is_list(each) and each and isinstance(each[0], dict)]
        value = max(lists, key=len) if lists else [value]
    for each in value if _is_list(value) else ():
        yield each if isinstance(each, dict) else InputError(name, "holds an entry that is no object")


def _document(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def csv_rows(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Row | InputError]:
    """Yield the rows of a CSV or TSV file as objects."""
    csv.field_size_limit(limits.page_bytes)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    header = text.readline(1_000_000)
    mark = max("\t,;|", key=header.count)
    columns = next(csv.reader([header], delimiter=mark), [])
    rows = csv.reader(text, delimiter=mark)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(name, f"has a row that is no CSV: {error}")
            continue
        if cells:
            yield dict(zip(columns, cells, strict=False))


def parquet_rows(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Row | InputError]:
    """Yield the rows of a Parquet file as objects."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise InputError(name, "is a Parquet file; install demarche[parquet] to read it") from error
    content = io.BytesIO(read_capped(stream, cap=limits.archive_bytes // 10, name=name))
    try:
        for batch in parquet.ParquetFile(content).iter_batches(batch_size=256):
            yield from batch.to_pylist()
    except ArrowException as error:
        raise InputError(name, f"is a damaged Parquet file ({error})") from error
