"""Who the words for a speaker stand for, found through the mentions of the document."""

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.statements.cues import Cues
from demarche.statements.drafts import Draft
from demarche.statements.phrases import owner
from demarche.statements.tree import Tree, antecedent, tokens_in
from demarche.types import Actor, Layers

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_DOCUMENTS = ("text", "evidence", "speech")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Speakers:
    """The mentions of an article by token."""

    layers: Layers
    by_head: dict[int, int]
    """Head token to mention."""
    by_token: dict[int, int]
    """Any token of a name to the shortest mention that covers it."""


def index_mentions(tree: Tree, layers: Layers) -> Speakers:
    """Return the mentions by token."""
    by_head: dict[int, int] = {}
    by_token: dict[int, int] = {}
    length: dict[int, int] = {}
    for index, mention in enumerate(layers.mentions):
        by_head.setdefault(mention.head, index)
        width = mention.span.end - mention.span.start
        for token in tokens_in(tree, mention.span):
            if token not in by_token or width < length[token]:
                by_token[token], length[token] = index, width
    return Speakers(layers=layers, by_head=by_head, by_token=by_token)


def speakers_of(
    tree: Tree, drafts: Sequence[Draft], within: Sequence[int | None], *, speakers: Speakers, cues: Cues
) -> tuple[tuple[Actor, ...], ...]:
    """Return the speaker of each draft; "I" and "we" in a quotation are whoever is quoted."""
    found: dict[int, tuple[Actor, ...]] = {}

    def speaker(index: int) -> tuple[Actor, ...]:
        if index not in found:
            found[index] = ()
            found[index] = resolve(index)
        return found[index]

    def resolve(index: int) -> tuple[Actor, ...]:
        head = drafts[index].head
        if head is None:
            return ()
        outer = within[index]
        if tree.word(head) in _FIRST_PERSON and outer is not None:
            return speaker(outer)
        actors = tuple(
            actor for token in _heads(tree, head) for actor in actors_at(tree, token, speakers, cues)
        )
        return tuple(dict.fromkeys(actors))

    return tuple(speaker(index) for index in range(len(drafts)))


def _heads(tree: Tree, head: int) -> tuple[int, ...]:
    joined = tuple(
        child for child in tree.of(head, "conj") if tree.analysis.upos[child] in ("NOUN", "PROPN", "PRON")
    )
    return (head, *joined)


def actors_at(tree: Tree, token: int, speakers: Speakers, cues: Cues) -> tuple[Actor, ...]:
    """Return the actors that a noun, name or pronoun stands for."""
    token = antecedent(tree, token)
    mention = speakers.by_head.get(token, speakers.by_token.get(token))
    seen: set[int] = set()
    while mention is not None and mention not in seen:
        seen.add(mention)
        if mention < len(speakers.layers.resolutions) and speakers.layers.resolutions[mention].actors:
            return speakers.layers.resolutions[mention].actors
        mention = speakers.layers.mentions[mention].antecedent
    return _owner_actors(tree, token, speakers, cues)


def _owner_actors(tree: Tree, token: int, speakers: Speakers, cues: Cues) -> tuple[Actor, ...]:
    """Return who stands behind a document: "a ministry statement", "the letter from the rebels"."""
    rows = cues.noun.get(tree.analysis.lemma[token].lower(), ())
    if not any(row.kind in _DOCUMENTS for row in rows):
        return ()
    behind = owner(tree, token, cues)
    if behind is None or behind == token or tree.analysis.lemma[behind].lower() in cues.noun:
        return ()
    return actors_at(tree, behind, speakers, cues)
