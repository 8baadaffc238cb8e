"""Counts beside a list of events: whole where the record keeps them, else of the latest events that fit."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from demarche.store.filters import Filters
from demarche.web.shelf import Shelf

LATEST = 20_000
SECONDS = 0.2
"""How long a reader waits for counts that nobody keeps."""
PATIENT = 2.0
"""How long where it is known that there are not many."""
WHOLE = frozenset({"type", "kind", "factuality", "standing", "actor", "recipient", "place", "outlet"})
"""Filters by which the record keeps counts."""
COLUMNS = {
    "type": "e.type",
    "factuality": "e.factuality",
    "standing": "e.standing",
    "actor": "e.actor_countries",
    "recipient": "e.recipient_countries",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many events fit, by facet and value."""

    total: int
    whole: bool
    """Whether all that fit were counted, not only the latest."""
    facets: Mapping[str, Counter[str]]

    @property
    def words(self) -> str:
        """The total as a reader sees it."""
        return f"{self.total:,}" if self.whole else f"at least {self.total:,}"


def counted(shelf: Shelf, filters: Filters) -> Counted:
    """Return the counts for some filters, quickly."""
    return shelf.remember(("facets", *key_of(filters)), lambda: _count(shelf, filters))


def latest_rows(
    shelf: Shelf, columns: str, filters: Filters, *, condition: str = "", seconds: float = SECONDS
) -> tuple[list[tuple[Any, ...]], bool]:
    """Return columns of the latest events that fit, and whether these are all of them."""
    return shelf.remember(
        ("latest", columns, condition, *key_of(filters)),
        lambda: shelf.store().latest(columns, limit=LATEST, seconds=seconds, condition=condition, **filters),
    )


def is_kept(filters: Filters) -> bool:
    """Return whether the record keeps counts for these filters."""
    given = [(name, value) for name, value in filters.items() if value]
    if not given:
        return True
    (name, value), *more = given
    if more or name not in WHOLE or not isinstance(value, str):
        return False
    return name not in ("actor", "recipient", "place") or (len(value) == 3 and value.isupper())


def _count(shelf: Shelf, filters: Filters) -> Counted:
    if is_kept(filters):
        facets = shelf.store().facets(**filters)
        return Counted(total=facets[""].total(), whole=True, facets={name: facets[name] for name in COLUMNS})
    rows, whole = shelf.store().latest(", ".join(COLUMNS.values()), limit=LATEST, seconds=SECONDS, **filters)
    columns = zip(COLUMNS, zip(*rows, strict=True) if rows else [()] * len(COLUMNS), strict=True)
    facets = {name: _values(cells) for name, cells in columns}
    return Counted(total=len(rows), whole=whole, facets=facets)


def _values(cells: tuple[str, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for cell, count in Counter(cells).items():
        for value in cell.split("|"):
            if value:
                found[value] += count
    return found


def key_of(filters: Filters) -> tuple[object, ...]:
    """Return what tells these filters from others."""
    return tuple((name, str(value)) for name, value in sorted(filters.items()))
