#!/usr/bin/env python3
"""Measure how well copies are found, on stories made from the project's own sentences.

    python evaluation/copies.py [--stories N] [--json]

Each story is ten to eighteen sentences of ``training/corpus``, with a background paragraph that many stories
share. Six edits are made of each, as newsrooms make them; a copy is found when its pair with the original is.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from demarche.stories.copies import CopyText, find_copies

CORPUS = Path(__file__).parents[1] / "training" / "corpus" / "sentences"
EDITS = ("cut to half", "15 % gone", "new lead", "house style", "furniture added", "first three")
STYLE = {
    "percent": "per cent", "U.S.": "US", "United States": "US", "defense": "defence", "labor": "labour",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "ten": "10", "said": "told reporters",
    "government": "administration", "President": "Pres.", "on Monday": "Monday", "on Tuesday": "Tuesday",
    "on Friday": "Friday", "toward": "towards", "center": "centre", "Foreign Minister": "FM",
}  # fmt: skip
FURNITURE = (
    "Sign up for our morning newsletter.", "Read more: what we know so far", "Share this article",
    "All rights reserved.", "Most popular stories of the day", "Follow us for the latest headlines.",
)  # fmt: skip


def measure(stories: int = 250, seed: int = 5) -> dict[str, object]:
    """Return recall by edit and the share of wrong pairs among all pairs found."""
    rng = random.Random(seed)
    sentences = own_sentences()
    texts: list[CopyText] = []
    for number in range(stories):
        story = make_story(sentences, rng)
        texts.append(CopyText(id=f"{number}:original", text=" ".join(story)))
        texts.extend(
            CopyText(id=f"{number}:{edit}", text=" ".join(edited(story, edit, sentences, rng)))
            for edit in EDITS
        )
    rng.shuffle(texts)
    pairs = find_copies(texts)
    found: Counter[str] = Counter()
    wrong = 0
    for pair in pairs:
        first, second = pair.first.split(":"), pair.second.split(":")
        if first[0] != second[0]:
            wrong += 1
        elif "original" in (first[1], second[1]):
            found[second[1] if first[1] == "original" else first[1]] += 1
    recall = {edit: found[edit] / stories for edit in EDITS}
    return {
        "texts": len(texts),
        "pairs": len(pairs),
        "recall": recall,
        "wrong": wrong,
        "wrong share": wrong / len(pairs),
    }


def own_sentences() -> list[str]:
    """Return the sentences of the project's corpus, each once."""
    rows = (
        json.loads(line) for path in sorted(CORPUS.glob("*.jsonl")) for line in path.open(encoding="utf-8")
    )
    return list(dict.fromkeys(row["text"] for row in rows))


def make_story(sentences: Sequence[str], rng: random.Random) -> list[str]:
    """Return a story: its own sentences, and one of a few background paragraphs that other stories have too."""
    start = 3 * rng.randrange(12)
    background = list(sentences[start : start + 3]) if rng.random() < 0.5 else []
    return rng.sample(list(sentences), rng.randint(10, 18)) + background


def edited(story: Sequence[str], edit: str, sentences: Sequence[str], rng: random.Random) -> list[str]:
    """Return the story as another newsroom prints it."""
    if edit == "cut to half":
        return list(story[: max(3, len(story) // 2)])
    if edit == "15 % gone":
        return [sentence for sentence in story if rng.random() > 0.15]
    if edit == "new lead":
        return [*rng.sample(list(sentences), 2), *story[1:]]
    if edit == "house style":
        pattern = re.compile(
            "|".join(rf"\b{re.escape(word)}(?!\w)" for word in sorted(STYLE, key=len, reverse=True))
        )
        return [pattern.sub(lambda match: STYLE[match.group(0)], sentence) for sentence in story]
    if edit == "furniture added":
        return [*rng.sample(FURNITURE, 3), *story, *rng.sample(FURNITURE, 3)]
    return list(story[:3])


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stories", type=int, default=250)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    measured = measure(told.stories)
    print(
        json.dumps(measured, indent=1)
        if told.json
        else "\n".join(f"{key}: {value}" for key, value in measured.items())
    )


if __name__ == "__main__":
    main()
