"""Every error that demarche raises on purpose.

```text
DemarcheError
├── InputError    a page that can't be read
│   ├── EmptyPageError
│   ├── UnknownMediaError
│   └── RefusedInputError    too large, too deep, an address that is not fetched
├── TableError    every fault of every row
├── ConfigError
│   ├── UnknownTableError
│   └── UnknownFormatError
├── WeightsError  missing, damaged, or made for another version
└── StoreError
    ├── StoreVersionError
    └── QueryError           a query that is not allowed, or too costly
```
Each error takes its facts as arguments, keeps them as attributes and makes its own message.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class DemarcheError(Exception):
    """Root of every error that demarche raises on purpose."""


class InputError(DemarcheError):
    """A page can't be read: says which, and why."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name}: {reason}")


class EmptyPageError(InputError):
    """A page holds no text at all."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "the page is empty; expected HTML or plain text")


class UnknownMediaError(InputError):
    """A page is in a form that demarche does not read."""

    def __init__(self, name: str, found: str) -> None:
        self.found = found
        super().__init__(name, f"found {found}; expected HTML, plain text, a feed, or an archive of these")


class RefusedInputError(InputError):
    """A page was not read because reading it would not be safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault in one cell of a table."""

    file: str
    row: int
    """Line in the file, the header being line 1."""
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        """Return the fault as one readable line."""
        return f"{self.file}, row {self.row}, {self.column}: {self.value!r} {self.expected}"


class TableError(DemarcheError):
    """A table can't be used: names every fault of every row."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "\n".join(str(fault) for fault in self.faults)
        super().__init__(f"{len(self.faults)} fault(s) in the tables:\n{shown}")


class ConfigError(DemarcheError):
    """A setting is wrong."""


class UnknownTableError(ConfigError):
    """No table has this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(f"no table is called {name!r}; the tables are {', '.join(self.known)}")


class UnknownFormatError(ConfigError):
    """No export format has this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(f"no format is called {name!r}; the formats are {', '.join(self.known)}")


class WeightsError(DemarcheError):
    """The trained weights are missing, damaged or of another version."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}; reinstall with: pip install --force-reinstall demarche")


class StoreError(DemarcheError):
    """A store can't be opened, read or written."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class StoreVersionError(StoreError):
    """A store was written by a newer or unknown version of demarche."""


class QueryError(StoreError):
    """A query is malformed, not allowed, or took too long."""
