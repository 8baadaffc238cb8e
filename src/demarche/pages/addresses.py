"""Which addresses may be asked: public ones only, checked after the name is resolved."""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from demarche.errors import RefusedInputError

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the network addresses of a host name."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the network addresses of a host, as the system gives them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Return whether a network address is one that anybody on the internet may ask.

    Private, loopback, link-local (cloud metadata), multicast and reserved addresses are not; an IPv6 address
    that carries an IPv4 one is judged by it.
    """
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    return (
        parsed.is_global and not parsed.is_multicast and not parsed.is_reserved and not parsed.is_link_local
    )


def checked_address(url: str, *, resolve: Resolve, allow_private: bool = False) -> str:
    """Return the network address to connect to for a URL; raise where the URL may not be asked.

    Every address that the name resolves to must be public, so that a later look-up can't give another.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise RefusedInputError(url, f"is not fetched: the scheme is {parts.scheme!r}, not http or https")
    if not parts.hostname or parts.username is not None:
        raise RefusedInputError(url, "is not fetched: it has no plain host name")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise RefusedInputError(url, "is not fetched: its port is no number") from error
    found = resolve(parts.hostname, port)
    if not found:
        raise RefusedInputError(url, "is not fetched: the host is not known")
    refused = [address for address in found if not is_public(address)]
    if refused and not allow_private:
        raise RefusedInputError(url, f"is not fetched: the host leads to {refused[0]}, which is not public")
    return found[0]
