"""Fetch addresses politely and safely: public hosts only, robots.txt, one request a second, caps on size."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from demarche.errors import InputError, RefusedInputError
from demarche.pages.addresses import Resolve, checked_address, resolve
from demarche.pages.limits import Limits
from demarche.types import Page

if TYPE_CHECKING:
    import httpx
    from protego import Protego

AGENT = "demarche/2026.11 (news reader for research; respects robots.txt)"
_REDIRECTS = 5
_ROBOTS_AGE = 24 * 3600.0
_SECONDS = 60.0
"""A whole answer takes no longer than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address gave."""

    url: str
    """Where it ended after redirects."""
    status: int
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched: str = ""

    def described(self, page: Page) -> Page:
        """Return the page with what the answer knows of it: address, time, character set."""
        hints = dict(page.hints)
        kind = self.headers.get("content-type", "")
        if "charset=" in kind.lower():
            hints.setdefault("encoding", kind.lower().split("charset=")[1].split(";")[0].strip(" \"'"))
        return replace(page, url=page.url or self.url, fetched=page.fetched or self.fetched, hints=hints)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How hosts are asked."""

    agent: str = AGENT
    gap: float = 1.0
    """Seconds between two requests to one host, at least."""
    robots: bool = True
    allow_private: bool = False
    """For tests against a server on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a fetcher asks of the world; tests give their own."""

    resolve: Resolve = resolve
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time
    transport: "httpx.BaseTransport | None" = None


class Fetcher:
    """Fetches addresses one at a time; use as a context manager."""

    def __init__(
        self, *, limits: Limits | None = None, manners: Manners | None = None, outside: Outside | None = None
    ) -> None:
        import httpx

        self.limits = limits or Limits()
        self.manners = manners or Manners()
        self.outside = outside or Outside()
        self._client = httpx.Client(
            transport=self.outside.transport,
            headers={"User-Agent": self.manners.agent, "Accept-Encoding": "gzip"},
            timeout=20.0,
            follow_redirects=False,
            trust_env=False,  # a proxy would undo the check of the address
        )
        self._asked: dict[str, float] = {}
        self._gaps: dict[str, float] = {}
        self._robots: dict[str, tuple[float, Protego | None]] = {}

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Return what an address gives; raise :class:`InputError` where it gives no page or may not be asked."""
        answer = self.ask(url, headers=headers)
        if answer.status >= 300:
            raise InputError(url, f"answered with status {answer.status}")
        return answer

    def ask(self, url: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Return the answer whatever its status; redirects are followed, each one checked."""
        target = url
        for _ in range(_REDIRECTS + 1):
            if self.manners.robots and not self._allowed(target):
                raise RefusedInputError(target, "is not fetched: the site's robots.txt forbids it")
            answer = self._ask_once(target, headers or {})
            place = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not place:
                return answer
            target = urljoin(target, place)
        raise RefusedInputError(url, f"is not fetched: more than {_REDIRECTS} redirects")

    def _ask_once(self, url: str, headers: Mapping[str, str]) -> Answer:
        import httpx

        address = checked_address(url, resolve=self.outside.resolve, allow_private=self.manners.allow_private)
        host = urlsplit(url).netloc
        self._wait(host)
        # the checked address is the one connected to; the name goes into Host and into the certificate check
        pinned = httpx.URL(url).copy_with(host=address)
        request = self._client.build_request(
            "GET",
            pinned,
            headers={**headers, "Host": host},
            extensions={"sni_hostname": urlsplit(url).hostname or ""},
        )
        try:
            response = self._client.send(request, stream=True)
            content = self._read(response, url)
        except httpx.HTTPError as error:
            raise InputError(url, f"can't be fetched: {error or type(error).__name__}") from error
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.outside.now()))
        told = {key.lower(): value for key, value in response.headers.items()}
        return Answer(url=url, status=response.status_code, content=content, headers=told, fetched=when)

    def _read(self, response: "httpx.Response", url: str) -> bytes:
        """Return the body, decompressed; raise past the cap on bytes or time."""
        pieces: list[bytes] = []
        size = 0
        start = self.outside.clock()
        try:
            for piece in response.iter_bytes(1 << 16):
                pieces.append(piece)
                size += len(piece)
                if size > self.limits.feed_bytes:
                    raise RefusedInputError(url, f"is larger than {self.limits.feed_bytes:,} bytes")
                if self.outside.clock() - start > _SECONDS:
                    raise RefusedInputError(url, f"took longer than {_SECONDS:.0f} seconds")
        finally:
            response.close()
        return b"".join(pieces)

    def _wait(self, host: str) -> None:
        """Sleep until the host may be asked again."""
        gap = max(self.manners.gap, self._gaps.get(host, 0.0))
        last = self._asked.get(host)
        now = self.outside.clock()
        if last is not None and now - last < gap:
            self.outside.sleep(gap - (now - last))
        self._asked[host] = self.outside.clock()

    def _allowed(self, url: str) -> bool:
        """Return whether the site's robots.txt lets us ask for this address."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        known = self._robots.get(host)
        if known is None or self.outside.clock() - known[0] > _ROBOTS_AGE:
            known = (self.outside.clock(), self._read_robots(f"{host}/robots.txt"))
            self._robots[host] = known
        rules = known[1]
        if rules is None:
            return True
        delay = rules.crawl_delay(self.manners.agent)
        if delay:
            self._gaps[parts.netloc] = min(float(delay), 60.0)
        return bool(rules.can_fetch(url, self.manners.agent))

    def _read_robots(self, url: str) -> "Protego | None":
        """Return the rules; None where there are none. A site that can't say is not asked (RFC 9309)."""
        from protego import Protego

        answer = self._ask_once(url, {})
        if answer.status in (301, 302, 303, 307, 308) and answer.headers.get("location"):
            answer = self._ask_once(urljoin(url, answer.headers["location"]), {})
        if answer.status >= 500:
            return Protego.parse("User-agent: *\nDisallow: /")
        if answer.status >= 300:
            return None
        return Protego.parse(answer.content[:500_000].decode("utf-8", "replace"))
