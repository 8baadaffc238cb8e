"""Kill a program that reads and gathers, at random moments, and see that nothing committed is lost.

    python bench/kill_store.py [KILLS] [--pages 400] [--seed 1]

A child reads made-up pages into a store and gathers them; it is ended with SIGKILL after a random while and
started again. After each kill the store must be whole (SQLite's integrity check), hold every page that the child
had reported as committed, and have events, parties and full-text search in step with the records.
"""

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHILD = """
import sys
sys.path.insert(0, sys.argv[3])
from synthetic import synthetic_pages
from demarche.store import connect
pages = list(synthetic_pages(int(sys.argv[2]) * 5))
with connect(sys.argv[1]) as store:
    for at in range(0, len(pages), 10):
        part = pages[at : at + 10]
        store.add_rows(part)
        print(*(page.id for page in part), flush=True)
        if at % 50 == 0:
            store.gather()
    store.gather()
    print("done", flush=True)
"""
CHECKS = {
    "pages without rows": (
        "SELECT count(*) FROM pages p WHERE NOT EXISTS (SELECT 1 FROM sentences s WHERE s.page = p.page)"
    ),
    "records without an event": (
        "SELECT count(*) FROM records r LEFT JOIN events e ON e.event = r.event WHERE e.event IS NULL"
    ),
    "events without a record": (
        "SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.event = e.event)"
    ),
    "tellings that are miscounted": (
        "SELECT count(*) FROM events e "
        "WHERE e.tellings <> (SELECT count(*) FROM records r WHERE r.event = e.event)"
    ),
    "counts out of step": (
        "SELECT (SELECT coalesce(sum(events), 0) FROM rollups WHERE dimension = '' AND facet = '') <> "
        "(SELECT count(*) FROM events WHERE rolled = 1)"
    ),
}


def run(kills: int, *, folder: Path, pages: int, seed: int) -> dict[str, int]:
    """Kill the child so many times; raise where anything is lost or damaged. Return what was done."""
    chance = random.Random(seed)
    path, committed, finished = folder / "killed.db", set[str](), 0
    for number in range(kills):
        if finished and path.exists():
            path.unlink()
            Path(f"{path}-wal").unlink(missing_ok=True)
            Path(f"{path}-shm").unlink(missing_ok=True)
            committed, finished = set(), 0
        lines = kill_once(path, pages, after=chance.uniform(0.05, 2.5))
        committed.update(word for line in lines for word in line.split() if word != "done")
        finished = any(line == "done" for line in lines)
        check(path, committed, number)
    return {"kills": kills, "pages committed at the end": len(committed)}


def kill_once(path: Path, pages: int, *, after: float) -> list[str]:
    """Let the child work for a while after it has begun, kill it, return what it reported."""
    command = [sys.executable, "-c", CHILD, str(path), str(pages), str(Path(__file__).parent)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    first = child.stdout.readline() if after > 0.1 else ""  # some are killed while they start
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate()
    whole = (first + rest).rpartition("\n")[0]  # a line that was cut was not reported
    return whole.splitlines()


def check(path: Path, committed: set[str], number: int) -> None:
    if not path.exists() or path.stat().st_size == 0:
        assert not committed, f"kill {number}: the store is gone"
        return
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok", f"kill {number}: damaged"
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'pages'").fetchone():
            assert not committed
            return
        connection.execute("INSERT INTO sentences_fts (sentences_fts, rank) VALUES ('integrity-check', 1)")
        connection.rollback()
        kept = {page for (page,) in connection.execute("SELECT id FROM pages")}
        assert committed <= kept, f"kill {number}: {len(committed - kept)} committed page(s) lost"
        for what, sql in CHECKS.items():
            wrong = connection.execute(sql).fetchone()[0]
            assert wrong == 0, f"kill {number}: {wrong} {what}"
    finally:
        connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(arguments.kills, folder=Path(folder), pages=arguments.pages, seed=arguments.seed)
    print(found)


if __name__ == "__main__":
    main()
