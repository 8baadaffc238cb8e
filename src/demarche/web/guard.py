"""What every answer carries, and who may ask: strict content security policy, token beyond loopback."""

import hmac
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", "testserver"})
COOKIE = "demarche_token"

Next = Callable[[Request], Awaitable[object]]


class Guard:
    """ASGI middleware: security headers on all answers; host and token checks on all questions."""

    def __init__(self, app: ASGIApp, *, token: str | None, hosts: frozenset[str]) -> None:
        self.app = app
        self.token = token
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with a reason."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refused(Request(scope))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if self.token and not refused and Request(scope).query_params.get("token"):
                    headers.append("Set-Cookie", f"{COOKIE}={self.token}; HttpOnly; SameSite=Strict; Path=/")
            await send(message)

        if refused:
            await PlainTextResponse(refused, 403)(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)

    def _refused(self, request: Request) -> str | None:
        """Return why a question is refused, or None."""
        host = request.headers.get("host", "").rsplit(":", 1)[0].strip("[]")
        if self.token is None and host not in self.hosts:
            # a page elsewhere that points its own name at this machine must not read the record
            return f"this reading room answers to {', '.join(sorted(self.hosts))} only, not to {host!r}"
        if self.token is not None and not self._knows_token(request):
            return "a token is needed: open the address that `demarche serve` printed"
        if request.method == "POST" and not _same_origin(request.headers):
            return "a change must come from a page of this reading room"
        return None

    def _knows_token(self, request: Request) -> bool:
        given = request.query_params.get("token") or request.cookies.get(COOKIE) or ""
        return hmac.compare_digest(given.encode(), (self.token or "").encode())


def _same_origin(headers: Headers) -> bool:
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")
