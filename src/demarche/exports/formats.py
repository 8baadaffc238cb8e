"""All formats by name, and the one door through which a file is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from demarche.errors import UnknownFormatError
from demarche.exports import evidence
from demarche.exports.acled import ACLED
from demarche.exports.codes import codes_of
from demarche.exports.delimited import Delimited, TextOut, keyed_rows, line_of
from demarche.exports.gdelt import GDELT_EVENTS, GDELT_MENTIONS
from demarche.exports.graphs import write_graphml
from demarche.exports.icews import ICEWS
from demarche.exports.maps import write_geojson
from demarche.exports.parquet import write_parquet
from demarche.exports.petrarch import PETRARCH, PHOENIX
from demarche.exports.plain import write_csv, write_jsonl
from demarche.exports.polecat import POLECAT
from demarche.tables import Tables
from demarche.types import Telling

INCLUDE = ("happened", "ongoing")
"""Factualities that go out unless more are asked for."""
TABLES: dict[str, Delimited] = {
    "acled": ACLED,
    "gdelt": GDELT_EVENTS,
    "gdelt-mentions": GDELT_MENTIONS,
    "icews": ICEWS,
    "petrarch": PETRARCH,
    "phoenix": PHOENIX,
    "polecat": POLECAT,
}
"""Other data sets' formats: rows and columns, with a sidecar."""
WRITERS: dict[str, Callable[[Iterable[Telling], TextOut], int]] = {
    "csv": write_csv,
    "geojson": write_geojson,
    "graphml": write_graphml,
    "jsonl": write_jsonl,
}
"""Formats that are written as text; csv and jsonl hold all evidence themselves."""
FORMATS = tuple(sorted((*TABLES, *WRITERS, "parquet")))
DESCRIPTIONS = {
    "acled": "ACLED's columns, marked as ours; only what ACLED has types for",
    "csv": "every telling in full",
    "gdelt": "GDELT 2.0 events, no header",
    "gdelt-mentions": "GDELT 2.0 mentions, no header",
    "geojson": "events with a place, for maps",
    "graphml": "who acted towards whom, for network programs",
    "icews": "ICEWS events",
    "jsonl": "every telling in full, one JSON object a line",
    "parquet": "every telling in full, for DuckDB, polars, R (needs pyarrow)",
    "petrarch": "PETRARCH 2 lines",
    "phoenix": "Phoenix events, no header",
    "polecat": "POLECAT events",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSummary:
    """What an export wrote."""

    rows: int
    files: tuple[Path, ...]


def export_file(
    tellings: Iterable[Telling],
    name: str,
    path: Path,
    *,
    tables: Tables,
    include: Sequence[str] | None = INCLUDE,
    sidecar: bool = True,
) -> ExportSummary:
    """Write tellings to a file in a format; whole or not at all.

    Beside a format that can't hold it, ``<name>.evidence.tsv`` tells the sentence behind every row.
    ``include`` names the factualities that go out; None is all.
    """
    if name not in FORMATS:
        raise UnknownFormatError(name, FORMATS)
    chosen = included(tellings, include)
    part = path.with_name(f"{path.name}.part")
    proof = path.with_name(f"{path.stem}.evidence.tsv")
    proof_part = proof.with_name(f"{proof.name}.part")
    try:
        if name == "parquet":
            rows = write_parquet(chosen, part)
        else:
            with ExitStack() as stack:
                out = stack.enter_context(part.open("w", encoding="utf-8", newline=""))
                beside = None
                if sidecar and name in TABLES:
                    beside = stack.enter_context(proof_part.open("w", encoding="utf-8", newline=""))
                rows = write_format(chosen, name, out, tables=tables, sidecar=beside)
        written = [(part, path), *([(proof_part, proof)] if proof_part.exists() else [])]
        for source, target in written:
            source.replace(target)
    finally:
        part.unlink(missing_ok=True)
        proof_part.unlink(missing_ok=True)
    return ExportSummary(rows=rows, files=tuple(target for _, target in written))


def write_format(
    tellings: Iterable[Telling], name: str, out: TextOut, *, tables: Tables, sidecar: TextOut | None = None
) -> int:
    """Write tellings as text in a format, and the evidence beside it; return the number of rows."""
    if name in WRITERS:
        return WRITERS[name](tellings, out)
    if name not in TABLES:
        raise UnknownFormatError(name, tuple(sorted((*TABLES, *WRITERS))))
    form = TABLES[name]
    if form.header:
        out.write(line_of(form.columns, missing=""))
    if sidecar is not None:
        sidecar.write(evidence.header())
    count = 0
    for telling, key, cells in keyed_rows(tellings, form, tables.derive(codes_of)):
        out.write(line_of(cells, missing=form.missing))
        if sidecar is not None:
            sidecar.write(evidence.evidence_line(key, telling))
        count += 1
    return count


def included(tellings: Iterable[Telling], include: Sequence[str] | None) -> Iterator[Telling]:
    """Yield the tellings of the factualities wanted."""
    wanted = None if include is None else frozenset(include)
    return (telling for telling in tellings if wanted is None or telling.record.factuality in wanted)
