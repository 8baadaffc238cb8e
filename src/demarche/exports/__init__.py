"""Exports: the record in the formats that other tools read.

Comes in: tellings (records with their pages). Goes out: files, each row with its evidence.
"""

from demarche.exports.calendars import write_ical
from demarche.exports.delivery import deliver
from demarche.exports.feeds import write_atom, write_rss
from demarche.exports.formats import (
    DESCRIPTIONS,
    FORMATS,
    INCLUDE,
    ExportSummary,
    export_file,
    included,
    write_format,
)
from demarche.exports.parquet import read_parquet
from demarche.exports.plain import read_csv, read_jsonl

__all__ = [
    "DESCRIPTIONS",
    "FORMATS",
    "INCLUDE",
    "ExportSummary",
    "deliver",
    "export_file",
    "included",
    "read_csv",
    "read_jsonl",
    "read_parquet",
    "write_atom",
    "write_format",
    "write_ical",
    "write_rss",
]
