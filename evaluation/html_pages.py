#!/usr/bin/env python3
"""Measure HTML pages: body, date and title, beside trafilatura's precision mode in the same run.

    python evaluation/html_pages.py GOLD_HTML [--every N] [--json]

GOLD_HTML is the folder with ``scrapinghub.json`` and ``fundus.json``. Body: F1 over sequences of four words, mean
of pages. Date and title: exact, over the pages whose gold has them.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from demarche.articles import read_article
from demarche.pages import make_page
from demarche.tables import load_tables
from demarche.types import Article

WORD = re.compile(r"\w+")
LENGTH = 4


@dataclass(slots=True)
class Tally:
    """Sums over the pages of one set."""

    pages: int = 0
    ours: float = 0.0
    theirs: float = 0.0
    seconds: float = 0.0
    their_seconds: float = 0.0
    dates: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)

    def rows(self) -> dict[str, object]:
        """Return the means."""
        return {
            "pages": self.pages,
            "body F1": round(self.ours / self.pages, 4),
            "body F1 of trafilatura": round(self.theirs / self.pages, 4),
            "pages a second": round(self.pages / self.seconds, 1),
            "pages a second of trafilatura": round(self.pages / self.their_seconds, 1),
            "dates": dict(self.dates),
            "titles": dict(self.titles),
        }


def gold_pages(folder: Path, name: str) -> Iterator[tuple[bytes, str, dict[str, str]]]:
    """Yield bytes, known body and known facts of each page of a set."""
    for key, entry in sorted(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")).items()):
        body = entry.get("articleBody") or "\n".join(entry.get("paragraphs", ()))
        facts = {
            "url": entry.get("url"),
            "title": entry.get("title"),
            "published": (entry.get("published") or "")[:10],
        }
        yield gzip.decompress((folder / name / f"{key}.html.gz").read_bytes()), body, facts


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the sequences of four words."""
    words = WORD.findall(text.lower())
    return Counter(tuple(words[at : at + LENGTH]) for at in range(max(1, len(words) - LENGTH + 1)))


def f1(gold: str, told: str) -> float:
    """Return the F1 of two texts over their sequences."""
    want, got = shingles(gold), shingles(told)
    shared = 2 * sum((want & got).values())
    return shared / max(1, sum(want.values()) + sum(got.values()))


def measure(folder: Path, name: str, every: int) -> Tally:
    """Return the sums over every n-th page of a set."""
    import trafilatura

    tables, tally = load_tables(), Tally()
    for number, (content, body, facts) in enumerate(gold_pages(folder, name)):
        if number % every:
            continue
        start = time.process_time()
        article = read_article(make_page(content, name=name, url=facts["url"]), tables=tables)
        between = time.process_time()
        theirs = trafilatura.extract(content, favor_precision=True, include_comments=False) or ""
        if number:  # the first page loads libraries and tables
            tally.seconds += between - start
            tally.their_seconds += time.process_time() - between
        tally.pages += 1
        tally.ours += f1(body, "\n".join(each.span.of(article.text) for each in article.body))
        tally.theirs += f1(body, theirs)
        count_facts(tally, article, facts)
    return tally


def count_facts(tally: Tally, article: Article, facts: dict[str, str]) -> None:
    """Add whether date and title are right, where the gold has them."""
    if facts["published"]:
        day = article.published.value
        tally.dates["none" if day is None else "right" if str(day) == facts["published"] else "wrong"] += 1
    if facts["title"]:
        tally.titles["exact" if article.title == facts["title"] else "other"] += 1


def main() -> None:
    """Print the measures of both sets."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    found = {name: measure(told.gold, name, told.every).rows() for name in ("scrapinghub", "fundus")}
    if told.json:
        print(json.dumps(found, indent=1))
        return
    for name, rows in found.items():
        print(name, *(f"  {key}: {value}" for key, value in rows.items()), sep="\n")


if __name__ == "__main__":
    main()
