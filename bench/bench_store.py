"""Speed of the store at a million events.

    python bench/bench_store.py [EVENTS] [--store FILE] [--keep]

With --store and a file that stands there already, only the questions are asked.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from synthetic import synthetic_pages

from demarche.store import Store, connect

FACETS = (
    {},
    {"actor": "RUS"},
    {"type": "CONSULT"},
    {"factuality": "planned"},
    {"since": "2018"},
    {"since": "2018-03", "until": "2018-06"},
    {"actor": "RUS", "recipient": "PRK"},
    {"actor": "USA", "since": "2018-03"},
    {"actor": "USA", "type": "ACCUSE"},
    {"type": "ASSAULT", "since": "2020"},
    {"about": "UKR", "factuality": "denied"},
    {"place": "SYR", "since": "2015", "until": "2016"},
    {"party": "IRN", "type": ("SANCTION", "THREATEN")},
    {"outlet": "Harbour Post", "since": "2024"},
)
SEARCHES = (
    ("ceasefire", {}),
    ("six-party talks", {}),
    ('"grain exports"', {}),
    ("sanctions pipeline", {}),
    ("Russia", {}),
    ("talks", {"actor": "RUS"}),
    ("shelled positions", {"since": "2022"}),
    ("prisoners", {"type": "AGREE"}),
    ("proposals -Turkey", {"actor": "CHN", "recipient": "PRK"}),
)
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--gather", type=int, default=3_000, help="Pages of the stock to gather (the last).")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.store or Path(folder) / "bench.db"
        found: dict[str, object] = {}
        if not path.exists():
            found.update(build(path, arguments.events, gather=arguments.gather))
        with connect(str(path)) as store:
            found.update(ask(store))
            found.update(gather_new(store))
        found.update(export(path, Path(folder) / "out.parquet"))
    print(json.dumps(found, indent=1))


def build(path: Path, events: int, *, gather: int) -> dict[str, object]:
    """Write the events, batch by batch so that making them up is not counted."""
    spent, records, batch = 0.0, 0, []
    with connect(str(path)) as store:
        for page in synthetic_pages(events):
            batch.append(page)
            if len(batch) == 2_000:
                seconds, written = write(store, batch)
                spent, records, batch = spent + seconds, records + written, []
        seconds, written = write(store, batch)
        spent, records = spent + seconds, records + written
        found: dict[str, object] = {"records": records, "insert, records/s": round(records / spent)}
        take_as_gathered(store, all_but=gather)
        began = time.perf_counter()
        print(store.gather(), file=sys.stderr)
        found["gather of the stock's last pages, s"] = round(time.perf_counter() - began, 1)
    found["file, MB"] = round(path.stat().st_size / 1e6)
    return found


def take_as_gathered(store: Store, *, all_but: int) -> None:
    """Let the pages of the stock pass as gathered but the last: gathering them all would take an hour."""
    store._to_write().execute(
        "UPDATE pages SET gathered = 1 WHERE page <= (SELECT max(page) FROM pages) - ?", (all_but,)
    )


def write(store: Store, batch: list[object]) -> tuple[float, int]:
    began = time.perf_counter()
    summary = store.add_rows(batch)  # type: ignore[arg-type]
    return time.perf_counter() - began, summary.records


def ask(store: Store) -> dict[str, object]:
    """Return the median times of the questions that people ask."""
    return {
        "facets, p50, ms": median([lambda f=f: store.facets(**f) for f in FACETS]),
        "facets, each, ms": [round(1000 * timed(lambda f=f: store.facets(**f))) for f in FACETS],
        "events (100), p50, ms": median([lambda f=f: store.events(limit=100, **f) for f in FACETS]),
        "search, p50, ms": median([lambda t=t, f=f: store.search(t, **f) for t, f in SEARCHES]),
        "search, each, ms": [round(1000 * timed(lambda t=t, f=f: store.search(t, **f))) for t, f in SEARCHES],
    }


def median(questions: list[Callable[[], object]]) -> float:
    return round(
        1000 * statistics.median(timed(question) for _ in range(ROUNDS) for question in questions), 1
    )


def timed(question: Callable[[], object]) -> float:
    began = time.perf_counter()
    question()
    return time.perf_counter() - began


def gather_new(store: Store) -> dict[str, object]:
    """Return how long it takes to gather 1,000 pages that are new."""
    pages = []
    for page in synthetic_pages(10_000, seed=time.time_ns(), prefix=f"new-{time.time_ns()}"):
        pages.append(page)
        if len(pages) == 1_000:
            break
    store.add_rows(pages)
    began = time.perf_counter()
    store.gather()
    return {"gather of 1,000 new pages, s": round(time.perf_counter() - began, 1)}


def export(path: Path, target: Path) -> dict[str, object]:
    """Export all tellings as Parquet in a process of its own; return time and peak memory."""
    script = (
        "import sys; from pathlib import Path; from demarche.store import connect; "
        "from demarche.exports import export_file; s = connect(sys.argv[1], read_only=True); "
        "print(export_file(s.tellings(), 'parquet', Path(sys.argv[2]), tables=s.tables, include=None).rows)"
    )
    began = time.perf_counter()
    rows = int(subprocess.check_output([sys.executable, "-c", script, str(path), str(target)]))
    spent = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {"parquet, rows/s": round(rows / spent), "parquet, rows": rows, "parquet, peak MB": peak}


if __name__ == "__main__":
    main()
