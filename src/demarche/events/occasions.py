"""Give speech acts the day on which the words were spoken, where the page tells it."""

from collections.abc import Sequence
from dataclasses import replace

from demarche.events.surroundings import anchor_token, nearest_event
from demarche.types import Analysis, Event, Layers, Time, TimeType

SPEECH_ACTS = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "STATEMENT", "AGREE"})


def with_occasions(events: Sequence[Event], *, analysis: Analysis, layers: Layers) -> list[Event]:
    """Return the events, each speech act without a time of its own dated by the occasion of its words.

    "…, the Kremlin said Friday" dates what the Kremlin says there, and what the same side says in the
    sentences after it, until another day is named for it.
    """
    days: dict[str, Time] = {}
    found = []
    for event in events:
        if event.kind == "statement" and _is_said(event, analysis, layers):
            time = event.time or _day_of_words(event, analysis, layers) or _known(event, days)
            event = replace(event, time=time) if time is not event.time else event
            if time is not None and event.factuality.value == "happened":
                days.update((side, time) for side in _sides(event))
        found.append(event)
    return found


def _is_said(event: Event, analysis: Analysis, layers: Layers) -> bool:
    """Return whether the words themselves are the act, not something that they tell of."""
    if event.statement is None:
        return True
    cue = layers.statements[event.statement].cue
    walker = event.token
    for _ in range(6):
        if cue is not None and cue.start <= analysis.start[walker] < cue.end:
            return True
        if analysis.head[walker] == walker:
            return True
        if analysis.deprel[walker].split(":")[0] not in ("ccomp", "conj", "parataxis", "xcomp"):
            return False
        walker = analysis.head[walker]
    return False


def _sides(event: Event) -> list[str]:
    return [party.actor.country or party.actor.name for party in event.actors]


def _known(event: Event, days: dict[str, Time]) -> Time | None:
    if event.statement is None:
        return None
    return next((days[side] for side in _sides(event) if side in days), None)


def _day_of_words(event: Event, analysis: Analysis, layers: Layers) -> Time | None:
    """Return the time that hangs on the word of speech around an event told by its own doer."""
    if event.statement is None:
        return None
    statement = layers.statements[event.statement]
    sides = {actor.country or actor.name for actor in statement.speaker}
    if statement.cue is None or (event.actors and not sides & set(_sides(event))):
        return None
    for time in layers.times:
        if time.type is TimeType.DURATION or time.type is TimeType.SET:
            continue
        if _hangs_on(time, statement.cue.start, analysis):
            return time
    return None


def _hangs_on(time: Time, cue_start: int, analysis: Analysis) -> bool:
    for sentence in analysis.sentences:
        if sentence.span.start <= cue_start < sentence.span.end and sentence.span.holds(time.span):
            cues = frozenset(
                t for t in range(sentence.first, sentence.last) if analysis.start[t] == cue_start
            )
            token = anchor_token(time.span, analysis, sentence.first, sentence.last)
            return (
                token is not None
                and analysis.head[token] in cues
                and bool(nearest_event(token, cues, analysis) is not None)
            )
    return False
