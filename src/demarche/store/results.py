"""Results: many values of one kind, as objects, data frames or Arrow tables."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar

from demarche.errors import ConfigError

Value = TypeVar("Value")


class Result(Generic[Value]):
    """Values found in a store: iterate over them, or take ``.df()``, ``.pl()``, ``.arrow()``."""

    def __init__(self, values: Sequence[Value], kind: type[Value]) -> None:
        self._values = tuple(values)
        self._kind = kind

    def __iter__(self) -> Iterator[Value]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: int) -> Value:
        return self._values[index]

    def __repr__(self) -> str:
        return f"<{len(self)} × {self._kind.__name__}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(field.name for field in fields(self._kind))  # type: ignore[arg-type]  # a dataclass

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Yield the values as flat rows; several names in one cell are joined by ``|``."""
        columns = self.columns
        for value in self._values:
            yield tuple(flat(getattr(value, column)) for column in columns)

    def df(self) -> Any:
        """Return a pandas DataFrame."""
        pandas = _load("pandas")
        return pandas.DataFrame(list(self.rows()), columns=list(self.columns))

    def pl(self) -> Any:
        """Return a polars DataFrame."""
        polars = _load("polars")
        return polars.DataFrame(self._by_column(), strict=False)

    def arrow(self) -> Any:
        """Return an Arrow table."""
        return _load("pyarrow").table(self._by_column())

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        """Give the rows to any library that reads Arrow streams."""
        return self.arrow().__arrow_c_stream__(requested_schema)

    def _by_column(self) -> dict[str, list[object]]:
        rows = list(self.rows())
        return {column: [row[index] for row in rows] for index, column in enumerate(self.columns)}


def flat(value: object) -> object:
    """Return a value fit for one cell."""
    return "|".join(str(part) for part in value) if isinstance(value, tuple) else value


def _load(name: str) -> Any:
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec(name) is None:
        raise ConfigError(f"this needs {name}; install it with: pip install 'demarche[frames]'")
    return import_module(name)
