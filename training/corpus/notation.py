"""Read the line notation of the corpus: marked text, then what happens in it.

One line is one sentence::

    [Kenyan police=KEN.COP] *arrested* [a bishop=KEN.REL] <on Tuesday>, {a rights group} said. :: CE.arrest 1>2

``README.md`` describes the marks.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
BODIES = {"UNO": "IGO", "EUR": "IGO", "IGO": "IGO", "NGO": "NGO"}
FACTUALITY = {
    "p": "planned",
    "h": "hoped",
    "q": "proposed",
    "x": "hypothetical",
    "d": "denied",
    "r": "refused",
    "o": "ongoing",
    "e": "ended",
}
CODE = re.compile(r"([A-Z]{3})?(?:\.([A-Z]{3})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked stretch of the plain text."""

    kind: str
    """``party``, ``speaker``, ``time`` or ``trigger``."""
    span: tuple[int, int]
    codes: tuple[tuple[str | None, str | None], ...] = ((None, None),)
    """Country and sector of each actor that the words name: "the two Koreas" has two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of an event; ``span`` is None where the sentence only implies it."""

    span: tuple[int, int] | None
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a sentence, positions in the sentence's plain text."""

    type: str
    mode: str | None
    trigger: tuple[int, int]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    factuality: str
    according_to: tuple[tuple[int, int], ...]
    when: tuple[int, int] | None
    label: str
    """Letter that tellings of one event in one article share; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The plain text of a line and its events."""

    text: str
    events: tuple[Event, ...]


class NotationError(ValueError):
    """A line whose marks or codes do not resolve."""


def regions() -> dict[str, str]:
    """Return the region of every known country or body code."""
    with (HERE / "codes.csv").open(encoding="utf-8") as file:
        return {code: row["region"] for row in csv.DictReader(file) for code in row["codes"].split()}


def types() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return type and modes for every two-letter short form."""
    with (HERE / "events.csv").open(encoding="utf-8") as file:
        return {row["short"]: (row["type"], tuple(row["modes"].split())) for row in csv.DictReader(file)}


def sectors() -> frozenset[str]:
    """Return the known sector codes."""
    with (HERE / "sectors.csv").open(encoding="utf-8") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


REGIONS = regions()
SECTORS = sectors()
TYPES = types()


def read_sentence(line: str) -> Sentence:
    """Return the sentence that one line describes."""
    marked, _, specification = line.partition("::")
    text, marks = read_marks(marked.strip())
    specifications = [part.split() for part in specification.split(";") if part.strip()]
    triggers = [mark for mark in marks if mark.kind == "trigger"]
    fresh = sum("^" not in words for words in specifications)
    if fresh != len(triggers):
        raise NotationError(f"{len(triggers)} triggers but {fresh} events")
    events = []
    at = -1
    for words in specifications:
        at += "^" not in words
        events.append(_read_event(words, marks=marks, trigger=triggers[at], alone=len(specifications) == 1))
    return Sentence(text=text, events=tuple(events))


def read_marks(marked: str) -> tuple[str, list[Mark]]:
    """Return the plain text and its marks in the order of their ends."""
    closers = {"[": ("]", "party"), "{": ("}", "speaker"), "<": (">", "time"), "*": ("*", "trigger")}
    plain: list[str] = []
    marks: list[Mark] = []
    position = length = 0
    while position < len(marked):
        letter = marked[position]
        if letter in "]}>":
            raise NotationError(f"stray {letter!r}")
        if letter not in closers:
            plain.append(letter)
            length += 1
            position += 1
            continue
        closer, kind = closers[letter]
        end = marked.find(closer, position + 1)
        if end < 0:
            raise NotationError(f"{letter!r} is never closed")
        words, codes = _read_mark(marked[position + 1 : end], kind=kind)
        marks.append(Mark(kind=kind, span=(length, length + len(words)), codes=codes))
        plain.append(words)
        length += len(words)
        position = end + 1
    return "".join(plain), marks


def _read_mark(inside: str, *, kind: str) -> tuple[str, tuple[tuple[str | None, str | None], ...]]:
    if any(letter in inside for letter in "[]{}<>*") or not inside.strip() or inside != inside.strip():
        raise NotationError(f"bad mark {inside!r}")
    if kind != "party" or "=" not in inside:
        return inside, ((None, None),)
    words, _, codes = inside.rpartition("=")
    return words, tuple(read_code(code) for code in codes.split("+"))


def read_code(code: str) -> tuple[str | None, str | None]:
    """Return country and sector of ``KEN.COP``; a country alone acts as its government."""
    match = CODE.fullmatch(code)
    if match is None:
        raise NotationError(f"bad code {code!r}")
    country, sector = match.groups()
    if country is not None and country not in REGIONS:
        raise NotationError(f"unknown country {country!r}")
    if sector is not None and sector not in SECTORS:
        raise NotationError(f"unknown sector {sector!r}")
    if country is not None and "." not in code and country not in {"IMG", "ISM", "MNC"}:
        sector = BODIES.get(country, "GOV")
    return country, sector


def _read_event(words: list[str], *, marks: list[Mark], trigger: Mark, alone: bool) -> Event:
    event_type, mode = read_type(words[0])
    rest = [word for word in words[1:] if word != "^"]
    said = [mark for mark in marks if mark.kind in {"party", "speaker"}]
    actors, recipients = _read_parties(rest, said=said, alone=alone)
    factuality = [word[1:] for word in rest if word.startswith("~")]
    if any(letter not in FACTUALITY for letter in factuality):
        raise NotationError(f"unknown factuality {factuality}")
    known = [word for word in rest if word[0] in "~@&" or ">" in word or re.fullmatch(r"t\d?", word)]
    if known != rest:
        raise NotationError(f"cannot read {sorted(set(rest) - set(known))}")
    speakers = _read_speakers(rest, said=said)
    if event_type == "STATEMENT" and not speakers:
        speakers = tuple(party.span for party in actors if party.span is not None)
    return Event(
        type=event_type,
        mode=mode,
        trigger=trigger.span,
        actors=actors,
        recipients=recipients,
        factuality=FACTUALITY[factuality[0]] if factuality else "happened",
        according_to=speakers,
        when=_read_time(rest, marks=marks, alone=alone),
        label="".join(word[1:] for word in rest if word.startswith("&")),
    )


def read_type(word: str) -> tuple[str, str | None]:
    """Return type and mode of ``CE.arr``: a short form and the beginning of a mode."""
    short, _, beginning = word.partition(".")
    if short not in TYPES:
        raise NotationError(f"unknown type {short!r}")
    event_type, modes = TYPES[short]
    if not beginning:
        return event_type, None
    found = [mode for mode in modes if mode.startswith(beginning)]
    if len(found) != 1 and beginning not in found:
        raise NotationError(f"{word!r} is {len(found)} modes of {event_type}")
    return event_type, beginning if beginning in found else found[0]


def _read_parties(
    rest: list[str], *, said: list[Mark], alone: bool
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    given = [word for word in rest if ">" in word]
    if not given:
        if not alone:
            raise NotationError("parties must be written where there are several events")
        parties = [mark for mark in said if mark.kind == "party"]
        if len(parties) > 2:
            raise NotationError("parties must be written where more than two are marked")
        return _parties(parties[:1]), _parties(parties[1:])
    before, _, after = given[0].partition(">")
    return _side(before, said=said), _side(after, said=said)


def _side(word: str, *, said: list[Mark]) -> tuple[Party, ...]:
    parties: list[Party] = []
    for part in word.split("+") if word else ():
        if part.isdigit():
            parties.extend(_parties([_pick(digit, said=said) for digit in part]))
        else:
            country, sector = read_code(part)
            parties.append(Party(span=None, country=country, sector=sector))
    return tuple(parties)


def _parties(marks: list[Mark]) -> tuple[Party, ...]:
    return tuple(
        Party(span=mark.span, country=country, sector=sector)
        for mark in marks
        for country, sector in mark.codes
    )


def _pick(digit: str, *, said: list[Mark]) -> Mark:
    number = int(digit)
    if not 1 <= number <= len(said):
        raise NotationError(f"no party number {number} among {len(said)}")
    return said[number - 1]


def _read_speakers(rest: list[str], *, said: list[Mark]) -> tuple[tuple[int, int], ...]:
    given = [word[1:] for word in rest if word.startswith("@")]
    if given:
        return tuple(_pick(digit, said=said).span for digit in given[0] if digit not in "0,")
    speakers = [mark.span for mark in said if mark.kind == "speaker"]
    if len(speakers) > 1:
        raise NotationError("@ must say which of several speakers")
    return tuple(speakers)


def _read_time(rest: list[str], *, marks: list[Mark], alone: bool) -> tuple[int, int] | None:
    times = [mark.span for mark in marks if mark.kind == "time"]
    given = [word for word in rest if re.fullmatch(r"t\d?", word)]
    if not given:
        return times[0] if alone and len(times) == 1 else None
    if given[0] == "t0":
        return None
    number = int(given[0][1:] or 1)
    if number > len(times):
        raise NotationError(f"no time number {number}")
    return times[number - 1]
