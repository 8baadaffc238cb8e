"""Make pages and problems: what every way of opening gives back."""

import hashlib
from collections.abc import Mapping

from demarche.errors import InputError
from demarche.pages import sniff as sniffing
from demarche.types import Page, Problem

_START = 8192


def make_page(
    content: bytes,
    *,
    name: str,
    html: bool | None = None,
    url: str | None = None,
    fetched: str | None = None,
    hints: Mapping[str, str] | None = None,
) -> Page:
    """Return a page whose id is the hash of its bytes; ``html`` None tells the form from the content."""
    is_html = sniffing.sniff(content[:_START]) == "html" if html is None else html
    return Page(
        id=hashlib.blake2b(content, digest_size=12).hexdigest(),
        name=name,
        content=content,
        media_type="text/html" if is_html else "text/plain",
        url=url,
        fetched=fetched,
        hints=dict(hints or {}),
    )


def problem_of(error: InputError, *, stage: str = "pages") -> Problem:
    """Return an input error as a row."""
    return Problem(page=error.name, stage=stage, error=type(error).__name__, message=error.reason)
