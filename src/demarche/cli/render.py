"""Readings and records as text that a person reads."""

import textwrap
from collections.abc import Iterator, Sequence

import click

from demarche.types import Article, Problem, Publication, Reading, Record, RecordParty

_WIDTH = 100
_COLOURS = {
    "happened": "green",
    "ongoing": "green",
    "planned": "blue",
    "hoped": "cyan",
    "proposed": "cyan",
    "hypothetical": "yellow",
    "denied": "red",
    "refused": "red",
    "ended": "magenta",
}


def page_lines(reading: Reading, records: Sequence[Record]) -> Iterator[str]:
    """Yield a page as text: title, date with its reason, then one block a record."""
    article = reading.article
    yield click.style(article.title or reading.name or "(no title)", bold=True)
    yield f"  page {reading.name}  ·  {_origin(article)}"
    yield from _wrapped(f"  date {date_text(article.published)}", indent="       ")
    for problem in reading.problems:
        yield click.style(f"  {problem.message}", fg="yellow")
    if not records and not reading.problems:
        yield "  no event: nothing on this page is an act between political actors"
    sentence = None
    for record in records:
        if record.sentence != sentence:
            sentence = record.sentence
            yield ""
            yield from _wrapped(f"  “{' '.join(sentence.split())}”", indent="   ")
        yield from record_lines(record)
    yield ""


def record_lines(record: Record) -> Iterator[str]:
    """Yield one record: who → what → whom, then when, factuality, according to whom, place."""
    what = click.style(record.type + (f"/{record.mode}" if record.mode else ""), bold=True)
    line = f"    {parties_text(record.actors)} → {what}"
    if record.recipients:
        line += f" → {parties_text(record.recipients)}"
    yield f"{line}   [{record.event_id[:6]}]"
    facts = [click.style(record.factuality, fg=_COLOURS.get(record.factuality))]
    facts.append(f"when: {when_text(record)}")
    if record.according_to:
        facts.append("according to " + ", citing ".join(record.according_to))
    if record.place:
        facts.append(f"at {record.place}")
    yield f"      {'  ·  '.join(facts)}"


def parties_text(parties: Sequence[RecordParty]) -> str:
    """Return a side of a record: names with country and sector."""
    if not parties:
        return "(nobody named)"
    shown = []
    for party in parties:
        code = " ".join(part for part in (party.country, party.sector) if part)
        implied = ", implied" if party.text is None else ""
        shown.append(f"{party.actor} ({code}{implied})" if code or implied else party.actor)
    return ", ".join(shown)


def when_text(record: Record) -> str:
    """Return the record's time as days, with the words behind it."""
    words = f" (“{record.when_text}”)" if record.when_text else ""
    if record.when_first is None and record.when_last is None:
        return f"not said{words}" if not words else f"undated{words}"
    if record.when_first == record.when_last:
        return f"{record.when_first}{words}"
    return f"{record.when_first or '…'} to {record.when_last or '…'}{words}"


def date_text(published: Publication) -> str:
    """Return the publication date with the reason for it."""
    interval = ""
    if published.earliest != published.latest or published.value is None:
        interval = f"between {published.earliest or '…'} and {published.latest or '…'}"
    if published.value is None and published.earliest is None and published.latest is None:
        return "undated: nothing on the page tells its day"
    value = str(published.value) if published.value else ""
    text = ", ".join(part for part in (value, interval) if part) + f"  ({published.basis})"
    reasons = "; ".join(f"{cut.reason} [“{_short(cut.sentence)}”]" for cut in published.evidence[:6])
    rivals = "; ".join(f"not {date.first} ({date.role})" for date in published.refused[:3])
    return text + (f": {reasons}" if reasons else "") + (f"; {rivals}" if rivals else "")


def problem_line(problem: Problem) -> str:
    """Return a problem as one line: page, stage, reason."""
    reason = " ".join(problem.message.split()) if problem.stage != "pipeline" else problem.message
    return f"{problem.page}: {reason} [{problem.error}]"


def _origin(article: Article) -> str:
    parts = [article.outlet, article.agency, article.dateline.place if article.dateline else None]
    named = ", ".join(dict.fromkeys(part for part in parts if part))
    return f"{article.form}" + (f", {named}" if named else "")


def _short(sentence: str) -> str:
    return textwrap.shorten(sentence, 70, placeholder=" …")


def _wrapped(text: str, *, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_long_words=False) or [text]
