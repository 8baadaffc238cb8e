"""Write features and labels of the hand-labelled development pages, for train.py.

usage: gold_lines.py GOLD_FOLDER OUT.npz
"""

import sys
from pathlib import Path

import numpy as np
from prepare import LABELS

from demarche.articles.features import describe_lines, line_words
from demarche.articles.lines import split_lines
from demarche.tables import load_tables


def main():
    gold, out = Path(sys.argv[1]) / "pages", Path(sys.argv[2])
    words = load_tables().derive(line_words)
    rows = {"numbers": [], "hashes": [], "labels": [], "page": []}
    for path in sorted(gold.glob("*.txt")):
        lines = split_lines(path.read_text(encoding="utf-8"))
        told = {
            int(parts[0]): parts[1]
            for parts in (
                row.rstrip("\n").split("\t")
                for row in (gold / f"{path.stem}.labels.tsv").open(encoding="utf-8")
            )
        }
        found = describe_lines(lines, words=words)
        rows["numbers"].append(found.numbers)
        rows["hashes"].append(found.hashes)
        rows["labels"].append(np.array([LABELS.index(told[line.number]) for line in lines], dtype=np.int8))
        rows["page"].append(np.full(len(lines), int(path.stem), dtype=np.int32))
    np.savez_compressed(out, **{key: np.concatenate(value) for key, value in rows.items()})


if __name__ == "__main__":
    main()
