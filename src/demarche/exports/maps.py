"""GeoJSON: events with a place as points. What was only said is no point on a map."""

from collections.abc import Iterable

import msgspec

from demarche.exports.delimited import TextOut
from demarche.types import Record, Telling


def write_geojson(tellings: Iterable[Telling], out: TextOut) -> int:
    """Write the events that took place somewhere as a feature collection; return how many."""
    out.write('{"type":"FeatureCollection","features":[\n')
    count = 0
    for telling in tellings:
        record = telling.record
        if (
            not telling.best
            or record.kind == "statement"
            or record.latitude is None
            or record.longitude is None
        ):
            continue
        out.write((",\n" if count else "") + msgspec.json.encode(_feature(telling, record)).decode("utf-8"))
        count += 1
    out.write("\n]}\n")
    return count


def _feature(telling: Telling, record: Record) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": record.event_id,
        "geometry": {"type": "Point", "coordinates": [record.longitude, record.latitude]},
        "properties": {
            "type": record.type,
            "mode": record.mode,
            "actors": [party.actor for party in record.actors],
            "recipients": [party.actor for party in record.recipients],
            "factuality": record.factuality,
            "day": telling.day,
            "place": record.place,
            "country": record.place_country,
            "precision": record.place_precision,
            "tellings": telling.tellings,
            "sources": telling.sources,
            "standing": telling.standing,
            "sentence": record.sentence,
            "url": telling.page.url,
        },
    }
