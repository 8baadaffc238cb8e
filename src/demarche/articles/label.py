"""Give every line of a text page its kind and flags."""

import re
from collections.abc import Sequence

from demarche.articles.dateline import dateline_at, dateline_rules
from demarche.articles.features import describe_lines, facts_of, line_words
from demarche.articles.labeller import KINDS, LABELS, Labeller, best_path, load_labeller, score_lines
from demarche.articles.lines import Line
from demarche.articles.nudges import nudge, nudge_words, shapes_of
from demarche.articles.rules import Label, label_clean
from demarche.articles.settle import settle
from demarche.articles.stamps import Stamp, find_stamps, stamp_words
from demarche.tables import Tables
from demarche.types import ParagraphKind, Span

_STAMPED = frozenset({ParagraphKind.DATE, ParagraphKind.BYLINE, ParagraphKind.HEADER})
_SURE = 3.0
_REPEATED = 5.0
"""What a line loses as body that stands on another page of its site."""
_TAKEN = frozenset({"caption", "credit", "byline", "promo", "comments"})
"""What a line of clean text may be by its shape alone."""
_INLINE_CREDIT = re.compile(
    r"(?:\[[^\]]{3,60}\]|\([^)]{3,60}\)|[/|©] ?[^/|©]{2,40}|(?:photo|file|images?))\.?$", re.I
)


def label_page(
    lines: Sequence[Line], *, flattened: bool, tables: Tables, repeated: frozenset[int] = frozenset()
) -> tuple[Label, ...]:
    """Return the kind and flags of each line; ``repeated`` lines stand on other pages of the site too."""
    kinds = _flattened_kinds(lines, tables, repeated) if flattened else _clean_kinds(lines, tables)
    return tuple(_flagged(lines, kinds, index, tables) for index in range(len(lines)))


def labeller_of(tables: Tables) -> Labeller:
    """Return the trained labeller (for ``tables.derive``, which keeps it)."""
    del tables
    return load_labeller()


def _flattened_kinds(lines: Sequence[Line], tables: Tables, repeated: frozenset[int]) -> list[ParagraphKind]:
    labeller = tables.derive(labeller_of)
    words = tables.derive(line_words)
    facts = [facts_of(line.text, words=words) for line in lines]
    features = describe_lines(lines, words=words, facts=facts)
    scores = score_lines(features, labeller=labeller)
    nudged = nudge(scores, lines, words=tables.derive(nudge_words), facts=facts)
    for index in repeated:
        nudged[index, LABELS.index("body")] -= _REPEATED
    path = best_path(nudged, labeller=labeller)
    sure = frozenset(
        index for index, label in enumerate(path) if nudged[index, label] - scores[index, label] >= _SURE
    )
    return settle(lines, [KINDS[label] for label in path], sure=sure)


def _clean_kinds(lines: Sequence[Line], tables: Tables) -> list[ParagraphKind]:
    words = tables.derive(nudge_words)
    kinds: list[ParagraphKind] = []
    for line, (kind, _) in zip(lines, label_clean(lines, tables=tables), strict=True):
        if kind is ParagraphKind.BODY:
            told = [
                label for label, weight in shapes_of(line, words=words) if weight >= _SURE and label in _TAKEN
            ]
            kind = ParagraphKind(told[0]) if told else kind
        kinds.append(kind)
    return kinds


def _flagged(lines: Sequence[Line], kinds: Sequence[ParagraphKind], index: int, tables: Tables) -> Label:
    kind, text = kinds[index], lines[index].text
    if kind in _STAMPED and len(text) < 160:
        return _stamped(lines, kinds, index, tables)
    if kind is ParagraphKind.CAPTION and _INLINE_CREDIT.search(text):
        return kind, ("inline-credit",)
    if kind is ParagraphKind.BODY:
        opening = dateline_at(text, Span(start=0, end=len(text)), rules=tables.derive(dateline_rules))
        return kind, ("dateline",) if opening else ()
    return kind, ()


def _stamped(lines: Sequence[Line], kinds: Sequence[ParagraphKind], index: int, tables: Tables) -> Label:
    """Tell a stamp of publication from one of an update and from the clock of the visit."""
    kind, text = kinds[index], lines[index].text
    stamps = [stamp for stamp in find_stamps(text, words=tables.derive(stamp_words)) if stamp.value]
    if not stamps:
        return kind, ()
    titled = ParagraphKind.TITLE in kinds[max(0, index - 12) : index]
    if not titled and is_clock(text, stamps[0]):
        return ParagraphKind.HEADER, ("clock",)
    if kind is ParagraphKind.HEADER:
        return kind, ()
    updated = re.search(r"\bupdate|\bmodified", text, re.I)
    published = not updated or len(stamps) > 1 or updated.start() > stamps[0].start
    return kind, (*(("pub",) if published else ()), *(("upd",) if updated else ()))


def is_clock(text: str, stamp: Stamp) -> bool:
    """Return whether a stamp has the form of a site's running clock: time and zone first, then the day."""
    shown = text[stamp.start : stamp.end]
    clock_first = re.match(r"\d{1,2}:\d\d", shown) is not None
    return clock_first and stamp.zone is not None and len(shown) > 0.7 * len(text)
