"""Score nested attribution: the whole chain of speakers, from the outermost to the one who says it.

    python score_chains.py GOLD PREDICTED [--part dev|test]

Gold and predicted attributions are paired one to one by their content (Dice overlap of words, 0.5 or more;
the same cue breaks ties). The chain of an attribution is the sequence of the speakers' head words, outermost
first; it is right when it is the same in both. Stance is counted on the pairs.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

WORD = re.compile(r"\w+(?:[’'.\-&]\w+)*")
CUT = re.compile(
    r"[,;:()]|\s(?:of|for|in|at|from|on|to|with|by|who|which|that|close|familiar|seen|and)\s", re.IGNORECASE
)

Row = dict[str, object]


def read(path: Path) -> list[Row]:
    """Return the lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def words(text: str, spans: list[list[int]]) -> frozenset[int]:
    """Return the starts of the words that overlap the spans."""
    return frozenset(
        m.start() for m in WORD.finditer(text) if any(m.start() < e and m.end() > b for b, e in spans)
    )


def head_word(text: str, spans: list[list[int]]) -> str:
    """Return the last word of a speaker's phrase before its first comma or preposition."""
    if not spans:
        return ""
    phrase = text[min(b for b, _ in spans) : max(e for _, e in spans)].strip()
    cut = CUT.search(phrase)
    if cut and WORD.search(phrase[: cut.start()]):
        phrase = phrase[: cut.start()]
    found = WORD.findall(phrase)
    return re.sub(r"[’']s?$", "", found[-1].lower()) if found else ""


def chain(text: str, rows: list[Row], row: Row) -> tuple[str, ...]:
    """Return the head words of the speakers, outermost first."""
    by_id = {other["id"]: other for other in rows}
    heads, seen = [head_word(text, row["source"])], {row["id"]}
    while row["within"] is not None and row["within"] not in seen:
        row = by_id[row["within"]]
        seen.add(row["id"])
        heads.append(head_word(text, row["source"]))
    return tuple(reversed(heads))


def pairs(text: str, gold: list[Row], predicted: list[Row]) -> list[tuple[Row, Row]]:
    """Return gold and predicted attributions that say the same."""
    scored = []
    for g, wanted in enumerate(gold):
        for p, found in enumerate(predicted):
            left, right = words(text, wanted["content"]), words(text, found["content"])
            dice = 2 * len(left & right) / max(len(left) + len(right), 1)
            if dice >= 0.5:
                same_cue = bool(words(text, wanted["cue"]) & words(text, found["cue"]))
                scored.append((dice + same_cue, g, p))
    taken: list[tuple[int, int]] = []
    for _, g, p in sorted(scored, reverse=True):
        if all(g != a and p != b for a, b in taken):
            taken.append((g, p))
    return [(gold[g], predicted[p]) for g, p in taken]


def score(gold: list[Row], predicted: list[Row]) -> dict[str, float]:
    """Return the share of attributions with the whole chain right, by depth, and what goes with it."""
    by_id = {row["id"]: row for row in predicted}
    n: Counter[str] = Counter()
    for passage in gold:
        text, rows = passage["text"], passage["attributions"]
        found = by_id.get(passage["id"], {"attributions": []})["attributions"]
        for row in rows:
            depth = len(chain(text, rows, row))
            n["gold"] += 1
            n[f"gold {depth}"] += 1
        for wanted, got in pairs(text, rows, found):
            links = chain(text, rows, wanted)
            right = links == chain(text, found, got)
            n["paired"] += 1
            n["right"] += right
            n[f"right {len(links)}"] += right
            n["outermost"] += links[0] == chain(text, found, got)[0]
            n["stance"] += wanted["stance"] == got["stance"]
        n["predicted"] += sum(bool(row.get("told", True)) for row in found)
    out = {"full chain": n["right"] / n["gold"], "content found": n["paired"] / n["gold"]}
    out |= {f"full chain, depth {d}": n[f"right {d}"] / n[f"gold {d}"] for d in range(1, 5) if n[f"gold {d}"]}
    out |= {key: n[key] / max(n["paired"], 1) for key in ("outermost", "stance")}
    out["predicted (told) per gold"] = n["predicted"] / n["gold"]
    return out


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--part", choices=("dev", "test"))
    arguments = parser.parse_args()
    gold = [row for row in read(arguments.gold) if arguments.part in (None, row["part"])]
    for key, value in score(gold, read(arguments.predicted)).items():
        print(f"{key:26} {value:.3f}")


if __name__ == "__main__":
    main()
