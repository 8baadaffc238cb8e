"""Compile ``passages_*.txt`` to ``attribution_nested.jsonl``: markup to offsets.

    python compile.py

One passage a line: ``Region decade :: text``. ``{1s …}`` is the source of attribution 1, ``{1c …}`` its cue,
``{1x …}`` a piece of its content; ``{1c!d …}`` gives the stance, ``{2c@1 …}`` takes
the source of attribution 1; ``¶`` opens a new paragraph. An attribution
is *within* the innermost one whose content holds its cue.
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
OPEN = re.compile(r"\{(\d)([scx])(?:@(\d))?(?:!([dqhfmrp]))? ?")
STANCES = {
    "": "asserts", "d": "denies", "q": "doubts", "h": "hopes",
    "f": "fears", "m": "demands", "r": "promises", "p": "predicts",
}  # fmt: skip
ROLES = {"s": "source", "c": "cue", "x": "content"}


def parse(marked: str) -> tuple[str, list[dict[str, object]]]:
    """Return the plain text and its attributions."""
    text, place = "", 0
    found: dict[int, dict[str, list[list[int]]]] = {}
    stances: dict[int, str] = {}
    shared: dict[int, int] = {}
    stack: list[tuple[int, str, int]] = []
    while place < len(marked):
        opened = OPEN.match(marked, place)
        if opened:
            number = int(opened[1])
            stack.append((number, opened[2], len(text)))
            stances[number] = STANCES[opened[4] or ""] if opened[2] == "c" else stances.get(number, "asserts")
            if opened[3]:
                shared[number] = int(opened[3])
            place = opened.end()
            continue
        if marked[place] == "}":
            number, role, start = stack.pop()
            spans = found.setdefault(number, {role: [] for role in ROLES.values()})
            spans[ROLES[role]].append([start, len(text)])
        else:
            text += "\n\n" if marked[place] == "¶" else marked[place]
        place += 1
    if stack:
        raise ValueError(f"not closed: {marked}")
    for number, other in shared.items():
        found[number]["source"] = found[other]["source"]
    return text, _linked(text, found, stances)


def _linked(
    text: str, found: dict[int, dict[str, list[list[int]]]], stances: dict[int, str]
) -> list[dict[str, object]]:
    numbers = sorted(found)
    rows: list[dict[str, object]] = []
    for number in numbers:
        spans = {role: sorted(found[number][role]) for role in ROLES.values()}
        if not spans["content"]:
            raise ValueError(f"attribution {number} has no content: {text}")
        core = (spans["cue"] or spans["content"])[0]
        holders = [
            other
            for other in numbers
            if other != number and any(b <= core[0] and core[1] <= e for b, e in found[other]["content"])
        ]
        size = {other: sum(e - b for b, e in found[other]["content"]) for other in holders}
        within = min(holders, key=lambda other: size[other], default=None)
        rows.append(
            {"id": number, **spans, "within": within, "nested": within is not None, "stance": stances[number]}
        )
    return rows


def depth(rows: list[dict[str, object]], row: dict[str, object]) -> int:
    """Return how many speakers stand in the chain that ends with this attribution."""
    by_id = {other["id"]: other for other in rows}
    count = 1
    while row["within"] is not None:
        row = by_id[row["within"]]
        count += 1
    return count


def main() -> None:
    """Write the passages and say how many there are at each depth."""
    lines = [
        line
        for path in sorted(HERE.glob("passages_*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    depths: dict[int, int] = {}
    attributions = 0
    with (HERE / "attribution_nested.jsonl").open("w", encoding="utf-8") as output:
        for number, line in enumerate((line for line in lines if line.strip()), start=1):
            where, marked = line.split(" :: ", 1)
            region, decade = where.rsplit(" ", 1)
            text, rows = parse(marked)
            deepest = max((depth(rows, row) for row in rows), default=0)
            depths[deepest] = depths.get(deepest, 0) + 1
            attributions += len(rows)
            part = "test" if number % 2 == 0 else "dev"
            output.write(
                json.dumps(
                    {
                        "id": f"an{number:03d}",
                        "part": part,
                        "region": region,
                        "decade": decade,
                        "depth": deepest,
                        "text": text,
                        "attributions": rows,
                    },
                    ensure_ascii=False,
                )
                + "\n"
            )
    print(
        sum(depths.values()),
        "passages,",
        attributions,
        "attributions; passages by depth:",
        dict(sorted(depths.items())),
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
