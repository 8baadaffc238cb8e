"""Read an HTML page: body by trafilatura in precision mode, the rest by element and class names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.articles.lines import clean_breaks, split_lines
from demarche.articles.metadata import Metadata, read_metadata
from demarche.articles.nudges import nudge_words, shapes_of
from demarche.errors import RefusedInputError
from demarche.tables import Tables
from demarche.types import Paragraph, ParagraphKind, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Piece = tuple[ParagraphKind, str]
ClassRules = Sequence[tuple[str, ParagraphKind]]
_NOISE = re.compile(r"<(script|style|svg)\b([^>]{0,500})>|<!--", re.I)
_CLOSING = {
    tag: re.compile(rf"</{tag}\s*>" if tag != "--" else "-->", re.I)
    for tag in ("script", "style", "svg", "--")
}
_MARKS = 120_000
"""Opening and closing tags of a page; beyond that parsing takes minutes."""
_DEEP = 3_000
"""Elements open at once."""
_OUT_OF_BODY = frozenset({"related", "promo", "comments", "caption"})
"""What a line of the extracted body may turn out to be by its shape."""
_SURE = 3.0
_TAGS = {"figcaption": ParagraphKind.CAPTION, "time": ParagraphKind.DATE}
_LONGEST, _MOST = 400, 80
"""Characters of a piece of furniture that is kept, and how many pieces."""
_SHORT_BODY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlPage:
    """An HTML page, read."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata


def read_html(html: str, *, name: str, url: str | None, tables: Tables) -> HtmlPage:
    """Return the article of an HTML page as paragraphs: title, body, then the furniture that was told apart."""
    check_size(html, name=name)
    metadata = read_metadata(html)
    plain = without_noise(html)
    tree = parse(plain)
    told = tuple(furniture(tree, tables=tables)) if tree is not None else ()
    body = extract_body(plain if tree is None else tree, url=url)
    if len(body) < _SHORT_BODY and len(metadata.body or "") > len(body):
        body = metadata.body or ""
    pieces: list[Piece] = [(ParagraphKind.TITLE, metadata.title)] if metadata.title else []
    pieces.extend(body_pieces(body, title=metadata.title, tables=tables))
    known = {piece for _, piece in pieces}
    pieces.extend((kind, words) for kind, words in told if words not in known)
    text, paragraphs = put_together(pieces)
    return HtmlPage(text=text, paragraphs=paragraphs, metadata=metadata)


def guessed_day(html: str) -> str | None:
    """Return the day that htmldate finds in a page that states none; a first of January is a bare year."""
    from htmldate import find_date

    found = find_date(html, original_date=True, extensive_search=False)
    return None if found is None or found.endswith("-01-01") else found


def check_size(html: str, *, name: str) -> None:
    """Raise where a page has so many or so deep elements that parsing it would take minutes."""
    marks = html.count("<")
    if marks > _MARKS:
        raise RefusedInputError(name, f"has {marks:,} tags; at most {_MARKS:,} are read")
    if marks < 2 * _DEEP:
        return
    depth = deepest = 0
    for match in re.finditer(
        r"<(/?)(?:div|span|p|b|i|font|ul|li|table|td|section|blockquote|a)\b", html, re.I
    ):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEP:
        raise RefusedInputError(name, f"has elements {deepest:,} deep; at most {_DEEP:,} are read")


def without_noise(html: str) -> str:
    """Return the page without scripts (but JSON-LD), styles, drawings, comments; in one pass, however broken."""
    pieces: list[str] = []
    at = 0
    unclosed: set[str] = set()
    for match in _NOISE.finditer(html):
        tag = (match[1] or "--").lower()
        if match.start() < at or tag in unclosed or "ld+json" in (match[2] or "").lower():
            continue
        end = _CLOSING[tag].search(html, match.end())
        if end is None:
            unclosed.add(tag)
            continue
        pieces.append(html[at : match.start()])
        at = end.end()
    return "".join((*pieces, html[at:]))


def parse(html: str) -> "HtmlElement | None":
    """Return the page's tree; None where there is none to be made."""
    from trafilatura import load_html

    return load_html(html)


def extract_body(html: "str | HtmlElement", *, url: str | None = None) -> str:
    """Return the article's text as trafilatura's precision mode gives it."""
    import trafilatura

    return trafilatura.extract(html, url=url, favor_precision=True, include_comments=False) or ""


def body_pieces(body: str, *, title: str | None, tables: Tables) -> Iterator[Piece]:
    """Yield the lines of the extracted text; those that are links or captions by their shape as such."""
    words = tables.derive(nudge_words)
    first = True
    for line in split_lines(clean_breaks(body)):
        if first and title and line.text.strip("# ") == title:
            continue
        first = False
        if len(line.text) > _LONGEST:
            yield ParagraphKind.BODY, line.text
            continue
        told = [
            label
            for label, weight in shapes_of(line, words=words)
            if weight >= _SURE and label in _OUT_OF_BODY
        ]
        yield (ParagraphKind(told[0]) if told else ParagraphKind.BODY), line.text


def class_rules(tables: Tables) -> tuple[tuple[str, ParagraphKind], ...]:
    """Return the parts of class names with their kinds (for ``tables.derive``)."""
    return tuple((row["words"], ParagraphKind(row["kind"])) for row in tables.rows("page_classes"))


def furniture(tree: "HtmlElement", *, tables: Tables) -> Iterator[Piece]:
    """Yield what stands in elements whose name or class tells their kind, each text once."""
    seen: set[str] = set()
    for kind, words in _told_elements(tree, tables.derive(class_rules)):
        if words not in seen:
            seen.add(words)
            yield kind, words
        if len(seen) >= _MOST:
            return


def _told_elements(tree: "HtmlElement", rules: ClassRules) -> Iterator[Piece]:
    taken: set[object] = set()
    known: dict[str, ParagraphKind | None] = {}
    for element in tree.iter():
        if element.getparent() in taken:
            taken.add(element)
            continue
        kind = _kind_of(element, rules, known)
        if kind is None:
            continue
        words = _words_of(element)
        if 2 < len(words) <= _LONGEST:
            taken.add(element)
            yield kind, words


def _words_of(element: "HtmlElement") -> str:
    """Return the text of an element, or enough of it to see that it is too long."""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext():
        pieces.append(piece)
        size += len(piece.strip())
        if size > _LONGEST:
            break
    return " ".join(" ".join(pieces).split())


def _kind_of(
    element: "HtmlElement", rules: ClassRules, known: dict[str, ParagraphKind | None]
) -> ParagraphKind | None:
    if not isinstance(element.tag, str) or element.tag in ("body", "html", "article", "main", "meta", "link"):
        return None
    if element.tag in _TAGS:
        return _TAGS[element.tag]
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names not in known:
        lowered = names[:200].lower()
        known[names] = next((kind for words, kind in rules if words in lowered), None)
    return known[names]


def put_together(pieces: Sequence[Piece]) -> tuple[str, tuple[Paragraph, ...]]:
    """Return the pieces as one text, a line each, with their spans."""
    paragraphs: list[Paragraph] = []
    words: list[str] = []
    at = 0
    for kind, piece in pieces:
        line = piece.strip()
        paragraphs.append(Paragraph(span=Span(start=at, end=at + len(line)), kind=kind))
        words.append(line)
        at += len(line) + 1
    return "\n".join(words), tuple(paragraphs)
