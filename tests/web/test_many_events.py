"""The reading room on a made-up record of 20,000 events, and with many readers at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from bench.synthetic import synthetic_pages
from starlette.testclient import TestClient

import demarche
from demarche.web import counts, create_app
from demarche.web.app import warm
from tests.web.serving import serving

ADDRESSES = (
    "/inbox",
    "/inbox?actor=RUS",
    "/inbox?actor=USA&type=ACCUSE&since=2018-03",
    "/inbox?about=UKR&factuality=denied",
    "/inbox?page=40",
    "/actors",
    "/actor/RUS",
    "/actor/Russia",
    "/dyad/USA/RUS",
    "/processes",
    "/calendar",
    "/map",
    "/map?actor=RUS",
    "/network",
    "/trends",
    "/trends?actor=RUS",
    "/trends?actor=RUS&factuality=denied",
    "/search?q=ceasefire",
    "/search?q=ceasefire&actor=RUS",
    "/claims",
    "/review",
    "/sources",
    "/data",
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "record.db"
    with demarche.connect(str(path)) as store:
        store.add_rows(synthetic_pages(20_000))
    return path


def test_every_page_answers_within_two_seconds(many: Path) -> None:
    app = create_app(str(many))
    warm(app)
    client = TestClient(app)
    for address in ADDRESSES:
        began = time.monotonic()
        answer = client.get(address)

        assert answer.status_code == 200, address
        assert time.monotonic() - began < 2, address


def test_the_pages_of_a_list_hold_different_events(many: Path) -> None:
    client = TestClient(create_app(str(many)))
    pages = [client.get(f"/inbox.json?actor=RUS&page={page}").json()["rows"] for page in (1, 2, 3)]
    ids = [row["event_id"] for rows in pages for row in rows]

    assert len(ids) == len(set(ids)) == 150


def test_counts_beside_a_filtered_list_agree_with_the_store(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "SECONDS", 10.0)
    client = TestClient(create_app(str(many)))
    with demarche.connect(str(many), read_only=True) as store:
        expected = len(store.events(actor="RUS", type="ACCUSE"))

    assert (
        client.get("/inbox.json?actor=RUS&type=ACCUSE").json()["title"] == f"{expected:,} events that match"
    )


def test_the_dyad_shows_what_both_do(many: Path) -> None:
    rows = TestClient(create_app(str(many))).get("/dyad/USA/RUS.json").json()["rows"]

    assert {(row["actors"][0], row["recipients"][0]) for row in rows} == {
        ("United States", "Russia"),
        ("Russia", "United States"),
    }


def test_fifty_readers_while_pages_are_being_read_into_the_store(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with demarche.connect(str(path)) as store:
        store.add_rows(synthetic_pages(500))
    done = threading.Event()

    def write() -> int:
        seed = 2
        with demarche.connect(str(path)) as store:
            while not done.is_set() and seed < 40:
                store.add_rows(synthetic_pages(200, seed=seed, prefix=f"later-{seed}"))
                seed += 1
        return seed

    def read(number: int) -> list[tuple[str, int]]:
        chosen = [ADDRESSES[(number + step * 7) % len(ADDRESSES)] for step in range(3)]
        return [(address, httpx.get(base + address, timeout=60).status_code) for address in chosen]

    with serving(path) as base, ThreadPoolExecutor(51) as pool:
        writing = pool.submit(write)
        answers = [answer for found in pool.map(read, range(50)) for answer in found]
        done.set()

    assert writing.result() > 2
    assert [answer for answer in answers if answer[1] != 200] == []


def test_counts_that_would_take_too_long_say_that_they_are_not_whole(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "LATEST", 10)
    answer = TestClient(create_app(str(many))).get("/inbox.json?actor=RUS&type=ACCUSE").json()

    assert answer["title"] == "at least 51 events that match"
    assert "of the latest 10 that fit." in answer["subtitle"]


def test_trends_tell_every_period_in_a_table(many: Path) -> None:
    client = TestClient(create_app(str(many)))

    assert '<th scope="row">2010</th>' in client.get("/trends").text
    assert len(client.get("/trends.json").json()["rows"]) > 100
