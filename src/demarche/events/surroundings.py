"""Find the time and the place of an event in its own clause."""

from collections.abc import Iterable

from demarche.types import Analysis, Layers, Place, Span, Time, TimeType

FAR = 99


def governors(token: int, analysis: Analysis, stops: frozenset[int]) -> dict[int, int]:
    """Return the word and the words above it with their distance, as far as the first other event."""
    found = {token: 0}
    walker = token
    while analysis.head[walker] != walker and len(found) < 8:
        walker = analysis.head[walker]
        if walker in found:
            break
        found[walker] = len(found)
        if walker in stops:
            break
    return found


def anchor_token(span: Span, analysis: Analysis, first: int, last: int) -> int | None:
    """Return the head token of a span within a sentence."""
    inside = [t for t in range(first, last) if span.start <= analysis.start[t] < span.end]
    members = set(inside)
    return next((t for t in inside if analysis.head[t] not in members or analysis.head[t] == t), None)


def nearest_event(token: int, events: frozenset[int], analysis: Analysis) -> int | None:
    """Return the event word that a phrase hangs on: the first one on its way to the root."""
    walker = token
    for _ in range(12):
        if walker in events:
            return walker
        if analysis.head[walker] == walker:
            return None
        walker = analysis.head[walker]
    return None


def time_of(trigger: int, *, analysis: Analysis, layers: Layers, events: frozenset[int]) -> Time | None:
    """Return the time told in the event's own clause.

    ``events`` holds every event word and every word of speech of the sentence: a time that hangs on
    one of the others is not this event's.
    """
    sentence = analysis.sentences[analysis.sentence_of(trigger)]
    best: tuple[int, Time] | None = None
    for time in layers.times:
        if not sentence.span.holds(time.span) or time.type is TimeType.DURATION:
            continue
        token = anchor_token(time.span, analysis, sentence.first, sentence.last)
        if token is None or nearest_event(token, events | {trigger}, analysis) != trigger:
            continue
        distance = abs(token - trigger)
        if best is None or distance < best[0]:
            best = (distance, time)
    return best[1] if best else None


def place_of(
    trigger: int, *, analysis: Analysis, layers: Layers, events: frozenset[int], taken: Iterable[Span]
) -> Place | None:
    """Return the place told in the event's own clause that is not one of its parties."""
    sentence = analysis.sentences[analysis.sentence_of(trigger)]
    spans = tuple(taken)
    best: tuple[int, Place] | None = None
    for place in layers.places:
        if not sentence.span.holds(place.span) or any(span.overlaps(place.span) for span in spans):
            continue
        token = anchor_token(place.span, analysis, sentence.first, sentence.last)
        if token is None or nearest_event(token, events | {trigger}, analysis) != trigger:
            continue
        distance = abs(token - trigger) + (FAR if analysis.deprel[token] in ("amod", "compound") else 0)
        if best is None or distance < best[0]:
            best = (distance, place)
    return best[1] if best else None
