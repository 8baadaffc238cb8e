"""Write line features with silver labels of the development HTML, for train.py.

usage: prepare.py GOLD_FOLDER OUT.npz
"""

import json
import random
import re
import sys
from pathlib import Path

import numpy as np
from flatten import Line as Flat
from flatten import flatten, parse
from silver import label_lines, norm, read_pages

from demarche.articles.features import describe_lines, line_words
from demarche.articles.lines import split_lines
from demarche.tables import load_tables

LABELS = [
    "header", "title", "deck", "byline", "date", "dateline", "body", "subhead",
    "caption", "credit", "share", "promo", "related", "tags", "comments", "footer",
]  # fmt: skip


def shorten_runs(lines, labels, rng):
    """Return the lines with long runs of one label cut down, as excerpts and other sites have them."""
    kept, run = [], []
    strength = rng.choice((0.0, 0.5, 1.0))
    for index in range(len(lines) + 1):
        if index == len(lines) or (run and labels[index] != labels[run[0]]):
            limit = rng.choice((3, 5, 8, 12, 20, 40))
            if len(run) > limit and rng.random() < strength:
                at = rng.randint(0, limit)
                run = run[:at] + run[len(run) - (limit - at) :]
            kept.extend(run)
            run = []
        if index < len(lines):
            run.append(index)
    return [lines[i] for i in kept], [labels[i] for i in kept]


def laid_out(lines, labels, way, rng):
    """Return the page as text, with blank lines and indents as flatteners leave them."""
    out = []
    for line, label in zip(lines, labels, strict=True):
        indent = ""
        if way == "indent":
            indent = "    " if rng.random() < 0.9 else ""
        elif way == "wet":
            indent = rng.choice(("", "  ", "  ", "    ")) if label != "title" else ""
        out.append(indent + line.text)
        if way == "pieces" and rng.random() < 0.4:
            out.append("")
        elif label in ("body", "title") and rng.random() < 0.5:
            out.append("")
    return "\n".join(out)


def cleaned(lines, labels, rng):
    """Return only title, date, byline and body: the clean text that data files hold."""
    keep = [("title", 0.8), ("deck", 0.1), ("byline", 0.3), ("date", 0.6), ("body", 1.0), ("subhead", 0.8)]
    chances = dict(keep)
    wanted = {label for label, chance in keep if rng.random() < chance}
    seen, picked = set(), []
    first_body = labels.index("body") if "body" in labels else 0
    for index, label in enumerate(labels):
        if label not in chances or label not in wanted:
            continue
        if label in ("title", "byline", "date", "deck") and (label in seen or abs(index - first_body) > 15):
            continue
        seen.add(label)
        picked.append(index)
    return [lines[i] for i in picked], [labels[i] for i in picked]


def recalled(content, truth, labelled):
    """Return the lines that trafilatura keeps in recall mode, with the labels that their words have on the page."""
    import trafilatura

    text = trafilatura.extract(content, favor_recall=True, include_comments=False) or ""
    known = {}
    for line, label in labelled:
        known.setdefault(norm(line.text), label)
    lines, labels = [], []
    for row in text.split("\n"):
        row = row.strip()
        if not row:
            continue
        key = norm(row)
        label = known.get(key) or ("body" if truth.is_body(row) else None)
        lines.append(Flat(row))
        labels.append(label)
    return lines, labels


def cased(text, rng):
    roll = rng.random()
    if roll < 0.02:
        return text.upper()
    if roll < 0.04:
        return text.lower()
    return text


def main():
    gold, out = Path(sys.argv[1]), Path(sys.argv[2])
    tables = load_tables()
    words = tables.derive(line_words)
    rng = random.Random(7)
    manifest = json.loads((gold / "pages" / "manifest.json").read_text(encoding="utf-8"))
    origins = " ".join(str(entry["path"]) for entry in manifest)
    rows = {"numbers": [], "hashes": [], "labels": [], "page": [], "sequence": [], "way": []}
    sequence = 0
    ways = ["wet", "wet", "pieces", "pieces", "indent", "indent", "recall", "clean", "clean"]
    for number, (name, content, truth) in enumerate(read_pages(gold / "html", skip=set())):
        stem = re.sub(r"^[a-z]+-", "", name)
        if name in origins or stem in origins or len(truth.body) < 200:
            continue
        if not english(truth.body):
            continue
        tree = parse(content)
        for way in ways:
            lines = flatten(tree, way="wet" if way in ("recall", "clean") else way, rng=rng)
            labels = label_lines(lines, truth)
            if way == "recall":
                lines, labels = recalled(content, truth, list(zip(lines, labels, strict=True)))
            elif way == "clean":
                lines, labels = cleaned(lines, labels, rng)
            else:
                lines, labels = shorten_runs(lines, labels, rng)
            if "body" not in labels:
                continue
            page = split_lines(cased(laid_out(lines, labels, way, rng), rng))
            if len(page) != len(labels):
                continue
            found = describe_lines(page, words=words)
            rows["numbers"].append(found.numbers)
            rows["hashes"].append(found.hashes)
            rows["labels"].append(
                np.array([LABELS.index(label) if label else -1 for label in labels], dtype=np.int8)
            )
            rows["page"].append(np.full(len(labels), number, dtype=np.int32))
            rows["sequence"].append(np.full(len(labels), sequence, dtype=np.int32))
            rows["way"].append(np.full(len(labels), ways.index(way), dtype=np.int8))
            sequence += 1
    np.savez_compressed(out, **{key: np.concatenate(value) for key, value in rows.items()})
    print(sequence, "sequences", sum(map(len, rows["labels"])), "lines")
    counts = np.concatenate(rows["labels"])
    print(
        {label: int((counts == index).sum()) for index, label in enumerate(LABELS)}, int((counts < 0).sum())
    )


def english(text: str) -> bool:
    words = text.split()
    common = sum(word in ("the", "of", "and", "to", "in", "a") for word in words)
    return common > 0.1 * len(words)


if __name__ == "__main__":
    main()
