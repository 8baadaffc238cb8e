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
    ParagraphKind.HEADER: DateRole.RELATED,
    ParagraphKind.DATELINE: DateRole.DATELINE,
}
_ORDER = (DateRole.CARRIER, DateRole.PUBLISHED, DateRole.URL, DateRole.UPDATED, DateRole.DATELINE)
_BYLINE = 120
"""Characters from which a byline is a note on the author, whose dates are not the page's."""
_UPDATED = re.compile(r"\b(?:updat|modif|refreshed)", re.I)
_PAIR = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{4}")
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
    before = 0
    for stamp in find_stamps(line, words=words):
        told = line[before : stamp.start]
        before = stamp.end
        if stamp.value is None:
            continue
        start = paragraph.span.start + stamp.start
        yield page_date(
            stamp,
            text=line[stamp.start : stamp.end],
            role=_role(paragraph, told),
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


def _role(paragraph: Paragraph, told: str) -> DateRole:
    """Return the role that the paragraph's kind gives, and the words before the stamp: "Updated: ..."."""
    if "clock" in paragraph.flags:
        return DateRole.CLOCK
    role = _ROLES.get(paragraph.kind, DateRole.BODY)
    long = paragraph.span.end - paragraph.span.start > _BYLINE
    if paragraph.kind is ParagraphKind.BYLINE and long:
        return DateRole.BODY
    if role is DateRole.PUBLISHED and _UPDATED.search(told):
        return DateRole.UPDATED
    return role


def date_of_url(url: str | None) -> date | None:
    """Return the day that an address carries: ``/2018/10/09/``, ``/201803161062594``."""
    match = _URL_DAY.search(url or "")
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def publish(
    dates: Sequence[PageDate], *, story: Span | None = None, month_first: bool = False
) -> Publication:
    """Return the day of publication that the stated dates give.

    ``story`` runs from the headline to the body: of several stamps the one nearest the headline is taken.
    ``month_first`` says how the outlet's country writes 04/03/2024, where nothing else on the page tells.
    """
    seen = [each.last for each in dates if each.role is DateRole.CLOCK]
    for role in _ORDER:
        fits = [each for each in dates if each.role is role and not any(each.first > day for day in seen)]
        if fits:
            taken = min(fits, key=lambda each: _distance(each, story))
            return _stated(taken, dates, month_first=month_first)
    return Publication(refused=tuple(each for each in dates if each.role is not DateRole.BODY))


def _distance(found: PageDate, story: Span | None) -> tuple[int, int]:
    """Metadata first, then stamps before the body, the nearest to the headline first, then those behind it."""
    if found.span is None or story is None:
        return 0, 0
    return (1 if found.span.start <= story.end else 2), abs(found.span.start - story.start)


def _stated(taken: PageDate, dates: Sequence[PageDate], *, month_first: bool) -> Publication:
    day = taken.first if taken.first == taken.last else _settled(taken, dates, month_first=month_first)
    refused = tuple(each for each in dates if each.role is not DateRole.BODY and each.first != taken.first)
    return Publication(
        value=day,
        earliest=day,
        latest=day,
        basis=f"stated:{taken.role}",
        time=taken.time,
        zone=taken.zone,
        refused=refused,
    )


def _settled(taken: PageDate, dates: Sequence[PageDate], *, month_first: bool) -> date:
    """Return which day 04/03/2024 is: the one that stands elsewhere on the page, else as the country writes."""
    both = (taken.first, taken.last)
    for other in dates:
        if other.first == other.last and other.first in both:
            return other.first
    first, second = (int(number) for number in _PAIR.findall(taken.text)[0])
    month = first if month_first else second
    return next((day for day in both if day.month == month), taken.first)
