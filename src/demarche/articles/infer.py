"""Bound the day of a page that does not print it, every cut with its sentence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from demarche.articles.days import ALL_DAYS, Days, common, not_before, on_weekday, without_month
from demarche.articles.evidence import (
    Cut,
    DatingWords,
    Sentence,
    bound_cuts,
    date_cuts,
    dating_words,
    event_cuts,
    lead_weekday,
    made_cut,
    month_ahead,
    sentences_of,
)
from demarche.articles.holders import holder_cuts, office_terms
from demarche.articles.stamps import find_stamps
from demarche.tables import Tables
from demarche.types import Article, DateEvidence, Publication

_NARROW = 45
"""A best day is only named where no more days than this are left from first to last."""


def infer_publication(article: Article, *, fetched: date | None, tables: Tables) -> Publication:
    """Return the interval that the page's own words leave, and a best day where they leave few."""
    words = tables.derive(dating_words)
    sentences = sentences_of(article.text, article.paragraphs)
    cuts = [
        *bound_cuts(article.dates, fetched),
        *event_cuts(sentences, words=words),
        *holder_cuts(sentences, words=words, terms=tables.derive(office_terms)),
        *date_cuts(sentences, words=words),
    ]
    days, applied = cut_down(cuts)
    days, applied = _months_ahead(days, applied, sentences, words)
    evidence = [cut.evidence for cut in applied]
    best, basis, more = _best_day(article, days, applied, sentences=sentences, words=words)
    found = replace(
        article.published,
        value=best,
        earliest=days.first,
        latest=days.last,
        basis=basis,
        evidence=(*evidence, *more),
    )
    return found if evidence else article.published


def cut_down(cuts: Sequence[Cut]) -> tuple[Days, list[Cut]]:
    """Return the days left after all cuts that can hold together, and the cuts that took days away.

    Of two cuts that contradict each other the one of higher trust stands.
    """
    days = ALL_DAYS
    applied: list[Cut] = []
    for cut in sorted(cuts, key=lambda each: -each.trust):
        left = common(days, cut.days)
        if left.stretches and left != days:
            days = left
            applied.append(cut)
    return days, applied


def _months_ahead(
    days: Days, applied: list[Cut], sentences: Sequence[Sentence], words: DatingWords
) -> tuple[Days, list[Cut]]:
    """Take away the month that the text looks ahead to by name: it is not said within the month."""
    if days.size > 800:
        return days, applied
    for sentence in sentences:
        month = month_ahead(sentence, words=words)
        left = without_month(days, month) if month else days
        if left.stretches and left != days:
            days = left
            reason = f"it looks ahead to month {month} by its name, so it is not of that month"
            applied.append(made_cut(reason, sentence, days=left, trust=3, basis="month ahead"))
    return days, applied


def _best_day(
    article: Article, days: Days, applied: Sequence[Cut], *, sentences: Sequence[Sentence], words: DatingWords
) -> tuple[date | None, str, tuple[DateEvidence, ...]]:
    """Return the likeliest day, its basis, and the evidence for it.

    News is fresh: the first day of the lead's weekday after the newest thing the text knows.
    """
    dated = _dateline_day(article, days, words)
    if dated:
        return dated, "inferred:dateline", ()
    first, last = days.first, days.last
    lead = lead_weekday(sentences, words=words)
    if first is None or last is None or (last - first).days > _NARROW or lead is None:
        return None, "inferred:interval", ()
    newest = [cut for cut in applied if cut.fresh and cut.evidence.earliest == first]
    weekday, sentence = lead
    on_day = common(on_weekday(days, weekday), not_before(first))
    if not newest or on_day.first is None:
        return None, "inferred:interval", ()
    reason = f"the lead speaks of a {on_day.first:%A}; {on_day.first} is the first after the newest event that it knows"
    evidence = DateEvidence(
        reason=reason,
        sentence=sentence.text,
        earliest=on_day.first,
        latest=on_day.last,
        span=sentence.span,
        basis="lead weekday",
    )
    return on_day.first, "inferred:weekday", (evidence,)


def _dateline_day(article: Article, days: Days, words: DatingWords) -> date | None:
    """Return the day of a dateline without year, where only one year is possible."""
    dateline = article.dateline
    stamp = (
        next(find_stamps(dateline.date_text, words=words.stamps), None)
        if dateline and dateline.date_text
        else None
    )
    if stamp is None or stamp.day is None or days.first is None or days.last is None:
        return None
    fits = [
        day
        for year in range(days.first.year, days.last.year + 1)
        if (day := replace(stamp, year=year).value) and days.first <= day <= days.last
    ]
    return fits[0] if len(fits) == 1 and days.last - days.first < timedelta(days=800) else None
