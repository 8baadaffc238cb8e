"""Tellings as flat rows and back: what CSV and Parquet hold. One row a telling; nothing is lost."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from demarche.errors import InputError
from demarche.types import PageFacts, Record, RecordParty, Telling

TEXT, NUMBER, WHOLE, DAY, TRUTH = "text", "number", "whole", "day", "truth"
_RECORD = {
    "type": TEXT, "mode": TEXT, "kind": TEXT, "cameo": TEXT, "quad": TEXT, "goldstein": NUMBER,
    "factuality": TEXT, "when_first": DAY, "when_last": DAY, "when_text": TEXT, "when_basis": TEXT,
    "place": TEXT, "latitude": NUMBER, "longitude": NUMBER, "place_country": TEXT, "place_precision": TEXT,
    "place_basis": TEXT, "confidence": NUMBER, "basis": TEXT, "sentence": TEXT, "sentence_number": WHOLE,
    "start": WHOLE, "end": WHOLE, "trigger": TEXT, "trigger_start": WHOLE, "trigger_end": WHOLE,
}  # fmt: skip
"""Columns of a record that are one value, with their kinds."""
_LISTS = ("contexts", "according_to", "sides")
_PAGE = {
    "name": TEXT, "url": TEXT, "title": TEXT, "outlet": TEXT, "agency": TEXT, "language": TEXT,
    "published": DAY, "earliest": DAY, "latest": DAY, "fetched": TEXT, "length": WHOLE, "copy_of": TEXT,
}  # fmt: skip
_TELLING = {"day": DAY, "tellings": WHOLE, "pages": WHOLE, "sources": WHOLE, "standing": TEXT, "best": TRUTH}
COLUMNS: dict[str, str] = {
    **dict.fromkeys(("record_id", "event_id", "page_id", "actors", "actor_countries"), TEXT),
    **dict.fromkeys(("recipients", "recipient_countries"), TEXT),
    **_RECORD,
    **dict.fromkeys(_LISTS, TEXT),
    **{f"page_{name}": kind for name, kind in _PAGE.items()},
    **_TELLING,
    "actors_json": TEXT,
    "recipients_json": TEXT,
}
"""All columns with their kinds. Lists are joined by ``|``; the ``_json`` columns hold the parties in full."""
_parties = msgspec.json.Decoder(tuple[RecordParty, ...])


def flat_of(telling: Telling) -> dict[str, Any]:
    """Return a telling as one row."""
    record, page = telling.record, telling.page
    row: dict[str, Any] = {
        "record_id": record.id,
        "event_id": record.event_id,
        "page_id": record.page_id,
        "actors": _names(record.actors),
        "actor_countries": _countries(record.actors),
        "recipients": _names(record.recipients),
        "recipient_countries": _countries(record.recipients),
    }
    row.update({name: getattr(record, name) for name in _RECORD})
    row.update({name: "|".join(getattr(record, name)) for name in _LISTS})
    row.update({f"page_{name}": getattr(page, name) for name in _PAGE})
    row.update({name: getattr(telling, name) for name in _TELLING})
    row["actors_json"] = msgspec.json.encode(record.actors).decode()
    row["recipients_json"] = msgspec.json.encode(record.recipients).decode()
    return row


def telling_of(row: Mapping[str, Any]) -> Telling:
    """Return the telling of a row, whose values may be text (CSV) or typed (Parquet)."""
    value = {name: _typed(row[name], kind) for name, kind in COLUMNS.items()}
    cells: dict[str, Any] = {name: _kept(value[name], name) for name in _RECORD}
    for side in ("actors", "recipients"):
        cells[side] = _parties.decode(value[f"{side}_json"] or "[]")
    for name in _LISTS:
        cells[name] = tuple(filter(None, (value[name] or "").split("|")))
    page_id = value["page_id"]
    record = Record(id=value["record_id"], event_id=value["event_id"], page_id=page_id, **cells)
    page = PageFacts(id=page_id, **{name: _kept(value[f"page_{name}"], name) for name in _PAGE})
    return Telling(record=record, page=page, **{name: value[name] for name in _TELLING})


_NEVER_NONE = frozenset(
    {"when_basis", "basis", "sentence", "trigger", "name", "quad", "kind", "type", "factuality"}
)


def _kept(value: Any, name: str) -> Any:
    return "" if value is None and name in _NEVER_NONE else value


def _typed(value: Any, kind: str) -> Any:
    if value is None or value == "":
        return None
    if kind == DAY and isinstance(value, str):
        return date.fromisoformat(value)
    if kind == TRUTH:
        return value in (True, "True", "true", "1", 1)
    makers = {NUMBER: float, WHOLE: int}
    return makers[kind](value) if kind in makers else value


def check_columns(name: str, found: list[str]) -> None:
    """Raise where a file does not have the columns of an export of ours."""
    missing = [column for column in COLUMNS if column not in found]
    if missing:
        reason = f"lacks the column(s) {', '.join(missing)}; an import reads what `demarche export` wrote"
        raise InputError(name, reason)


def _names(parties: tuple[RecordParty, ...]) -> str:
    return "|".join(dict.fromkeys(party.actor for party in parties))


def _countries(parties: tuple[RecordParty, ...]) -> str:
    return "|".join(dict.fromkeys(party.country for party in parties if party.country))
