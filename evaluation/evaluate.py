#!/usr/bin/env python3
"""Score every stage on the development gold and write ``docs/accuracy.md``.

    python evaluation/evaluate.py [--only STAGE ...] [--gold FOLDER]

Which set, which figure, which mark: ``marks.json``. Every figure comes from the scorers beside the gold.
Appended to the page: ``accuracy_notes.md`` (confusion table, classed errors), where it exists.
"""

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
OUTPUT = ROOT / "docs" / "accuracy.md"
RESULTS = HERE / "results.json"
SCORERS = {"records": "records/score_records.py", "language": "score_language.py"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", help="stages to score again; the other rows are kept")
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    arguments = parser.parse_args()
    if not arguments.gold.is_dir():
        sys.exit(f"{arguments.gold}: no development gold there; name its folder with --gold")
    kept = json.loads(RESULTS.read_text()) if RESULTS.is_file() and arguments.only else {}
    marks = json.loads((HERE / "marks.json").read_text())
    with tempfile.TemporaryDirectory() as folder:
        for mark in marks:
            if not arguments.only or mark["area"] in arguments.only or mark["stage"] in arguments.only:
                kept.update(score(mark, arguments.gold, Path(folder)))
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    OUTPUT.write_text(page(marks, kept))
    print(OUTPUT.read_text())


def score(mark: dict, gold: Path, folder: Path) -> dict[str, float | None]:
    """Return the figures of one set by their titles; a stage that fails is told, and scores nothing."""
    shared = gold.parent
    source, truth = prepared(mark, shared, folder)
    output = folder / "out" / source.name
    if mark["area"] not in ("records", "pages"):
        output.parent.mkdir(exist_ok=True)
    elif output.is_dir():
        shutil.rmtree(output)
    done = subprocess.run(
        [sys.executable, HERE / "predict.py", mark["area"], source, output], capture_output=True, text=True
    )
    if done.returncode:
        print(f"{mark['input']}: {done.stderr[-2000:]}", file=sys.stderr)
        return {title: None for title, *_ in mark["measures"]}
    if mark.get("two_way"):
        as_two_ways(output)
    scorer = gold / SCORERS.get(mark["area"], f"score_{mark['area']}.py")
    scored = subprocess.run(
        [sys.executable, scorer, truth, output, *mark.get("arguments", ()), "--json"],
        capture_output=True,
        text=True,
        env={"PYTHONDONTWRITEBYTECODE": "1", "PATH": ""},
    )
    if scored.returncode:
        print(f"{mark['input']}: {scored.stderr[-2000:]}", file=sys.stderr)
        return {title: None for title, *_ in mark["measures"]}
    found = json.loads(scored.stdout)
    return {title: pick(found, path) for title, path, *_ in mark["measures"]}


def prepared(mark: dict, shared: Path, folder: Path) -> tuple[Path, Path]:
    """Return what to predict from and what to score against."""
    if mark["input"] == "seed":
        place = folder / "seed"
        place.mkdir(exist_ok=True)
        shutil.copy(shared / "gold/records/seed.txt", place / "seed.txt")
        truth = folder / "seed_gold"
        truth.mkdir(exist_ok=True)
        shutil.copy(shared / "gold/records/seed.json", truth / "seed.json")
        return place, truth
    source = shared / mark["input"]
    if mark.get("two_way"):
        return only_two_ways(source, folder / source.name), folder / source.name
    if source.name.endswith(".bio.gz"):
        return words_only(source, folder / "words.conllu"), source
    return source, shared / mark["gold"] if "gold" in mark else source


def only_two_ways(source: Path, target: Path) -> Path:
    """Write the names used as a place (or as both) or as an actor, and return where."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    chosen = [row for row in rows if row["label"] in ("place", "mixed", "actor")]
    for row in chosen:
        row["label"] = "actor" if row["label"] == "actor" else "place"
    target.write_text("".join(json.dumps(row) + "\n" for row in chosen), encoding="utf-8")
    return target


def as_two_ways(predictions: Path) -> None:
    """Turn predicted uses into the two that are asked about."""
    rows = [json.loads(line) for line in predictions.read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        row["label"] = "actor" if row.get("label") == "actor" else "place"
    predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def words_only(bio: Path, target: Path) -> Path:
    """Write the words of a BIO file as CoNLL-U with ids and forms alone, and return where."""
    with gzip.open(bio, "rt", encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        number = 0
        for line in lines:
            word = line.rstrip("\n").split("\t")[0]
            number = number + 1 if word else 0
            out.write("\t".join((str(number), word, *"________")) + "\n" if word else "\n")
    return target


def pick(found: dict, path: str) -> float | None:
    """Return the figure at a dotted path; names with dots in them are looked up whole first."""
    if path in found:
        value = found[path]
        return value if not isinstance(value, dict) else None
    head, _, tail = path.rpartition(".")
    inner = found.get(head) if head in found else None
    if inner is None:
        first, _, rest = path.partition(".")
        return pick(found[first], rest) if isinstance(found.get(first), dict) and rest else None
    return inner.get(tail)


def page(marks: list, results: dict) -> str:
    """Return the accuracy page."""
    lines = [
        "# Accuracy",
        "",
        "Every stage, scored from raw text on development gold by the scorers that come with it.",
        "The marks of other programs were measured on the same sets unless a half is named.",
        f"Written by `make eval` on {date.today().isoformat()}.",
        "",
        "| stage | measure | demarche | to reach | others |",
        "| --- | --- | --- | --- | --- |",
    ]
    for mark in marks:
        for title, _path, target, peer in mark["measures"]:
            value = results.get(title)
            shown = (
                "not measured"
                if value is None
                else (f"{value:.0f}" if title.endswith("better)") else f"{value:.3f}")
            )
            if value is not None and target is not None:
                shown = f"**{shown}**" if value >= target else shown
            lines.append(
                f"| {mark['stage']} | {title} | {shown} | {'' if target is None else target} | {peer} |"
            )
    lines += ["", "Bold: the mark is reached.", ""]
    notes = HERE / "accuracy_notes.md"
    return "\n".join(lines) + ("\n" + notes.read_text() if notes.is_file() else "")


if __name__ == "__main__":
    main()
