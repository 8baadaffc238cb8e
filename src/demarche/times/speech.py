"""Times in quotes count from the day on which the words were said: "We met yesterday," he said Friday."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from demarche.tables import Tables
from demarche.times.find import find_times_in_text
from demarche.times.scene import TenseAt
from demarche.types import Analysis, Span, Time, TimeType

_QUOTED = re.compile(r"[\"“„”]|``|''")
_SAID = re.compile(
    r"\b(?:said|says|told|added|stated|announced|declared|wrote|interview|asked|quoted|warned|insisted|noted)\b"
)
_OTHER_CLAUSE = re.compile(r"[\"“”;:]|\b(?:who|which|that|when|after|before|where|and|but|while|as)\b")
_REACH = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A text with its times as they were read from the day of publication."""

    text: str
    analysis: Analysis
    times: tuple[Time, ...]
    tense_at: TenseAt
    tables: Tables

    def in_quotes(self, span: Span, start: int) -> bool:
        """Return whether a quote is open where the span begins, counted from the paragraph's start."""
        return len(_QUOTED.findall(self.text, start, span.start)) % 2 == 1


def counted_from_speech(speech: Speech) -> tuple[Time, ...]:
    """Return the times, those in quotes counted from the day on which the words were said."""
    return tuple(_from_speech(speech))


def _from_speech(speech: Speech) -> Iterator[Time]:
    for time in speech.times:
        said = _said_on(time, speech) if _counts_from_publication(time) else None
        if said is None or said.first is None:
            yield time
        else:
            yield _moved(time, said.first, f"sentence:{said.span.of(speech.text)}", speech)


def _counts_from_publication(time: Time) -> bool:
    if time.anchor != "published" or time.type not in (TimeType.DATE, TimeType.TIME):
        return False
    return time.value is not None and not time.value.endswith("_REF")


def _said_on(time: Time, speech: Speech) -> Time | None:
    """Return the day outside the quote that dates the speech.

    Looked for in the sentence; where that one names no speaker, in its neighbours in the paragraph.
    """
    sentences = speech.analysis.sentences
    index = next((number for number, one in enumerate(sentences) if one.span.holds(time.span)), None)
    if index is None:
        return None
    start = _paragraph_start(speech.analysis, index)
    if not speech.in_quotes(time.span, start):
        return None
    own = sentences[index].span
    cues = (Span(start=cue.start(), end=cue.end()) for cue in _SAID.finditer(speech.text, own.start, own.end))
    attributed = any(not speech.in_quotes(cue, start) for cue in cues)
    for near in (index,) if attributed else (index, index - 1, index + 1):
        if 0 <= near < len(sentences) and sentences[near].paragraph == sentences[index].paragraph:
            found = _day_of_speech(sentences[near].span, time, speech, start)
            if found is not None:
                return found
    return None


def _paragraph_start(analysis: Analysis, index: int) -> int:
    paragraph = analysis.sentences[index].paragraph
    while index and analysis.sentences[index - 1].paragraph == paragraph:
        index -= 1
    return analysis.sentences[index].span.start


def _day_of_speech(sentence: Span, time: Time, speech: Speech, start: int) -> Time | None:
    for other in speech.times:
        if other is time or not sentence.holds(other.span) or other.grain not in ("day", "time"):
            continue
        if other.type is TimeType.SET or speech.in_quotes(other.span, start):
            continue
        if _beside_a_cue(other.span, sentence, speech.text):
            return other
    return None


def _beside_a_cue(day: Span, sentence: Span, text: str) -> bool:
    """Return whether a word of saying stands next to the day, no other clause between."""
    before = text[max(sentence.start, day.start - _REACH) : day.start]
    after = text[day.end : min(sentence.end, day.end + _REACH)]
    gaps = [before[cue.end() :] for cue in _SAID.finditer(before)]
    gaps += [after[: cue.start()] for cue in _SAID.finditer(after)]
    return any(not _OTHER_CLAUSE.search(gap) for gap in gaps)


def _moved(time: Time, anchor: date, label: str, speech: Speech) -> Time:
    """Return the expression read again from another day, in the tense that it has."""
    words = time.span.of(speech.text)
    tense = speech.tense_at(time.span.start, time.span.end)
    again = find_times_in_text(words, anchor=anchor, tables=speech.tables, tense_at=lambda *_: tense)
    if len(again) != 1 or again[0].span != Span(start=0, end=len(words)):
        return time
    return replace(again[0], span=time.span, anchor=label, basis=f"{again[0].basis}:{label}")
