"""Sentences with their parse written by hand, so that tests do not hang on a model."""

from demarche.types import (
    Analysis,
    Article,
    Paragraph,
    ParagraphKind,
    Publication,
    Sentence,
    Span,
    children_of,
)


def read(day: object, *sentences: str) -> tuple[Article, Analysis]:
    """Return an article and its analysis.

    A sentence is words of the form ``form|UPOS|head|relation|name``; the head counts from 1, 0 is the root;
    the name's tag may be left out.
    """
    text = ""
    columns: dict[str, list[str]] = {key: [] for key in ("form", "upos", "deprel", "name", "xpos", "lemma")}
    start: list[int] = []
    end: list[int] = []
    head: list[int] = []
    spans: list[Sentence] = []
    for sentence in sentences:
        first, begin = len(head), len(text)
        for number, word in enumerate(sentence.split()):
            form, upos, governor, relation, *name = word.split("|")
            if text and not form.startswith(("'", ",", ".")):
                text += " "
                begin = begin if number else len(text)
            start.append(len(text))
            text += form
            end.append(len(text))
            head.append(first + int(governor) - 1 if governor != "0" else first + number)
            plural = form.endswith("s") and upos in ("NOUN", "PROPN")
            columns["form"].append(form)
            columns["upos"].append(upos)
            columns["deprel"].append(relation)
            columns["name"].append(name[0] if name else "O")
            columns["xpos"].append("NNS" if plural else upos)
            columns["lemma"].append(form.lower().removesuffix("s") if plural else form.lower())
        spans.append(
            Sentence(span=Span(start=begin, end=len(text)), first=first, last=len(head), paragraph=0)
        )
    whole = Span(start=0, end=len(text))
    article = Article(
        page_id="page",
        text=text,
        paragraphs=(Paragraph(span=whole, kind=ParagraphKind.BODY),),
        published=Publication(value=day),  # type: ignore[arg-type]
    )
    analysis = Analysis(
        sentences=tuple(spans),
        start=tuple(start),
        end=tuple(end),
        form=tuple(columns["form"]),
        lemma=tuple(columns["lemma"]),
        upos=tuple(columns["upos"]),
        xpos=tuple(columns["xpos"]),
        feats=("",) * len(head),
        head=tuple(head),
        deprel=tuple(columns["deprel"]),
        name=tuple(columns["name"]),
        children=children_of(tuple(head)),
    )
    return article, analysis
