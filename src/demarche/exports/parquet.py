"""Parquet: every telling in full, written and read in pieces so that memory stays bounded."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from demarche.errors import ConfigError, InputError
from demarche.exports.flat import COLUMNS, DAY, NUMBER, TRUTH, WHOLE, check_columns, flat_of, telling_of
from demarche.types import Telling

PIECE = 5_000
"""Rows in memory at a time."""


def write_parquet(tellings: Iterable[Telling], path: Path) -> int:
    """Write tellings as a Parquet file; return how many."""
    arrow, parquet = _libraries()
    schema = _schema(arrow)
    rows = iter(tellings)
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while piece := [flat_of(telling) for telling in islice(rows, PIECE)]:
            columns = {name: [row[name] for row in piece] for name in COLUMNS}
            writer.write_table(arrow.table(columns, schema=schema))
            count += len(piece)
    return count


def read_parquet(path: Path) -> Iterator[Telling]:
    """Yield the tellings of a Parquet file of ours."""
    arrow, parquet = _libraries()
    try:
        file = parquet.ParquetFile(path)
    except arrow.ArrowInvalid as error:
        raise InputError(str(path), "is no Parquet file") from error
    with file:
        check_columns(str(path), file.schema_arrow.names)
        for batch in file.iter_batches(batch_size=PIECE, columns=list(COLUMNS)):
            for row in batch.to_pylist():
                yield telling_of(row)


def _schema(arrow: Any) -> Any:
    kinds = {NUMBER: arrow.float64(), WHOLE: arrow.int64(), DAY: arrow.date32(), TRUTH: arrow.bool_()}
    return arrow.schema([(name, kinds.get(kind, arrow.string())) for name, kind in COLUMNS.items()])


def _libraries() -> tuple[Any, Any]:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise ConfigError("Parquet needs pyarrow; install it with: pip install 'demarche[parquet]'")
    import pyarrow
    from pyarrow import parquet

    return pyarrow, parquet
