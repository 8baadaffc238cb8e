"""Values as the words that a reader sees."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from demarche.store.values import StoredEvent

CHAIN_WORDS = (", quoting ", ", citing ")
"""What joins the speakers of a chain: the outermost quotes the next, who cites the one after."""


def day_text(first: date | str | None, last: date | str | None = None) -> str:
    """Return a day or an interval of days."""
    if first is None and last is None:
        return "no day told"
    if last is None or first == last:
        return str(first)
    return f"{first or '…'} to {last}"


def direction(event: StoredEvent) -> str:
    """Return "who → what → whom" as plain text."""
    who = ", ".join(event.actors) or "somebody"
    whom = f" → {', '.join(event.recipients)}" if event.recipients else ""
    return f"{who} → {event.type}{whom}"


def reports(event: StoredEvent) -> str:
    """Return how often an event is told, copies folded: "14 reports, 3 independent"."""
    told = f"{event.tellings} report{'' if event.tellings == 1 else 's'}"
    return told if event.tellings == 1 else f"{told}, {event.sources} independent"


def mark_spans(text: str, spans: Sequence[tuple[int, int, str, str]], start: int = 0) -> Markup:
    """Return text with marked stretches; a span is (start, end, class, title), later overlaps are left out."""
    out: list[Any] = []
    at = start
    for first, last, kind, title in sorted(spans, key=lambda span: (span[0], -span[1])):
        if first < at or last > start + len(text) or first >= last:
            continue
        out.append(escape(text[at - start : first - start]))
        words = text[first - start : last - start]
        out.append(Markup('<mark class="{}" title="{}">{}</mark>').format(kind, title, words))
        at = last
    out.append(escape(text[at - start :]))
    return Markup("").join(out)
