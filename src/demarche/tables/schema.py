"""What a table may hold: Table Schemas (Frictionless) in ``data/schema/<table>.json``, and the check."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from demarche.errors import Fault, UnknownTableError

Check = Callable[[str], str | None]
"""Takes a cell's value, gives what was expected instead, or None where the value is good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a table."""

    name: str
    type: str = "string"
    """``string``, ``integer``, ``number``, ``date`` (ISO day, month, year), ``list`` (split by ``|``)."""
    description: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    reference: tuple[str, str] | None = None
    """Table and column that the value must stand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A table's columns and its key."""

    name: str
    title: str
    fields: tuple[Field, ...]
    key: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in self.fields)


def data_folder() -> Traversable:
    """Return the folder of the tables that ship with demarche."""
    return files("demarche") / "data"


def known_tables() -> tuple[str, ...]:
    """Return the names of all tables, sorted."""
    found = (entry.name for entry in (data_folder() / "schema").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in found if name.endswith(".json")))


def load_schema(name: str) -> Schema:
    """Return the schema of a table."""
    path = data_folder() / "schema" / f"{name}.json"
    if not path.is_file():
        raise UnknownTableError(name, known_tables())
    described = json.loads(path.read_text(encoding="utf-8"))
    references = {
        key["fields"]: (key["reference"]["resource"], key["reference"]["fields"])
        for key in described.get("foreignKeys", ())
    }
    fields = tuple(_field(entry, references) for entry in described["fields"])
    return Schema(name=name, title=described.get("title", ""), fields=fields, key=described.get("primaryKey"))


def _field(entry: dict[str, object], references: dict[str, tuple[str, str]]) -> Field:
    name, constraints = str(entry["name"]), entry.get("constraints", {})
    assert isinstance(constraints, dict)
    return Field(
        name=name,
        type=str(entry.get("type", "string")),
        description=str(entry.get("description", "")),
        required=bool(constraints.get("required", False)),
        unique=bool(constraints.get("unique", False)),
        enum=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern"),
        reference=references.get(name),
    )


def check_rows(
    schema: Schema, rows: Sequence[Sequence[str]], *, file: str, keys: Callable[[str, str], frozenset[str]]
) -> Iterator[Fault]:
    """Yield every fault of every row; ``keys(table, column)`` gives the values that a reference may take.

    Works column by column: most cells of a column repeat, so each distinct value is checked once.
    """
    for index, field in enumerate(schema.fields):
        allowed = keys(*field.reference) if field.reference else None
        bad: dict[str, str | None] = {}
        seen: dict[str, int] = {}
        for number, row in enumerate(rows, start=2):
            value = row[index]
            if value not in bad:
                bad[value] = _expected(field, value, allowed)
            if bad[value] is not None:
                yield _fault(file, number, field, value, str(bad[value]))
            if (field.unique or field.name == schema.key) and value:
                if value in seen:
                    yield _fault(
                        file, number, field, value, f"stands in row {seen[value]} already; must be unique"
                    )
                seen[value] = number


def _fault(file: str, row: int, field: Field, value: str, expected: str) -> Fault:
    return Fault(file=file, row=row, column=field.name, value=value, expected=expected)


def _expected(field: Field, value: str, allowed: frozenset[str] | None) -> str | None:
    if not value:
        return "is empty; a value is required" if field.required else None
    parts = value.split("|") if field.type == "list" else (value,)
    for part in parts:
        if field.enum and part not in field.enum:
            return f"is not one of {', '.join(field.enum)}"
        if allowed is not None and part not in allowed:
            table, column = field.reference or ("", "")
            return f"is not in {table}.csv, column {column}"
        if field.pattern and not re.fullmatch(field.pattern, part):
            return f"does not have the form {field.pattern}"
    return _TYPES[field.type](value) if field.type in _TYPES else None


def _integer(value: str) -> str | None:
    return None if re.fullmatch(r"-?\d+", value) else "is not a whole number"


def _number(value: str) -> str | None:
    return None if re.fullmatch(r"-?\d+(\.\d+)?", value) else "is not a number"


def _date(value: str) -> str | None:
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        return "is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"
    try:
        date.fromisoformat(value + "-01" * ((10 - len(value)) // 3))
    except ValueError:
        return "is a day that does not exist"
    return None


_TYPES: dict[str, Check] = {"integer": _integer, "number": _number, "date": _date}
