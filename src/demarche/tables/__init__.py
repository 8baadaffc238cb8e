"""The knowledge: tables that people who do not program can read and change.

Comes in: CSV files of ``demarche/data`` and, over them, a user's folder of the same names.
Goes out: :class:`Tables`, checked rows by table name.
"""

from demarche.tables.load import Row, Tables, load_tables
from demarche.tables.schema import Schema, known_tables, load_schema

__all__ = ["Row", "Schema", "Tables", "known_tables", "load_schema", "load_tables"]
