"""What to look for among the events, as SQL conditions."""

import re
from collections.abc import Sequence
from typing import Any, TypedDict

from demarche.errors import QueryError


class Filters(TypedDict, total=False):
    """What an event must have. Several values of one filter: any of them. Countries by ISO code or names."""

    actor: str | Sequence[str]
    recipient: str | Sequence[str]
    about: str | Sequence[str]
    """A party in any role, the country of the place, or a process."""
    party: str | Sequence[str]
    """A party in any role."""
    type: str | Sequence[str]
    mode: str | Sequence[str]
    kind: str | Sequence[str]
    quad: str | Sequence[str]
    context: str | Sequence[str]
    factuality: str | Sequence[str]
    standing: str | Sequence[str]
    speaker: str | Sequence[str]
    place: str | Sequence[str]
    outlet: str | Sequence[str]
    process: str | Sequence[str]
    since: str
    """A day, month or year: ``2018-03``."""
    until: str


Condition = tuple[str, list[Any]]
COLUMNS = ("type", "mode", "kind", "quad", "factuality", "standing")
CODE = re.compile(r"[A-Z]{3}")
_BY_CODE = "e.event IN (SELECT event FROM parties WHERE country"
_EACH_BY_CODE = "EXISTS (SELECT 1 FROM parties q WHERE q.event = e.event AND +q.country"
_BY_OUTLET = (
    "e.event IN (SELECT event FROM records WHERE page IN "
    "(SELECT page FROM pages WHERE outlet = ? COLLATE NOCASE))"
)
_EACH_BY_OUTLET = "instr(lower('|' || e.outlets || '|'), lower('|' || ? || '|')) > 0"
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def conditions(filters: Filters, *, one_by_one: bool = False, listed: str = "") -> list[Condition]:
    """Return the SQL conditions on ``events e`` for these filters, with their parameters.

    ``one_by_one`` words them so that each event is tested by itself, with no list of all that fit made first:
    quick where the latest few of very many are wanted. ``listed`` names a filter of which the list is made.
    """
    found: list[Condition] = []
    for name, given in filters.items():
        if given is None or given == "" or given == []:
            continue
        if name not in Filters.__annotations__:
            known = ", ".join(Filters.__annotations__)
            raise QueryError("filter", f"no filter is called {name!r}; the filters are {known}")
        values = [given] if isinstance(given, str) else [str(value) for value in given]  # type: ignore[attr-defined]
        condition = _condition(name, values)
        found.append(_tested(condition) if one_by_one and name != listed else condition)
    return found


def where(filters: Filters, *, one_by_one: bool = False, listed: str = "") -> Condition:
    """Return one WHERE clause (or nothing) and its parameters."""
    parts = conditions(filters, one_by_one=one_by_one, listed=listed)
    if not parts:
        return "", []
    clause = " AND ".join(f"({part})" for part, _ in parts)
    return f" WHERE {clause}", [value for _, values in parts for value in values]


def _tested(condition: Condition) -> Condition:
    clause, values = condition
    return clause.replace(_BY_CODE, _EACH_BY_CODE).replace(_BY_OUTLET, _EACH_BY_OUTLET), values


def _condition(name: str, values: list[str]) -> Condition:
    if name in COLUMNS:
        return f"e.{name} IN ({_marks(values)})", list(values)
    if name in ("since", "until"):
        return _day(name, values[0])
    if name == "about":
        return _about(values)
    if name in ("actor", "recipient", "party"):
        parts = [_party(value, name) for value in values]
    else:
        parts = [_listed(value, name) for value in values]
    return _any(parts)


def _any(parts: list[Condition]) -> Condition:
    return " OR ".join(part for part, _ in parts), [value for _, values in parts for value in values]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _party(value: str, name: str) -> Condition:
    role = {"actor": " AND role = 'a'", "recipient": " AND role = 'r'"}.get(name, "")
    if CODE.fullmatch(value):
        return f"{_BY_CODE} = ?{role})", [value]
    named = "SELECT actor FROM actors WHERE name = ? COLLATE NOCASE"
    return f"e.event IN (SELECT event FROM parties WHERE actor IN ({named}){role})", [value]


def _about(values: list[str]) -> Condition:
    parts = [part for value in values for part in (_party(value, "party"), _process(value))]
    codes = [value for value in values if CODE.fullmatch(value)]
    if codes:
        parts.append((f"e.place_country IN ({_marks(codes)})", list(codes)))
    return _any(parts)


def _process(value: str) -> Condition:
    matching = "SELECT process FROM processes WHERE process = ? OR name = ? COLLATE NOCASE"
    sentences = f"SELECT sentence FROM process_mentions WHERE process IN ({matching})"
    return f"e.event IN (SELECT event FROM records WHERE sentence IN ({sentences}))", [value, value]


def _listed(value: str, name: str) -> Condition:
    if name == "place" and CODE.fullmatch(value):
        return "e.place_country = ?", [value]
    if name == "place":
        return "e.place = ? COLLATE NOCASE", [value]
    if name == "process":
        return _process(value)
    if name == "outlet":
        return _BY_OUTLET, [value]
    column = {"speaker": "speakers", "context": "contexts"}[name]
    return f"instr('|' || e.{column} || '|', '|' || ? || '|') > 0", [value]


def _day(name: str, value: str) -> Condition:
    if not DAY.fullmatch(value):
        raise QueryError("filter", f"{name}: {value!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY")
    if name == "since":
        return "e.day >= ?", [value]
    return "e.day <= ?", [value + "-99"[: 3 if len(value) < 10 else 0]]
