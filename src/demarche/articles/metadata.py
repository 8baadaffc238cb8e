"""Read what an HTML page says of itself: JSON-LD, meta tags, links."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from demarche.articles.titles import choose_title

_LD = re.compile(r"<script[^>]{0,200}ld\+json[^>]{0,200}>", re.I)
_LD_END = re.compile(r"</script", re.I)
_META = re.compile(r"<meta\s[^>]{5,2000}>", re.I)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TITLE = re.compile(r"<title[^>]{0,200}>", re.I)
_TITLE_END = re.compile(r"</title", re.I)
_HEADING, _HEADING_END = re.compile(r"<h1\b[^>]{0,500}>", re.I), re.compile(r"</h1", re.I)
_ANY_TAG = re.compile(r"<[^>]{0,500}>")
_CANONICAL = re.compile(r"<link\s[^>]{0,300}rel\s*=\s*[\"']?canonical[\"']?[^>]{0,2000}>", re.I)
_ARTICLES = re.compile(r"Article|Posting|Report$|Review$|ClaimReview", re.I)
_MAX_JSON = 2_000_000
_MAX_NODES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says of itself, with where each value stands."""

    title: str | None = None
    page_title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str = ""
    """``json-ld`` or the name of the meta tag."""
    updated: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    body: str | None = None
    """``articleBody`` of JSON-LD."""


def read_metadata(html: str) -> Metadata:
    """Return what an HTML page says of itself; JSON-LD is believed before meta tags."""
    article = _article_node(html)
    metas = _metas(html)
    published, origin = _published(article, metas)
    return Metadata(
        title=choose_title(
            headline=_text(article.get("headline")),
            social=metas.get("og:title"),
            heading=_between(html, _HEADING, _HEADING_END),
            site=metas.get("og:site_name"),
        ),
        page_title=_between(html, _TITLE, _TITLE_END),
        authors=tuple(_names(article.get("author"))) or _meta_authors(metas),
        published=published,
        published_from=origin,
        updated=_text(article.get("dateModified")) or metas.get("article:modified_time"),
        outlet=next(_names(article.get("publisher")), None) or metas.get("og:site_name"),
        url=_canonical(html) or metas.get("og:url"),
        language=_text(article.get("inLanguage")) or metas.get("og:locale"),
        body=_text(article.get("articleBody")),
    )


def _published(article: Mapping[str, object], metas: Mapping[str, str]) -> tuple[str | None, str]:
    stated = _text(article.get("datePublished"))
    if stated:
        return stated, "json-ld"
    for name in (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "article.published",
        "publish-date",
        "publishdate",
        "pubdate",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "cxenseparse:recs:publishtime",
        "date",
        "dc.date",
    ):
        if metas.get(name):
            return metas[name], name
    return None, ""


def _article_node(html: str) -> Mapping[str, object]:
    """Return the JSON-LD node of the article: the one with the most of what we want."""
    best: Mapping[str, object] = {}
    score = 0
    for node in _nodes(html):
        kind = node.get("@type")
        kinds = [str(each) for each in kind] if _is_list(kind) else [str(kind)]
        fits = any(_ARTICLES.search(each) for each in kinds)
        points = 10 * fits + sum(
            bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody")
        )
        if points > score and (fits or node.get("datePublished")):
            best, score = node, points
    return best


def _nodes(html: str) -> Iterator[Mapping[str, object]]:
    for block in _blocks(html):
        tree = _json(block)
        stack, seen = [tree], 0
        while stack and seen < _MAX_NODES:
            node = stack.pop()
            seen += 1
            if isinstance(node, dict):
                yield node
                stack.extend(
                    value
                    for key, value in node.items()
                    if key in ("@graph", "mainEntity", "mainEntityOfPage")
                )
            elif _is_list(node):
                stack.extend(reversed(node))


def _blocks(html: str) -> Iterator[str]:
    at = 0
    for match in _LD.finditer(html):
        if match.start() < at:
            continue
        end = _LD_END.search(html, match.end())
        if end is None:
            return
        at = end.end()
        yield html[match.end() : end.start()]


def _json(block: str) -> object:
    text = block.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    if len(text) > _MAX_JSON:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _text(value: object) -> str | None:
    if _is_list(value) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    return _plain(value) or None


def _names(value: object) -> Iterator[str]:
    for entry in value if _is_list(value) else [value]:
        name = _text(entry)
        if name and not name.startswith("http"):
            yield name


def _metas(html: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for tag in _META.findall(html[:400_000]):
        pairs = {key.lower(): a or b or c for key, a, b, c in _ATTRIBUTE.findall(tag)}
        name = pairs.get("property") or pairs.get("name") or pairs.get("itemprop")
        if name and pairs.get("content"):
            found.setdefault(name.lower(), _plain(pairs["content"]))
    return found


def _meta_authors(metas: Mapping[str, str]) -> tuple[str, ...]:
    author = metas.get("author") or metas.get("byl") or metas.get("article:author")
    if not author or author.startswith("http"):
        return ()
    return (author,)


def _between(html: str, start: re.Pattern[str], end: re.Pattern[str]) -> str | None:
    """Return the words between the first opening tag and its end."""
    opens = start.search(html)
    closes = end.search(html, opens.end()) if opens else None
    if opens is None or closes is None:
        return None
    return _plain(_ANY_TAG.sub(" ", html[opens.end() : closes.start()][:2000])) or None


def _canonical(html: str) -> str | None:
    match = _CANONICAL.search(html[:400_000])
    if match is None:
        return None
    pairs = {key.lower(): a or b or c for key, a, b, c in _ATTRIBUTE.findall(match.group(0))}
    address = pairs.get("href", "")
    return address if address.startswith("http") else None


def _plain(text: str) -> str:
    from html import unescape

    return " ".join(unescape(unescape(text)).split())
