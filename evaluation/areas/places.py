"""Predict place names and where they are from a text, in the form of ``gold/places``."""

import json
from pathlib import Path

from demarche.places.choose import choose
from demarche.places.find import place_names
from demarche.sentences import load_analyzer
from demarche.tables import Tables, load_tables
from demarche.types import Analysis, Span


def predict(input_path: Path, output_path: Path, workers: int = 1) -> None:
    """Write one line a document: its id and its place names, without coordinates where none is known."""
    tables, analyzer = load_tables(), load_analyzer()
    with input_path.open(encoding="utf-8") as source, output_path.open("w", encoding="utf-8") as target:
        for line in source:
            if line.strip():
                document = json.loads(line)
                text = document["text"]
                analysis = analyzer.analyze(text, paragraphs(text))
                found = predict_document(text, analysis, tables)
                target.write(json.dumps({"id": document["id"], "toponyms": found}) + "\n")


def paragraphs(text: str) -> list[Span]:
    """Return the lines of a text that hold words."""
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append(Span(start=start, end=start + len(line.rstrip())))
        start += len(line)
    return spans


def predict_document(text: str, analysis: Analysis, tables: Tables) -> list[dict[str, object]]:
    """Return the toponyms of one text: names of places, and the countries that adjectives point to."""
    names, gazetteer = place_names(text, analysis, tables=tables)
    chosen = choose(names, gazetteer, text=text)
    found = []
    for name, choice in zip(names, chosen, strict=True):
        place = choice.candidate if choice else None
        found.append(
            {
                "start": name.span.start,
                "end": name.span.end,
                "lat": place.latitude if place else None,
                "lon": place.longitude if place else None,
                "geonames_id": place.id if place and place.id.isdigit() else None,
            }
        )
    return found
