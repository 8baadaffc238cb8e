"""Factuality of given event words: tokens and token numbers in, values from -3 to 3 out."""

import json
from pathlib import Path

from demarche.events import degrees
from demarche.sentences import load_analyzer
from demarche.tables import load_tables

BATCH = 64


def predict(input_path: Path, output_path: Path, workers: int = 1) -> None:
    del workers  # a set takes seconds
    analyzer, tables = load_analyzer(), load_tables()
    rows = [json.loads(line) for line in input_path.read_text(encoding="utf-8").splitlines() if line.strip()]
    with output_path.open("w", encoding="utf-8") as out:
        for first in range(0, len(rows), BATCH):
            batch = rows[first : first + BATCH]
            analysis = analyzer.analyze_words([row["tokens"] for row in batch])
            for row, sentence in zip(batch, analysis.sentences, strict=True):
                tokens = tuple(sentence.first + event["token"] for event in row["events"])
                values = degrees(analysis, tokens, tables=tables)
                events = [
                    {"token": event["token"], "value": round(value, 3)}
                    for event, value in zip(row["events"], values, strict=True)
                ]
                out.write(json.dumps({"id": row["id"], "events": events}) + "\n")
