"""Speakers before a colon: interviews, transcripts, headlines."""

from collections.abc import Iterator

from demarche.statements.drafts import Draft
from demarche.statements.tree import Tree
from demarche.types import Sentence, Stance

_LONGEST = 9
_NAME_WORDS = ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PUNCT", "NUM")
_MARKS = frozenset("\"“”‘'«„``''")


def colon_drafts(tree: Tree, sentence: Sentence) -> Iterator[Draft]:
    """Yield the link of "Lavrov: We will see", where a person or a quotation stands around the colon."""
    colon = _colon(tree, sentence)
    if colon is None:
        return
    name = range(sentence.first, colon)
    content = range(colon + 1, sentence.last)
    person = any(tree.analysis.name[token].endswith("-PER") for token in name)
    if not person and tree.analysis.form[content[0]] not in _MARKS:
        return
    yield Draft(
        core=colon,
        cue=(colon,),
        source=tuple(name),
        head=_last_name(tree, name),
        content=tuple(content),
        stance=Stance.ASSERTS,
        kind="speech",
        told=True,
        basis="colon",
    )


def _colon(tree: Tree, sentence: Sentence) -> int | None:
    """Return the colon that follows a short name phrase at the start of a sentence."""
    for token in range(sentence.first, min(sentence.first + _LONGEST, sentence.last - 1)):
        if tree.analysis.form[token] == ":" and token > sentence.first:
            return token
        if tree.analysis.upos[token] not in _NAME_WORDS:
            return None
    return None


def _last_name(tree: Tree, name: range) -> int:
    people = [token for token in name if tree.analysis.name[token].endswith("-PER")]
    return people[-1] if people else name[-1]
