"""Run each rule row on its own example."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from demarche.errors import Fault
from demarche.events.rules import word_sets
from demarche.tables import Row, Tables
from demarche.types import Event, Party, Reading

EXPECT = re.compile(
    r"(?P<type>[A-Z]+) (?P<actors>[A-Z,-]+) → (?P<recipients>[A-Z,-]+)(?: \((?P<factuality>[a-z]+)\))?"
)
FILE = "event_rules.csv"
TOOK_PLACE = frozenset({"happened", "ongoing", "ended"})
BODIES = frozenset({"IGO", "NGO", "IMG"})
"""Codes for bodies of no state; an example may leave them out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an example must give."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    factuality: str


def check_rules(tables: Tables, read: Callable[[str], Reading]) -> list[Fault]:
    """Return the faults of event_rules.csv: unknown modes and sets, and rows that fail their own example."""
    faults = list(_plain_faults(tables))
    for number, row in enumerate(tables.rows("event_rules"), start=2):
        problem = example_fault(row, read)
        if problem is not None:
            faults.append(_fault(number, "example", row["example"], problem))
    return faults


def _plain_faults(tables: Tables) -> Iterator[Fault]:
    modes = {(row["event_type"], row["mode"]) for row in tables.rows("modes")}
    sets = word_sets(tables)
    for number, row in enumerate(tables.rows("event_rules"), start=2):
        if row["mode"] and (row["event_type"], row["mode"]) not in modes:
            allowed = ", ".join(sorted(mode for kind, mode in modes if kind == row["event_type"]))
            yield _fault(
                number, "mode", row["mode"], f"is no mode of {row['event_type']}; its modes: {allowed}"
            )
        for column in ("subject", "object", "preposition_object", "complement"):
            for name in re.findall(r"@([a-z_]+)", row[column]):
                if name not in sets:
                    yield _fault(number, column, f"@{name}", "is not a set of word_sets.csv")


def _fault(number: int, column: str, value: str, expected: str) -> Fault:
    return Fault(file=FILE, row=number, column=column, value=value, expected=expected)


def example_fault(row: Row, read: Callable[[str], Reading]) -> str | None:
    """Return what is wrong with a row's example, None where it gives what is expected.

    Another row may be the one that codes it, where it says the same more narrowly. A side written "-" may
    hold anybody; parties that only a place implies may come out beside those expected.
    """
    reading = read(row["example"])
    if row["expect"] == "none":
        at = [event for event in reading.events if _says(event, row["lemma"], reading)]
        return f"gives {_shown(at[0])}; none was expected" if at else None
    wanted = expected(row["expect"])
    if wanted is None:
        return (
            f"has an expectation of unknown form: {row['expect']!r}; write TYPE ACTORS → RECIPIENTS or none"
        )
    if any(_meets(event, wanted) for event in reading.events):
        return None
    others = ", ".join(f"{_shown(event)} by {event.basis}" for event in reading.events) or "nothing"
    return f"gives {others}; {row['expect']} was expected"


def _says(event: Event, lemma: str, reading: Reading) -> bool:
    return reading.analysis.lemma[event.token].lower() == lemma


def expected(text: str) -> Expected | None:
    """Return the expectation that a cell writes down: ``REJECT USA → RUS (planned)``."""
    found = EXPECT.fullmatch(text.strip())
    if found is None:
        return None
    return Expected(
        type=found["type"],
        actors=_codes(found["actors"]),
        recipients=_codes(found["recipients"]),
        factuality=found["factuality"] or "happened",
    )


def _codes(text: str) -> frozenset[str]:
    return frozenset(code for code in text.split(",") if code != "-")


def _meets(event: Event, wanted: Expected) -> bool:
    """Return whether an event is what was expected; a side written "-" is not looked at."""
    if event.type != wanted.type or not _same_factuality(str(event.factuality), wanted.factuality):
        return False
    sides = ((event.actors, wanted.actors), (event.recipients, wanted.recipients))
    return all(not codes or codes in _readings(parties) for parties, codes in sides)


def _same_factuality(found: str, wanted: str) -> bool:
    return found == wanted or (found in TOOK_PLACE and wanted in TOOK_PLACE)


def _readings(parties: tuple[Party, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the countries of a side, with and without those that are only implied."""
    return _countries(parties), _countries(tuple(p for p in parties if not _is_implied(p)))


def _is_implied(party: Party) -> bool:
    guessed = party.basis.endswith("; place") or party.basis.startswith(("sentence:", "page:", "document:"))
    return party.implied or guessed or party.actor.country in BODIES


def _countries(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(party.actor.country for party in parties if party.actor.country)


def _shown(event: Event) -> str:
    sides = (",".join(sorted(_countries(side))) or "-" for side in (event.actors, event.recipients))
    return f"{event.type} {' → '.join(sides)} ({event.factuality})"
