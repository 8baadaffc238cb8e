"""Sentences with their grammar, so that these tests do not depend on the weights of the day."""

from functools import cache
from pathlib import Path

from demarche.types import Analysis, Article, Paragraph, ParagraphKind, Sentence, Span, children_of

FILE = Path(__file__).parent / "parses.conllu"


@cache
def parses() -> dict[str, list[list[str]]]:
    found = {}
    for block in FILE.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.splitlines()
        found[lines[0].removeprefix("# text = ")] = [line.split("\t") for line in lines if line[0] != "#"]
    return found


def _bounds(text: str, rows: list[list[str]]) -> list[tuple[int, int]]:
    """Sentences: the tokens under each root."""
    roots = [index for index, row in enumerate(rows) if row[6] == "0"]
    starts = [0]
    for root in roots[1:]:
        first = root
        while first - 1 > starts[-1] and _top(rows, first - 1) == root:
            first -= 1
        starts.append(first)
    return list(zip(starts, [*starts[1:], len(rows)], strict=True))


def _top(rows: list[list[str]], index: int) -> int:
    while rows[index][6] != "0":
        index = int(rows[index][6]) - 1
    return index


def parsed(text: str) -> tuple[Article, Analysis]:
    """Return a sentence of the file as an article and its analysis."""
    rows = parses()[text]
    starts, place = [], 0
    for row in rows:
        place = text.index(row[1], place)
        starts.append(place)
        place += len(row[1])
    ends = [start + len(row[1]) for start, row in zip(starts, rows, strict=True)]
    head = tuple(index if row[6] == "0" else int(row[6]) - 1 for index, row in enumerate(rows))
    sentences = tuple(
        Sentence(span=Span(start=starts[first], end=ends[last - 1]), first=first, last=last, paragraph=0)
        for first, last in _bounds(text, rows)
    )
    columns = list(zip(*rows, strict=True))
    analysis = Analysis(
        sentences=sentences,
        start=tuple(starts),
        end=tuple(ends),
        form=columns[1],
        lemma=columns[2],
        upos=columns[3],
        xpos=columns[4],
        feats=columns[5],
        head=head,
        deprel=columns[7],
        name=columns[9],
        children=children_of(head),
    )
    return article(text), analysis


def article(text: str) -> Article:
    paragraph = Paragraph(span=Span(start=0, end=len(text)), kind=ParagraphKind.BODY)
    return Article(page_id="test", text=text, paragraphs=(paragraph,), language="en")


def flat(text: str) -> tuple[Article, Analysis]:
    """Return any text with a parse that says nothing: every word is a root of its own sentence."""
    words, place = [], 0
    for word in text.split():
        start = text.index(word, place)
        place = start + len(word)
        words.append((start, place, word))
    count = len(words)
    sentences = (
        (Sentence(span=Span(start=words[0][0], end=words[-1][1]), first=0, last=count, paragraph=0),)
        if words
        else ()
    )
    head = tuple(range(count))
    analysis = Analysis(
        sentences=sentences,
        start=tuple(word[0] for word in words),
        end=tuple(word[1] for word in words),
        form=tuple(word[2] for word in words),
        lemma=tuple(word[2].lower() for word in words),
        upos=("VERB",) * count,
        xpos=("VBD",) * count,
        feats=("",) * count,
        head=head,
        deprel=("root",) * count,
        name=("O",) * count,
        children=children_of(head),
    )
    return article(text), analysis
