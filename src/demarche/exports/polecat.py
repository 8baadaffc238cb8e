"""POLECAT events: tab-separated with a header, ``None`` where there is no value, lists joined by "; "."""

from collections.abc import Iterator, Sequence
from datetime import date

from demarche.exports.codes import Codes
from demarche.exports.delimited import Cells, Delimited
from demarche.exports.fields import day_of, decimal, number_of
from demarche.types import Record, RecordParty, Telling

_PARTY = ("Name", "Country", "COW")
COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *(
        "Recipient Name",
        "Recipient Country",
        "Recipient COW",
        "Primary Recipient Sector",
        "Recipient Sectors",
    ),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations"),
    *("Story Locations", "Language", "Version"),
)
QUADS = {
    "verbal_coop": "VERBAL COOPERATION",
    "material_coop": "MATERIAL COOPERATION",
    "verbal_conflict": "VERBAL CONFLICT",
    "material_conflict": "MATERIAL CONFLICT",
}
VERSION = "demarche"


def rows(telling: Telling, codes: Codes) -> Iterator[tuple[str, Cells]]:
    """Yield the row of an event; statements that are no PLOVER type have none."""
    record, day = telling.record, day_of(telling)
    if day is None or record.type not in {type_ for type_, _ in codes.intensity}:
        return
    key = _event_id(telling, day)
    score = codes.intensity.get((record.type, record.mode or "")) or codes.intensity.get((record.type, ""))
    yield (
        key,
        (
            *(key, day.isoformat(), record.type, record.mode, score, QUADS.get(record.quad)),
            "; ".join(record.contexts),
            *_side(record.actors, codes),
            *_side(record.recipients, codes),
            *_place(record),
            *(telling.page.outlet, telling.page.published, None, None, None, "English", VERSION),
        ),
    )


def _event_id(telling: Telling, day: date) -> str:
    """Return date, number and hash of the story, then type and letter, as POLECAT's ids are made."""
    record = telling.record
    story = f"{day:%Y%m%d}-{number_of('story', telling.page.id, digits=4)}-{telling.page.id[:12]}"
    letter = chr(ord("A") + number_of("letter", record.event_id, digits=4) % 26)
    return f"{story}_{record.type}_{letter}{record.event_id[:6]}"


def _side(parties: Sequence[RecordParty], codes: Codes) -> tuple[str, ...]:
    """Return the eight cells of a side."""
    sectors = [sector for p in parties for sector in (p.sectors or ((p.sector,) if p.sector else ()))]
    return (
        _joined(p.actor for p in parties),
        _joined(p.country for p in parties),
        _joined(codes.countries[p.country]["cow"] for p in parties if p.country in codes.countries),
        _joined(p.sector for p in parties[:1]),
        _joined(sectors),
        _joined(p.office for p in parties),
        _joined(p.text for p in parties),
        "",
    )


def _joined(values: "Iterator[str | None] | Sequence[str]") -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))


def _place(record: Record) -> tuple[object, ...]:
    town = record.place if record.place_precision in ("point", "settlement") else None
    province = record.place if record.place_precision == "region" else None
    point = (decimal(record.latitude, 5), decimal(record.longitude, 5))
    return (record.place, town, None, province, record.place_country, *point, None, record.place, None)


POLECAT = Delimited(columns=COLUMNS, rows=rows, missing="None")
