"""The reading room answers: pages in three forms, escaped, guarded, and clear about what is wrong."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import demarche
from demarche.pipeline import Pipeline
from demarche.types import Page
from demarche.web import create_app
from demarche.web.app import PAGES

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "</title><svg onload=alert(1)>",
    "'; DROP TABLE events; --",
)


@pytest.fixture
def client(record: Path) -> TestClient:
    return TestClient(create_app(str(record)))


def addresses(record: Path) -> list[str]:
    """One address for each kind of page."""
    with demarche.connect(str(record), read_only=True) as store:
        event = next(iter(store.events(limit=1)))
        page = store.query("SELECT page_id FROM page").rows[0][0]
        process = store.processes()[0].id
        pair = next(one for one in store.events() if one.actor_countries and one.recipient_countries)
    values = {
        "{first}": pair.actor_countries[0],
        "{second}": pair.recipient_countries[0],
    }
    found = []
    for pattern in PAGES:
        address = pattern
        for name, value in values.items():
            address = address.replace(name, value)
        ids = {"/event": event.id, "/docum": str(page), "/actor": "ARM", "/proce": process}
        found.append(address.replace("{id:path}", "{id}").replace("{id}", ids.get(address[:6], "")))
    return found


def test_every_page_is_there_in_three_forms(client: TestClient, record: Path) -> None:
    for address in addresses(record):
        for ending, kind in (("", "text/html"), (".json", "application/json"), (".csv", "text/csv")):
            answer = client.get(address + ending)

            assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, kind), address


def test_every_answer_carries_a_strict_policy_and_asks_no_third_party(
    client: TestClient, record: Path
) -> None:
    for address in addresses(record):
        answer = client.get(address)

        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert 'src="http' not in answer.text and 'href="http' not in answer.text, address
        assert "<style" not in answer.text and "onclick" not in answer.text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_a_page_stays_text(payload: str, tmp_path: Path, shared_pipeline: Pipeline) -> None:
    text = (
        f"Talks {payload} fail\nMay 12, 2023\n\n"
        f"PARIS - France rejected a German proposal on Friday, the {payload} ministry said. "
        f'"We reject {payload}," the French minister told reporters in Paris on Friday.\n'
    )
    page = Page(id="0" * 24, name="page.txt", content=text.encode(), media_type="text/plain", url=payload)
    path = tmp_path / "record.db"
    with demarche.connect(str(path)) as store:
        store.add([shared_pipeline.read(page)])
        event_ids = [event.id for event in store.events()]
        page_id = store.query("SELECT page_id FROM page").rows[0][0]
    client = TestClient(create_app(str(path)))

    for address in ("/inbox", "/sources", f"/document/{page_id}", *(f"/event/{one}" for one in event_ids)):
        text = client.get(address).text

        assert "<script>alert" not in text and "<img src=x" not in text and "<svg onload" not in text
        assert 'href="javascript:' not in text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_a_question_stays_text(payload: str, client: TestClient) -> None:
    for address in ("/search?q=", "/inbox?actor=", "/data?sql=", "/map?place="):
        text = client.get(address + payload).text

        assert "<script>alert" not in text and "<img src=x" not in text and "<svg onload" not in text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/event/none", 404, "No event has the id"),
        ("/document/none", 404, "No page has the id"),
        ("/actor/Nobody", 404, "No actor"),
        ("/process/none", 404, "No process is called"),
        ("/nowhere", 404, "There is no page"),
        ("/inbox?since=soon", 400, "is no day; write YYYY-MM-DD"),
        ("/export/csv?since=soon", 400, "is no day; write YYYY-MM-DD"),
        ("/trends?until=never", 400, "is no day; write YYYY-MM-DD"),
        ("/data?sql=DELETE FROM events", 400, ""),
    ],
)
def test_what_is_wrong_is_explained_with_a_way_back(
    address: str, status: int, words: str, client: TestClient
) -> None:
    answer = client.get(address)

    assert answer.status_code == status
    assert words in answer.text and 'href="/inbox"' in answer.text


def test_sql_cannot_change_the_record(client: TestClient, record: Path) -> None:
    before = record.read_bytes()
    for sql in (
        "DELETE FROM events",
        "DROP TABLE pages",
        "PRAGMA journal_mode = DELETE",
        "ATTACH '/tmp/x.db' AS x",
    ):
        client.get("/data", params={"sql": sql})

    assert record.read_bytes() == before


def test_a_record_that_vanished_is_told_and_comes_back(own_record: Path) -> None:
    client = TestClient(create_app(str(own_record)))
    assert client.get("/inbox").status_code == 200
    kept = own_record.rename(own_record.with_suffix(".away"))

    gone = client.get("/inbox")
    kept.rename(own_record)

    assert (gone.status_code, "no such file now" in gone.text) == (503, True)
    assert client.get("/inbox").status_code == 200


def test_a_room_without_a_record_says_how_to_fill_it(tmp_path: Path) -> None:
    answer = TestClient(create_app(str(tmp_path / "none.db"))).get("/inbox")

    assert (answer.status_code, "demarche read PAGES --into" in answer.text) == (503, True)


def test_a_verdict_needs_a_room_opened_for_editing(client: TestClient) -> None:
    answer = client.post("/review/verdict", data={"record": "x", "verdict": "accept"})

    assert (answer.status_code, "start it with --edit" in answer.text) == (403, True)


def test_a_verdict_is_kept(own_record: Path) -> None:
    client = TestClient(create_app(str(own_record), edit=True))
    with demarche.connect(str(own_record), read_only=True) as store:
        record_id = store.records(limit=1)[0].id

    answer = client.post(
        "/review/verdict", data={"record": record_id, "verdict": "reject"}, follow_redirects=False
    )

    assert answer.status_code == 303
    with demarche.connect(str(own_record), read_only=True) as store:
        assert [(one.record, one.verdict) for one in store.verdicts()] == [(record_id, "reject")]


def test_a_change_from_elsewhere_is_refused(own_record: Path) -> None:
    client = TestClient(create_app(str(own_record), edit=True))

    answer = client.post(
        "/review/verdict",
        data={"record": "x", "verdict": "accept"},
        headers={"origin": "http://evil.example"},
    )

    assert answer.status_code == 403


def test_another_host_name_is_refused_on_loopback(client: TestClient) -> None:
    assert client.get("/inbox", headers={"host": "evil.example"}).status_code == 403


def test_beyond_loopback_a_token_is_needed(record: Path) -> None:
    client = TestClient(create_app(str(record), token="secret-token"))

    assert client.get("/inbox").status_code == 403
    assert client.get("/inbox?token=secret-token").status_code == 200
    assert client.get("/inbox").status_code == 200  # the cookie knows it now


def test_the_feed_and_the_calendar_file_are_well_formed(client: TestClient) -> None:
    from xml.etree import ElementTree

    feed = ElementTree.fromstring(client.get("/inbox.rss").content)

    assert len(feed.findall(".//item")) > 3
    assert client.get("/calendar.ics").text.startswith("BEGIN:VCALENDAR")


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed() -> None:
    from demarche.web.page import _safe

    assert _safe("=1+1") == "'=1+1"


def test_a_search_is_saved_and_its_events_are_marked_as_seen(own_record: Path) -> None:
    client = TestClient(create_app(str(own_record), edit=True))

    saved = client.post("/inbox/save", data={"name": "Armenia <b>", "actor": "ARM"})
    event = client.get("/inbox.json?saved=Armenia <b>").json()["rows"][0]["event_id"]
    marked = client.post("/inbox/seen", data={"saved": "Armenia <b>", "event": event})

    assert (saved.status_code, marked.status_code) == (200, 200)
    assert "Armenia &lt;b&gt;" in saved.text and "mark as seen" in saved.text
    assert marked.text.count("<small>seen</small>") == 1
    assert client.get("/inbox.rss?saved=Armenia <b>").text.count("<item>") > 1


@pytest.mark.parametrize(
    ("address", "data", "status"),
    [
        ("/inbox/save", {"actor": "ARM"}, 400),
        ("/inbox/seen", {"saved": "none", "event": "x"}, 404),
        ("/inbox/seen", {"saved": "none"}, 400),
        ("/review/verdict", {"record": "x", "verdict": "perhaps"}, 400),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    address: str, data: dict[str, str], status: int, own_record: Path
) -> None:
    client = TestClient(create_app(str(own_record), edit=True))

    assert client.post(address, data=data).status_code == status


def test_a_saved_search_that_is_not_there_is_told(client: TestClient) -> None:
    answer = client.get("/inbox?saved=none")

    assert (answer.status_code, "No saved search is called" in answer.text) == (404, True)


def test_a_read_only_room_saves_no_search(client: TestClient) -> None:
    assert client.post("/inbox/save", data={"name": "x"}).status_code == 403


def test_every_download_streams_the_record(client: TestClient) -> None:
    from demarche.web.views.export import STREAMED

    for name in STREAMED:
        answer = client.get(f"/export/{name}?all=1")

        assert answer.status_code == 200 and len(answer.content) > 100, name
        assert answer.headers["content-disposition"].startswith("attachment")
    assert client.get("/export/none").status_code == 404


def test_a_download_keeps_to_the_filters(client: TestClient) -> None:
    import json

    lines = [json.loads(line) for line in client.get("/export/jsonl?all=1&actor=ARM").text.splitlines()]
    everything = client.get("/export/jsonl?all=1").text.splitlines()

    assert 0 < len(lines) < len(everything)


def test_the_event_page_tells_why_and_in_all_codes(client: TestClient, record: Path) -> None:
    with demarche.connect(str(record), read_only=True) as store:
        event = next(one for one in store.events() if one.type == "REJECT")
    text = client.get(f"/event/{event.id}").text

    assert "its own example" in text and "CAMEO, GDELT, ICEWS" in text and "Goldstein" in text


def test_the_document_shows_furniture_quotes_and_what_dates_it(client: TestClient, record: Path) -> None:
    with demarche.connect(str(record), read_only=True) as store:
        page = store.query("SELECT page_id FROM page WHERE name LIKE '%seed.txt'").rows[0][0]
    text = client.get(f"/document/{page}").text

    assert 'class="furniture"' in text and 'class="quote"' in text
    assert "so it is no younger" in text and "Refused" in text


def test_an_actor_has_its_offices_by_period(client: TestClient) -> None:
    text = client.get("/actor/ARM").text

    assert "Offices by period" in text and "head of state" in text


def test_every_empty_page_says_what_would_fill_it(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    demarche.connect(str(path)).close()
    client = TestClient(create_app(str(path)))
    for address in PAGES:
        if "{" in address or address in ("/search", "/data"):
            continue
        answer = client.get(address)

        assert (answer.status_code, 'class="empty"' in answer.text) == (200, True), address


def test_no_page_carries_more_than_a_little_script(client: TestClient, record: Path) -> None:
    import re

    for address in addresses(record):
        scripts = set(re.findall(r'<script src="([^"]+)"', client.get(address).text))

        assert sum(len(client.get(script).content) for script in scripts) < 60_000


def test_a_replaced_record_is_shown(own_record: Path, tmp_path: Path) -> None:
    client = TestClient(create_app(str(own_record)))
    assert client.get("/inbox.json").json()["title"] != "0 events on record"
    empty = tmp_path / "empty.db"
    demarche.connect(str(empty)).close()
    for path in (own_record.with_name("record.db-wal"), own_record.with_name("record.db-shm")):
        path.unlink(missing_ok=True)
    empty.replace(own_record)

    assert client.get("/inbox.json").json()["title"] == "0 events on record"


def test_a_file_that_is_no_record_is_told(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_text("not a database, " * 100)
    answer = TestClient(create_app(str(path))).get("/inbox")

    assert (answer.status_code, "is not a record of demarche" in answer.text) == (503, True)
