"""From parse, quotations and cues to statements."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from demarche.statements.chain import nest, untangle, widen
from demarche.statements.colons import colon_drafts, post_drafts, signature_drafts
from demarche.statements.cues import Cues, index_cues
from demarche.statements.drafts import Draft
from demarche.statements.named import named
from demarche.statements.phrases import adverb_drafts, noun_drafts, phrase_drafts
from demarche.statements.quoted import link_quotes
from demarche.statements.quotes import Quote, find_quotes
from demarche.statements.speakers import index_mentions, speakers_of
from demarche.statements.tree import Tree, grow, runs, spans, tokens_in, without_edges
from demarche.statements.verbs import verb_drafts
from demarche.tables import Tables
from demarche.types import Actor, Analysis, Article, Layers, Sentence, Span, SpeechKind, Stance, Statement

_SPOKEN = ("speech", "text")
_SMALL = ("ADP", "SCONJ", "CCONJ", "PART", "PUNCT")
_LOOSE = ("PUNCT", "SYM")
_QUOTE_MARKS = frozenset("\"“”«»„'‘’`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Which tokens stand in quotation marks."""

    outer: dict[int, int]
    """Token to the number of its quotation."""
    inner: frozenset[int]
    """Tokens of quotations inside quotations."""


def find_statements(
    article: Article, analysis: Analysis, layers: Layers, *, tables: Tables
) -> tuple[Statement, ...]:
    """Return who says, thinks, demands or denies what, in the order of the text; chains through ``within``.

    "Lavrov said our colleagues told us the summit will take place" gives two statements, the second within
    the first. A quotation with nobody behind it has no source.
    """
    if not analysis.sentences:
        return ()
    cues = tables.derive(index_cues)
    tree = grow(article.text, analysis)
    quotes = find_quotes(article.text, _blocks(article, analysis))
    drafted = (*_drafts(tree, cues), *signature_drafts(tree, quotes))
    found = link_quotes(tree, drafted, quotes)
    drafts = _settled(tree, widen(tree, untangle(found)))
    within = nest(drafts)
    speakers = speakers_of(tree, drafts, within, speakers=index_mentions(tree, layers), cues=cues)
    marks = _marks(tree, quotes)
    return tuple(
        _statement(tree, item, within[index], speakers[index], marks) for index, item in enumerate(drafts)
    )


def _marks(tree: Tree, quotes: Sequence[Quote]) -> Marks:
    outer: dict[int, int] = {}
    inner: set[int] = set()
    for number, quote in enumerate(quotes):
        held = tokens_in(tree, quote.span)
        if quote.inner:
            inner.update(held)
        else:
            outer.update((token, number) for token in held)
    return Marks(outer=outer, inner=frozenset(inner))


def _blocks(article: Article, analysis: Analysis) -> tuple[Span, ...]:
    """Return the paragraphs that were analysed, as far as their sentences reach."""
    first: dict[int, Span] = {}
    for sentence in analysis.sentences:
        start = first[sentence.paragraph].start if sentence.paragraph in first else sentence.span.start
        first[sentence.paragraph] = Span(start=start, end=sentence.span.end)
    return tuple(first[paragraph] for paragraph in sorted(first))


def _drafts(tree: Tree, cues: Cues) -> Iterator[Draft]:
    for sentence in tree.analysis.sentences:
        yield from colon_drafts(tree, sentence, cues)
        yield from post_drafts(tree, sentence)
        for token in range(sentence.first, sentence.last):
            yield from _at(tree, token, sentence, cues)


def _at(tree: Tree, token: int, sentence: Sentence, cues: Cues) -> Iterator[Draft]:
    upos = tree.analysis.upos[token]
    if tree.word(token) in cues.phrase:
        yield from phrase_drafts(tree, token, sentence, cues)
    if upos in ("VERB", "ADJ"):
        yield from verb_drafts(tree, token, cues)
    elif upos == "NOUN":
        yield from noun_drafts(tree, token, cues)
    elif upos == "ADV":
        yield from adverb_drafts(tree, token, cues)


def _settled(tree: Tree, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return the drafts that have content, trimmed, in the order of the text."""
    filled = (item if item.content else replace(item, content=_left_over(tree, item)) for item in drafts)
    trimmed = (named(tree, replace(item, content=_content(tree, item))) for item in filled)
    kept = [item for item in trimmed if item.content and not _is_nobodys(tree, item)]
    return tuple(sorted(kept, key=lambda item: (item.core, item.content[0])))


def _is_nobodys(tree: Tree, item: Draft) -> bool:
    """Return whether nobody is behind it: an order to the reader ("Don't forget that …"), a bare reaction."""
    if item.source or item.quotes or not item.cue:
        return False
    order = tree.analysis.xpos[item.core] == "VB" and tree.analysis.deprel[item.core] in ("root", "parataxis")
    return order or (not item.told and tree.analysis.upos[item.core] != "VERB")


def _content(tree: Tree, item: Draft) -> tuple[int, ...]:
    kept: list[int] = []
    for run in runs(item.content):
        piece = without_edges(run, lambda token: _droppable(tree, token))
        if len(piece) != 1 or tree.analysis.upos[piece[0]] not in _SMALL:
            kept.extend(piece)
    return tuple(kept)


def _droppable(tree: Tree, token: int) -> bool:
    form = tree.analysis.form[token]
    return tree.analysis.upos[token] in _LOOSE and form[0] not in _QUOTE_MARKS and form not in "()[]$€£%"


def _left_over(tree: Tree, item: Draft) -> tuple[int, ...]:
    """Return what stands before ", X said" or around "as X said" where the parse tied nothing to the verb."""
    if item.kind not in _SPOKEN or not item.source or item.stance is Stance.DEMANDS:
        return ()
    sentence = tree.analysis.sentences[tree.analysis.sentence_of(item.core)]
    first = min(*item.source, *item.cue)
    if tree.word(first - 1) == "as" and first > sentence.first:
        said = range(max(*item.source, *item.cue) + 1, sentence.last)
        return tuple(said) if _is_clause(tree, said) else ()
    if tree.analysis.form[sentence.last - 1] == ":":
        return _next_paragraph(tree, sentence)
    before = range(sentence.first, first - 1)
    if first - sentence.first < 3 or tree.analysis.form[first - 1] != ",":
        return ()
    after = range(max(*item.source, *item.cue) + 1, sentence.last)
    ends = all(tree.analysis.upos[token] == "PUNCT" for token in after)
    return tuple(before) if ends or _is_clause(tree, before) else ()


def _next_paragraph(tree: Tree, sentence: Sentence) -> tuple[int, ...]:
    """Return the paragraph after a sentence that ends in a colon: "The governor added:" and then his words."""
    sentences = tree.analysis.sentences
    number = tree.analysis.sentence_of(sentence.first) + 1
    if number >= len(sentences) or sentences[number].paragraph == sentence.paragraph:
        return ()
    last = number
    while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[number].paragraph:
        last += 1
    return tuple(range(sentences[number].first, sentences[last].last))


def _is_clause(tree: Tree, tokens: range) -> bool:
    return any(tree.analysis.xpos[token] in ("VBD", "VBZ", "VBP", "MD") for token in tokens)


def _statement(
    tree: Tree, item: Draft, within: int | None, speaker: tuple[Actor, ...], marks: Marks
) -> Statement:
    content = spans(tree, item.content)
    return Statement(
        source=_hull(spans(tree, item.source)),
        cue=_hull(spans(tree, item.cue)),
        content=content,
        stance=item.stance,
        speech=_speech(tree, item, marks),
        source_head=item.head,
        speaker=speaker,
        within=within,
        told=item.told,
        kind=item.kind,
        basis=item.basis,
    )


def _hull(pieces: tuple[Span, ...]) -> Span | None:
    if not pieces:
        return None
    return Span(start=pieces[0].start, end=pieces[-1].end)


def _speech(tree: Tree, item: Draft, marks: Marks) -> SpeechKind:
    """Return whether the content is quoted in full, in part or not at all.

    For a cue that stands in a quotation itself only the inner marks count.
    """
    words = [token for token in item.content if tree.analysis.upos[token] not in _LOOSE]
    own = marks.outer.get(item.core) if item.cue else None
    inside = sum(token in marks.inner or marks.outer.get(token, own) != own for token in words)
    if not inside:
        return SpeechKind.INDIRECT
    return SpeechKind.DIRECT if inside == len(words) else SpeechKind.MIXED
