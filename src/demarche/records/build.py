"""Turn a reading into flat rows, one for each event that a sentence tells."""

from collections.abc import Iterable

from demarche.records.identity import digest
from demarche.records.scores import Scores, score_of
from demarche.tables import Tables
from demarche.types import (
    Actor,
    Article,
    Event,
    Party,
    Reading,
    Record,
    RecordParty,
    Statement,
    statement_chain,
)

NEUTRAL = "neutral"


def build_records(reading: Reading, *, tables: Tables) -> tuple[Record, ...]:
    """Return one record for each event of a reading, in the order of its events."""
    scores = tables.derive(score_of)
    return tuple(_record(event, reading, scores) for event in reading.events)


def speakers(event: Event, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return name and side of each speaker behind an event, the outermost first.

    A statement nobody is named for is left out, and so are the page's own outlet and whoever only reacts to
    the event ("condemned the attack"). Co-speakers of one
    statement are one entry, joined by "; ".
    """
    statements = reading.layers.statements
    own = {name.casefold() for name in (reading.article.outlet, reading.article.agency) if name}
    told = [index for index in statement_chain(statements, event.statement) if statements[index].told]
    chain = [_speaker(statements[index], reading.article) for index in told]
    named = [link for link in chain if link is not None and link[0].casefold() not in own]
    return tuple(link for position, link in enumerate(named) if link not in named[:position])


def _speaker(statement: Statement, article: Article) -> tuple[str, str] | None:
    if statement.speaker:
        sides = _distinct(actor.country or actor.name for actor in statement.speaker)
        return "; ".join(_distinct(actor.name for actor in statement.speaker)), "; ".join(sides)
    if statement.source is None:
        return None
    words = " ".join(statement.source.of(article.text).split())
    return (words, words) if words else None


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _record(event: Event, reading: Reading, scores: Scores) -> Record:
    article, sentence = reading.article, reading.analysis.sentences[event.sentence]
    chain = speakers(event, reading)
    time, place = event.time, event.place
    return Record(
        id=_record_id(event, article),
        event_id=_event_id(event, article),
        page_id=article.page_id,
        sentence=sentence.span.of(article.text),
        start=sentence.span.start,
        end=sentence.span.end,
        sentence_number=event.sentence,
        trigger=event.trigger.of(article.text),
        trigger_start=event.trigger.start,
        trigger_end=event.trigger.end,
        type=event.type,
        mode=event.mode,
        contexts=event.contexts,
        kind=event.kind,
        cameo=event.cameo,
        quad=scores.quads.get(event.type, NEUTRAL),
        goldstein=_goldstein(event, scores),
        actors=_flat(event.actors, article),
        recipients=_flat(event.recipients, article),
        factuality=str(event.factuality),
        according_to=tuple(name for name, _ in chain),
        sides=tuple(side for _, side in chain),
        when_first=time.first if time else None,
        when_last=time.last if time else None,
        when_text=time.span.of(article.text) if time else None,
        when_basis=time.basis if time else "not said",
        place=place.name if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        place_country=(place.country or None) if place else None,
        place_precision=place.precision if place else None,
        place_basis=place.basis if place else None,
        confidence=event.confidence,
        basis=event.basis,
    )


def _goldstein(event: Event, scores: Scores) -> float | None:
    """Return the score of the CAMEO code, or else PLOVER's intensity of type and mode."""
    if event.cameo in scores.goldsteins:
        return scores.goldsteins[event.cameo]
    return scores.intensities.get((event.type, event.mode or ""), scores.intensities.get((event.type, "")))


def _flat(parties: tuple[Party, ...], article: Article) -> tuple[RecordParty, ...]:
    return tuple(
        RecordParty(
            text=party.span.of(article.text) if party.span else None,
            actor=party.actor.name,
            country=party.actor.country,
            sector=party.actor.sectors[0] if party.actor.sectors else None,
            basis=party.basis or party.actor.basis,
            start=party.span.start if party.span else None,
            sectors=party.actor.sectors,
            office=party.actor.office,
        )
        for party in parties
    )


def _record_id(event: Event, article: Article) -> str:
    where = (article.page_id, event.trigger.start, event.trigger.end)
    return digest("record", *where, event.type, event.factuality, _sides(event))


def _event_id(event: Event, article: Article) -> str:
    if event.event_id:
        return digest("event", article.page_id, event.event_id)
    return digest("event", article.page_id, event.type, event.trigger.start, _sides(event))


def _sides(event: Event) -> str:
    return (
        "|".join(_named(party.actor) for party in event.actors)
        + ">"
        + "|".join(_named(party.actor) for party in event.recipients)
    )


def _named(actor: Actor) -> str:
    return f"{actor.name}/{actor.country or ''}"
