"""Label the lines of clean text: everything is body but title, byline and date lines at the top."""

import re
from collections.abc import Sequence

from demarche.articles.dateline import agency_named, dateline_at, dateline_rules
from demarche.articles.lines import Line
from demarche.articles.stamps import find_stamps, stamp_words
from demarche.tables import Tables
from demarche.types import ParagraphKind, Span

Label = tuple[ParagraphKind, tuple[str, ...]]
_TOP = 6
_BYLINE = re.compile(r"^(?:by|from)\s+[A-Z][\w.'’-]+(?:\s+[\w.'’,&-]+){0,12}$", re.I)
_CREDIT_END = re.compile(
    r"^\(?(?:additional\s+)?(?:reporting|writing|editing|compiled|translated)\b.{0,40}\bby\b", re.I
)


def label_clean(lines: Sequence[Line], *, tables: Tables) -> tuple[Label, ...]:
    """Return the kind of each line of a text that has no furniture."""
    labels: list[Label] = []
    titled = body = False
    for index, line in enumerate(lines):
        label = _top_label(lines, index, titled=titled, tables=tables) if index < _TOP and not body else None
        if label is None:
            label = _end_label(line)
        if label is None:
            label = (ParagraphKind.BODY, _flags(line, tables))
            body = True
        titled = titled or label[0] is ParagraphKind.TITLE
        labels.append(label)
    return tuple(labels)


def stamp_share(text: str, *, tables: Tables) -> float:
    """Return how much of a line is date stamp: 1 where nothing else stands in it."""
    stamps = tuple(find_stamps(text, words=tables.derive(stamp_words)))
    covered = sum(stamp.end - stamp.start for stamp in stamps)
    return covered / max(len(text), 1)


def _top_label(lines: Sequence[Line], index: int, *, titled: bool, tables: Tables) -> Label | None:
    text = lines[index].text
    if len(text) < 90 and stamp_share(text, tables=tables) > 0.4:
        return ParagraphKind.DATE, ("pub",)
    if len(text) < 100 and (_BYLINE.match(text) or _only_agency(text, tables)):
        return ParagraphKind.BYLINE, ()
    if not titled and index <= 1 and _is_title(lines, index):
        return ParagraphKind.TITLE, ()
    return None


def _only_agency(text: str, tables: Tables) -> bool:
    rules = tables.derive(dateline_rules)
    return len(text) < 40 and agency_named(text, rules=rules) is not None and len(text.split()) < 5


def _is_title(lines: Sequence[Line], index: int) -> bool:
    """A title stands above longer text and does not end like a sentence."""
    text = lines[index].text
    if index + 1 >= len(lines) or len(text) > 200 or text[-1] in ".,;:":
        return False
    longest = max(len(line.text) for line in lines[index + 1 :])
    return longest > len(text) and not text[0].islower()


def _end_label(line: Line) -> Label | None:
    if _CREDIT_END.match(line.text):
        return ParagraphKind.BYLINE, ()
    return None


def _flags(line: Line, tables: Tables) -> tuple[str, ...]:
    found = dateline_at(line.text, Span(start=0, end=len(line.text)), rules=tables.derive(dateline_rules))
    return ("dateline",) if found else ()
