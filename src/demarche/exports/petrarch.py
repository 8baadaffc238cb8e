"""PETRARCH 2 lines and Phoenix events: tab-separated, no header."""

from collections.abc import Iterator

from demarche.exports.codes import SUPRANATIONAL, Codes, actor_code, dyads, phoenix_quad_of
from demarche.exports.delimited import Cells, Delimited
from demarche.exports.fields import day_of, decimal, number_of
from demarche.types import RecordParty, Telling

UNCODED = "---"
PETRARCH_COLUMNS = ("date", "source", "target", "code", "issues", "ids", "url", "story_source")
PHOENIX_COLUMNS = (
    *("EventID", "Date", "Year", "Month", "Day"),
    *("SourceActorFull", "SourceActorEntity", "SourceActorRole", "SourceActorAttribute"),
    *("TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute"),
    *("EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName"),
    *("StateName", "CountryCode", "SentenceID", "URLs", "NewsSources"),
)


def petrarch_rows(telling: Telling, codes: Codes) -> Iterator[tuple[str, Cells]]:
    """Yield a line for each pair of who and whom; the address and the source only where there is one."""
    record, day = telling.record, day_of(telling)
    if day is None:
        return
    for source, target in dyads(record):
        ids = f"{telling.page.id}_{record.sentence_number + 1}"
        who, whom = _code(source, codes), _code(target, codes)
        cells: list[object] = [f"{day:%Y%m%d}", who, whom, codes.code(record), "", ids]
        if telling.page.url:
            cells.append(telling.page.url)
        cells.append(telling.page.outlet or "NULL")
        yield f"{ids}:{who}:{whom}:{codes.code(record)}", cells


def phoenix_rows(telling: Telling, codes: Codes) -> Iterator[tuple[str, Cells]]:
    """Yield a row for each pair of who and whom."""
    record, day, code = telling.record, day_of(telling), codes.code(telling.record)
    if day is None:
        return
    for source, target in dyads(record):
        names = [(party.actor, party.country) if party else None for party in (source, target)]
        key = f"{number_of('phoenix', record.event_id, *names, digits=12)}_v1"
        yield (
            key,
            (
                *(key, f"{day:%Y%m%d}", f"{day:%Y}", f"{day:%m}", f"{day:%d}"),
                *_actor(source, codes),
                *_actor(target, codes),
                *(code, code[:2], phoenix_quad_of(code), codes.goldstein(code), ""),
                *(decimal(record.latitude), decimal(record.longitude), record.place, ""),
                *(record.place_country, f"{telling.page.id}_{record.sentence_number + 1}"),
                *(telling.page.url, telling.page.outlet),
            ),
        )


def _code(party: RecordParty | None, codes: Codes) -> str:
    return (actor_code(party, codes) if party else "") or UNCODED


def _actor(party: RecordParty | None, codes: Codes) -> tuple[str, str, str, str]:
    """Return full code, entity, role and the other codes."""
    if party is None:
        return ("", "", "", "")
    role, group = SUPRANATIONAL.get(party.country or "", ("", ""))
    if group:
        return (role + group, role, "", group)
    state = codes.states.get(party.country or "")
    others = [codes.role(sector) for sector in party.sectors[1:]]
    entity = (state["cameo"] or party.country or "") if state else ""
    return (actor_code(party, codes), entity, codes.role(party.sector), ";".join(filter(None, others)))


PETRARCH = Delimited(columns=PETRARCH_COLUMNS, rows=petrarch_rows, header=False)
PHOENIX = Delimited(columns=PHOENIX_COLUMNS, rows=phoenix_rows, header=False)
