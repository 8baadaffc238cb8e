"""Predict time expressions from a text and its date, in the form of ``gold/time``."""

import json
from datetime import date
from pathlib import Path

from demarche.tables import Tables, load_tables
from demarche.times import find_times_in_text


def predict(input_path: Path, output_path: Path, workers: int = 1) -> None:
    """Write one line a document: its id and its time expressions."""
    tables = load_tables()
    with input_path.open(encoding="utf-8") as source, output_path.open("w", encoding="utf-8") as target:
        for line in source:
            if line.strip():
                document = json.loads(line)
                found = predict_document(document["text"], document.get("dct"), tables)
                target.write(json.dumps({"id": document["id"], "timex": found}) + "\n")


def predict_document(text: str, written: str | None, tables: Tables) -> list[dict[str, object]]:
    """Return the expressions of one text; the date may carry a time of day, or be absent."""
    anchor = date.fromisoformat(written[:10]) if written else None
    times = find_times_in_text(text, anchor=anchor, tables=tables, narrative=None)
    return [
        {
            "start": time.span.start,
            "end": time.span.end,
            "type": time.type.value,
            "value": time.value or "",
            "mod": time.mod,
        }
        for time in times
    ]
