"""Rows with ACLED's columns, marked as ours: never to be taken for ACLED's own data.

Only types that ACLED has too are written (``acled_types``). Deaths are not counted here: fatalities stay empty.
"""

from collections.abc import Iterator, Sequence

from demarche.exports.codes import Codes
from demarche.exports.delimited import Cells, Delimited
from demarche.exports.fields import day_of, decimal, number_of
from demarche.tables import Row
from demarche.types import Record, RecordParty, Telling

COLUMNS = (
    *(
        "event_id_cnty",
        "event_date",
        "year",
        "time_precision",
        "disorder_type",
        "event_type",
        "sub_event_type",
    ),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction"),
    *("civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude"),
    *("longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
SOURCE = "demarche"
TAG = "coded by demarche, not by ACLED"
INTER = {
    "State Forces": 1, "Rebel Groups": 2, "Political Militias": 3, "Identity Militias": 4, "Rioters": 5,
    "Protesters": 6, "Civilians": 7, "External Forces": 8,
}  # fmt: skip
PRECISION = {"point": 1, "settlement": 1, "region": 3, "country": 3, "area": 3}


def rows(telling: Telling, codes: Codes) -> Iterator[tuple[str, Cells]]:
    """Yield the row of an event that took place in a country."""
    record, day = telling.record, day_of(telling)
    kind = codes.acled.get((record.type, record.mode or "")) or codes.acled.get((record.type, ""))
    where = record.place_country or next(
        (p.country for p in record.actors if p.country in codes.countries), None
    )
    if day is None or kind is None or where not in codes.countries:
        return
    country = codes.countries[where]
    key = f"DMR{where}{number_of('acled', record.event_id, digits=8)}"
    first, second = _inter(record.actors, kind, codes), _inter(record.recipients, kind, codes)
    yield (
        key,
        (
            *(key, day.isoformat(), day.year, _time_precision(record), kind["disorder"], kind["acled_type"]),
            *(kind["acled_sub_type"], _name(record.actors, codes), _others(record.actors, codes), first),
            *(
                _name(record.recipients, codes),
                _others(record.recipients, codes),
                second,
                _pair(first, second),
            ),
            "Civilian targeting"
            if second == INTER["Civilians"] and kind["disorder"] != "Demonstrations"
            else "",
            *(country["iso_numeric"], country["acled_region"], codes.country(where), "", "", ""),
            *(record.place, decimal(record.latitude), decimal(record.longitude)),
            *(
                PRECISION.get(record.place_precision or "", 3),
                SOURCE,
                "Other",
                _note(telling, codes),
                "",
                TAG,
                "",
            ),
        ),
    )


def _time_precision(record: Record) -> int:
    if record.when_first is None or record.when_last is None:
        return 3
    days = (record.when_last - record.when_first).days
    return 1 if days == 0 else 2 if days <= 7 else 3


def _name(parties: Sequence[RecordParty], codes: Codes) -> str:
    return _named(parties[0], codes) if parties else ""


def _others(parties: Sequence[RecordParty], codes: Codes) -> str:
    return "; ".join(_named(party, codes) for party in parties[1:])


def _named(party: RecordParty, codes: Codes) -> str:
    country = codes.country(party.country)
    return party.actor if not country or country in party.actor else f"{party.actor} ({country})"


def _inter(parties: Sequence[RecordParty], kind: Row, codes: Codes) -> int:
    if not parties:
        return 0
    row = codes.sectors.get(parties[0].sector or "GOV")
    type_ = row["acled"] if row else "Civilians"
    if type_ == "Civilians" and kind["disorder"] == "Demonstrations":
        type_ = "Protesters"
    return INTER[type_]


def _pair(first: int, second: int) -> str:
    low, high = sorted((first, second))
    return f"{high}0" if low == 0 else f"{low}{high}"


def _note(telling: Telling, codes: Codes) -> str:
    """Return one sentence of ours that says what the row says."""
    record = telling.record
    who = ", ".join(_named(party, codes) for party in record.actors) or "Somebody"
    whom = ", ".join(_named(party, codes) for party in record.recipients)
    said = f" According to {', '.join(record.according_to)}." if record.according_to else ""
    return f"{who}: {record.type.lower()}{f' towards {whom}' if whom else ''} ({record.factuality}).{said}"


ACLED = Delimited(columns=COLUMNS, rows=rows)
