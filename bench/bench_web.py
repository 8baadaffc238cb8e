"""Server time of every page of the reading room, on a record of any size.

python bench/bench_web.py record.db [ROUNDS]
"""

import random
import statistics
import sys
import time
import warnings
from pathlib import Path
from urllib.parse import urlencode

warnings.simplefilter("ignore")
from starlette.testclient import TestClient  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.synthetic import COUNTRIES, KINDS, OUTLETS  # noqa: E402

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
    everything, firsts = [], []
    for address in addresses(path):
        spent = [ask(client, address) for _ in range(rounds)]
        everything += spent
        firsts.append(spent[0])
        print(f"{address:45} median {statistics.median(spent):7.0f} ms  worst {max(spent):7.0f} ms")
    varied = [ask(client, address) for address in varied_addresses(100)]
    print(f"p95 of all, {rounds} rounds: {p95(everything):.0f} ms")
    print(f"p95 of the first answers: {p95(firsts):.0f} ms")
    print(f"p95 of 100 searches with two or three filters, each asked once: {p95(varied):.0f} ms")


def ask(client: TestClient, address: str) -> float:
    """Return the milliseconds that an answer takes."""
    began = time.perf_counter()
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return (time.perf_counter() - began) * 1000


def varied_addresses(count: int) -> list[str]:
    """Return inbox pages with filters drawn by chance, the same ones each time."""
    chance = random.Random(1)
    values = {
        "actor": [country[0] for country in COUNTRIES],
        "recipient": [country[0] for country in COUNTRIES],
        "type": [kind[0] for kind in KINDS],
        "factuality": ["happened", "planned", "denied", "hoped"],
        "since": ["2007", "2012-06", "2018-03", "2024-11-05"],
        "outlet": list(OUTLETS),
    }
    found = []
    for _ in range(count):
        names = chance.sample(sorted(values), chance.choice((2, 2, 3)))
        found.append("/inbox?" + urlencode({name: chance.choice(values[name]) for name in names}))
    return found


def p95(spent: list[float]) -> float:
    """Return the time that 95 of 100 answers keep within."""
    return sorted(spent)[int(0.95 * len(spent))]


if __name__ == "__main__":
    main()
