"""Language: CoNLL-U with ids and forms in, the same with UPOS, LEMMA, HEAD, DEPREL and ``NER=`` out."""

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

from demarche.sentences import load_analyzer
from demarche.types import Analysis


def predict(input_path: Path, output_path: Path, workers: int = 1) -> None:
    """Fill the grammar columns of a CoNLL-U file. One process whatever ``workers`` says: it takes seconds."""
    blocks = list(_blocks(_text(Path(input_path)).splitlines()))
    words = [[line.split("\t")[1] for line in block if _is_word(line)] for block in blocks]
    analysis = load_analyzer().analyze_words(words)
    with _writer(Path(output_path)) as output:
        first = 0
        for block, found in zip(blocks, words, strict=True):
            output.write("\n".join(_filled(block, analysis, first)) + "\n\n")
            first += len(found)


def _filled(block: list[str], analysis: Analysis, first: int) -> Iterator[str]:
    token = first
    for line in block:
        if not _is_word(line):
            yield line
            continue
        fields = (line.split("\t") + ["_"] * 10)[:10]
        head = analysis.head[token]
        fields[2:6] = analysis.lemma[token], analysis.upos[token], analysis.xpos[token], analysis.feats[token]
        fields[6:8] = str(0 if head == token else head - first + 1), analysis.deprel[token]
        name = [] if analysis.name[token] == "O" else [f"NER={analysis.name[token]}"]
        kept = [part for part in fields[9].split("|") if part != "_" and not part.startswith("NER=")]
        fields[9] = "|".join(kept + name) or "_"
        yield "\t".join(fields)
        token += 1


def _is_word(line: str) -> bool:
    return line.split("\t", 1)[0].isdigit()


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def _text(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")


def _writer(path: Path):  # type: ignore[no-untyped-def]  # a text file or a gzip file
    return (
        gzip.open(path, "wt", encoding="utf-8") if path.suffix == ".gz" else path.open("w", encoding="utf-8")
    )
