"""Measure the line labeller on development HTML that it was not trained on, flattened in three ways.

usage: leave_out.py GOLD_FOLDER WEIGHTS.npz [--worst N]

WEIGHTS.npz comes from ``train.py ... --hold``: every fourth page is left out of training and read here through the
same door as any page. Printed: precision, recall and F1 of body words, by the way of flattening.
"""

import argparse
import random
import re
from collections import Counter
from pathlib import Path

from flatten import flatten, parse
from prepare import english
from silver import read_pages

from demarche.articles import label, read_article
from demarche.articles.labeller import load_labeller
from demarche.pages import make_page
from demarche.tables import load_tables

WORD = re.compile(r"\w+")


def bag(text: str) -> Counter:
    return Counter(WORD.findall(text.lower()))


def body_scores(text, gold, tables):
    article = read_article(make_page(text.encode(), name="page", html=False), tables=tables)
    want, got = bag(gold), bag(" ".join(each.span.of(article.text) for each in article.body))
    shared = sum((want & got).values())
    precision, recall = shared / max(1, sum(got.values())), shared / max(1, sum(want.values()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--worst", type=int, default=8)
    told = parser.parse_args()
    tables = load_tables()
    held = load_labeller(told.weights.read_bytes())
    tables._derived[label.labeller_of] = held
    rng = random.Random(3)
    rows = []
    for number, (name, content, truth) in enumerate(read_pages(told.gold / "html", skip=set())):
        if number % 4 != 1 or len(truth.body) < 400 or not english(truth.body):
            continue
        tree = parse(content)
        for way in ("wet", "pieces", "indent"):
            lines = flatten(tree, way=way, rng=rng)
            marks = "    " if way == "indent" else ""
            scores = body_scores("\n".join(marks + line.text for line in lines), truth.raw, tables)
            rows.append((way, name, *scores))
    for way in ("wet", "pieces", "indent"):
        some = [row for row in rows if row[0] == way]
        means = [sum(row[at] for row in some) / len(some) for at in (2, 3, 4)]
        print(f"{way:8s} pages {len(some)}  P {means[0]:.3f}  R {means[1]:.3f}  F1 {means[2]:.3f}")
    for row in sorted(rows, key=lambda each: each[4])[: told.worst]:
        print(f"  {row[0]:8s} {row[1][:40]:40s} P {row[2]:.3f} R {row[3]:.3f}")


if __name__ == "__main__":
    main()
