"""Part pictures' words from the text that they were run into.

"... officials said. Image caption The blast left a crater Taliban spokesman Zabihullah Mujahid said ..."
"""

import re
from collections.abc import Iterator, Sequence

from demarche.tables import Tables
from demarche.types import Paragraph, ParagraphKind, Span

_WORD = re.compile(r"\S+")
_MARK = re.compile(
    r"(?:(?:Image|Media|Video) (?:copyright|source|credit)[,:]? (?:[A-Z][\w/-]*(?: [A-Z][\w/-]*){0,3}? ?))?"
    r"(?:Image|Media|Video) caption[,:]? |(?:Image|Media|Video) (?:copyright|source)[,:]? [A-Z][\w/]*(?: Images)? "
    r"|Media playback is (?:not supported|unsupported) on (?:your|this) device "
)
_SIGNS = (" caption", " copyright ", " source", " credit", "Media playback")
_LEAST, _MOST = 3, 60
"""Words of a caption."""


def part_captions(text: str, paragraphs: Sequence[Paragraph], *, tables: Tables) -> tuple[Paragraph, ...]:
    """Return the paragraphs, those with captions run into them cut into body and captions."""
    if not any(sign in text for sign in _SIGNS):
        return tuple(paragraphs)
    words = tables.column("function_words", "word")
    parted: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.BODY and _MARK.search(paragraph.span.of(text)):
            parted.extend(_parts(text, paragraph, words))
        else:
            parted.append(paragraph)
    return tuple(parted)


def _parts(text: str, paragraph: Paragraph, words: frozenset[str]) -> Iterator[Paragraph]:
    at, end = paragraph.span.start, paragraph.span.end
    for match in _MARK.finditer(text, at, end):
        if match.start() < at:
            continue
        yield from _piece(text, at, match.start(), ParagraphKind.BODY)
        at = match.end()
        if "caption" in match.group(0):
            at = _caption_end(text, match.end(), end, words)
        yield from _piece(text, match.start(), at, ParagraphKind.CAPTION)
    yield from _piece(text, at, end, ParagraphKind.BODY)


def _piece(text: str, start: int, end: int, kind: ParagraphKind) -> Iterator[Paragraph]:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    if words.strip():
        yield Paragraph(span=Span(start=first, end=first + len(words.strip())), kind=kind)


def _caption_end(text: str, start: int, end: int, function_words: frozenset[str]) -> int:
    """Return where the next sentence starts: at a stop, or where a capital follows a plain word without one.

    "... left by the blast | Taliban spokesman said": a capital after "the" or "of" goes on with the caption.
    """
    before = ""
    for number, match in enumerate(_WORD.finditer(text, start, end)):
        word = match.group(0)
        if number >= _MOST:
            break
        opens = word.lstrip("'\"“‘(")[:1].isupper()
        plain = before[:1].islower() and before.lower() not in function_words
        if number >= _LEAST and opens and (before[-1:] in ".!?" or plain):
            return match.start()
        before = word
    return end
