"""Turn a page's bytes into text, and say how."""

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,40})", re.I)
_SAME_AS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}
"""Browsers read these labels as Windows' western set (WHATWG encoding standard)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text of a page with the character set it was read in."""

    text: str
    encoding: str
    damaged: bool = False
    """Characters were lost, here or before us (U+FFFD stands in the text)."""


def decode(content: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text: byte order mark, then the carrier's word, then ``<meta>``, then UTF-8, then a guess."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _decoded(content.removeprefix(codecs.BOM_UTF8), name)
    found = _META.search(content[:4096])
    for label in (declared, found.group(1).decode("ascii") if found else None, "utf-8"):
        known = _known(label)
        if known and _fits(content, known):
            return _decoded(content, known)
    return _decoded(content, _guess(content))


def _known(label: str | None) -> str | None:
    lowered = (label or "").strip().lower()
    lowered = _SAME_AS.get(lowered, lowered)
    try:
        return codecs.lookup(lowered).name
    except (LookupError, ValueError):
        return None


def _fits(content: bytes, name: str) -> bool:
    try:
        content.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _guess(content: bytes) -> str:
    damaged = content.decode("utf-8", "replace").count("\ufffd")
    if damaged * 200 < len(content):
        return "utf-8"  # UTF-8 with a few broken bytes, more likely than any other set
    from charset_normalizer import from_bytes

    best = from_bytes(content[:20_000]).best()
    return best.encoding if best else "cp1252"


def _decoded(content: bytes, name: str) -> Decoded:
    text = content.decode(name, "replace").lstrip("\ufeff").replace("\x00", "\ufffd")
    return Decoded(text=text, encoding=name, damaged="\ufffd" in text)
