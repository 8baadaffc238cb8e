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
    """Return what is wrong with a row's example, None where it gives what is expected."""
    reading = read(row["example"])
    if row["expect"] == "none":
        at = [event for event in reading.events if _says(event, row["lemma"], reading)]
        return f"gives {_shown(at[0])}; none was expected" if at else None
    wanted = expected(row["expect"])
    if wanted is None:
        return (
            f"has an expectation of unknown form: {row['expect']!r}; write TYPE ACTORS → RECIPIENTS or none"
        )
    own = [event for event in reading.events if f"event_rules:{row['id']}" in event.basis.split("; ")]
    if not own:
        others = ", ".join(f"{_shown(event)} by {event.basis}" for event in reading.events) or "nothing"
        return f"does not use the row; it gives {others}"
    if any(_as_expected(event) == wanted for event in own):
        return None
    return f"gives {_shown(own[0])}; {row['expect']} was expected"


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


def _as_expected(event: Event) -> Expected:
    return Expected(
        type=event.type,
        actors=_countries(event.actors),
        recipients=_countries(event.recipients),
        factuality=str(event.factuality),
    )


def _countries(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(party.actor.country for party in parties if party.actor.country)


def _shown(event: Event) -> str:
    sides = (",".join(sorted(_countries(side))) or "-" for side in (event.actors, event.recipients))
    return f"{event.type} {' → '.join(sides)} ({event.factuality})"
