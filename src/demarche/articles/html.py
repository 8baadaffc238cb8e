"""Read an HTML page: body by trafilatura in precision mode, the rest by what the page says of itself."""

from dataclasses import dataclass

from demarche.articles.lines import clean_breaks
from demarche.articles.metadata import Metadata, read_metadata
from demarche.types import Paragraph, ParagraphKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlPage:
    """An HTML page, read."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata


def read_html(html: str, *, url: str | None = None) -> HtmlPage:
    """Return the article of an HTML page as paragraphs."""
    metadata = read_metadata(html)
    body = extract_body(html, url=url)
    pieces: list[tuple[ParagraphKind, str]] = []
    if metadata.title:
        pieces.append((ParagraphKind.TITLE, metadata.title))
    pieces.extend((ParagraphKind.BODY, line) for line in clean_breaks(body).split("\n") if line.strip())
    text, paragraphs = put_together(pieces)
    return HtmlPage(text=text, paragraphs=paragraphs, metadata=metadata)


def extract_body(html: str, *, url: str | None = None) -> str:
    """Return the article's text as trafilatura's precision mode gives it."""
    import trafilatura

    found = trafilatura.extract(
        html, url=url, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
    )
    return found or ""


def put_together(pieces: list[tuple[ParagraphKind, str]]) -> tuple[str, tuple[Paragraph, ...]]:
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
