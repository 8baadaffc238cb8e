"""Find every date on a page with its role, and the day of publication."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from demarche.articles.stamps import Stamp, StampWords, find_stamps, stamp_words
from demarche.tables import Tables
from demarche.types import DateRole, PageDate, Paragraph, ParagraphKind, Publication, Span

_ROLES = {
    ParagraphKind.DATE: DateRole.PUBLISHED,
    ParagraphKind.BYLINE: DateRole.PUBLISHED,
    ParagraphKind.CAPTION: DateRole.CAPTION,
    ParagraphKind.CREDIT: DateRole.CAPTION,
    ParagraphKind.RELATED: DateRole.RELATED,
    ParagraphKind.PROMO: DateRole.RELATED,
    ParagraphKind.FOOTER: DateRole.RELATED,
    ParagraphKind.COMMENTS: DateRole.RELATED,
    ParagraphKind.HEADER: DateRole.CLOCK,
    ParagraphKind.DATELINE: DateRole.DATELINE,
}
_URL_DAY = re.compile(r"(?<!\d)(20[0-4]\d|19[89]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])")


def find_dates(text: str, paragraphs: Sequence[Paragraph], *, tables: Tables) -> tuple[PageDate, ...]:
    """Return the dates that stand in the paragraphs, with their roles."""
    words = tables.derive(stamp_words)
    found: list[PageDate] = []
    for paragraph in paragraphs:
        found.extend(_dates_of(text, paragraph, words))
    return tuple(found)


def _dates_of(text: str, paragraph: Paragraph, words: StampWords) -> Iterator[PageDate]:
    line = paragraph.span.of(text)
    for stamp in find_stamps(line, words=words):
        if stamp.value is None:
            continue
        start = paragraph.span.start + stamp.start
        yield page_date(
            stamp,
            text=line[stamp.start : stamp.end],
            role=_role(paragraph),
            span=Span(start=start, end=start + stamp.end - stamp.start),
        )


def page_date(
    stamp: Stamp, *, text: str, role: DateRole, span: Span | None = None, basis: str = ""
) -> PageDate:
    """Return a full stamp as a date of the page."""
    day = stamp.value
    assert day is not None
    days = sorted(each for each in (day, stamp.rival) if each)
    return PageDate(
        text=text,
        role=role,
        first=days[0],
        last=days[-1],
        span=span,
        time=stamp.time,
        zone=stamp.zone,
        basis=basis,
    )


def _role(paragraph: Paragraph) -> DateRole:
    if "clock" in paragraph.flags:
        return DateRole.CLOCK
    if "upd" in paragraph.flags and "pub" not in paragraph.flags:
        return DateRole.UPDATED
    return _ROLES.get(paragraph.kind, DateRole.BODY)


def date_of_url(url: str | None) -> date | None:
    """Return the day that an address carries: ``/2018/10/09/``, ``/201803161062594``."""
    match = _URL_DAY.search(url or "")
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def publish(dates: Sequence[PageDate]) -> Publication:
    """Return the day of publication that the stated dates give."""
    order = (DateRole.CARRIER, DateRole.PUBLISHED, DateRole.URL, DateRole.UPDATED, DateRole.DATELINE)
    for role in order:
        for found in dates:
            if found.role is role:
                return _stated(found, dates)
    return Publication(refused=tuple(each for each in dates if each.role is not DateRole.BODY))


def _stated(taken: PageDate, dates: Sequence[PageDate]) -> Publication:
    refused = tuple(each for each in dates if each.role is not DateRole.BODY and each.first != taken.first)
    return Publication(
        value=taken.first if taken.first == taken.last else None,
        earliest=taken.first,
        latest=taken.last,
        basis=f"stated:{taken.role}",
        time=taken.time,
        zone=taken.zone,
        refused=refused,
    )
