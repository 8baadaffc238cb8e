"""GDELT 2.0 events and mentions: tab-separated, no header, empty where there is no value.

Tone is not measured here: AvgTone and MentionDocTone stay empty.
"""

from collections.abc import Iterator
from datetime import date

from demarche.exports.codes import SUPRANATIONAL, Codes, actor_code, dyads, quad_of
from demarche.exports.delimited import Cells, Delimited
from demarche.exports.fields import address_of, day_of, decimal, domain_of, number_of, seen_of
from demarche.types import Record, RecordParty, Telling

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
_TYPES = ("Type1Code", "Type2Code", "Type3Code")
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{side}{name}" for side in (1, 2) for name in (*_ACTOR, *_TYPES)),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTION_COLUMNS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName"),
    *("MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset"),
    *("InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
LEAD = 2
"""Sentences that count as the lead of a report."""
Pair = tuple[RecordParty | None, RecordParty | None]


def event_rows(telling: Telling, codes: Codes) -> Iterator[tuple[str, Cells]]:
    """Yield one row for each pair of who and whom."""
    day = day_of(telling)
    if day is None:
        return
    record, code = telling.record, codes.code(telling.record)
    for pair in dyads(record):
        number = _number(record, pair)
        yield (
            str(number),
            (
                *(number, f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, fraction(day)),
                *_actor(pair[0], codes),
                *_actor(pair[1], codes),
                *(int(record.sentence_number < LEAD), code, code[:3], code[:2], quad_of(code)),
                *(codes.goldstein(code), telling.tellings, telling.sources, telling.pages, ""),
                *_no_place(),
                *_no_place(),
                *_place(record, codes),
                *(seen_of(telling), address_of(telling)),
            ),
        )


def mention_rows(telling: Telling, codes: Codes) -> Iterator[tuple[str, Cells]]:
    """Yield one row for each pair of who and whom of each telling."""
    record, seen = telling.record, seen_of(telling)
    if day_of(telling) is None:
        return
    for pair in dyads(record):
        number = _number(record, pair)
        yield (
            str(number),
            (
                *(number, seen, seen, 1 if telling.page.url else 2, domain_of(telling), address_of(telling)),
                *(record.sentence_number + 1, _offset(pair[0]), _offset(pair[1]), record.trigger_start, 1),
                *(round(10 * record.confidence) * 10, telling.page.length, "", "", ""),
            ),
        )


def fraction(day: date) -> str:
    """Return the year with the part of it that has passed, months taken as 30 days."""
    return f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}"


def _number(record: Record, pair: Pair) -> int:
    names = [(party.actor, party.country) if party else None for party in pair]
    return number_of("gdelt", record.event_id, *names)


def _actor(party: RecordParty | None, codes: Codes) -> tuple[str, ...]:
    """Return the ten cells of an actor."""
    if party is None:
        return ("",) * (len(_ACTOR) + len(_TYPES))
    role, group = SUPRANATIONAL.get(party.country or "", ("", ""))
    state = codes.states.get(party.country or "")
    country = "" if group or state is None else state["cameo"] or party.country or ""
    roles = [role] if role else [codes.role(sector) for sector in party.sectors or (party.sector,) if sector]
    types = (*[name for name in dict.fromkeys(roles) if name][: len(_TYPES)], "", "", "")[: len(_TYPES)]
    return (actor_code(party, codes), party.actor.upper(), country, group, "", "", "", *types)


def _no_place() -> tuple[object, ...]:
    return (0, "", "", "", "", "", "", "")


def _place(record: Record, codes: Codes) -> tuple[object, ...]:
    """Return the eight cells of the place of the action."""
    if record.latitude is None or record.longitude is None:
        return _no_place()
    country, fips = codes.country(record.place_country), codes.fips(record.place_country)
    american = record.place_country == "USA"
    kinds = {"country": 1, "region": 2 if american else 5}
    kind = kinds.get(record.place_precision or "", 3 if american else 4)
    name = ", ".join(dict.fromkeys(part for part in (record.place, country) if part))
    point = (decimal(record.latitude), decimal(record.longitude))
    return (kind, name, fips, fips, "", *point, fips if kind == 1 else "")


def _offset(party: RecordParty | None) -> int:
    return -1 if party is None or party.start is None else party.start


GDELT_EVENTS = Delimited(columns=EVENT_COLUMNS, rows=event_rows, header=False)
GDELT_MENTIONS = Delimited(columns=MENTION_COLUMNS, rows=mention_rows, header=False, one_per_event=False)
