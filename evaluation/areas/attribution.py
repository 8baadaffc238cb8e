"""Predict attributions from a text, in the form of ``gold/attribution``: source, cue, content, within."""

import json
from pathlib import Path

from demarche.pipeline import plain_article
from demarche.sentences import Analyzer, load_analyzer
from demarche.statements import find_statements
from demarche.tables import Tables, load_tables
from demarche.types import Layers, Span, Statement


def predict(input_path: Path, output_path: Path, workers: int = 1) -> None:
    """Write one line a document: its id and who says what in it. One process whatever ``workers`` says."""
    analyzer, tables = load_analyzer(), load_tables()
    with input_path.open(encoding="utf-8") as source, output_path.open("w", encoding="utf-8") as target:
        for line in source:
            if line.strip():
                document = json.loads(line)
                found = predict_document(document["text"], analyzer=analyzer, tables=tables)
                target.write(json.dumps({"id": document["id"], "attributions": found}) + "\n")


def predict_document(text: str, *, analyzer: Analyzer, tables: Tables) -> list[dict[str, object]]:
    """Return the attributions of one text; those told by somebody else are marked as nested."""
    article = plain_article(text)
    analysis = analyzer.analyze(article.text, [paragraph.span for paragraph in article.body])
    statements = find_statements(article, analysis, Layers(), tables=tables)
    return [attribution(number, statement) for number, statement in enumerate(statements)]


def attribution(number: int, statement: Statement) -> dict[str, object]:
    """Return one statement in the gold's form."""
    return {
        "id": number,
        "source": _pairs(statement.source),
        "cue": _pairs(statement.cue),
        "content": _pairs(*statement.content),
        "nested": statement.within is not None,
        "within": statement.within,
        "stance": statement.stance.value,
        "kind": statement.kind,
        "told": statement.told,
        "basis": statement.basis,
    }


def _pairs(*spans: Span | None) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if span is not None]
