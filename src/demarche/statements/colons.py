"""Speakers without a verb: interviews ("Lavrov: We will see"), headlines, signatures after a dash."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from demarche.statements.cues import Cues
from demarche.statements.drafts import Draft
from demarche.statements.quotes import Quote
from demarche.statements.tree import Tree, tokens_in
from demarche.types import Sentence, Stance

_LONGEST = 9
_NAME_WORDS = ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PUNCT", "NUM", "X")
_MARKS = frozenset(['"', "“", "”", "‘", "'", "«", "„", "``", "''"])
_DASHES = frozenset(["―", "—", "–", "--", "-"])
_LONGEST_SIGNATURE = 25


def colon_drafts(tree: Tree, sentence: Sentence, cues: Cues) -> Iterator[Draft]:
    """Yield the link of "Lavrov: We will see", where a person or a quotation stands around the colon."""
    colon = _colon(tree, sentence)
    if colon is None:
        return
    name = [token for token in range(sentence.first, colon) if tree.analysis.form[token] not in _MARKS]
    if not name:
        return
    speaks = _is_turn(tree, sentence, name)
    if not speaks and not _is_headline(tree, name, colon, cues):
        return
    last = _end_of_paragraph(tree, sentence) if speaks else sentence.last
    content = tuple(range(colon + 1, last))
    yield _unspoken(
        core=colon, cue=(colon,), source=tuple(name), content=content, head=_last_name(tree, name)
    )


def _colon(tree: Tree, sentence: Sentence) -> int | None:
    """Return the colon that follows a short name phrase at the start of a sentence."""
    for token in range(sentence.first, min(sentence.first + _LONGEST, sentence.last - 1)):
        if tree.analysis.form[token] == ":" and token > sentence.first:
            return token
        if tree.analysis.upos[token] not in _NAME_WORDS:
            return None
    return None


def _is_turn(tree: Tree, sentence: Sentence, name: Sequence[int]) -> bool:
    """Return whether a paragraph opens with a speaker's name, as in a transcript."""
    number = tree.analysis.sentence_of(sentence.first)
    opens = number == 0 or tree.analysis.sentences[number - 1].paragraph != sentence.paragraph
    people = any(tree.analysis.name[token].endswith("-PER") for token in name)
    shouted = all(tree.analysis.form[token].isupper() for token in name)
    return opens and len(name) <= 4 and (people or (shouted and len(tree.analysis.form[name[0]]) > 2))


def _is_headline(tree: Tree, name: Sequence[int], colon: int, cues: Cues) -> bool:
    """Return whether what stands before the colon speaks: "Ruiz: ‘No deal’", "Poll: voters want peace"."""
    rows = cues.noun.get(tree.analysis.lemma[name[-1]].lower(), ())
    if len(name) <= 3 and any(row.kind == "evidence" for row in rows):
        return True
    people = any(tree.analysis.name[token].endswith(("-PER", "-ORG")) for token in name)
    return tree.analysis.form[colon + 1] in _MARKS and (people or len(name) <= 4)


def _end_of_paragraph(tree: Tree, sentence: Sentence) -> int:
    last = sentence.last
    for other in tree.analysis.sentences:
        if other.paragraph == sentence.paragraph and other.first >= sentence.first:
            last = other.last
    return last


def _last_name(tree: Tree, name: Sequence[int]) -> int:
    people = [token for token in name if tree.analysis.name[token].endswith("-PER")]
    return people[-1] if people else name[-1]


def signature_drafts(tree: Tree, quotes: Sequence[Quote]) -> Iterator[Draft]:
    """Yield the link of '"Peace is possible." — Kofi Annan', where a name signs a quotation."""
    for number, quote in enumerate(quotes):
        held = tokens_in(tree, quote.span)
        if quote.inner or len(held) < 4 or not quote.closed:
            continue
        name = _signed(tree, held)
        if name:
            dash = held[-1] + 1
            signed = _unspoken(core=dash, cue=(dash,), source=name, content=tuple(held), head=name[0])
            yield replace(signed, quotes=(number,))


def post_drafts(tree: Tree, sentence: Sentence) -> Iterator[Draft]:
    """Yield the link of an embedded post: "Talks are over. — Ana Ruiz (@anaruiz) May 4, 2018"."""
    at = next(
        (t for t in range(sentence.first, sentence.last) if tree.analysis.form[t].startswith("@")), None
    )
    if at is None or tree.analysis.form[max(at - 1, 0)] not in ("(", "@"):
        return
    dash = at - 1
    while dash > sentence.first and tree.analysis.form[dash] not in _DASHES:
        dash -= 1
    name = tuple(range(dash + 1, at - 1))
    first = _start_of_paragraph(tree, sentence)
    if name and dash > first and len(name) <= _LONGEST and tree.analysis.form[dash] in _DASHES:
        content = tuple(range(first, dash))
        yield replace(
            _unspoken(core=dash, cue=(dash,), source=name, content=content, head=name[0]), kind="text"
        )


def _start_of_paragraph(tree: Tree, sentence: Sentence) -> int:
    number = tree.analysis.sentence_of(sentence.first)
    while number and tree.analysis.sentences[number - 1].paragraph == sentence.paragraph:
        number -= 1
    return tree.analysis.sentences[number].first


def _signed(tree: Tree, held: range) -> tuple[int, ...]:
    dash = held[-1] + 1
    paragraph = tree.analysis.sentences[tree.analysis.sentence_of(held[-1])].paragraph
    if dash + 1 >= len(tree.analysis.form) or tree.analysis.form[dash] not in _DASHES:
        return ()
    name: list[int] = []
    for token in range(dash + 1, min(dash + _LONGEST_SIGNATURE, len(tree.analysis.form))):
        if tree.analysis.sentences[tree.analysis.sentence_of(token)].paragraph != paragraph:
            break
        name.append(token)
    if not name or tree.analysis.upos[name[0]] != "PROPN" or tree.analysis.upos[name[-1]] == "VERB":
        return ()
    return tuple(name)


def _unspoken(
    *, core: int, cue: tuple[int, ...], source: tuple[int, ...], content: tuple[int, ...], head: int
) -> Draft:
    return Draft(
        core=core,
        cue=cue,
        source=source,
        head=head,
        content=content,
        stance=Stance.ASSERTS,
        kind="speech",
        told=True,
        basis="colon",
    )
