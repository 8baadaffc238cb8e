"""Settle what only the whole page tells: summaries, islands of text among links, lists of tags, a missing title."""

import re
from collections.abc import Sequence

from demarche.articles.lines import Line
from demarche.types import ParagraphKind

_BODY, _DECK, _TITLE = ParagraphKind.BODY, ParagraphKind.DECK, ParagraphKind.TITLE
_STAMPS = frozenset({ParagraphKind.DATE, ParagraphKind.BYLINE, ParagraphKind.DATELINE})
_LINKS = frozenset({ParagraphKind.RELATED, ParagraphKind.FOOTER, ParagraphKind.COMMENTS, ParagraphKind.TAGS})
_FAR = 6
"""Lines of furniture that part an island from the story."""
_SMALL = 0.2
"""An island has no more than this share of the story's words."""
_MISTAKEN = frozenset(
    {ParagraphKind.RELATED, ParagraphKind.HEADER, ParagraphKind.SUBHEAD, ParagraphKind.TAGS}
)
_DOUBTED = _MISTAKEN | {ParagraphKind.FOOTER, ParagraphKind.COMMENTS, ParagraphKind.PROMO}
_SENTENCE = 8
"""Words of a sentence at least."""
_OF_STORY = 0.4
"""Share of a sentence's long words that stand in the story."""
_OF_LONG = 0.25
"""The same for a paragraph of many long words: links have none."""
_MANY = 12
_REACH = 6
"""Lines behind the story in which more of it is looked for."""
_WORD = re.compile(r"[^\W\d_]+")
_PARAGRAPH = 20
"""Words of a paragraph at least."""
_TAGS_REACH = 12
_STOPS = '.!?"”:;'
_SENTENCE_ENDS = ".!?\"”:;,'’)"


def settle(
    lines: Sequence[Line], kinds: Sequence[ParagraphKind], *, sure: frozenset[int] = frozenset()
) -> list[ParagraphKind]:
    """Return the kinds with what the whole page says against some of them.

    ``sure`` are the lines whose own shape tells what they are; they are not called prose.
    """
    settled = list(kinds)
    _find_title(lines, settled)
    _mend_pieces(lines, settled)
    _keep_paragraphs(lines, settled)
    _keep_prose(lines, settled, sure)
    _settle_deck(lines, settled)
    _drop_islands(lines, settled)
    _settle_tail(lines, settled)
    return settled


def _find_title(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """Where nothing is the title, a first body line that is no sentence is."""
    if _TITLE in kinds or _BODY not in kinds:
        return
    first = kinds.index(_BODY)
    text = lines[first].text
    follows = kinds[first + 1 : first + 3]
    if (
        3 < len(text.split()) < 30
        and text[-1] not in _SENTENCE_ENDS
        and _BODY in follows
        and text[0].isupper()
    ):
        kinds[first] = _TITLE


def is_open(text: str) -> bool:
    """Return whether a line stops in mid-sentence."""
    return text[-1] not in _STOPS


def goes_on(text: str) -> bool:
    """Return whether a line starts in mid-sentence."""
    return text[0].islower() or text[0] in ",.;:)’%" or text.startswith(("'s ", "' "))


def _mend_pieces(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """A name alone between two pieces of one sentence is a piece of it: its link was a line of its own."""
    for index in range(1, len(kinds) - 1):
        if (
            kinds[index] in (_BODY, _TITLE)
            or kinds[index - 1] is not _BODY
            or len(lines[index].text.split()) > 8
        ):
            continue
        after = next((at for at in range(index + 1, min(index + 4, len(kinds))) if kinds[at] is _BODY), None)
        if after is not None and (is_open(lines[index - 1].text) and goes_on(lines[after].text)):
            kinds[index:after] = [_BODY] * (after - index)


def _keep_paragraphs(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """A paragraph of sentences that stands right before or after body is body, not a link or a heading."""
    for index in (*range(len(kinds) - 2, 0, -1), *range(1, len(kinds) - 1)):
        text = lines[index].text
        if kinds[index] not in _MISTAKEN or len(text.split()) < _PARAGRAPH or is_open(text):
            continue
        if kinds[index + 1] is _BODY or (kinds[index - 1] is _BODY and kinds[index + 1] not in _LINKS):
            kinds[index] = _BODY


def _keep_prose(lines: Sequence[Line], kinds: list[ParagraphKind], sure: frozenset[int]) -> None:
    """A sentence within the story, or right behind it and of its words, belongs to it: text lost is lost for good."""
    bodies = [index for index, kind in enumerate(kinds) if kind is _BODY]
    if len(bodies) < 2:
        return
    story = {word for index in bodies for word in _long_words(lines[index].text)}
    last = bodies[-1]
    for index in range(bodies[0] + 1, len(kinds)):
        if index > last + _REACH:
            return
        if kinds[index] not in _DOUBTED or index in sure or not _is_sentence(lines[index].text):
            continue
        words = _long_words(lines[index].text)
        shared = sum(word in story for word in words)
        within = index < last
        flanked = kinds[index - 1] is _BODY and index + 1 < len(kinds) and kinds[index + 1] is _BODY
        near = within or index <= last + 2 or len(words) >= _MANY
        part = _OF_STORY if within or len(words) < _MANY else _OF_LONG
        if (within and flanked) or (near and shared >= (2 if within else 4) and shared >= part * len(words)):
            kinds[index] = _BODY
            last = max(last, index)


def _is_sentence(text: str) -> bool:
    return (
        len(text.split()) >= _SENTENCE and text[-1] in '.!?"”’' and (text[0].isupper() or text[0] in "\"“‘'")
    )


def _long_words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if len(word) > 4}


def _settle_deck(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """A summary is one line between title and text, parted from the text by byline, date or dateline.

    Every other line called a deck is body: text lost there is lost for good.
    """
    texts = [index for index, kind in enumerate(kinds) if kind in (_BODY, _DECK)]
    for index in texts:
        if kinds[index] is _DECK:
            kinds[index] = _BODY
    if len(texts) < 3 or _TITLE not in kinds[: texts[0]]:
        return
    first, second = texts[0], texts[1]
    parted = _STAMPS & set(kinds[first + 1 : second])
    if parted and len(lines[first].text.split()) < 60 and not lines[first].text[0].islower():
        kinds[first] = _DECK


def _drop_islands(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """One or two sentences far from the story, among links, tell of other stories."""
    bands = _bands(kinds)
    if len(bands) < 2:
        return
    words = [sum(len(lines[index].text.split()) for index in band if kinds[index] is _BODY) for band in bands]
    main = words.index(max(words))
    for number, band in enumerate(bands):
        if number == main or words[number] > _SMALL * words[main]:
            continue
        near = kinds[max(0, band[0] - 3) : band[-1] + 4]
        chrome = _LINKS if number > main else _LINKS | {ParagraphKind.HEADER}
        other = next((kind for kind in near if kind in chrome), None)
        if other is not None and len(band) <= 3:
            for index in band:
                if kinds[index] is _BODY:
                    kinds[index] = other


def _bands(kinds: Sequence[ParagraphKind]) -> list[range]:
    """Return the stretches of body lines with less than six other lines between them."""
    bands: list[range] = []
    for index, kind in enumerate(kinds):
        if kind is not _BODY:
            continue
        if bands and index - bands[-1][-1] <= _FAR:
            bands[-1] = range(bands[-1][0], index + 1)
        else:
            bands.append(range(index, index + 1))
    return bands


def _settle_tail(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """Below the story, a date or name among links belongs to them; so do the words under "Topics"."""
    if _BODY not in kinds:
        return
    last = len(kinds) - 1 - kinds[::-1].index(_BODY)
    names = {lines[index].text.lower() for index, kind in enumerate(kinds) if kind is ParagraphKind.BYLINE}
    while lines[last].text.lower().removeprefix("by ") in {name.removeprefix("by ") for name in names}:
        kinds[last] = ParagraphKind.BYLINE
        last -= 1
    for index in range(last + 1, len(kinds)):
        before = kinds[index - 1]
        short = len(lines[index].text.split()) <= 4
        if kinds[index] in _STAMPS and before is ParagraphKind.RELATED:
            kinds[index] = ParagraphKind.RELATED
        elif (
            before is ParagraphKind.TAGS
            and short
            and kinds[index] in (ParagraphKind.RELATED, ParagraphKind.FOOTER)
        ):
            kinds[index] = ParagraphKind.TAGS if _listed(lines, index, last) else kinds[index]


def _listed(lines: Sequence[Line], index: int, last: int) -> bool:
    """Return whether the words of a short line stand in the story."""
    story = " ".join(line.text for line in lines[: last + 1]).lower()
    return lines[index].text.lower() in story
