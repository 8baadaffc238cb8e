"""Small readings made by hand, for tests of the store."""

from dataclasses import dataclass, replace
from datetime import date

from demarche.types import (
    Actor,
    Analysis,
    Article,
    Event,
    Factuality,
    Layers,
    Paragraph,
    ParagraphKind,
    Party,
    Place,
    Publication,
    Reading,
    Sentence,
    Span,
    Statement,
    Time,
    TimeType,
)

USA = Actor(name="United States", country="USA", sectors=("GOV",), basis="states:USA")
RUSSIA = Actor(name="Russia", country="RUS", sectors=("GOV",), basis="states:RUS")
CHINA = Actor(name="China", country="CHN", sectors=("GOV",), basis="states:CHN")
MINISTER = Actor(name="Sergey Lavrov", country="RUS", sectors=("GOV",), office="Foreign Minister", basis="t")


@dataclass(frozen=True, kw_only=True)
class Told:
    """One event of a page made by hand: the sentence, the words in it, and the codes."""

    sentence: str
    trigger: str
    type: str = "REJECT"
    mode: str | None = None
    actors: tuple[Actor, ...] = (USA,)
    recipients: tuple[Actor, ...] = (RUSSIA,)
    factuality: Factuality = Factuality.HAPPENED
    kind: str = "event"
    day: date | None = None
    until: date | None = None
    speaker: Actor | None = None
    event_id: str = ""
    cameo: str | None = None
    place: tuple[str, float, float, str] | None = None


def page(
    *told: Told, name: str = "page.txt", outlet: str = "Example News", day: date | None = None
) -> Reading:
    """Return a reading of a page with these sentences, one paragraph each."""
    sentences = list(dict.fromkeys(one.sentence for one in told))
    text = "\n".join(sentences)
    starts = [sum(len(sentence) + 1 for sentence in sentences[:index]) for index in range(len(sentences))]
    spans = [
        Span(start=start, end=start + len(sentence))
        for start, sentence in zip(starts, sentences, strict=True)
    ]
    article = Article(
        page_id=f"{abs(hash_text(text + name)):016x}",
        text=text,
        paragraphs=tuple(Paragraph(span=span, kind=ParagraphKind.BODY) for span in spans),
        title=sentences[0] if sentences else None,
        outlet=outlet,
        language="en",
        published=Publication(value=day, earliest=day, latest=day, basis="stated:published")
        if day
        else Publication(),
    )
    statements: list[Statement] = []
    events = [_event(one, text, spans[sentences.index(one.sentence)], statements) for one in told]
    events = [
        replace(event, sentence=sentences.index(one.sentence))
        for event, one in zip(events, told, strict=True)
    ]
    return Reading(
        article=article,
        analysis=_analysis(spans),
        layers=Layers(statements=tuple(statements)),
        events=tuple(events),
        name=name,
    )


def hash_text(text: str) -> int:
    """Return a number made from a text, the same in every run."""
    value = 0
    for letter in text:
        value = (value * 131 + ord(letter)) % 2**61
    return value


def _event(one: Told, text: str, span: Span, statements: list[Statement]) -> Event:
    start = text.index(one.trigger, span.start)
    trigger = Span(start=start, end=start + len(one.trigger))
    statement = None
    if one.speaker is not None:
        statement = len(statements)
        statements.append(Statement(source=None, cue=None, content=(span,), speaker=(one.speaker,)))
    time = None
    if one.day is not None:
        time = Time(
            span=trigger,
            type=TimeType.DATE,
            value=None,
            first=one.day,
            last=one.until or one.day,
            basis="told",
        )
    place = None
    if one.place is not None:
        name, latitude, longitude, country = one.place
        place = Place(
            span=trigger, name=name, gazetteer_id="1", latitude=latitude, longitude=longitude, country=country
        )
    return Event(
        type=one.type,
        mode=one.mode,
        trigger=trigger,
        token=0,
        sentence=0,
        kind=one.kind,
        cameo=one.cameo,
        actors=tuple(Party(actor=actor, span=_words(actor, text, span)) for actor in one.actors),
        recipients=tuple(Party(actor=actor, span=_words(actor, text, span)) for actor in one.recipients),
        factuality=one.factuality,
        statement=statement,
        time=time,
        place=place,
        event_id=one.event_id,
        basis="test",
    )


def _words(actor: Actor, text: str, span: Span) -> Span | None:
    start = text.find(actor.name, span.start, span.end)
    return Span(start=start, end=start + len(actor.name)) if start >= 0 else None


def _analysis(spans: list[Span]) -> Analysis:
    return Analysis(
        sentences=tuple(Sentence(span=span, first=0, last=0, paragraph=i) for i, span in enumerate(spans)),
        start=(),
        end=(),
        form=(),
        lemma=(),
        upos=(),
        xpos=(),
        feats=(),
        head=(),
        deprel=(),
        name=(),
    )
