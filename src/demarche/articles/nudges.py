"""What certain shapes of line add to the network's scores: a stamp, a credit, a button, a repeated headline."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.articles.dateline import Datelines, dateline_at, dateline_rules
from demarche.articles.features import LineFacts, LineWords, facts_of, line_words
from demarche.articles.labeller import LABELS
from demarche.articles.lines import Line
from demarche.tables import Tables
from demarche.types import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_INDEX: Mapping[str, int] = {label: index for index, label in enumerate(LABELS)}
_SURE, _LIKELY, _HINT = 6.0, 3.0, 1.5
_BY = re.compile(r"^(?:by|from|written by|posted by|text by)\s+[A-Z\"“]", re.I)
_CREDITED = re.compile(
    r"^\(?(?:additional |with |further )?(?:reporting|writing|editing|edited|compiled|translated|report|inputs)\b"
    r".{0,40}\b(?:by|from)\b",
    re.I,
)
_POST = re.compile(r"^[—–-]+ .{2,60}\(@\w+\)")
_LETTER = re.compile(r"[^\W\d_]")
_PICTURE_END = re.compile(r"(?:\[[^\]]{3,60}\]|\([^)]{3,60}\)|[/|©][^/|©]{2,50})\.?$")
_ABOUT = re.compile(
    r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3} (?:is|was|covers|writes|has been) .{0,80}"
    r"\b(?i:correspondent|reporter|editor|journalist|writer|columnist|contributor|freelance)\b",
    re.S,
)
_LIST = re.compile(r"^[^.!?]{2,40}(?:, [^,.!?]{2,50}){3,}$")
_CREDIT_END = re.compile(
    r"\s(?:©|\((?:photo|picture|image|photograph)s?\b|(?:photo|picture|image)(?: by|:)"
    r"|REUTERS/|AP Photo|AFP/|EPA/|Getty Images)[^.]{0,80}\.?$",
    re.I,
)
_MAY_CREDIT = re.compile(r"[©\[(/|]|photo|image|picture|getty", re.I)
_TAIL, _ENOUGH = 110, 40
"""Characters of a caption's end in which its credit stands, and how long a caption is at least."""
_OPENS_CAPTION = re.compile(
    r"^(?:(?:this|in this|an?)\b.{0,25}\b(?:photo|image|picture|screenshot|photograph|video grab)\b|pictured\b)",
    re.I,
)
_NAMES_CAPTION = re.compile(
    r"^(?:file(?: photo)?\s?[:—–-]|(?:photo|picture|image|caption|image caption)\s?:"
    r"|(?:this|in this|an?)\s(?:\w+\s)?(?:undated|file|handout|combination)\s(?:\w+\s)?(?:photo|image|picture))",
    re.I,
)
_TEASER = re.compile(r"(?:[a-z]{4,}['’”\"]?|[a-z][?!])[A-Z][\w'’]* \w+ \w+")
"""A headline that its summary was run into: "Mayor resigns over feesThe mayor of"."""
_CAPITAL_LEAD = re.compile(r"^[A-Z][A-Z’'-]{2,30}(?: [A-Z’'-]{1,20}){1,5}(?P<sign>[:?])\s(?=[A-Z“])")
"""Capitals that open the summary of another story: "WINDOW CLOSING? A senior official said"; three words or more."""
_LEAD = 2
_HEADLINE = 130
_LONG = 15
"""Words from which a line is a paragraph."""
_AROUND = " *+•:.…()[]»›>0123456789,-–—|"
_PHOTO = re.compile(r"\b(?:photo|file|getty|pool|handout|image|picture)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeWords:
    """The tables that the shapes are told by."""

    lines: LineWords
    datelines: Datelines


def nudge_words(tables: Tables) -> NudgeWords:
    """Return the word lists for the shapes (for ``tables.derive``)."""
    return NudgeWords(lines=tables.derive(line_words), datelines=tables.derive(dateline_rules))


def nudge(
    scores: "Floats", lines: Sequence[Line], *, words: NudgeWords, facts: Sequence[LineFacts] | None = None
) -> "Floats":
    """Return the scores with what each line's shape adds."""
    changed = scores.copy()
    titles = repeated_titles(lines)
    known = facts or [facts_of(line.text, words=words.lines) for line in lines]
    for index, (line, fact) in enumerate(zip(lines, known, strict=True)):
        for label, weight in _shapes(line.text, fact, words):
            changed[index, _INDEX[label]] += weight
        if index in titles:
            changed[index, _INDEX["title"]] += _SURE
    return changed


def shapes_of(line: Line, *, words: NudgeWords) -> Iterator[tuple[str, float]]:
    """Yield the labels that the line's own shape speaks for or against, with weights."""
    yield from _shapes(line.text, facts_of(line.text, words=words.lines), words)


def _shapes(text: str, facts: LineFacts, words: NudgeWords) -> Iterator[tuple[str, float]]:
    if not _LETTER.search(text):
        yield "body", -_SURE
        yield "share", _HINT if any(character.isdigit() for character in text) else _LIKELY
        return
    count = text.count(" ") + 1
    if count >= _LONG and _opens_with_dateline(text, words):
        yield "body", _SURE
    elif count <= 90:
        yield from _captions(text, words)
    lead = _CAPITAL_LEAD.match(text[:_HEADLINE])
    if lead is not None:
        yield "related", _HINT
        yield "body", -_LIKELY if lead["sign"] == "?" or lead[0].count(" ") > _LEAD else -_HINT
    if _TEASER.search(text[:_HEADLINE]):
        yield "related", _HINT
        yield "body", -_HINT
    if count <= 60:
        yield from _cued(text, count, facts, words)
    if count <= 40:
        yield from _credits(text, count, words)
    if count <= 24:
        yield from _short(text, count, facts, words)
    if count <= 4 and text[-1] not in '.!?"”':
        yield "body", -0.5


def _opens_with_dateline(text: str, words: NudgeWords) -> bool:
    found = dateline_at(text, Span(start=0, end=len(text)), rules=words.datelines)
    return found is not None and found.agency is not None


def _cued(text: str, count: int, facts: LineFacts, words: NudgeWords) -> Iterator[tuple[str, float]]:
    """Several words of one kind speak for it; a bare list of names is a list of tags."""
    tally = Counter(kind for _, kinds in facts.cues for kind in kinds)
    for kind, hits in tally.items():
        if hits >= 2 and _CUE_LABELS[kind] in ("promo", "comments", "footer"):
            yield _CUE_LABELS[kind], _HINT
            yield "body", -_HINT
    if count > 4 and text.count(",") > 2 and _LIST.match(text):
        function = sum(word in words.lines.function for word in text.lower().split())
        if function * 8 <= count:
            yield "tags", _LIKELY
            yield "body", -_HINT


def _short(text: str, count: int, facts: LineFacts, words: NudgeWords) -> Iterator[tuple[str, float]]:
    if facts.stamped > 0.35 * len(text):
        named = _BY.match(text) or words.datelines.named.search(text)
        yield ("byline" if named else "date"), _LIKELY
        yield "body", -_LIKELY
    elif count <= 12 and _BY.match(text):
        yield "byline", _LIKELY
        yield "body", -_HINT
    yield from _opening_cue(text, facts)
    bare = len(text.strip(_AROUND))
    for size, kinds in facts.cues:
        if size >= 0.7 * max(bare, 1):
            for kind in kinds:
                yield _CUE_LABELS[kind], _LIKELY
            yield "body", -_LIKELY


def _opening_cue(text: str, facts: LineFacts) -> Iterator[tuple[str, float]]:
    """A line that opens with "Read more" or "Also on" and does not end like a sentence is a link."""
    if facts.opening is None or text[-1] in '.!?"”':
        return
    size, kinds = facts.cues[facts.opening]
    if " " not in text[:size].strip(":"):
        return
    for kind in kinds:
        if _CUE_LABELS[kind] in ("related", "promo"):
            yield _CUE_LABELS[kind], _LIKELY
            yield "body", -_LIKELY


def _captions(text: str, words: NudgeWords) -> Iterator[tuple[str, float]]:
    """A picture's text opens with what it is, or ends with whose it is: "... Reuters / David Mercado"."""
    if _NAMES_CAPTION.match(text):
        yield "caption", _SURE
        return
    opens = _OPENS_CAPTION.match(text)
    tail = text[-_TAIL:]
    if not opens and not _MAY_CREDIT.search(tail):
        return
    if len(text) > _ENOUGH and _CREDIT_END.search(tail):
        yield "caption", _SURE
        return
    ending = _PICTURE_END.search(tail)
    credited = ending and (words.datelines.named.search(ending.group(0)) or _PHOTO.search(ending.group(0)))
    if opens:
        yield "caption", _SURE if credited else _HINT
    elif credited:
        yield "caption", _LIKELY


def _credits(text: str, count: int, words: NudgeWords) -> Iterator[tuple[str, float]]:
    agency = words.datelines.named.search(text) if count <= 8 else None
    if _CREDITED.match(text):
        yield "byline", _SURE + _LIKELY
    if _POST.match(text):
        yield "credit", _SURE
        yield "body", -_SURE
    if _ABOUT.match(text):
        yield "byline", _SURE
    if text.startswith("©") or (count <= 8 and _PHOTO.search(text) and agency):
        yield ("footer" if re.search(r"rights|\b20\d\d\b", text) else "credit"), _LIKELY
        yield "body", -_LIKELY
    if agency and count <= 5 and len(agency.group(0)) > 0.55 * len(text):
        yield "byline", _LIKELY
        yield "body", -_LIKELY
    if agency and count <= 6 and re.search(r"(?:^|, )[A-Z]{4,}$", text):
        yield "dateline", _SURE
    if count <= 4 and re.fullmatch(r"[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][A-Za-z. ]{1,20})?:", text):
        yield "dateline", _LIKELY


_CUE_LABELS = (
    "header",
    "byline",
    "date",
    "caption",
    "credit",
    "share",
    "promo",
    "related",
    "tags",
    "comments",
    "footer",
)


def repeated_titles(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that hold the headline twice or more before the text: alone, or with the site's name."""
    top = [line for line in lines[:400] if 4 <= len(line.text.split()) <= 30]
    counts = Counter(line.text for line in top)
    first = lines[0].text if lines else ""
    found: set[int] = set()
    for text in counts:
        if len(text) > 24 and first != text and first.startswith(text) and len(first) < len(text) + 60:
            found.update(index for index, line in enumerate(lines) if line.text in (text, first))
    if not found and counts.get(first, 0) > 1:
        found.update(index for index, line in enumerate(lines) if line.text == first)
    return frozenset(found)
