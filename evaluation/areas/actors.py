"""Predictions for the actor gold: a phrase, alone or in its sentence, on its date."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from demarche.actors import PhraseContext, resolve_phrase
from demarche.actors.words import split_phrase
from demarche.tables import Tables, load_tables
from demarche.types import Resolution

TODAY = date(2022, 11, 15)
"""The day that the gold's "today" stands for."""


def predict(input_path: Path, output_path: Path, workers: int = 1) -> None:
    """Write one prediction a line for the phrases of a JSON Lines file."""
    tables = load_tables()
    with input_path.open(encoding="utf-8") as lines, output_path.open("w", encoding="utf-8") as output:
        for line in lines:
            if line.strip():
                output.write(json.dumps(predict_row(json.loads(line), tables), ensure_ascii=False) + "\n")


def predict_row(row: dict[str, Any], tables: Tables) -> dict[str, Any]:
    """Return the prediction for one phrase."""
    if row.get("kind") in ("coactors", "sentence", "phrase"):
        return {"id": row["id"], "resolved": False}
    day = date.fromisoformat(row["date"]) if row.get("date") else TODAY
    resolution = resolve_phrase(split_phrase(row["text"]), on=day, tables=tables, context=PhraseContext())
    return as_prediction(row["id"], resolution)


def as_prediction(row_id: str, resolution: Resolution) -> dict[str, Any]:
    """Return a resolution in the gold's form."""
    if not resolution.actors:
        return {"id": row_id, "resolved": False, "country": "", "code1": "", "label": resolution.role}
    actor = resolution.actors[0]
    sectors = (*actor.sectors, "", "")
    return {
        "id": row_id,
        "country": actor.country or "",
        "code1": sectors[0],
        "code2": sectors[1],
        "wiki": actor.name,
        "resolved": True,
        "label": resolution.role,
        "basis": actor.basis,
    }
