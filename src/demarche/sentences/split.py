"""Sentences: a paragraph in, the spans of its sentences out; by rules, the same for every model."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from demarche.sentences.words import Words
from demarche.types import Span

_QUOTES = "\"'”’»“‘«)]"
_OPENERS = "\"'“‘«([*-–—•"
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_STOP = re.compile(
    rf"(?P<mark>[.!?…]+)(?P<close>[{re.escape(_QUOTES)}]*)(?:\s?\[\d+\])*"
    r"(?:\s+|(?<=[a-z)][.!?])(?=[A-Z][a-z’']*[\s,])|(?<=[.!?][”\"])(?=[A-Z“]))"
)
_LAST_WORD = re.compile(r"[\w.'’&-]+$")
_NEXT_WORD = re.compile(r"\w[\w'’]*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LOOK_BACK, _LOOK_AHEAD = 40, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stop:
    """A place where a sentence may end."""

    word: str
    """What stands before the stop, without it."""
    mark: str
    closing: str
    rest: str
    """What follows, without the gap."""
    first: bool
    """Whether the word opens the sentence."""


def split_sentences(text: str, span: Span, *, words: Words) -> list[Span]:
    """Return the sentences of a paragraph, without the white space around them; none crosses a blank line."""
    found: list[Span] = []
    start = span.start
    for gap in [*_BLANK_LINE.finditer(text, span.start, span.end), None]:
        end = gap.start() if gap else span.end
        found.extend(_in_block(text, start, end, words=words))
        start = gap.end() if gap else end
    return found


def _in_block(text: str, start: int, end: int, *, words: Words) -> Iterator[Span]:
    lower = not any(map(str.isupper, text[start:end]))
    begin = start
    for match in _STOP.finditer(text, start, end):
        after = match.end()
        last = _LAST_WORD.search(text, max(begin, match.start() - _LOOK_BACK), match.start())
        stop = _Stop(
            word=last[0] if last else "",
            mark=match["mark"],
            closing=match["close"],
            rest=text[after : min(end, after + _LOOK_AHEAD)],
            first=last is not None and not text[begin : last.start()].strip(_OPENERS + " "),
        )
        if stop.rest and _ends(stop, words=words, lower=lower):
            yield from _trimmed(text, begin, after)
            begin = after
    yield from _trimmed(text, begin, end)


def _ends(stop: _Stop, *, words: Words, lower: bool) -> bool:
    opening = stop.rest.lstrip(_OPENERS + " ")[:1]
    if opening.islower() and not lower:
        return False
    if not stop.mark.startswith("."):
        return not (stop.closing and _is_told(stop.rest, words=words))
    if stop.mark != "." or stop.closing.strip(")]"):
        return not opening.islower() or lower
    return not _is_abbreviated(stop, words=words)


def _is_abbreviated(stop: _Stop, *, words: Words) -> bool:
    """Return whether the full stop belongs to the word before it."""
    word = stop.word.lower().strip("'’-")
    following = _NEXT_WORD.match(stop.rest.lstrip(_OPENERS))
    nextword = following[0] if following else ""
    if stop.first and stop.word.isdigit():
        return True
    if word in words.titles:
        return bool(nextword)
    if word in words.counters:
        return nextword[:1].isdigit()
    if word in words.shorts or _INITIALS.fullmatch(stop.word):
        return _goes_on(stop, nextword, words=words)
    return False


def _goes_on(stop: _Stop, nextword: str, *, words: Words) -> bool:
    if nextword.lower() in words.starters:
        return len(stop.word) == 1 and stop.word.isupper() and nextword.lower() in {"a", "i"}
    return not (len(stop.word) > 1 and stop.rest[:1] in '"“')


def _is_told(rest: str, *, words: Words) -> bool:
    """Return whether a speech verb follows soon, as in: "Why now?" the minister asked."""
    clause = re.split(r"[.!?,;:\"“”]", rest, maxsplit=1)[0]
    return any(word.lower() in words.speech for word in clause.split()[:5])


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    kept = part.strip()
    if kept:
        first = start + part.index(kept)
        yield Span(start=first, end=first + len(kept))
