#!/usr/bin/env python3
"""Hold the scores: no figure of ``results.json`` may lie below its floor in ``floors.json``.

    python evaluation/gate.py                                  check
    python evaluation/gate.py --raise                          lift the floors to the present scores
    python evaluation/gate.py --lower TITLE --because REASON   lower one floor; the reason is kept

The gold is fingerprinted: a floor counts for the gold it was measured on.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
RESULTS, FLOORS = HERE / "results.json", HERE / "floors.json"
SLACK = 0.005
FEWER_IS_BETTER = "better)"


def fingerprint(gold: Path) -> str:
    """Return a short hash of all gold files."""
    digest = hashlib.sha256()
    for path in sorted(gold.rglob("*.json*")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def below(results: dict[str, float | None], floors: dict[str, float]) -> list[str]:
    """Return a line for each figure that lies below its floor."""
    lines = []
    for title, floor in floors.items():
        value = results.get(title)
        worse = value is None or (value > floor if title.endswith(FEWER_IS_BETTER) else value < floor - SLACK)
        if worse:
            lines.append(f"{title}: {value} is below the floor {floor}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--lower")
    parser.add_argument("--because")
    parser.add_argument("--gold", type=Path, default=HERE.parents[1] / "shared" / "gold")
    arguments = parser.parse_args()
    results = json.loads(RESULTS.read_text())
    kept = json.loads(FLOORS.read_text()) if FLOORS.is_file() else {"gold": "", "floors": {}, "lowered": []}
    if arguments.lower:
        if not arguments.because:
            parser.error("lowering a floor takes a reason: --because")
        kept["lowered"].append(
            {"title": arguments.lower, "from": kept["floors"][arguments.lower], "because": arguments.because}
        )
        kept["floors"][arguments.lower] = round(results[arguments.lower], 4)
    if arguments.lift:
        measured = {title: round(value, 4) for title, value in results.items() if value is not None}
        for title, value in measured.items():
            old = kept["floors"].get(title, value)
            kept["floors"][title] = min(old, value) if title.endswith(FEWER_IS_BETTER) else max(old, value)
        kept["gold"] = fingerprint(arguments.gold)
    FLOORS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    if arguments.gold.is_dir() and kept["gold"] != fingerprint(arguments.gold):
        sys.exit("the gold is not the one that the floors were measured on; measure again and --raise")
    lines = below(results, kept["floors"])
    print("\n".join(lines) or f"{len(kept['floors'])} figures at or above their floors")
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
