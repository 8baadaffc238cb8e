"""Any spaCy pipeline as an analyzer, for users who have one (the extra ``demarche[spacy]``).

What the pipeline lacks stays empty: without a parser each sentence is found by our rules and its first
token is the root of all others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from demarche.sentences.split import split_sentences
from demarche.sentences.words import Words, load_words
from demarche.tables import Tables, load_tables
from demarche.types import Analysis, Sentence, Span, children_of

_NAMES: Mapping[str, str] = {
    "PERSON": "PER",
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
}
"""OntoNotes' and CoNLL's kinds of names, and ours."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpacyAnalyzer:
    """A spaCy pipeline that fits :class:`demarche.sentences.Analyzer`."""

    pipeline: Any
    """A ``spacy.Language``: spaCy carries no types that hold without it."""
    words: Words

    def analyze(self, text: str, spans: Sequence[Span]) -> Analysis:
        """Return the analysis of these paragraphs of a text; sentences never cross a paragraph."""
        parts = [
            (sentence, number)
            for number, span in enumerate(spans)
            for sentence in split_sentences(text, span, words=self.words)
        ]
        read = self.pipeline.pipe(sentence.of(text) for sentence, _ in parts)
        return _laid_out(
            (doc, sentence.start, number) for doc, (sentence, number) in zip(read, parts, strict=True)
        )

    def analyze_words(self, sentences: Sequence[Sequence[str]]) -> Analysis:
        """Return the analysis of sentences that are cut into words already."""
        from spacy.tokens import Doc

        docs = (Doc(self.pipeline.vocab, words=list(words)) for words in sentences)
        read = self.pipeline.pipe(docs)
        return _laid_out(_placed(read))


def load_spacy_analyzer(pipeline: Any, *, tables: Tables | None = None) -> SpacyAnalyzer:
    """Return an analyzer around a loaded spaCy pipeline, such as ``spacy.load("en_core_web_trf")``."""
    return SpacyAnalyzer(pipeline=pipeline, words=load_words(tables or load_tables()))


def _placed(docs: Any) -> Iterator[tuple[Any, int, int]]:
    start = 0
    for number, doc in enumerate(docs):
        yield doc, start, number
        start += sum(len(token) + 1 for token in doc) or 1


def _laid_out(parts: Iterator[tuple[Any, int, int]]) -> Analysis:
    """Return the columns of all docs, one sentence each; ``parts`` gives doc, first character, paragraph."""
    sentences: list[Sentence] = []
    tokens: list[tuple[Any, int]] = []
    head: list[int] = []
    for doc, shift, paragraph in parts:
        kept = [token for token in doc if not token.is_space]
        if not kept:
            continue
        first = len(tokens)
        tokens.extend((token, shift) for token in kept)
        head.extend(first + place for place in _heads(kept))
        span = Span(start=shift + kept[0].idx, end=shift + kept[-1].idx + len(kept[-1]))
        sentences.append(Sentence(span=span, first=first, last=len(tokens), paragraph=paragraph))
    return Analysis(
        sentences=tuple(sentences),
        start=tuple(shift + token.idx for token, shift in tokens),
        end=tuple(shift + token.idx + len(token) for token, shift in tokens),
        form=tuple(token.text for token, _ in tokens),
        lemma=tuple(token.lemma_ or token.text.lower() for token, _ in tokens),
        upos=tuple(token.pos_ or "X" for token, _ in tokens),
        xpos=tuple(token.tag_ for token, _ in tokens),
        feats=tuple(str(token.morph) or "_" for token, _ in tokens),
        head=tuple(head),
        deprel=tuple(_label(token, root=head[place] == place) for place, (token, _) in enumerate(tokens)),
        name=tuple(_name(token) for token, _ in tokens),
        children=children_of(tuple(head)),
    )


def _heads(tokens: Sequence[Any]) -> list[int]:
    """Return the heads of one sentence with a single root: later roots hang on the first."""
    places = {token.i: place for place, token in enumerate(tokens)}
    heads = [places.get(token.head.i, place) for place, token in enumerate(tokens)]
    root = next(place for place, head in enumerate(heads) if place == head)
    return [root if place == head else head for place, head in enumerate(heads)]


def _label(token: Any, *, root: bool) -> str:
    if root:
        return "root"
    return token.dep_ if token.dep_ and token.dep_ != "ROOT" else "dep"


def _name(token: Any) -> str:
    kind = _NAMES.get(token.ent_type_)
    return f"{token.ent_iob_}-{kind}" if kind else "O"
