"""Our analyzer: splits, cuts, runs the model and lays the grammar out as the columns of an Analysis."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from demarche.sentences.model import Grammar, Model, load_model
from demarche.sentences.split import split_sentences
from demarche.sentences.tokens import Tokenizer, tokenizer
from demarche.sentences.weights import read_weights
from demarche.sentences.words import Words, load_words
from demarche.tables import Tables, load_tables
from demarche.types import Analysis, Sentence, Span, children_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CutSentence:
    """A sentence that is cut into tokens but not yet read."""

    span: Span
    tokens: list[Span]
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OnnxAnalyzer:
    """The analyzer that ships with demarche; fits :class:`demarche.sentences.Analyzer`."""

    model: Model
    words: Words
    tokenizer: Tokenizer

    def analyze(self, text: str, spans: Sequence[Span]) -> Analysis:
        """Return the analysis of these paragraphs of a text; sentences never cross a paragraph."""
        cut = [
            CutSentence(span=sentence, tokens=tokens, paragraph=number)
            for number, span in enumerate(spans)
            for sentence in split_sentences(text, span, words=self.words)
            if (tokens := self.tokenizer.cut(text, sentence))
        ]
        return lay_out(text, cut, read=self.model.read)

    def analyze_words(self, sentences: Sequence[Sequence[str]]) -> Analysis:
        """Return the analysis of sentences that are cut into words already."""
        text, cut = join_words(sentences)
        return lay_out(text, cut, read=self.model.read)


def load_analyzer(weights: Path | None = None, *, tables: Tables | None = None) -> OnnxAnalyzer:
    """Return our analyzer with the weights of a folder, by default the installed ones.

    Weights that are missing, damaged or of another version raise :class:`demarche.errors.WeightsError`.
    """
    words = load_words(tables or load_tables())
    return OnnxAnalyzer(model=load_model(read_weights(weights)), words=words, tokenizer=tokenizer(words))


def join_words(sentences: Sequence[Sequence[str]]) -> tuple[str, list[CutSentence]]:
    """Return words as a text (blanks between words, a line break between sentences) and where each stands."""
    cut, place = [], 0
    for number, words in enumerate(sentences):
        tokens, first = [], place
        for word in words:
            tokens.append(Span(start=place, end=place + len(word)))
            place += len(word) + 1
        cut.append(
            CutSentence(span=Span(start=first, end=max(first, place - 1)), tokens=tokens, paragraph=number)
        )
        place += not words
    return "\n".join(" ".join(words) for words in sentences), cut


def lay_out(
    text: str, cut: Sequence[CutSentence], *, read: Callable[[Sequence[Sequence[str]]], Sequence[Grammar]]
) -> Analysis:
    """Return the columns of an analysis: sentence grammar put one after the other."""
    full = [sentence for sentence in cut if sentence.tokens]
    grammars = read([[_form(text, token) for token in sentence.tokens] for sentence in full])
    head: list[int] = []
    for grammar in grammars:
        first = len(head)
        head.extend(first + place for place in grammar.heads)
    tokens = [token for sentence in full for token in sentence.tokens]
    return Analysis(
        sentences=_sentences(full),
        start=tuple(token.start for token in tokens),
        end=tuple(token.end for token in tokens),
        form=tuple(token.of(text) for token in tokens),
        lemma=_column(grammar.lemma for grammar in grammars),
        upos=_column(grammar.upos for grammar in grammars),
        xpos=_column(grammar.xpos for grammar in grammars),
        feats=_column(grammar.feats for grammar in grammars),
        head=tuple(head),
        deprel=_column(grammar.deprel for grammar in grammars),
        name=_column(grammar.name for grammar in grammars),
        factuality=tuple(value for grammar in grammars for value in grammar.factuality),
        trigger=_column(grammar.trigger for grammar in grammars),
        trigger_score=tuple(score for grammar in grammars for score in grammar.trigger_score),
        vectors=np.concatenate([grammar.vectors for grammar in grammars]) if grammars else None,
        children=children_of(tuple(head)),
    )


def _sentences(cut: Sequence[CutSentence]) -> tuple[Sentence, ...]:
    found, first = [], 0
    for sentence in cut:
        last = first + len(sentence.tokens)
        found.append(Sentence(span=sentence.span, first=first, last=last, paragraph=sentence.paragraph))
        first = last
    return tuple(found)


def _form(text: str, token: Span) -> str:
    form = text[token.start : token.end]
    return form.replace("\u00ad", "") or form


def _column(columns: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(columns))
