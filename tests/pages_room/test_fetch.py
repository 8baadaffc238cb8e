"""Fetching: public addresses only, politely, within caps; watching: only what is new."""

import time

import httpx
import pytest

from demarche.errors import InputError, RefusedInputError
from demarche.pages.addresses import checked_address, is_public
from demarche.pages.fetch import Answer, Fetcher, Manners, Outside
from demarche.pages.limits import Limits
from demarche.pages.watch import WatchState, retry_after, state_from_json, watch_feeds
from demarche.pages.worker import TimedWorker
from demarche.types import Page, Problem

TEXT = (
    "The two ministers met in Vienna on Friday and agreed to open a second crossing before the winter. " * 4
)
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>
<item><guid>1</guid><title>Pact</title><link>https://news.test/1</link><description>{TEXT}</description></item>
<item><guid>2</guid><title>Bare</title><link>https://news.test/2</link></item></channel></rss>"""


class World:
    """A pretended internet: answers by address, one public network address for every name, a clock that sleeps."""

    def __init__(self, answers: dict[str, httpx.Response], addresses: dict[str, str] | None = None) -> None:
        self.answers = answers
        self.addresses = addresses or {}
        self.asked: list[str] = []
        self.slept = 0.0
        self.requests: list[httpx.Request] = []

    def handle(self, request: httpx.Request) -> httpx.Response:
        address = f"{request.url.scheme}://{request.headers['host']}{request.url.path}"
        self.asked.append(address)
        self.requests.append(request)
        found = self.answers.get(address)
        if found is None:
            return httpx.Response(404)
        return httpx.Response(found.status_code, headers=found.headers, content=found.content)

    def outside(self) -> Outside:
        return Outside(
            resolve=lambda host, port: (self.addresses.get(host, "93.184.216.34"),),
            clock=lambda: self.slept,
            sleep=self.sleep,
            now=lambda: 1_600_000_000.0 + self.slept,
            transport=httpx.MockTransport(self.handle),
        )

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


def fetcher(world: World, *, robots: bool = False) -> Fetcher:
    return Fetcher(limits=Limits(feed_bytes=100_000), manners=Manners(robots=robots), outside=world.outside())


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "not an address",
    ],
)  # fmt: skip
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.test/",
        "http://user:word@news.test/",
        "http:///x",
        "http://news.test:x/",
    ],
)
def test_addresses_that_are_no_plain_web_address_are_refused(url: str) -> None:
    with pytest.raises(RefusedInputError):
        checked_address(url, resolve=lambda host, port: ("93.184.216.34",))


def test_a_name_with_one_private_address_is_refused() -> None:
    with pytest.raises(RefusedInputError, match="not public"):
        checked_address("http://news.test/", resolve=lambda host, port: ("93.184.216.34", "10.0.0.1"))


def test_the_checked_address_is_the_one_connected_to() -> None:
    world = World({"https://news.test/1": httpx.Response(200, text=TEXT)})

    answer = fetcher(world).fetch("https://news.test/1")

    assert answer.content.decode() == TEXT
    assert world.requests[0].url.host == "93.184.216.34"
    assert world.requests[0].extensions["sni_hostname"] == "news.test"


def test_a_redirect_to_a_private_host_is_refused() -> None:
    world = World(
        {"http://news.test/1": httpx.Response(302, headers={"location": "http://inside.test/meta"})},
        {"inside.test": "169.254.169.254"},
    )

    with pytest.raises(RefusedInputError, match=r"169\.254"):
        fetcher(world).fetch("http://news.test/1")
    assert world.asked == ["http://news.test/1"]


def test_endless_redirects_end() -> None:
    world = World({"http://news.test/1": httpx.Response(302, headers={"location": "/1"})})

    with pytest.raises(RefusedInputError, match="redirects"):
        fetcher(world).fetch("http://news.test/1")


def test_an_answer_past_the_cap_is_refused() -> None:
    world = World({"http://news.test/1": httpx.Response(200, content=b"x" * 200_000)})

    with pytest.raises(RefusedInputError, match="larger than"):
        fetcher(world).fetch("http://news.test/1")


def test_robots_are_respected_and_read_once() -> None:
    robots = httpx.Response(200, text="User-agent: *\nDisallow: /secret\nCrawl-delay: 7")
    world = World(
        {"http://news.test/robots.txt": robots, "http://news.test/1": httpx.Response(200, text=TEXT)}
    )
    polite = fetcher(world, robots=True)

    with pytest.raises(RefusedInputError, match=r"robots\.txt"):
        polite.fetch("http://news.test/secret/1")
    polite.fetch("http://news.test/1")

    assert world.asked == ["http://news.test/robots.txt", "http://news.test/1"]
    assert world.slept >= 7


def test_a_host_is_asked_once_a_second() -> None:
    world = World({"http://news.test/1": httpx.Response(200, text=TEXT)})
    polite = fetcher(world)

    for _ in range(4):
        polite.fetch("http://news.test/1")

    assert world.slept == pytest.approx(3.0)


def test_an_error_status_is_an_input_error() -> None:
    with pytest.raises(InputError, match="status 404"):
        fetcher(World({})).fetch("http://news.test/none")


def test_a_watched_feed_gives_each_item_once() -> None:
    page = httpx.Response(200, text=f"<html><body><p>{TEXT}</p></body></html>")
    feed = httpx.Response(200, text=FEED, headers={"etag": '"a"'})
    world = World({"https://news.test/feed": feed, "https://news.test/2": page})
    state = WatchState()

    first = list(watch_feeds(["https://news.test/feed"], state=state, fetcher=fetcher(world)))
    again = list(
        watch_feeds(
            ["https://news.test/feed"], state=state_from_json(state.to_json()), fetcher=fetcher(world)
        )
    )

    assert [each.name for each in first if isinstance(each, Page)] == [
        "https://news.test/1",
        "https://news.test/2",
    ]
    assert again == []
    assert world.requests[-1].headers["if-none-match"] == '"a"'


def test_a_feed_that_asks_for_rest_gets_it() -> None:
    world = World({"https://news.test/feed": httpx.Response(429, headers={"retry-after": "600"})})
    state = WatchState()

    (problem,) = watch_feeds(["https://news.test/feed"], state=state, fetcher=fetcher(world))
    later = list(watch_feeds(["https://news.test/feed"], state=state, fetcher=fetcher(world)))

    assert isinstance(problem, Problem)
    assert later == []
    assert len(world.asked) == 1


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("120", 120.0), ("Sun, 13 Sep 2020 12:27:40 GMT", 60.0), ("soon", 900.0), ("", 900.0)],
)
def test_retry_after_is_read_as_seconds_or_date(told: str, seconds: float) -> None:
    answer = Answer(url="https://news.test/", status=429, headers={"retry-after": told})

    assert retry_after(answer, now=1_600_000_000.0) == seconds


def sleep_for(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def test_a_call_that_takes_too_long_is_ended_and_the_next_one_runs() -> None:
    with TimedWorker(sleep_for, seconds=0.5) as worker:
        with pytest.raises(RefusedInputError, match="took longer"):
            worker.call(60.0, name="slow page")

        assert worker.call(0.0, name="quick page") == 0.0
