#!/usr/bin/env python3
"""Measure speed and memory and write ``docs/speed.md``.

    python bench/run.py

Figures are CPU seconds of one process, so that a busy machine counts less; compare figures of one run.
Other benchmarks: ``bench_store.py`` (a record of a million events), ``bench_sentences.py`` (the analyzer).
"""

import os
import platform
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "speed.md"
PAGES = 60
WORDS = 600


def child_cpu(*command: str) -> float:
    """Return the CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def sample_pages() -> list[str]:
    """Return pages of 600 words each, made of the paragraphs of the sample pages, each page different."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    paragraphs = [block.strip() for text in texts for block in text.split("\n") if len(block.split()) > 15]
    pages = []
    for number in range(PAGES):
        chosen: list[str] = []
        index = number * 7
        left = WORDS
        while left > 0:
            words = paragraphs[index % len(paragraphs)].split()[:left]
            chosen.append(" ".join(words))
            left -= len(words)
            index += 1 + number % 3
        pages.append(f"Page {number}\nMay {1 + number % 28}, 2023\n\n" + "\n\n".join(chosen))
    return pages


def measure() -> dict[str, str]:
    """Return the figures by what they measure."""
    help_cpu = min(child_cpu(sys.executable, "-m", "demarche", "--help") for _ in range(3))
    began = time.process_time()
    from demarche import build_records, load
    from demarche.types import Page

    pipeline = load()
    load_cpu = time.process_time() - began
    pages = [
        Page(id=f"{number:016x}", name=f"{number}.txt", content=text.encode(), media_type="text/plain")
        for number, text in enumerate(sample_pages())
    ]
    for page in pages[:5]:
        pipeline.read(page)
    began = time.process_time()
    records = sum(len(build_records(pipeline.read(page), tables=pipeline.tables)) for page in pages)
    spent = time.process_time() - began
    return {
        "`demarche --help`, CPU seconds": f"{help_cpu:.2f}",
        "weights and tables loaded, CPU seconds": f"{load_cpu:.2f}",
        f"pages of {WORDS} words from raw text to records, a second, one core": f"{len(pages) / spent:.1f}",
        "records in them": str(records),
        "peak memory, MB": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}",
    }


def main() -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    figures = measure()
    lines = [
        "# Speed",
        "",
        (
            f"Written by `make bench` on {date.today().isoformat()}, Python {platform.python_version()}, "
            f"{platform.machine()}, one process, one thread."
        ),
        "",
        "| what | figure |",
        "| --- | --- |",
        *(f"| {what} | {figure} |" for what, figure in figures.items()),
        "",
    ]
    notes = sorted((ROOT / "bench").glob("notes_*.md"))
    lines += [note.read_text(encoding="utf-8") for note in notes]
    OUTPUT.write_text("\n".join(lines), encoding="utf-8")
    print(OUTPUT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
