"""Turn a page into an article."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from demarche.articles.bylines import authors_of
from demarche.articles.dateline import agency_named, dateline_day, dateline_rules, read_dateline
from demarche.articles.dates import date_of_url, find_dates, page_date, publish
from demarche.articles.decode import decode
from demarche.articles.flat import Seen, read_flat
from demarche.articles.html import guessed_day, read_html
from demarche.articles.infer import infer_publication
from demarche.articles.language import name_language, sample_of
from demarche.articles.memory import SiteMemory
from demarche.articles.metadata import Metadata
from demarche.articles.outlets import outlet_of_text, outlet_of_url, writes_month_first
from demarche.articles.stamps import find_stamps, stamp_words
from demarche.errors import EmptyPageError
from demarche.tables import Tables
from demarche.types import Article, Dateline, DateRole, Page, PageDate, Paragraph, ParagraphKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the two kinds of page have in common once they are read."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    form: str
    metadata: Metadata


def read_article(page: Page, *, tables: Tables, memory: SiteMemory | None = None) -> Article:
    """Return the article of a page; raise :class:`EmptyPageError` where there are no words at all.

    With a memory, lines of a text page that stood on another page of its site are not taken for body.
    """
    decoded = decode(page.content, declared=page.hints.get("encoding"))
    parts = _read_parts(page, decoded.text, tables, memory)
    if not parts.paragraphs:
        raise EmptyPageError(page.name)
    url = page.url or parts.metadata.url
    dates = _outside_dates(page, parts.metadata, url, tables)
    dates += find_dates(parts.text, parts.paragraphs, tables=tables)
    if parts.form == "html" and publish(dates).value is None:
        dates += _guessed_dates(decoded.text, tables)
    dateline = read_dateline(parts.text, parts.paragraphs, tables=tables)
    dates += _dateline_dates(dateline, tables)
    article = Article(
        page_id=page.id,
        text=parts.text,
        paragraphs=parts.paragraphs,
        title=page.hints.get("title") or parts.metadata.title or _title(parts) or parts.metadata.page_title,
        outlet=page.hints.get("outlet")
        or parts.metadata.outlet
        or outlet_of_url(url, tables=tables)
        or outlet_of_text(parts.text, parts.paragraphs, tables=tables),
        authors=parts.metadata.authors or _authors(page, parts, tables),
        dates=dates,
        published=publish(dates, story=_story(parts), month_first=writes_month_first(url, tables=tables)),
        dateline=dateline,
        url=url,
        form=parts.form,
        basis=f"decoded as {decoded.encoding}" + (", damaged" if decoded.damaged else ""),
    )
    kinds = tuple((each.span.start, each.span.end, each.kind) for each in parts.paragraphs)
    language = name_language(sample_of(parts.text, kinds), tables=tables)
    article = replace(article, agency=_agency(article, tables), language=language)
    if article.published.earliest is not None:
        return article
    return replace(article, published=infer_publication(article, fetched=_fetched(page), tables=tables))


def _fetched(page: Page) -> date | None:
    try:
        return date.fromisoformat((page.fetched or "")[:10])
    except ValueError:
        return None


def _read_parts(page: Page, text: str, tables: Tables, memory: SiteMemory | None) -> _Parts:
    if page.media_type == "text/html":
        found = read_html(text, name=page.name, url=page.url, tables=tables)
        return _Parts(text=found.text, paragraphs=found.paragraphs, form="html", metadata=found.metadata)
    site = urlsplit(page.url or "").hostname or page.hints.get("outlet")
    seen = Seen(memory=memory, site=site, page_id=page.id) if memory and site else None
    flat = read_flat(text, name=page.name, tables=tables, seen=seen)
    return _Parts(text=flat.text, paragraphs=flat.paragraphs, form=flat.form, metadata=Metadata())


def _story(parts: _Parts) -> Span:
    """Return the stretch from the end of the headline (or the top of the body) to the body."""
    body = next((each.span.start for each in parts.paragraphs if each.kind is ParagraphKind.BODY), 0)
    titles = [
        each.span.end
        for each in parts.paragraphs
        if each.kind is ParagraphKind.TITLE and each.span.end < body
    ]
    return Span(start=titles[-1] if titles else body, end=body)


def _title(parts: _Parts) -> str | None:
    """Return the headline that stands nearest before the body."""
    found = None
    for paragraph in parts.paragraphs:
        if paragraph.kind is ParagraphKind.BODY and found:
            return found
        if paragraph.kind is ParagraphKind.TITLE:
            found = paragraph.span.of(parts.text)
    return found


def _authors(page: Page, parts: _Parts, tables: Tables) -> tuple[str, ...]:
    author = page.hints.get("author")
    if author:
        return (author,)
    return authors_of(parts.text, parts.paragraphs, rules=tables.derive(dateline_rules))


def _agency(article: Article, tables: Tables) -> str | None:
    """Return the agency of the dateline, else of the bylines."""
    if article.dateline and article.dateline.agency:
        return article.dateline.agency
    rules = tables.derive(dateline_rules)
    named = (ParagraphKind.BYLINE, ParagraphKind.DATE)
    bylines = [each.span.of(article.text) for each in article.paragraphs if each.kind in named]
    return next(
        (found for line in (*bylines, *article.authors) if (found := agency_named(line, rules=rules))), None
    )


def _guessed_dates(html: str, tables: Tables) -> tuple[PageDate, ...]:
    """Return the day that htmldate finds where the page states none."""
    stamp = next(find_stamps(guessed_day(html) or "", words=tables.derive(stamp_words)), None)
    if stamp is None or stamp.value is None:
        return ()
    return (page_date(stamp, text=str(stamp.value), role=DateRole.PUBLISHED, basis="htmldate"),)


def _dateline_dates(dateline: Dateline | None, tables: Tables) -> tuple[PageDate, ...]:
    day = dateline_day(dateline, words=tables.derive(stamp_words)) if dateline else None
    if dateline is None or day is None:
        return ()
    told = dateline.date_text or ""
    return (PageDate(text=told, role=DateRole.DATELINE, first=day, last=day, span=dateline.span),)


def _outside_dates(page: Page, metadata: Metadata, url: str | None, tables: Tables) -> tuple[PageDate, ...]:
    """Return the dates that do not stand in the text: the carrier's, the page's own metadata, the address."""
    found: list[PageDate] = []
    stated = (
        (page.hints.get("published"), DateRole.CARRIER, "carrier"),
        (metadata.published, DateRole.PUBLISHED, metadata.published_from),
        (metadata.updated, DateRole.UPDATED, "metadata"),
    )
    for text, role, basis in stated:
        stamp = next(find_stamps(text or "", words=tables.derive(stamp_words)), None)
        if stamp and stamp.value:
            found.append(page_date(stamp, text=text or "", role=role, basis=basis))
    day: date | None = date_of_url(url)
    if day:
        found.append(PageDate(text=url or "", role=DateRole.URL, first=day, last=day, basis="address"))
    return tuple(found)
