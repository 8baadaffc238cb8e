"""Read the dateline that opens a story: ``MOSCOW (Sputnik) -``, ``KIEV, January 31. /TASS/.``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from demarche.articles.patterns import branched
from demarche.articles.stamps import StampWords, find_stamps
from demarche.tables import Tables
from demarche.types import Dateline, Paragraph, ParagraphKind, Span

_REACH = 160
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z]\s)(\d{2})$")
_CENTURY = 50
"""Years of two digits from this on are of the last century."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Datelines:
    """The agencies' names as patterns."""

    agencies: Mapping[str, str]
    """Name in lower case to the agency's usual name."""
    opening: re.Pattern[str]
    named: re.Pattern[str]
    flags: frozenset[str]
    """Capital words that open a line and are no place."""


def dateline_rules(tables: Tables) -> Datelines:
    """Return the patterns made of the table ``agencies`` (for ``tables.derive``)."""
    agencies = {
        name.strip().lower(): row["name"]
        for row in tables.rows("agencies")
        for name in (row["name"], *row["names"].split("|"))
        if name.strip()
    }
    names = branched(agencies)
    months = "|".join(row["word"] for row in tables.rows("date_words") if row["kind"] == "month")
    capitals = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ'’.-]*){0,4}"
    titled = r"[A-ZÀ-Þ][\w'’.-]+(?:[ /-](?:(?:de|of|the|el|al|la|and|upon)[ -])?[A-ZÀ-Þ][\w'’.-]+){0,3}"
    more = rf"(?:,\s(?!(?i:{months})\b)[A-ZÀ-Þ][\w'’. -]{{1,24}}?)?"
    day = rf"(?i:(?:{months})\b\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{months})\b\.?)"
    dated = rf"(?P<date>{day}(?:,?\s(?:\d{{4}}|\d{{2}})(?!\d))?)"
    agency = r"(?:\((?P<bracketed>[^()]{2,30})\)|/(?P<slashed>[A-Za-z ]{2,20})/)"
    close = r"\s?(?:--|—|–|-|―)\s?"
    opening = (
        rf"^(?P<place>{titled}{more}|{capitals}{more})"
        rf"(?:(?:,|\.)?\s{dated}[.,]?)?"
        rf"(?:\s?{agency}\.?(?:{close})?|{close}(?=[A-Z\"“'‘])|(?<=[A-Z]):\s)"
    )
    return Datelines(
        agencies=agencies,
        opening=re.compile(opening),
        flags=tables.column("lead_words", "words"),
        named=re.compile(rf"(?<!\w)(?:{names})(?:(?!\w)|(?-i:(?=[A-Z][a-z]+ \d)))", re.I),
    )


def read_dateline(text: str, paragraphs: Iterable[Paragraph], *, tables: Tables) -> Dateline | None:
    """Return the dateline of the first body paragraph that has one among the first three."""
    rules = tables.derive(dateline_rules)
    kinds = (ParagraphKind.BODY, ParagraphKind.DATELINE)
    near = [paragraph for paragraph in paragraphs if paragraph.kind in kinds][:3]
    for paragraph in near:
        found = dateline_at(text, paragraph.span, rules=rules)
        if found is not None:
            return found
        if paragraph.kind is ParagraphKind.DATELINE:
            return _alone(text, paragraph.span, rules)
    return None


def dateline_at(text: str, span: Span, *, rules: Datelines) -> Dateline | None:
    """Return the dateline that opens a stretch of text, if one does."""
    match = rules.opening.match(text[span.start : min(span.end, span.start + _REACH)])
    if match is None:
        return None
    agency = match["bracketed"] or match["slashed"]
    known = agency_named(agency, rules=rules) if agency else None
    place = match["place"]
    if place.lower() in rules.flags or place.lower().split()[0] in rules.flags:
        return None
    if not known and not _looks_dated(match, place):
        return None
    return Dateline(
        span=Span(start=span.start, end=span.start + len(match.group(0).rstrip())),
        place=None if agency_named(place, rules=rules) == place else place,
        agency=known or agency,
        date_text=match["date"],
    )


def dateline_day(dateline: Dateline, *, words: StampWords) -> date | None:
    """Return the day of a dateline that carries its year: "LIMA, 25 OCT 89 (EFE) --"."""
    told = dateline.date_text or ""
    short = _SHORT_YEAR.search(told)
    if short:
        century = 1900 if int(short[1]) >= _CENTURY else 2000
        told = f"{told[: short.start(1)]}{century + int(short[1])}"
    stamp = next(find_stamps(told, words=words), None)
    return stamp.value if stamp else None


def agency_named(words: str | None, *, rules: Datelines) -> str | None:
    """Return the agency that stands in some words, by its usual name."""
    match = rules.named.search(words or "")
    return rules.agencies[match.group(0).lower()] if match else None


def _looks_dated(match: re.Match[str], place: str) -> bool:
    """A place without a known agency counts in capitals, or with a date: "LINDI:", "Baku, Jan. 14 -"."""
    capitals = place.split(",")[0]
    return match["date"] is not None or (capitals.upper() == capitals and len(capitals) > 2)


def _alone(text: str, span: Span, rules: Datelines) -> Dateline:
    words = span.of(text).rstrip(": .")
    agency = agency_named(words, rules=rules)
    place = next((part.strip() for part in words.split(",") if not agency_named(part, rules=rules)), None)
    return Dateline(span=span, place=place, agency=agency)
