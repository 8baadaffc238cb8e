"""Tell what an input is from its first bytes, not from its ending."""

import re

_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format 3", "a SQLite file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z file"),
    (b"Rar!", "a RAR file"),
)
CARRIERS = frozenset({"gzip", "zip", "warc", "parquet", "feed", "opml", "sitemap", "json", "jsonl", "csv"})
PAGES = frozenset({"html", "text"})
_ROOT = re.compile(rb"<\s*(?:[a-z0-9]+:)?(rss|feed|rdf|opml|urlset|sitemapindex|html|svg)\b", re.I)
_HTML = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|article|div|p|span|meta|script|table|h1|br)[\s/>]", re.I
)
_ROOT_FORM = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"opml": "opml",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
    b"html": "html",
    b"svg": "an SVG image",
}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TEXT_COLUMNS = frozenset(
    [
        "text",
        "body",
        "content",
        "article",
        "articlebody",
        "article_text",
        "maintext",
        "main_text",
        "story",
        "fulltext",
        "full_text",
        "news",
        "description",
        "summary",
    ]
)
_COLUMNS = _TEXT_COLUMNS | frozenset(
    ["title", "headline", "url", "link", "date", "published", "source", "outlet", "author", "id"]
)


def sniff(start: bytes) -> str:
    """Return the form of an input from its first bytes: a carrier, ``html``, ``text``, or what was found."""
    for magic, form in _MAGIC:
        if start.startswith(magic):
            return form
    if b"\x00" in start and not start.startswith(_BOMS[1:]):
        return "binary data" if not _wide(start) else "text"
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] in (b"{", b"["):
        return _json_form(head)
    if head[:1] == b"<":
        return _markup_form(head)
    if _is_csv(head):
        return "csv"
    if len(_HTML.findall(start)) >= 3:
        return "html"
    return "text"


def _wide(start: bytes) -> bool:
    """Return whether the bytes look like UTF-16 without a byte order mark."""
    odd, even = start[1::2], start[0::2]
    return bool(odd) and (odd.count(0) > 0.7 * len(odd) or even.count(0) > 0.7 * len(even))


def _json_form(head: bytes) -> str:
    if b"jsonfeed.org/version" in head[:4000]:
        return "feed"
    if head[:1] == b"[":
        return "json" if re.match(rb"\[\s*[\[{\]]", head) else "text"
    if not re.match(rb'\{\s*["}]', head):
        return "text"
    line = head.split(b"\n", 1)
    whole = line[0].rstrip().endswith(b"}")
    return "jsonl" if whole and len(line) > 1 and line[1].lstrip()[:1] in (b"{", b"") else "json"


def _markup_form(head: bytes) -> str:
    root = _ROOT.search(head[:4000])
    first = _HTML.search(head[:4000])
    if root and (first is None or root.start() <= first.start()):
        return _ROOT_FORM[root.group(1).lower()]
    if first:
        return "html"
    return "an XML file" if head.startswith(b"<?xml") else "text"


def _is_csv(head: bytes) -> bool:
    """Return whether the first line is a header of columns that name a text."""
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace").strip().lower()
    for mark in "\t,;|":
        cells = [cell.strip().strip("\"'") for cell in line.split(mark)]
        known = [cell for cell in cells if cell.replace(" ", "_") in _COLUMNS]
        if (
            len(cells) > 1
            and len(known) >= 2
            and any(cell in _TEXT_COLUMNS or cell in ("url", "link") for cell in known)
        ):
            return all(len(cell) < 40 for cell in cells)
    return False
