"""Values as the words that a reader sees."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from demarche.store.values import StoredEvent
from demarche.types import Telling

Span = tuple[int, int, str, str]
"""First character, one past the last, class, title."""
QUOTE = "quote"
CHAIN_WORDS = (", quoting ", ", citing ")
"""What joins the speakers of a chain: the outermost quotes the next, who cites the one after."""


def day_text(first: date | str | None, last: date | str | None = None) -> str:
    """Return a day or an interval of days."""
    if first is None and last is None:
        return "no day told"
    if last is None or first == last:
        return str(first)
    return f"{first or '…'} to {last}"


def speakers(telling: Telling) -> tuple[str, ...]:
    """Return the chain of who tells it, from the outlet or agency inwards; nobody where the page alone does."""
    inner = telling.record.according_to
    outer = telling.page.outlet or telling.page.agency
    return (outer, *inner) if outer and inner else inner


def direction(event: StoredEvent) -> str:
    """Return "who → what → whom" as plain text."""
    who = ", ".join(event.actors) or "somebody"
    whom = f" → {', '.join(event.recipients)}" if event.recipients else ""
    return f"{who} → {event.type}{whom}"


def reports(event: StoredEvent) -> str:
    """Return how often an event is told, copies folded: "14 reports, 3 independent"."""
    told = f"{event.tellings} report{'' if event.tellings == 1 else 's'}"
    return told if event.tellings == 1 else f"{told}, {event.sources} independent"


def party_names(text: str) -> str:
    """Return the names of a record's parties, which the record keeps as JSON."""
    return ", ".join(party["actor"] for party in json.loads(text or "[]")) or "nobody named"


def mark_spans(text: str, spans: Sequence[Span], start: int = 0) -> Markup:
    """Return text with marked stretches: quotes as bands, within and around them all other spans.

    Later overlaps of one kind are left out, and so is what crosses the edge of a quote.
    """
    out: list[Any] = []
    at = start
    for first, last, _, title in sorted(span for span in spans if span[2] == QUOTE):
        if first < at or last > start + len(text) or first >= last:
            continue
        out.append(_marked(text, spans, (start, at, first)))
        band = Markup('<span class="quote" title="{}">{}</span>')
        out.append(band.format(title, _marked(text, spans, (start, first, last))))
        at = last
    out.append(_marked(text, spans, (start, at, start + len(text))))
    return Markup("").join(out)


def _marked(text: str, spans: Sequence[Span], stretch: tuple[int, int, int]) -> Markup:
    """Return one stretch (start of the text, first, last) of a text with its spans marked."""
    start, at, end = stretch
    out: list[Any] = []
    for first, last, kind, title in sorted(spans, key=lambda span: (span[0], -span[1])):
        if kind == QUOTE or first < at or last > end or first >= last:
            continue
        out.append(escape(text[at - start : first - start]))
        words = text[first - start : last - start]
        out.append(Markup('<mark class="{}" title="{}">{}</mark>').format(kind, title, words))
        at = last
    out.append(escape(text[at - start : end - start]))
    return Markup("").join(out)
