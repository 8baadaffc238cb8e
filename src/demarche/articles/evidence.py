"""Find what a text says about its own day: past and future dates, known events, office-holders, weekdays."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from demarche.articles.days import Days, days_from, not_after, not_before
from demarche.articles.stamps import Stamp, StampWords, find_stamps, stamp_words
from demarche.tables import Tables
from demarche.types import DateEvidence, DateRole, PageDate, Paragraph, ParagraphKind, Span

_READ = frozenset({ParagraphKind.BODY, ParagraphKind.TITLE, ParagraphKind.DECK, ParagraphKind.CAPTION})
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘(]?[A-Z])")
_KNOWN_BEFORE = frozenset({"summit", "treaty", "election", "vote", "departure"})
"""Kinds of event that are talked of before they happen."""
_TOKEN = re.compile(r"[\w/]+(?:[-'’.][\w]+)*")
_YEAR = re.compile(
    r"\b(?:was|were|had|held|began|took|met|won|left|fell|became|came|broke|sent|led|[a-z]{2,}ed)\b[^.;]{0,50}"
    r"\b(?:in|since|during) ((?:19[5-9]|20[0-4])\d)(?!\d|-)"
)
_APART = 5
"""Other words that may stand between the words of a name."""
_ENDLESS = 4_000
"""Characters from which a stretch without an end is no sentence."""
_HORIZON = timedelta(days=400)
"""How long before it takes place an event without an announcement is talked of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the page with its place."""

    span: Span
    text: str
    kind: ParagraphKind

    @property
    def lowered(self) -> str:
        """The words in lower case."""
        return self.text.lower()

    @property
    def plain(self) -> str:
        """The words with a small first letter, so that "may" is not the month."""
        return self.lowered if self.text.isupper() else self.text[:1].lower() + self.text[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A piece of evidence with the days that it leaves possible."""

    evidence: DateEvidence
    days: Days
    trust: int
    """Cuts of higher trust come first; one that would leave no day is not applied."""
    fresh: bool = False
    """The evidence is news by itself: the page is likely soon after its first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEvent:
    """A row of ``dated_events``."""

    id: str
    name: str
    kind: str
    names: tuple[tuple[str, ...], ...]
    first: date
    known: date
    """From when on it was talked of as coming, or the first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatingWords:
    """The tables that evidence is read with."""

    cues: Mapping[str, re.Pattern[str]]
    events: Mapping[str, tuple[KnownEvent, ...]]
    """By the first letters of the longest word of a name."""
    stamps: StampWords


def dating_words(tables: Tables) -> DatingWords:
    """Return the word lists and known events (for ``tables.derive``)."""
    kinds = {row["kind"] for row in tables.rows("dating_words")}
    cues = {
        kind: re.compile(
            r"(?<!\w)(?:"
            + "|".join(re.escape(row["words"]) for row in tables.rows("dating_words") if row["kind"] == kind)
            + r")(?!\w)"
        )
        for kind in kinds
    }
    events: dict[str, tuple[KnownEvent, ...]] = {}
    for row in tables.rows("dated_events"):
        event = _known_event(row)
        for key in {max(name, key=len)[:5] for name in event.names}:
            events[key] = (*events.get(key, ()), event)
    return DatingWords(cues=cues, events=events, stamps=tables.derive(stamp_words))


def _known_event(row: Mapping[str, str]) -> KnownEvent:
    first = date.fromisoformat(row["first"])
    known = date.fromisoformat(row["announced"]) if row["announced"] else first
    names = tuple(tuple(name.split()) for name in row["words"].split("|"))
    return KnownEvent(id=row["id"], name=row["name"], kind=row["kind"], names=names, first=first, known=known)


def sentences_of(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Sentence, ...]:
    """Return the sentences of the paragraphs that tell of the story."""
    found: list[Sentence] = []
    for paragraph in paragraphs:
        if paragraph.kind not in _READ:
            continue
        at = paragraph.span.start
        for piece in _split(paragraph.span.of(text)):
            start = text.index(piece, at)
            at = start + len(piece)
            found.append(Sentence(span=Span(start=start, end=at), text=piece, kind=paragraph.kind))
    return tuple(found)


def _split(words: str) -> list[str]:
    """Return the sentences; a short piece ("U.S.") belongs to what follows it."""
    pieces: list[str] = []
    start = 0
    for match in _SENTENCE.finditer(words):
        last = words[start : match.start()].rsplit(" ", 1)[-1]
        if len(last) > 4 or last[:1].islower():
            pieces.append(words[start : match.end()].strip())
            start = match.end()
    pieces.append(words[start:].strip())
    return [piece for piece in pieces if piece and len(piece) < _ENDLESS]


def bound_cuts(dates: Sequence[PageDate], fetched: date | None) -> Iterator[Cut]:
    """Yield the upper bounds that the visit gives: the clock on the page, the time of the fetch."""
    for found in dates:
        if found.role is DateRole.CLOCK:
            yield made_cut(
                f"the page was seen on {found.last}, so it is no younger",
                found.text,
                days=not_after(found.last),
                trust=9,
                basis="clock",
            )
    if fetched:
        yield made_cut(
            f"it was fetched on {fetched}", str(fetched), days=not_after(fetched), trust=9, basis="fetched"
        )


def date_cuts(sentences: Sequence[Sentence], *, words: DatingWords) -> Iterator[Cut]:
    """Yield what the dates in the sentences bound: a past one from below, a coming one from above."""
    for sentence in sentences:
        ahead = any(words.cues[kind].search(sentence.plain) for kind in ("future", "unsure"))
        for stamp in find_stamps(sentence.text, words=words.stamps):
            yield from _stamp_cut(sentence, stamp, ahead)
        for match in _YEAR.finditer(sentence.text):
            if not ahead:
                day = date(int(match[1]), 1, 1)
                yield made_cut(
                    f"it tells of {match[1]} as past",
                    sentence,
                    days=not_before(day),
                    trust=4,
                    basis="past year",
                )


def _stamp_cut(sentence: Sentence, stamp: Stamp, ahead: bool) -> Iterator[Cut]:
    if stamp.year is None or stamp.rival is not None:
        return
    day = stamp.value or date(stamp.year, stamp.month, 1)
    shown = stamp.value or f"{stamp.year}-{stamp.month:02d}"
    if not ahead:
        what = "a picture" if sentence.kind is ParagraphKind.CAPTION else "something"
        yield made_cut(
            f"it shows {what} of {shown}, so it is no older",
            sentence,
            days=not_before(day),
            trust=5,
            basis="caption date" if sentence.kind is ParagraphKind.CAPTION else "past date",
        )
    elif (
        stamp.value and sentence.kind is not ParagraphKind.CAPTION and _comes(sentence.lowered[: stamp.start])
    ):
        yield made_cut(
            f"it looks ahead to {shown}",
            sentence,
            days=not_after(day),
            trust=3,
            basis="coming date",
        )


def _comes(before: str) -> bool:
    """Return whether the words before a date say that something will be on it."""
    return bool(
        re.search(
            r"\bwill (?:be|take|meet|visit|hold|host|open|travel|vote)\b.{0,50}\bon (?:\w+day,? )?$", before
        )
    )


def event_cuts(sentences: Sequence[Sentence], *, words: DatingWords) -> Iterator[Cut]:
    """Yield what the known events in the sentences bound."""
    for sentence in sentences:
        if sentence.kind is ParagraphKind.CAPTION:
            continue
        named = tuple(named_events(sentence.text, words=words))
        if named:
            yield from _event_cut(sentence, named, words)


def named_events(text: str, *, words: DatingWords) -> Iterator[KnownEvent]:
    """Yield the known events that a sentence names: all words of a name within a few words of each other."""
    tokens = [re.sub(r"['’]s?$", "", token) for token in _TOKEN.findall(text.lower())]
    starts: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        for part in {token, *token.split("-")}:
            starts.setdefault(part[:5], []).append(index)
    seen: set[str] = set()
    for start in starts:
        for event in words.events.get(start, ()):
            if event.id not in seen and any(_together(name, tokens, starts) for name in event.names):
                seen.add(event.id)
                yield event


def _together(name: Sequence[str], tokens: Sequence[str], starts: Mapping[str, Sequence[int]]) -> bool:
    places = [[at for at in starts.get(word[:5], ()) if _stands(word, tokens[at])] for word in name]
    if not all(places):
        return False
    reach = len(name) + _APART if len(name) > 1 else 1
    return any(
        all(any(abs(other - anchor) < reach for other in others) for others in places) for anchor in places[0]
    )


def _stands(word: str, token: str) -> bool:
    if word in (token, *token.split("-")):
        return True
    return len(word) >= 5 and (
        token.startswith(word) or any(part.startswith(word) for part in token.split("-"))
    )


def _event_cut(sentence: Sentence, named: Sequence[KnownEvent], words: DatingWords) -> Iterator[Cut]:
    """Known beforehand and spoken of as coming: before it; else after the first of the events it may be."""
    coming = [event for event in named if event.kind in _KNOWN_BEFORE - {"departure"}]
    ahead = words.cues["future"].search(sentence.plain) and not words.cues["past"].search(sentence.plain)
    if coming and ahead and len(coming) == len(named):
        month = _month_ahead(sentence, words)
        fits = [event for event in coming if month in (None, event.first.month)] or coming
        stretches = [(_talked_from(event), event.first) for event in fits]
        names = " or ".join(f"{event.name} ({event.first})" for event in fits[:3])
        yield made_cut(
            f"it looks ahead to {names}",
            sentence,
            days=days_from(stretches),
            trust=6 if month else 5,
            basis="dated_events:" + ",".join(event.id for event in fits[:3]),
        )
        return
    if coming and len(coming) == len(named) and not words.cues["past"].search(sentence.plain):
        return
    first = min(named, key=lambda event: event.known)
    yield made_cut(
        f"it knows of {first.name} ({first.known})",
        sentence,
        days=not_before(first.known),
        trust=6,
        basis=f"dated_events:{first.id}",
        fresh=first.kind in ("departure", "death", "coup", "attack", "disaster"),
    )


def _talked_from(event: KnownEvent) -> date:
    return event.known if event.known < event.first else event.first - _HORIZON


def _month_ahead(sentence: Sentence, words: DatingWords) -> int | None:
    match = re.search(r"\bin (" + "|".join(words.stamps.months) + r")\b(?! \d)", sentence.lowered)
    return words.stamps.months[match[1]] if match else None


def month_ahead(sentence: Sentence, *, words: DatingWords) -> int | None:
    """Return the month that a sentence looks ahead to by its bare name: "will take place in April"."""
    if not re.search(r"\bwill\b|\bscheduled\b|\bplanned\b|\bdue\b", sentence.lowered):
        return None
    return _month_ahead(sentence, words)


def lead_weekday(sentences: Sequence[Sentence], *, words: DatingWords) -> tuple[int, Sentence] | None:
    """Return the weekday on which the lead says that somebody spoke or something was done."""
    names = "|".join(words.stamps.weekdays)
    pattern = re.compile(
        rf"\b(?:said|told|says|announced|stated|warned|reported|accused|agreed|on)\b(?: \w+){{0,3}}? ({names})\b"
    )
    body = [sentence for sentence in sentences if sentence.kind is ParagraphKind.BODY][:2]
    for sentence in body:
        found = pattern.search(sentence.lowered)
        if found and not re.search(r"\b(?:last|next|previous) " + found[1], sentence.lowered):
            return words.stamps.weekdays[found[1]], sentence
    return None


def made_cut(
    reason: str, sentence: Sentence | str, *, days: Days, trust: int, basis: str, fresh: bool = False
) -> Cut:
    """Return a cut with its evidence written out; a bare string has no place in the text."""
    words, span = (sentence, None) if isinstance(sentence, str) else (sentence.text, sentence.span)
    evidence = DateEvidence(
        reason=reason, sentence=words, earliest=days.first, latest=days.last, span=span, basis=basis
    )
    return Cut(evidence=evidence, days=days, trust=trust, fresh=fresh)
