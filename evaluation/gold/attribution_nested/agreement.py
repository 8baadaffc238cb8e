"""Print how far the second annotation of 60 passages agrees with the first.

python agreement.py
"""

import json
from pathlib import Path

from compile import parse
from score_chains import read, score

HERE = Path(__file__).parent


def main() -> None:
    """Score the second annotation against the first, as if it were a prediction, and the other way round."""
    first = {row["id"]: row for row in read(HERE / "attribution_nested.jsonl")}
    second = []
    for line in (HERE / "second_annotation.txt").read_text(encoding="utf-8").splitlines():
        name, marked = line.split(" :: ", 1)
        text, rows = parse(marked)
        if text != first[name]["text"]:
            raise ValueError(f"{name}: the texts differ")
        second.append({"id": name, "text": text, "attributions": rows})
    chosen = [first[row["id"]] for row in second]
    print(
        json.dumps(
            {"second on first": score(chosen, second), "first on second": score(second, chosen)}, indent=1
        )
    )


if __name__ == "__main__":
    main()
