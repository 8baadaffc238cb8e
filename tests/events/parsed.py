"""Parses written by hand.

One line a word: ``form lemma UPOS head relation [xpos]``; heads count from 1, 0 is the root.
"""

from demarche.types import (
    Actor,
    Analysis,
    Article,
    Layers,
    Mention,
    MentionKind,
    Paragraph,
    ParagraphKind,
    Resolution,
    Sentence,
    Span,
    children_of,
)


def parse(*sentences: str) -> Analysis:
    """Return the analysis that the lines describe; words are joined by single spaces."""
    rows: list[list[str]] = []
    bounds: list[tuple[int, int]] = []
    for sentence in sentences:
        first = len(rows)
        for line in sentence.strip().splitlines():
            form, lemma, upos, head, relation, *rest = line.split()
            at = first + int(head) - 1 if int(head) else len(rows)
            rows.append([form, lemma, upos, str(at), relation, rest[0] if rest else ""])
        bounds.append((first, len(rows)))
    starts, ends, position = [], [], 0
    for row in rows:
        starts.append(position)
        ends.append(position + len(row[0]))
        position += len(row[0]) + 1
    head = tuple(int(row[3]) for row in rows)
    blank = ("",) * len(rows)
    return Analysis(
        sentences=tuple(
            Sentence(span=Span(start=starts[a], end=ends[b - 1]), first=a, last=b, paragraph=0)
            for a, b in bounds
        ),
        start=tuple(starts),
        end=tuple(ends),
        form=tuple(row[0] for row in rows),
        lemma=tuple(row[1] for row in rows),
        upos=tuple(row[2] for row in rows),
        xpos=tuple(row[5] for row in rows),
        feats=blank,
        head=head,
        deprel=tuple(row[4] for row in rows),
        name=("O",) * len(rows),
        children=children_of(head),
    )


def article_of(analysis: Analysis) -> Article:
    """Return the article whose text is the analysis's words."""
    text = " ".join(analysis.form)
    body = Paragraph(span=Span(start=0, end=len(text)), kind=ParagraphKind.BODY)
    return Article(page_id="page", text=text, paragraphs=(body,), language="en")


def layers_of(analysis: Analysis, countries: dict[str, str]) -> Layers:
    """Return mentions of the words that the mapping names, each resolved to its country."""
    heads = [token for token, form in enumerate(analysis.form) if form in countries]
    mentions = tuple(
        Mention(
            span=analysis.span(token),
            head=token,
            kind=MentionKind.MODIFIER if analysis.deprel[token] in ("amod", "compound") else MentionKind.NAME,
        )
        for token in heads
    )
    resolutions = tuple(
        Resolution(actors=(Actor(name=form, country=countries[form], sectors=("GOV",)),), basis="test")
        for form in (analysis.form[token] for token in heads)
    )
    return Layers(mentions=mentions, resolutions=resolutions)
