"""ICEWS events: tab-separated with a header, one row for each pair of who and whom."""

from collections.abc import Iterator

from demarche.exports.codes import Codes, dyads
from demarche.exports.delimited import Cells, Delimited
from demarche.exports.fields import day_of, decimal, number_of
from demarche.types import Record, RecordParty, Telling

COLUMNS = (
    *(
        "Event ID",
        "Event Date",
        "Source Name",
        "Source Sectors",
        "Source Country",
        "Event Text",
        "CAMEO Code",
    ),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number"),
    *("Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"),
)


def rows(telling: Telling, codes: Codes) -> Iterator[tuple[str, Cells]]:
    """Yield one row for each pair; an event without a second side has no row, as in ICEWS."""
    record, day, code = telling.record, day_of(telling), codes.code(telling.record)
    if day is None:
        return
    for source, target in dyads(record):
        if source is None or target is None:
            continue
        number = number_of("icews", record.event_id, source.actor, target.actor, digits=9)
        yield (
            str(number),
            (
                *(number, day.isoformat(), *_party(source, codes)),
                *(codes.label(code), code, codes.goldstein(code), *_party(target, codes)),
                *(number_of("story", telling.page.id, digits=8), record.sentence_number + 1),
                *(telling.page.outlet, *_place(record, codes)),
            ),
        )


def _party(party: RecordParty, codes: Codes) -> tuple[str, str, str]:
    """Return name, sectors and country; the sectors in the order of the alphabet."""
    country = codes.country(party.country)
    name = party.actor if not country or party.actor == country else f"{party.actor} ({country})"
    sectors: set[str] = set()
    for sector in party.sectors or ((party.sector,) if party.sector else ()):
        row = codes.sectors.get(sector)
        sectors.update(row["icews"].split("|") if row else ())
    return name, ",".join(sorted(sectors)), country


def _place(record: Record, codes: Codes) -> tuple[str | None, ...]:
    """Return city, district, province, country and point."""
    town = record.place if record.place_precision in ("point", "settlement") else ""
    province = record.place if record.place_precision == "region" else ""
    country = codes.country(record.place_country)
    return (town, "", province, country, decimal(record.latitude), decimal(record.longitude))


ICEWS = Delimited(columns=COLUMNS, rows=rows)
