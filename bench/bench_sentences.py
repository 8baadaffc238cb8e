"""Speed of the analyzer: load time, words a second on one core, memory, size of the weights.

    python bench/bench_sentences.py [CONLLU]

Without a CoNLL-U file (plain or gzip) it reads sentences of its own, which repeat and so run a little faster.
"""

import gzip
import json
import resource
import sys
import time
from pathlib import Path

from demarche.sentences import Analyzer, load_analyzer
from demarche.sentences.weights import FILES, MANIFEST, read_weights
from demarche.types import Span

OWN = (
    "The foreign minister said on Friday that talks on the border would resume next week in the capital.",
    "Police fired tear gas at protesters who had gathered outside the parliament in defiance of a ban.",
    "A spokeswoman for the ministry declined to comment on reports that the envoy had been recalled.",
    "Both governments signed a trade agreement after two years of negotiations, state media reported.",
)
ROUNDS = 3


def main() -> None:
    started = time.perf_counter()
    analyzer = load_analyzer()
    loaded = time.perf_counter() - started
    text = _text(Path(sys.argv[1])) if len(sys.argv) > 1 else "\n".join(OWN * 100)
    result = {
        "load_seconds": round(loaded, 2),
        "words_per_cpu_second": round(_speed(analyzer, text)),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "weights_mb": round(_size(), 1),
    }
    print(json.dumps(result, indent=1))


def _speed(analyzer: Analyzer, text: str) -> float:
    """Return words a CPU second from raw text, warm, in the best of some rounds."""
    spans = _lines(text)
    best, words = float("inf"), 0
    for _ in range(ROUNDS + 1):
        started = time.process_time()
        words = len(analyzer.analyze(text, spans).start)
        best = min(best, time.process_time() - started)
    return words / best


def _lines(text: str) -> list[Span]:
    spans, place = [], 0
    for line in text.splitlines(keepends=True):
        spans.append(Span(start=place, end=place + len(line.rstrip("\n"))))
        place += len(line)
    return spans


def _text(path: Path) -> str:
    content = path.read_bytes()
    lines = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8").splitlines()
    return "\n".join(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))


def _size() -> float:
    folder = read_weights().folder
    return sum((folder / file).stat().st_size for file in (*FILES.values(), MANIFEST)) / 1e6


if __name__ == "__main__":
    main()
