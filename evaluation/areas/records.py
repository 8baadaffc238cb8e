"""Records: a folder of ``NN.txt`` pages → a folder of ``NN.json`` pages in the gold's form."""

import json
from datetime import date
from pathlib import Path

from demarche.config import load_settings
from demarche.engines import stream
from demarche.pages import open_pages
from demarche.records import build_records
from demarche.tables import load_tables
from demarche.types import Problem, Publication, Reading, Record, RecordParty

FACTUALITIES = {"ended": "happened"}
"""Our factuality to the gold's, where they differ."""


def predict(input_path: Path, output_path: Path, workers: int = 1) -> None:
    """Write what the product reads from each page."""
    tables = load_tables(load_settings().tables)
    output_path.mkdir(parents=True, exist_ok=True)
    paths = [input_path] if input_path.is_file() else sorted(input_path.glob("*.txt"))
    for found in stream(open_pages(paths), workers=workers):
        if isinstance(found, Problem):
            name, shown = found.page, dict[str, object](records=[])
        else:
            name, shown = found.name, as_gold(found, build_records(found, tables=tables))
        text = json.dumps(shown, ensure_ascii=False, indent=1)
        (output_path / f"{Path(name).stem}.json").write_text(text + "\n", encoding="utf-8")


def as_gold(reading: Reading, records: tuple[Record, ...]) -> dict[str, object]:
    """Return a reading in the gold's form: actor and recipient are called source and target there."""
    return {
        "id": reading.name,
        "published": _published(reading.article.published),
        "title": reading.article.title,
        "records": [_record(record) for record in records],
    }


def _published(published: Publication) -> dict[str, object]:
    return {
        "value": _day(published.value),
        "basis": published.basis,
        "earliest": _day(published.earliest),
        "latest": _day(published.latest),
    }


def _record(record: Record) -> dict[str, object]:
    return {
        "id": record.id,
        "event_id": record.event_id,
        "sentence": record.sentence,
        "kind": record.kind,
        "plover": record.type,
        "mode": record.mode,
        "cameo": record.cameo,
        "quad": record.quad,
        "source": [_party(party) for party in record.actors],
        "target": [_party(party) for party in record.recipients],
        "factuality": FACTUALITIES.get(record.factuality, record.factuality),
        "attributed_to": list(record.according_to),
        "when": {"start": _day(record.when_first), "end": _day(record.when_last), "text": record.when_text},
        "where": record.place,
    }


def _party(party: RecordParty) -> dict[str, str | None]:
    return {"text": party.text, "actor": party.actor, "country": party.country, "sector": party.sector}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
