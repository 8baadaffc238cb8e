"""Measure weights on the treebanks' dev (or test) files, gold words and raw text, and speed.

python training/measure.py [--weights FOLDER] [--test]
"""

import argparse
import gzip
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import corpora
from augment import spans_of

from demarche.sentences import Analyzer, load_analyzer
from demarche.sentences.tokens import tokenizer
from demarche.sentences.words import load_words
from demarche.tables import load_tables
from demarche.types import Analysis, Span
from places import default_shared

TREES = {
    "dev": ("ewt/ewt-dev", "gum/gum-open-dev"),
    "test": ("ewt/ewt-test", "gum/gum-open-test", "pud/pud-news", "pud/pud-wiki"),
}
NAMES = {
    "dev": ("ner/ewt-dev",),
    "test": (
        "ner/ewt-test",
        "ner/pud-news",
        "ner/worldwide-test-EVALONLY",
        "ner/wikigold-test",
        "ner/pud-wiki",
    ),
}


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=None)
    parser.add_argument("--test", action="store_true")
    options = parser.parse_args()
    part = "test" if options.test else "dev"
    started = time.perf_counter()
    analyzer = load_analyzer(options.weights)
    print(f"load {time.perf_counter() - started:.2f} s", flush=True)
    treebanks = default_shared() / "treebanks"
    for file in TREES[part]:
        measure_trees(analyzer, treebanks / f"{file}.conllu.gz")
        measure_raw(analyzer, treebanks / f"{file}.conllu.gz")
    measure_events(analyzer, Path(__file__).parent / "corpus/sentences")
    for file in NAMES[part]:
        measure_names(analyzer, treebanks / f"{file}.bio.gz")


def measure_trees(analyzer: Analyzer, path: Path) -> None:
    """Print tag, lemma and tree scores on gold words, and the speed."""
    rows = [row for document in _documents(path) for _, sentence in document for row in sentence]
    words = [[row[1] for row in sentence] for document in _documents(path) for _, sentence in document]
    started = time.process_time()
    analysis = analyzer.analyze_words(words)
    speed = len(rows) / (time.process_time() - started)
    firsts = [sentence.first for sentence in analysis.sentences for _ in range(sentence.first, sentence.last)]
    right = dict.fromkeys(("upos", "xpos", "lemma", "feats", "uas", "las"), 0)
    for token, (row, first) in enumerate(zip(rows, firsts, strict=True)):
        head = analysis.head[token]
        place = 0 if head == token else head - first + 1
        right["upos"] += analysis.upos[token] == row[3]
        right["xpos"] += analysis.xpos[token] == row[4]
        right["feats"] += analysis.feats[token] == row[5]
        right["lemma"] += analysis.lemma[token].lower() == row[2].lower()
        right["uas"] += str(place) == row[6]
        right["las"] += (str(place), analysis.deprel[token]) == (row[6], row[7])
    print(
        path.name,
        {name: round(100 * count / len(rows), 2) for name, count in right.items()},
        f"{speed:.0f} words/s",
        flush=True,
    )


def measure_raw(analyzer: Analyzer, path: Path) -> None:
    """Print sentence-split F1, token F1 and LAS from raw text: each document one paragraph a ``newpar``."""
    totals = dict.fromkeys(("sentence", "token", "las"), (0, 0, 0))
    for document in _documents(path):
        text, gold_sentences, gold = _placed(document)
        analysis = analyzer.analyze(text, [Span(start=0, end=len(text))])
        found = {(sentence.span.start, sentence.span.end) for sentence in analysis.sentences}
        arcs = {_arc(analysis, token) for token in range(len(analysis.start))}
        for name, (right, left) in {
            "sentence": (found, gold_sentences),
            "token": ({arc[0] for arc in arcs}, {arc[0] for arc in gold}),
            "las": (arcs, gold),
        }.items():
            same, ours, theirs = totals[name]
            totals[name] = same + len(right & left), ours + len(right), theirs + len(left)
    print(
        path.name,
        "raw",
        {name: round(200 * same / (ours + theirs), 2) for name, (same, ours, theirs) in totals.items()},
        flush=True,
    )


def measure_events(analyzer: Analyzer, folder: Path) -> None:
    """Print how well triggers and their event types are found in the held-out part of the own corpus."""
    cutter = tokenizer(load_words(load_tables()))

    def cut(text: str) -> list[tuple[int, int]]:
        return [(token.start, token.end) for token in cutter.cut(text, Span(start=0, end=len(text)))]

    examples = corpora.read_events(folder, cut=cut, split="heldout")
    analysis = analyzer.analyze_words([example.words for example in examples])
    gold = [str(label) for example in examples for label in example.columns["event"]]
    pairs = list(zip(analysis.trigger, gold, strict=True))
    ours, theirs = sum(found != "O" for found, _ in pairs), sum(wanted != "O" for _, wanted in pairs)
    placed = sum(found != "O" and wanted != "O" for found, wanted in pairs)
    typed = sum(found == wanted != "O" for found, wanted in pairs)
    print(
        "heldout events", {"trigger": _f1(placed, ours, theirs), "type": _f1(typed, ours, theirs)}, flush=True
    )


def measure_names(analyzer: Analyzer, path: Path) -> None:
    """Print name scores on gold words."""
    with gzip.open(path, "rt", encoding="utf8") as text:
        blocks = [
            [line.split("\t") for line in block.splitlines()]
            for block in text.read().split("\n\n")
            if block.strip()
        ]
    analysis = analyzer.analyze_words([[row[0] for row in block] for block in blocks])
    counts = {kind: [0, 0, 0] for kind in ("all", "PER", "ORG", "LOC")}
    for block, sentence in zip(blocks, analysis.sentences, strict=True):
        found = set(spans_of(list(analysis.name[sentence.first : sentence.last])))
        wanted = set(spans_of([row[-1] for row in block]))
        for kind, count in counts.items():
            ours, theirs = ({span for span in spans if kind in ("all", span[2])} for spans in (found, wanted))
            for place, number in enumerate((len(ours & theirs), len(ours), len(theirs))):
                count[place] += number
    print(path.name, {kind: _f1(*count) for kind, count in counts.items()}, flush=True)


def _f1(same: int, ours: int, theirs: int) -> str:
    f1, precision, recall = 2 * same / max(ours + theirs, 1), same / max(ours, 1), same / max(theirs, 1)
    return f"{100 * f1:.1f} (p {100 * precision:.1f} r {100 * recall:.1f})"


def _arc(analysis: Analysis, token: int) -> tuple[tuple[int, int], tuple[int, int] | None, str]:
    head = analysis.head[token]
    above = None if head == token else (analysis.start[head], analysis.end[head])
    return (analysis.start[token], analysis.end[token]), above, analysis.deprel[token]


def _placed(
    document: Sequence[tuple[str, list[list[str]]]],
) -> tuple[str, set[tuple[int, int]], set[object]]:
    text, sentences, arcs = "", set(), set()
    for sentence, rows in document:
        first = len(text)
        sentences.add((first, first + len(sentence)))
        spans, place = [], 0
        for row in rows:
            place = max(sentence.find(row[1], place), place)
            spans.append((first + place, first + place + len(row[1])))
            place += len(row[1])
        for span, row in zip(spans, rows, strict=True):
            arcs.add((span, None if row[6] == "0" else spans[int(row[6]) - 1], row[7]))
        text += sentence + " "
    return text.rstrip(), sentences, arcs


def _documents(path: Path) -> Iterator[list[tuple[str, list[list[str]]]]]:
    """Yield the paragraphs of a CoNLL-U file as (text, rows) of sentences; PUD tells documents by ids."""
    document: list[tuple[str, list[list[str]]]] = []
    text, rows, last = "", [], ""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith(("# newdoc", "# newpar")) and document:
                yield document
                document = []
            if line.startswith("# sent_id = ") and path.name.startswith("pud"):
                if document and line[12:18] != last:
                    yield document
                    document = []
                last = line[12:18]
            if line.startswith("# text = "):
                text = line[9:]
            if not line and rows:
                document.append((text, rows))
                rows = []
            elif line[:1].isdigit() and line.split("\t", 1)[0].isdigit():
                rows.append(line.split("\t"))
    if document:
        yield document


if __name__ == "__main__":
    main()
