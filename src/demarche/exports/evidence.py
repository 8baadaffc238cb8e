"""The sidecar: the sentence, spans, speakers and page behind every row, which no other format can hold."""

from collections.abc import Sequence

from demarche.exports.delimited import line_of
from demarche.exports.fields import address_of
from demarche.types import RecordParty, Telling

COLUMNS = (
    *("row_key", "event_id", "record_id", "page_id", "url", "outlet", "published", "sentence_number"),
    *("sentence_start", "sentence_end", "sentence", "trigger_start", "trigger_end", "actor_spans"),
    *("recipient_spans", "according_to", "factuality", "when_text", "when_basis", "confidence", "basis"),
)


def header() -> str:
    """Return the first line of a sidecar."""
    return line_of(COLUMNS, missing="")


def evidence_line(key: str, telling: Telling) -> str:
    """Return the evidence of a row as a line."""
    record = telling.record
    cells = (
        *(key, record.event_id, record.id, record.page_id, address_of(telling), telling.page.outlet),
        *(telling.page.published, record.sentence_number, record.start, record.end, record.sentence),
        *(record.trigger_start, record.trigger_end, _spans(record.actors), _spans(record.recipients)),
        *(" < ".join(record.according_to), record.factuality, record.when_text, record.when_basis),
        *(f"{record.confidence:.2f}", record.basis),
    )
    return line_of(cells, missing="")


def _spans(parties: Sequence[RecordParty]) -> str:
    """Return where the parties stand in the page's text: ``12-18`` each, ``-`` where only implied."""
    spans = (f"{p.start}-{p.start + len(p.text or '')}" if p.start is not None else "-" for p in parties)
    return ";".join(spans)
