"""Server time of every page of the reading room, on a record of any size.

python bench/bench_web.py record.db [ROUNDS]
"""

import statistics
import sys
import time
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
from starlette.testclient import TestClient  # noqa: E402

import demarche  # noqa: E402
from demarche.web import create_app  # noqa: E402
from demarche.web.app import warm  # noqa: E402


def addresses(path: str) -> list[str]:
    """Return addresses of every page, with filters as a reader sets them."""
    with demarche.connect(path, read_only=True) as store:
        event = store.events(limit=1)[0]
        page = store.query("SELECT page_id FROM page LIMIT 1").rows[0][0]
        processes = store.processes()
    found = [
        "/inbox",
        "/inbox?actor=RUS",
        "/inbox?actor=USA&type=ACCUSE&since=2018-03",
        "/inbox?about=UKR&factuality=denied",
        "/inbox?page=40",
        f"/event/{event.id}",
        f"/document/{page}",
        "/actors",
        "/actor/RUS",
        "/dyad/USA/RUS",
        "/processes",
        "/calendar",
        "/map",
        "/map?actor=RUS",
        "/network",
        "/trends",
        "/trends?actor=RUS",
        "/search?q=ceasefire",
        "/search?q=ceasefire&actor=RUS",
        "/claims",
        "/review",
        "/sources",
        "/data",
    ]
    return found + ([f"/process/{processes[0].id}"] if processes else [])


def main() -> None:
    path, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    app = create_app(path)
    began = time.perf_counter()
    warm(app)
    print(f"kept answers made in {time.perf_counter() - began:.1f} s")
    client = TestClient(app)
    print(f"{Path(path).stat().st_size / 1e6:.0f} MB")
    everything = []
    for address in addresses(path):
        spent = []
        for _ in range(rounds):
            began = time.perf_counter()
            answer = client.get(address)
            spent.append((time.perf_counter() - began) * 1000)
        everything += spent
        print(
            f"{address:45} {answer.status_code}  median {statistics.median(spent):7.0f} ms  worst {max(spent):7.0f} ms"
        )
    everything.sort()
    print(f"p95 of all: {everything[int(0.95 * len(everything))]:.0f} ms")


if __name__ == "__main__":
    main()
